public import Quantities

/// One entry of a board's records journal: what the ledger lives on.
///
/// Coded as a version byte, a kind byte and the fields in order; see ``encoded()``.
public enum Record: Equatable, Sendable {
    case interval(Interval)
    case boot(Boot)
    case change(Change)
    case continuation(Continuation)
    /// Of kind 6: an older release keeps it undecoded.
    case metering(Metering)

    /// The registers of one zone at the end of an interval.
    public struct Interval: Equatable, Sendable {
        public var zone: String
        /// Number of the boot it belongs to.
        public var boot: Int64
        public var start: Timestamp
        public var end: Timestamp
        /// At ``end``, cumulative since the journal began.
        public var totals: Totals

        public init(zone: String, boot: Int64, start: Timestamp, end: Timestamp, totals: Totals) {
            (self.zone, self.boot, self.start, self.end, self.totals) = (zone, boot, start, end, totals)
        }
    }

    /// The board started.
    public struct Boot: Equatable, Sendable {
        /// 1 for the first boot of the journal.
        public var number: Int64
        public var at: Timestamp
        /// Name and version of the program.
        public var software: String

        public init(number: Int64, at: Timestamp, software: String) {
            (self.number, self.at, self.software) = (number, at, software)
        }
    }

    /// A setting was changed from afar.
    public struct Change: Equatable, Sendable {
        public var zone: String
        /// ``Setting/id`` in the catalogue, or ``reset``.
        public var setting: UInt8
        /// In the setting's unit.
        public var value: Double
        /// Who asked for it, as far as is known.
        public var by: String
        public var at: Timestamp
        /// When it lapses, and what the site file says is in force again; `nil`: it holds until somebody changes it.
        public var until: Timestamp?

        public init(
            zone: String, setting: UInt8, value: Double, by: String, at: Timestamp, until: Timestamp? = nil
        ) {
            (self.zone, self.setting, self.value, self.by, self.at) = (zone, setting, value, by, at)
            self.until = until
        }

        /// Who changes a setting whose time is over.
        public static let lapsed = "lapsed"

        /// In place of a setting's number, which begin at 1: the zone forgot what it had learned.
        public static let reset: UInt8 = 0
    }

    /// This journal goes on where that of a replaced board ended. Its first record, followed by the registers
    /// of every zone that goes on, as intervals without length.
    public struct Continuation: Equatable, Sendable {
        /// Id of the journal that has ended.
        public var journal: String
        /// Its last entry that counts: what the old board wrote later is not continued.
        public var through: UInt64
        /// Number of the last boot in it.
        public var boot: Int64
        /// When the new board took over.
        public var at: Timestamp

        public init(journal: String, through: UInt64, boot: Int64, at: Timestamp) {
            (self.journal, self.through, self.boot, self.at) = (journal, through, boot, at)
        }
    }

    public static let version: UInt8 = 1

    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        encode(into: &bytes)
        return bytes
    }

    /// The same, over what `bytes` hold; allocates nothing where they have room.
    public func encode(into bytes: inout [UInt8]) {
        var writer = ByteWriter(reusing: &bytes)
        defer { writer.give(to: &bytes) }
        writer.byte(Self.version)
        switch self {
        case .interval(let interval):
            writer.byte(1)
            writer.text(interval.zone)
            writer.signed(interval.boot)
            writer.signed(interval.end.milliseconds)
            writer.signed((interval.end - interval.start).milliseconds)
            writer.unsigned(UInt64(Total.all.count))
            for total in Total.all { writer.signed(interval.totals[total]) }
        case .boot(let boot):
            writer.byte(2)
            writer.signed(boot.number)
            writer.signed(boot.at.milliseconds)
            writer.text(boot.software)
        case .change(let change):
            // A change that lapses is of a kind of its own: an older release keeps it undecoded, and does not take it for
            // one that stays.
            writer.byte(change.until == nil ? 3 : 5)
            writer.text(change.zone)
            writer.byte(change.setting)
            writer.real(change.value)
            writer.text(change.by)
            writer.signed(change.at.milliseconds)
            if let until = change.until { writer.signed(until.milliseconds) }
        case .continuation(let continuation):
            writer.byte(4)
            writer.text(continuation.journal)
            writer.unsigned(continuation.through)
            writer.signed(continuation.boot)
            writer.signed(continuation.at.milliseconds)
        case .metering(let metering):
            writer.byte(6)
            writer.metering(metering)
        }
    }

    /// - Throws: ``RecordError`` when the bytes are no record of a version known here.
    public init(decoding bytes: [UInt8]) throws(RecordError) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == Self.version else { throw .version(version) }
        let kind = try reader.byte()
        switch kind {
        case 1: self = .interval(try Self.interval(&reader))
        case 2:
            self = .boot(
                Boot(
                    number: try reader.signed(), at: Timestamp(milliseconds: try reader.signed()),
                    software: try reader.text()))
        case 3, 5:
            self = .change(
                Change(
                    zone: try reader.text(), setting: try reader.byte(), value: try reader.finite(),
                    by: try reader.text(), at: Timestamp(milliseconds: try reader.signed()),
                    until: kind == 3 ? nil : Timestamp(milliseconds: try reader.signed())))
        case 4:
            let journal = try reader.text()
            let through = try reader.unsigned()
            guard through < 1 << 62 else { throw .malformed }
            self = .continuation(
                Continuation(
                    journal: journal, through: through, boot: try reader.signed(),
                    at: Timestamp(milliseconds: try reader.signed())))
        case 6: self = .metering(try reader.metering())
        default: throw .kind(kind)
        }
        guard reader.isAtEnd else { throw .malformed }
    }

    /// Registers that this release does not know are passed over, missing ones are zero.
    private static func interval(_ reader: inout ByteReader) throws(RecordError) -> Interval {
        let zone = try reader.text()
        let boot = try reader.signed()
        let end = Timestamp(milliseconds: try reader.signed())
        let length = try reader.signed()
        guard end.milliseconds.subtractingReportingOverflow(length).overflow == false else { throw .malformed }
        let count = try reader.unsigned()
        guard count <= 255 else { throw .malformed }
        var totals = Totals()
        for raw in 0..<UInt8(count) {
            let value = try reader.signed()
            guard 0..<Total.limit ~= value else { throw .malformed }
            if let total = Total(rawValue: raw) { totals[total] = value }
        }
        return Interval(
            zone: zone, boot: boot, start: end - .milliseconds(length), end: end, totals: totals)
    }
}
