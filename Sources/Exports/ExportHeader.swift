internal import Calendars
public import Quantities
public import Records

/// What an export says of itself before its entries: lines of text, so that a person can read them too.
///
/// One fact a line, `key value value …`, in this order, ended by an empty line; see ``text``.
public struct ExportHeader: Equatable, Sendable {
    /// Sparkplug group and node id of the board.
    public var group: String
    public var board: String
    /// Name and version of the program that wrote it.
    public var software: String
    public var written: Timestamp
    /// Number of the board's last boot; 0 before the first.
    public var boot: Int64
    /// Number of the next MQTT session (`bdSeq`).
    public var session: UInt8
    /// Settings that were changed from afar.
    public var overrides: [Override]
    /// Where the registers of each zone stood at the end of the export, as its last interval.
    public var standings: [Record.Interval]
    /// Where the registers of each meter that belongs to no zone stood, as its last; without serial and face.
    public var meterings: [Record.Metering]
    /// Where the faces of meters stood.
    public var faces: [MeterFace]
    /// How often each relay had moved, by the names of their lines.
    public var relays: [String: UInt64]
    /// What each zone had learned, by its last lesson.
    public var lessons: [Lesson]
    /// Commissioning records, each a text of several lines; with the personal names in them.
    public var commissionings: [String]
    /// The journals whose entries follow, in this order.
    public var journals: [Extent]

    public struct Override: Hashable, Sendable {
        public var zone: String
        /// Key of the setting, such as `hold`.
        public var setting: String
        public var value: Double
        /// What the site file said when this was set.
        public var base: Double

        public init(zone: String, setting: String, value: Double, base: Double) {
            (self.zone, self.setting, self.value, self.base) = (zone, setting, value, base)
        }
    }

    /// Which entries of which journal.
    public struct Extent: Hashable, Sendable {
        public enum Kind: String, CaseIterable, Sendable { case records, traces }

        public var kind: Kind
        public var id: String
        public var first: UInt64
        /// Below ``first`` if there are none.
        public var last: UInt64

        public init(_ kind: Kind, id: String, first: UInt64, last: UInt64) {
            (self.kind, self.id, self.first, self.last) = (kind, id, first, last)
        }

        public var isEmpty: Bool { last < first }
    }

    public init(group: String, board: String, software: String, written: Timestamp) {
        (self.group, self.board, self.software, self.written) = (group, board, software, written)
        (boot, session, overrides, standings, lessons) = (0, 0, [], [], [])
        (commissionings, journals, meterings, faces, relays) = ([], [], [], [], [:])
    }

    /// The journal that the ledger lives on.
    public var records: Extent? { journals.first { $0.kind == .records } }

    /// The newest that there is; a header says the oldest that knows all of its lines.
    public static let version = 2

    private var version: Int { meterings.isEmpty && faces.isEmpty && relays.isEmpty ? 1 : 2 }

    public var text: String {
        var lines = ["\(Self.title)\(version)", "group \(group)", "board \(board)", "software \(software)"]
        lines += ["written \(written.iso8601)", "boot \(boot)", "session \(session)"]
        for override in overrides {
            lines.append("override \(override.zone) \(override.setting) \(override.value) \(override.base)")
        }
        for standing in standings {
            let values = Total.allCases.map { "\(standing.totals[$0])" }.joined(separator: " ")
            lines.append("standing \(standing.zone) \(standing.end.iso8601) \(standing.boot) \(values)")
        }
        for metering in meterings {
            lines.append(
                "metering \(metering.meter) \(metering.medium.name) \(metering.end.iso8601) \(metering.boot) "
                    + "\(metering.observed) \(metering.pulses) \(metering.amount)")
        }
        lines += faces.map { "face \($0.line)" }
        lines += relays.sorted { $0.key < $1.key }.map { "relay \($0.key) \($0.value)" }
        for lesson in lessons {
            let words = lesson.words.map { "\($0)" }.joined(separator: " ")
            lines.append("learned \(lesson.zone) \(lesson.version) \(words)")
        }
        for text in commissionings {
            lines.append("commissioning")
            lines += text.split(whereSeparator: \.isNewline).map { "  \($0)" }
        }
        for journal in journals {
            lines.append("journal \(journal.kind.rawValue) \(journal.id) \(journal.first) \(journal.last)")
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// No header is longer, in bytes.
    static let limit = 1 << 20
    static let title = "lightwell export "
}
