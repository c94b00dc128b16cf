public import ArgumentParser
internal import Calendars
internal import Console
internal import JSON
internal import Ledger
internal import Loop
internal import Quantities

/// `lightwell-hub boards`: what the hub sees of boards.
public struct BoardsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "boards", abstract: "All boards that were ever seen, and how they are.",
        discussion: """
            A board that is gone said what it said before it went; its records wait on it. A quarantined one is not \
            declared in the organisation's file, a refused one says what cannot be; records of both stay on the board. \
            Exits 1 when the hub does not run, or a board is gone, quarantined, refused or reports a fault.
            """)

    @Option(help: "Ledger file.") var ledger: String
    @Option(help: "Only boards of this site.") var site: String?
    @Option(help: "table or json.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func run() throws {
        let ledger = try Ledger(ledger, .reading)
        let now = Clock.utc()
        let sightings = try ledger.sightings().filter { site == nil || $0.site == site }
        let sign = try ledger.lastSignOfLife()
        let runs = sign.map { now - $0 < .minutes(3) } ?? false
        switch format {
        case .json: print(json(sightings, hubRuns: runs))
        case .table:
            if sightings.isEmpty { Console.say("no board was seen yet") }
            for sighting in sightings { print(describe(sighting)) }
            for zone in ledger.namedZones where site == nil || zone.site == site {
                print("zone \(zone.device) of \(zone.site)/\(zone.board) is called \(zone.zone) here")
            }
            if !runs {
                let since = sign.map { "; it was last heard at \($0.iso8601)" } ?? ""
                Console.say("lightwell-hub run does not run\(since): what stands here may be old")
            }
        }
        guard runs, sightings.allSatisfy(\.isWell) else { throw ExitCode.failure }
    }

    private func describe(_ sighting: Sighting) -> String {
        let name = "\(sighting.site)/\(sighting.board)"
        var lines = ["\(name): \(sighting.state); \(sighting.software) on \(sighting.model)"]
        if sighting.backlog > 0 || sighting.hoursLeft != nil {
            let room = sighting.hoursLeft.map { ", room for \($0) h more" } ?? ""
            lines.append("  holds \(sighting.backlog) records for the hub\(room)")
        }
        if let reason = sighting.quarantine { lines.append("  quarantined: \(reason)") }
        if let complaint = sighting.complaint { lines.append("  refused: \(complaint)") }
        for (zone, faults) in sighting.faults.sorted(by: { $0.key < $1.key }) { lines.append("  \(zone): \(faults)") }
        return lines.joined(separator: "\n")
    }

    private func json(_ sightings: [Sighting], hubRuns: Bool) -> String {
        let boards = sightings.map { sighting in
            JSON.object([
                ("site", .string(sighting.site)), ("board", .string(sighting.board)),
                ("first_seen", .string(sighting.firstSeen.iso8601)), ("born", .string(sighting.born.iso8601)),
                ("gone", .string(sighting.gone?.iso8601)), ("journal", .string(sighting.journal)),
                ("software", .string(sighting.software)), ("model", .string(sighting.model)),
                ("quarantine", .string(sighting.quarantine)), ("refused", .string(sighting.complaint)),
                ("backlog_records", .integer(sighting.backlog)),
                ("hours_left", sighting.hoursLeft.map { .integer($0) } ?? .null),
                ("faults", .object(sighting.faults.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            ])
        }
        return JSON.object([("hub_runs", .bool(hubRuns)), ("boards", .array(boards))]).text
    }
}

extension Sighting {
    /// Whether nobody need look after it.
    fileprivate var isWell: Bool { gone == nil && quarantine == nil && complaint == nil && faults.isEmpty }

    fileprivate var state: String {
        gone.map { "gone since \($0.iso8601), stale" } ?? "up since \(born.iso8601)"
    }
}
