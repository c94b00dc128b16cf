internal import Calendars
internal import Records
public import Telemetry

/// Decides which entries of boards' journals a ledger takes: of each journal only the next one, from the board it belongs
/// to, and only if it follows what was taken before.
///
/// A value: what is stored is the caller's. So a record can neither be counted twice nor be passed over, and of two cards
/// with one journal's id only one is heard.
public struct Intake: Sendable {
    /// How far a journal is in, and whose it is.
    public struct Standing: Hashable, Sendable {
        public let site: String
        public let board: String
        /// The last sequence that is in; 0: none.
        public fileprivate(set) var watermark: UInt64
        /// ``Shipment/check`` of that entry; `nil` of a gap, and of one that an older release took.
        public fileprivate(set) var check: Int64?

        public init(site: String, board: String, watermark: UInt64 = 0, check: Int64? = nil) {
            (self.site, self.board, self.watermark, self.check) = (site, board, watermark, check)
        }
    }

    /// What is to be done with an entry.
    public enum Verdict: Hashable, Sendable {
        /// Store it, then call ``took(_:)``.
        case take
        /// It is in already, if it is what is stored under its sequence.
        case compare
        /// Entries before it are missing.
        case early
        /// It is not to be believed, and why.
        case foreign(String)
    }

    /// By the journal's id.
    public internal(set) var standings: [String: Standing]
    /// By the id of the journal that has ended.
    var successions: [String: Succession]

    public init() { (standings, successions) = ([:], [:]) }

    public func watermark(of journal: String) -> UInt64 { standings[journal]?.watermark ?? 0 }

    /// Judges an entry that this board sent.
    public func judge(_ shipment: Shipment, site: String, board: String) -> Verdict {
        let standing = standings[shipment.journal] ?? Standing(site: site, board: board)
        guard standing.site == site, standing.board == board else {
            return .foreign(
                "its journal is that of \(standing.site)/\(standing.board); if the board was renamed, give it its old "
                    + "name, or move its records folder away so that it begins a new journal")
        }
        guard shipment.sequence > standing.watermark else { return .compare }
        if let objection = objection(to: shipment, of: standing) { return .foreign(objection) }
        guard shipment.first <= standing.watermark + 1 else { return .early }
        if let previous = shipment.previous, let check = standing.check, shipment.first == standing.watermark + 1,
            previous != check
        {
            return .foreign(
                "entry \(shipment.sequence) follows another entry \(standing.watermark) than the one that is in; was its "
                    + "card copied?")
        }
        return .take
    }

    /// Notes that an entry judged ``Verdict/take`` was stored.
    public mutating func took(_ shipment: Shipment, site: String, board: String) {
        var standing = standings[shipment.journal] ?? Standing(site: site, board: board)
        (standing.watermark, standing.check) = (shipment.sequence, shipment.check)
        standings[shipment.journal] = standing
        guard case .record(.continuation(let continuation)) = shipment.content else { return }
        successions[continuation.journal] = Succession(
            successor: shipment.journal, through: continuation.through, at: continuation.at)
    }

    /// Why an entry may not be taken because of who was replaced by whom; `nil` if it may.
    private func objection(to shipment: Shipment, of standing: Standing) -> String? {
        if let end = successions[shipment.journal], end.through < shipment.sequence {
            let place = standings[end.successor].map { "\($0.site)/\($0.board)" } ?? "another board"
            return "it came back after it was replaced by \(place) with journal \(end.successor) at \(end.at.iso8601), "
                + "which goes on after entry \(end.through); switch one of the two boards off"
        }
        guard case .record(.continuation(let continuation)) = shipment.content else { return nil }
        if let known = successions[continuation.journal], known.successor != shipment.journal {
            return "it continues journal \(continuation.journal), which \(known.successor) continues since "
                + "\(known.at.iso8601); were two boards set up with one export? Empty the state folder of this one"
        }
        if let previous = standings[continuation.journal],
            previous.site != standing.site || previous.board != standing.board
        {
            return "it continues a journal of \(previous.site)/\(previous.board), which is not its own"
        }
        return nil
    }
}
