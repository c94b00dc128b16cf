internal import Activities
internal import ArgumentParser
internal import Calendars
internal import Console
internal import Exports
internal import Glibc
internal import Imports
internal import JSON
internal import Ledger
internal import Loop
internal import Meters
internal import Quantities
internal import Register
internal import YAML

/// `lightwell-hub import KIND`: tables into the ledger, each file a batch.
struct TableImport {
    let template: Template
    let files: [String]
    let ledger: String
    let organisation: String
    let isDry: Bool
    let by: String
    let attachment: String?
    let columns: String?
    let register: String?
    let format: TableFormat

    func run() throws {
        let declared = try Organisation(reading: organisation)
        let sites = Dictionary(declared.sites.map { ($0.id, $0.timezone) }, uniquingKeysWith: { $1 })
        let meters = try register.map { try MeterRegister(reading: $0, of: declared).meters }
        let map = try columns.map { path in try MeterMap(reading: path) }
        let document = try attachment.map { Document(name: Self.name(of: $0), bytes: try ReadFile.bytes(of: $0)) }
        // A dry run makes no ledger; where there is none, nothing can be in it.
        let batches =
            if isDry {
                access(ledger, F_OK) == 0 ? try Batches(reading: ledger) : nil
            } else {
                try Batches(ledger, program: "lightwell-hub import")
            }
        var results: [JSON] = []
        var refused = 0
        var earlier: [Delivery] = []
        for file in files {
            do {
                results.append(try take(file, sites, map, meters, document, batches, after: &earlier))
            } catch let refusal as Refusal {
                results.append(.object([("file", .string(file)), ("problems", .array(refusal.problems.map(\.json)))]))
                refused += 1
                if format == .table { Console.say(refusal.problems.map(\.description).joined(separator: "\n")) }
            }
        }
        if format == .json { print(JSON.array(results).text) }
        guard refused > 0 else { return }
        if format == .table {
            Console.say("\(refused) of \(files.count) files refused; nothing of them is in the ledger")
        }
        throw ExitCode.failure
    }

    private struct Refusal: Error { let problems: [Problem] }

    /// - Parameter earlier: of a dry run, the files before this one: they would be in.
    private func take(
        _ file: String, _ sites: [String: TimeZone], _ map: MeterMap?, _ meters: [Meter]?, _ document: Document?,
        _ batches: Batches?, after earlier: inout [Delivery]
    ) throws -> JSON {
        defer { clear() }
        let bytes = try ReadFile.bytes(of: file)
        var proofs = LineDocuments(beside: file)
        let (delivery, problems) = Sheet.attempt(
            bytes, file: file, sha256: SHA256.hexadecimal(of: bytes), as: template, sites: sites, map: map,
            faces: try meters.map { try faces(of: $0, after: earlier) },
            document: { path throws(Unreadable) in try proofs.take(path) }
        ) { show("reading \(file)", $0) }
        if isDry || !problems.isEmpty {
            // What can be read is compared all the same, so that everything wrong is said at once.
            let conflicts = try batches?.conflicts(with: delivery) ?? []
            let among = earlier.flatMap { delivery.conflicts(with: $0) }
            try refuse(file, conflicts + among, problems)
            if isDry { earlier.append(delivery) }
            clear()
            return told(delivery, proofs, nil)
        }
        guard let batches else { throw HubError("there is no ledger \(ledger)") }
        // What is refused leaves no copies of its documents.
        if !proofs.isEmpty { try refuse(file, try batches.conflicts(with: delivery)) }
        let outcome = try batches.take(
            delivery, by: by, at: Self.now, document: document, proofs: try proofs.keep(in: batches)
        ) {
            show("storing \(file)", $0)
        }
        clear()
        switch outcome {
        case .taken(let batch): return told(delivery, proofs, batch)
        case .refused(let conflicts):
            try refuse(file, conflicts)
            throw HubError("\(file) was refused")
        }
    }

