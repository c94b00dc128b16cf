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
            The same site file, seed, days and faults give the same result on any machine. With --journal the run can \
            be cut off and started again: it goes on where it was. Dates are UTC.

            --fault breaks something: a sensor, lamps, a meter, the power, the broker, the clock. lightwell-lab faults \
            lists all of that. The result then tells what control reported, and when. A broker that is off is noticed \
            with --broker only; history passes so quickly that what was waiting is delivered at once afterwards.

            --trace writes what truly happened, what control was told and what it decided, as CSV: \
            timestamp,zone,event,value. Into a file that ends in .svg it draws a day of one zone.
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
    @Option(
        help: "Zone the recording stands in for, or that --trace is of; a picture needs it where there are several.")
    var zone: String?
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
    @OptionGroup(title: "Faults") var broken: FaultOptions
    @Option(help: "Write what happens to this .csv file, or draw a day of it into this .svg file; again for both.")
    var trace: [String] = []
    @Option(help: "Local day that --trace FILE.svg draws, such as 2026-06-02.") var day: String?
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
        let script = try broken.script(site, from: start, recorded: stand?.zone)
        if broker == nil, !script.spans(of: .brokerOff).isEmpty {
            throw LabError("broker=off does nothing without --broker: add it, or leave the fault out")
        }
        let (sketch, file) = try traced(site, from: start, to: end)
        let address = try broker.map { try BrokerAddress($0) }
        let path = try journal ?? Self.temporaryFolder()
        defer { if journal == nil { Self.remove(path) } }
        let content = Origin.fingerprint(
            files: [self.site] + [recording, weather ?? site.weatherPath(beside: self.site)].compactMap { $0 },
            words: (recording == nil ? [] : [zone ?? "", map ?? "", utcOffset ?? "", "\(days)"])
                + (answers == .nobody ? [] : [answers.rawValue])
                + (script.isEmpty ? [] : ["\(script.entries)"]) + (broken.edges ? ["edges"] : []))
        try Origin(site: site.group, board: site.id, seed: seed, from: start, content: content)
            .claim(path, anew: newBoot)
        let folder = try StateFolder(path + "/journals", program: "lightwell-lab simulate")
        var rehearsal = try Rehearsal(
            site, seed: seed, in: folder, from: start, to: end, stand: stand, answers: answers.answers, weather: year,
            script: script, sensing: broken.sensing, trace: file, status: status.map { StatusFile(path: $0) },
            isNewBoot: newBoot)
        let log = Console.log("lightwell-lab")
        if let address {
            try rehearsal.connect(
                to: options.broker(at: address), host: host,
                traces: traces || site.uplink?.traces == true, outages: script.spans(of: .brokerOff), log: log)
        }
        do {
            try rehearsal.rehearse()
            if !stop.isRequested {
                try sketch?.draw(file?.courses(until: end) ?? [])
                try tell(rehearsal, site, script, from: start, to: end, journal: folder.records.id)
            }
            if address != nil { try rehearsal.drain() }
            if let follow, !stop.isRequested { try rehearsal.follow(speed: follow) }
        } catch {
            rehearsal.hangUp()
            throw error
        }
        rehearsal.hangUp()
    }

    /// What --trace wants: a picture to be drawn at the end, and where things that happen go.
    private func traced(_ site: Site, from start: Timestamp, to end: Timestamp) throws -> (TraceDrawing?, TraceFile?) {
        let pictures = trace.filter { $0.hasSuffix(".svg") }
        let tables = trace.filter { !$0.hasSuffix(".svg") }
        guard pictures.count <= 1, tables.count <= 1 else {
            throw LabError("--trace takes one .svg file and one other: \(trace.joined(separator: ", "))")
        }
        if pictures.isEmpty, day != nil { throw LabError("--day says what --trace FILE.svg draws: add it") }
        guard !trace.isEmpty else { return (nil, nil) }
        let place = try zone.map { try Self.place($0, in: site, self.site) }
        let drawing = try pictures.first.map { try TraceDrawing($0, site, zone: place, day: day, from: start, to: end) }
        let file = try TraceFile(
            TraceText(site: site, zone: place), path: tables.first, sketch: drawing?.sketch)
        return (drawing, file)
    }

    private static func place(_ zone: String, in site: Site, _ file: String) throws(LabError) -> Int {
        let names = site.zones.map(\.id)
        guard let place = names.firstIndex(of: zone) else {
            throw LabError("there is no zone \(zone) in \(file); there are: \(names.joined(separator: ", "))")
        }
        return place
    }

    private func recorded(_ site: Site, endingBefore end: Timestamp) throws -> VirtualBoard.Stand? {
        guard let file = recording else {
            guard map == nil else { throw LabError("--map is of use with --recording only") }
            guard zone == nil || !trace.isEmpty else {
                throw LabError("--zone is of use with --recording or --trace only")
            }
            return nil
        }
        let names = site.zones.map(\.id)
        let chosen =
            try zone
            ?? (names.count == 1 ? names.first : nil).orThrow(
                LabError("--recording needs --zone, one of: \(names.joined(separator: ", "))"))
        let place = try Self.place(chosen, in: site, self.site)
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
        _ rehearsal: borrowing Rehearsal, _ site: Site, _ script: FaultScript, from: Timestamp, to: Timestamp,
        journal: String
    ) throws {
        let result = Result(
            group: site.group, board: site.id, journal: journal, from: from, to: to, totals: rehearsal.totals,
            faults: rehearsal.faultAnswers.map { FaultTable(site: site, script: script, answers: $0) })
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
