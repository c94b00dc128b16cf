internal import Addresses
public import ArgumentParser
internal import Boards
internal import Calendars
internal import Console
internal import Glibc
internal import JSON
internal import Journal
internal import Logbook
internal import Logging
internal import Loop
internal import MQTT
internal import Quantities
internal import Recordings
internal import VirtualBoards
internal import YAML

/// `lightwell-lab simulate`: one virtual board, from a site file and a seed.
public struct Simulate: ParsableCommand {
    public static let configuration = CommandConfiguration(
        abstract: "Run a virtual board: the same control, journals and telemetry as a real one.",
        discussion: """
            The same site file, seed and days give the same result. With --journal the run can be cut off \
            and started again: it goes on where it was. Dates are UTC.
            """)

    @Argument(help: "Site file of the board.") var site: String
    @Option(help: "First moment, such as 2026-06-01 or 2026-06-01T12:00:00Z.") var from: String
    @Option(help: "Days of history.") var days: Int = 30
    @Option(help: "Seed of people, weather and sensors.") var seed: UInt64 = 1
    @Option(help: "Keep the journals in this folder.") var journal: String?
    @Option(help: "Deliver the records to this broker, such as mqtt://127.0.0.1:1883.") var broker: String?
    @OptionGroup var options: BrokerOptions
    @Option(help: "Host application whose acknowledgements count.") var host: String = "lightwell"
    @Flag(help: "Deliver traces of inputs too. They are personal data where people are real.") var traces = false
    @Option(help: "After the history, go on this many times as fast as the clock until it has caught up.")
    var follow: Double?
    @Option(
        help: "CSV that stands in for a zone's people and light; it is moved by whole weeks to end with the history.")
    var recording: String?
    @Option(help: "Zone the recording stands in for; needed where there are several.") var zone: String?
    @Option(help: "Columns of the recording, such as timestamp=Date+Time,motion=S6_PIR+S7_PIR.") var map: String?
    @Option(help: "Offset of the recording's times, such as +05:30; without it they are the site's local time.")
    var utcOffset: String?
    @Option(help: "What people do when lamps warn or go dark over them: nobody (does anything), or usual.")
    var answers: Willingness = .nobody
    @Flag(
        help: """
            Switch a board with a journal on again where its records end, as a real one is: nothing is lived \
            through again, and the site file may have changed.
            """) var newBoot = false
    @Option(help: "Weather file (EPW, or CSV of hours) in place of the skies of the site.") var weather: String?
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "Result at the end of the history: table, json or none.") var format: Format = .table
    @Option(help: "Write the progress to this file, for another program.") var status: String?
    @Option(help: "Write the boards' own counters at the end of the history to this file.") var counters: String?

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, none }

    public init() {}

    public func run() throws {
        let stop = Stop.main
        let site = try Site(reading: site, boards: boards)
        guard site.board.isSimulated else {
            throw LabError("\(self.site) is of a real board (\(site.board.name)); a simulation needs board: simulated")
        }
        guard 1...3_660 ~= days else { throw LabError("--days \(days) is not within 1 to 3660") }
        let year = try site.typicalYear(beside: self.site, rather: weather)
        let start = try Timestamp(iso8601: from)
        let end = start + .days(Int64(days))
        let stand = try recorded(site, endingBefore: end)
        let address = try broker.map { try BrokerAddress($0) }
        let path = try journal ?? Self.temporaryFolder()
        defer { if journal == nil { Self.remove(path) } }
        let content = Origin.fingerprint(
            files: [self.site] + [recording, weather ?? site.weatherPath(beside: self.site)].compactMap { $0 },
            words: (recording == nil ? [] : [zone ?? "", map ?? "", utcOffset ?? "", "\(days)"])
                + (answers == .nobody ? [] : [answers.rawValue]))
        try Origin(site: site.group, board: site.id, seed: seed, from: start, content: content)
            .claim(path, anew: newBoot)
        let folder = try StateFolder(path + "/journals", program: "lightwell-lab simulate")
        var rehearsal = try Rehearsal(
            site, seed: seed, in: folder, from: start, to: end, stand: stand, answers: answers.answers, weather: year,
            status: status.map { StatusFile(path: $0) }, isNewBoot: newBoot)
        let log = Console.log("lightwell-lab")
        let worker = try address.map {
            try rehearsal.connect(
                to: options.broker(at: $0), host: host, traces: traces || site.uplink?.traces == true,
                log: log)
        }
        do {
            try rehearsal.rehearse()
            if !stop.isRequested { try tell(rehearsal, site, from: start, to: end, journal: folder.records.id) }
            if worker != nil { rehearsal.drain() }
            if let follow, !stop.isRequested { try rehearsal.follow(speed: follow) }
        } catch {
            stop.request()
            worker?.join()
            throw error
        }
        if follow == nil { stop.request() }
        worker?.join()
    }

    private func recorded(_ site: Site, endingBefore end: Timestamp) throws -> VirtualBoard.Stand? {
        guard let file = recording else {
            guard map == nil, zone == nil else { throw LabError("--map and --zone are of use with --recording only") }
            return nil
        }
        let names = site.zones.map(\.id)
        let chosen =
            try zone
            ?? (names.count == 1 ? names.first : nil).orThrow(
                LabError("--recording needs --zone, one of: \(names.joined(separator: ", "))"))
        guard let place = names.firstIndex(of: chosen) else {
            throw LabError("there is no zone \(chosen) in \(self.site); there are: \(names.joined(separator: ", "))")
        }
        let clock = try utcOffset.map { try TimeZone(offset: $0) } ?? site.place.timezone
        let recording = try Recording(
            csvFile: file, columns: try map.map { try ColumnMap($0) } ?? ColumnMap(), zone: clock)
        guard recording.hasMotion else {
            throw LabError("\(file) has no motion: name its column with --map motion=…")
        }
        guard let shift = recording.shift(toEndBefore: end, in: clock) else {
            throw LabError("\(file) has no row whose time of day exists \(-days) days before the end")
        }
        let rows = shift.recording.rows.count
        Console.say("\(file): \(rows) rows in \(shift.recording.runs().count) runs, moved by \(shift.weeks) weeks")
        return VirtualBoard.Stand(zone: place, recording: shift.recording)
    }

    private func tell(
        _ rehearsal: borrowing Rehearsal, _ site: Site, from: Timestamp, to: Timestamp, journal: String
    ) throws {
        let result = Result(site: site, journal: journal, from: from, to: to, totals: rehearsal.totals)
        if let counters, !replace(counters, with: result.json.text + "\n") {
            throw LabError("cannot write \(counters): \(String(cString: strerror(errno)))")
        }
        switch format {
        case .table: print(result.table)
        case .json: print(result.json.text)
        case .none: break
        }
    }

    private static func temporaryFolder() throws(LabError) -> String {
        var template = Array("/tmp/lightwell-lab-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw LabError("cannot make a folder in /tmp: \(String(cString: strerror(errno)))")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes a folder that this program made itself.
    private static func remove(_ folder: String) {
        for sub in ["/journals/records", "/journals/traces", "/journals", ""] {
            guard let entries = opendir(folder + sub) else { continue }
            while let entry = readdir(entries) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                unlink("\(folder)\(sub)/\(name)")
            }
            closedir(entries)
            rmdir(folder + sub)
        }
    }
}

extension Optional {
    func orThrow(_ error: some Error) throws -> Wrapped {
        guard let self else { throw error }
        return self
    }
}
