public import Exports
internal import Journal
public import Ledger
internal import Sparkplug
internal import Telemetry

/// An export of a board on its way into the ledger: as if its records had come over the wire, all or nothing.
///
/// What the ledger holds already must be the same; only the next entry is taken.
public struct Import: Sendable {
    public let path: String
    public let header: ExportHeader

    /// Reads the whole file.
    ///
    /// - Throws: ``ExportError`` when it cannot be read, is torn or altered, or no board can be called so.
    public init(_ path: String) throws(ExportError) {
        self.path = path
        let reader = try ExportReader(path)
        while try reader.next() != nil {}
        header = reader.header
        for name in [header.group, header.board] {
            do throws(Identifier.Invalid) { _ = try Identifier(name) } catch {
                throw ExportError("\(path): no board is called so: \(error)")
            }
        }
    }

    /// What became of one journal of a file.
    public struct Outcome: Hashable, Sendable {
        public let journal: ExportHeader.Extent
        /// Entries that were in already.
        public fileprivate(set) var known: UInt64 = 0
        /// Entries that came in, those of gaps not counted.
        public fileprivate(set) var taken: UInt64 = 0
        /// Entries that came in as gaps: the board no longer had them.
        public fileprivate(set) var missing: UInt64 = 0
        /// Through which entry the ledger now holds the journal.
        public fileprivate(set) var watermark: UInt64 = 0
    }

    /// Files of one journal by their first entry, so that each can go on where the one before ended.
    public static func inOrder(_ imports: [Import]) -> [Import] {
        imports.enumerated().sorted { a, b in
            let (one, other) = (a.element.header.records, b.element.header.records)
            return (one?.id ?? "", one?.first ?? 0, a.offset) < (other?.id ?? "", other?.first ?? 0, b.offset)
        }.map(\.element)
    }

    /// Takes the file into the ledger, in one transaction.
    ///
    /// - Throws: ``LedgerError/refused(_:)`` with the reasons, file and offset; then nothing was taken.
    public func settle(in ledger: Ledger) throws(LedgerError) -> [Outcome] {
        var outcomes = header.journals.map { Outcome(journal: $0) }
        try ledger.commit { () throws(LedgerError) in
            let problems = try self.take(into: ledger, noting: &outcomes)
            guard problems.isEmpty else { throw .refused(problems.joined(separator: "\n")) }
        }
        for place in outcomes.indices { outcomes[place].watermark = ledger.watermark(of: outcomes[place].journal.id) }
        return outcomes
    }

    /// - Returns: why entries cannot be taken, of each reason the first case.
    private func take(into ledger: Ledger, noting outcomes: inout [Outcome]) throws(LedgerError) -> [String] {
        var problems: [String] = []
        var reasons: Set<String> = []
        let reader = try refusing { () throws(ExportError) in try ExportReader(path) }
        guard reader.header == header else { throw .refused("\(path) is not what it was a moment ago; try again") }
        while let item = try refusing({ () throws(ExportError) in try reader.next() }) {
            let (entry, journal) = (item.entry, item.journal)
            let before = ledger.watermark(of: journal.id)
            let shipment = Shipment(
                journal: journal.id, first: entry.first, sequence: entry.sequence, bytes: entry.bytes)
            let outcome = try ledger.take(shipment, site: header.group, board: header.board)
            if problems.isEmpty, let place = outcomes.firstIndex(where: { $0.journal == journal }) {
                outcomes[place].note(outcome, of: entry, after: before)
            }
            guard let reason = Self.objection(outcome, to: entry, after: before) else { continue }
            if reasons.insert(reason).inserted { problems.append("\(path), offset \(item.offset): \(reason)") }
            // What follows an entry that was not taken can only be too early.
            if before < entry.sequence || problems.count == Self.mostProblems { break }
        }
        return problems
    }

    private static func objection(_ outcome: Ledger.Outcome, to entry: Entry, after watermark: UInt64) -> String? {
        switch outcome {
        case .taken, .known: nil
        case .foreign(let reason): reason
        case .early:
            "the file begins with entry \(entry.first), the ledger holds this journal through \(watermark); "
                + "first import what lies between, or export with --from \(watermark + 1)"
        }
    }

    /// One that differs throughout need not say so of each entry.
    private static let mostProblems = 10
}

extension Import.Outcome: CustomStringConvertible {
    public var description: String {
        var parts: [String] = []
        if taken > 0 { parts.append("\(taken) taken") }
        if missing > 0 { parts.append("\(missing) that the board no longer had, noted as a gap") }
        if known > 0 { parts.append("\(known) in already") }
        let news = journal.isEmpty ? "none in the file" : taken + missing == 0 ? "nothing new, all in already" : nil
        return "\(journal.kind.rawValue) of journal \(journal.id): "
            + "\(news ?? parts.joined(separator: ", ")); the ledger holds it through \(watermark)"
    }

    fileprivate mutating func note(_ outcome: Ledger.Outcome, of entry: Entry, after watermark: UInt64) {
        let count = entry.sequence - entry.first + 1
        switch outcome {
        case .known: known += count
        case .taken where entry.isGap:
            missing += entry.sequence - watermark
            known += count - (entry.sequence - watermark)
        case .taken: taken += 1
        case .early, .foreign: break
        }
    }
}

/// Makes what is wrong with a file a reason to give up its batch.
private func refusing<R>(_ body: () throws(ExportError) -> R) throws(LedgerError) -> R {
    do throws(ExportError) { return try body() } catch { throw .refused(error.description) }
}