    /// The instruments, and how far the ledger tells of them, or in a dry run a file before.
    private func faces(of meters: [Meter], after earlier: [Delivery]) throws(LedgerError) -> FaceRegister {
        var ends: [[String]: [Timestamp]] = [:]
        for series in earlier.flatMap(\.meters).map(\.series) {
            ends[[series.site, series.meter], default: []] += series.intervals.map(\.to)
        }
        let held = access(ledger, F_OK) == 0 ? try Ledger(ledger, .reading) : nil
        for meter in meters {
            let series = try held?.series(
                site: meter.site, meter: meter.id, medium: meter.medium, from: Timestamp(milliseconds: .min),
                to: Timestamp(milliseconds: .max))
            ends[[meter.site, meter.id]] = ((series?.intervals.map(\.to) ?? []) + (ends[[meter.site, meter.id]] ?? []))
                .sorted()
        }
        return FaceRegister(meters: meters) { [ends] site, meter, before in
            ends[[site, meter]]?.last { $0 <= before }
        }
    }

    private func refuse(_ file: String, _ conflicts: [Conflict], _ problems: [Problem] = []) throws {
        let all =
            problems
            + conflicts.map { conflict in
                Problem(file: file, at: conflict.line.map { Mark(line: $0, column: 1) }, conflict.message)
            }
        guard !all.isEmpty else { return }
        clear()
        throw Refusal(problems: Problems(all).list)
    }

    private func told(_ delivery: Delivery, _ proofs: LineDocuments, _ batch: Batch?) -> JSON {
        if format == .table {
            print(
                batch.map { "\(delivery.file): \(delivery.contents), taken as batch \($0.id)" }
                    ?? "\(delivery.file): \(delivery.contents), nothing wrong; nothing was taken")
            for remark in delivery.remarks { print("  \(remark)") }
            if !proofs.isEmpty {
                print("  \(proofs.text) \(batch == nil ? "would be kept" : "kept beside the ledger")")
            }
        }
        return .object([
            ("file", .string(delivery.file)), ("kind", .string(delivery.kind)),
            ("batch", batch.map { .integer($0.id) } ?? .null), ("lines", .integer(Int64(delivery.count))),
            ("sha256", .string(delivery.sha256)), ("document", .string(batch?.document)),
            ("line_documents", .array(proofs.paths.map { .string($0) })),
            ("remarks", .array(delivery.remarks.map { .string($0) })), ("problems", .array([])),
        ])
    }

    private func show(_ what: String, _ share: Double) {
        if Console.isTerminal { Console.show("\(what): \(Int(share * 100)) %") }
    }

    private func clear() { if Console.isTerminal { Console.show("") } }

    private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// In whole seconds, as it is shown.
    static var now: Timestamp {
        let now = Clock.utc().milliseconds
        return Timestamp(milliseconds: now - now % 1_000)
    }
}

extension Delivery {
    /// Such as `12 lines`, or `8760 intervals of 2 meters, 8700 temperatures`.
    var contents: String {
        var parts: [String] = []
        func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
        if !activities.isEmpty { parts.append(count(activities.count, "line", "lines")) }
        let intervals = meters.reduce(0) { $0 + $1.lines.count }
        if intervals > 0 {
            parts.append("\(count(intervals, "interval", "intervals")) of \(count(meters.count, "meter", "meters"))")
        }
        let temperatures = weather.reduce(0) { $0 + $1.lines.count }
        if temperatures > 0 { parts.append(count(temperatures, "temperature", "temperatures")) }
        return parts.joined(separator: ", ")
    }
}

extension Problem {
    fileprivate var json: JSON {
        .object([
            ("line", mark.map { .integer(Int64($0.line)) } ?? .null),
            ("column", mark.map { .integer(Int64($0.column)) } ?? .null), ("message", .string(message)),
        ])
    }
}
