public import Quantities

/// Turns the pulses of a meter that belongs to no zone, and time, into its registers.
///
/// What a pulse stands for is a whole number of pulses for a whole number of units. What is less than a millionth of a unit
/// is kept while the board runs and forgotten with it.
public struct MeterAccount: Sendable {
    /// Which meter it is.
    public struct Subject: Hashable, Sendable {
        public var name: String
        public var medium: Medium
        /// So many pulses for so many units, each at least 1.
        public var pulses: Int64
        public var units: Int64
        /// The number on its face; empty: not said.
        public var serial: String

        public init(name: String, medium: Medium, pulses: Int64, per units: Int64, serial: String = "") {
            (self.name, self.medium, self.pulses, self.units) = (name, medium, pulses, units)
            self.serial = serial
        }
    }

    public let subject: Subject
    public private(set) var observed: Int64
    public private(set) var pulses: Int64
    public private(set) var amount: Int64
    public private(set) var face: Int64?
    private var rest: Int64 = 0
    /// Until when ``observed`` is told; `nil` before the first word of the meter.
    private var now: Instant?
    private var isCounting = false

    /// - Parameter standing: where the registers stood when the board last stopped; one of another medium is not its own.
    public init(_ subject: Subject, from standing: Record.Metering? = nil) {
        self.subject = subject
        let own = standing.flatMap { $0.medium == subject.medium ? $0 : nil }
        (observed, pulses, amount) = (own?.observed ?? 0, own?.pulses ?? 0, own?.amount ?? 0)
    }

    /// Takes what the meter has given by `now`.
    ///
    /// - Parameters:
    ///   - total: pulses since the journal began; less than before is not believed.
    ///   - face: what its face must show, in thousandths of the unit.
    ///   - isCounting: whether its line can be read from now on.
    public mutating func note(_ total: UInt64, face: UInt64?, isCounting: Bool, at now: Instant) {
        advance(to: now)
        if self.now == nil { self.now = now }
        self.isCounting = isCounting
        self.face = face.map { Int64(clamping: $0) }
        let more = Int64(clamping: total) - pulses
        guard more > 0 else { return }
        pulses += more
        rest += more * subject.units * 1_000_000
        amount += rest / subject.pulses
        rest %= subject.pulses
    }

    /// Accounts for the time since the last word of it.
    public mutating func advance(to now: Instant) {
        guard let last = self.now, last < now else { return }
        if isCounting { observed += (now - last).milliseconds }
        self.now = now
    }

    /// The registers as they are.
    public func metering(boot: Int64, from start: Timestamp, to end: Timestamp) -> Record.Metering {
        var metering = Record.Metering(
            meter: subject.name, medium: subject.medium, boot: boot, start: start, end: end)
        (metering.observed, metering.pulses, metering.amount) = (observed, pulses, amount)
        (metering.serial, metering.face) = (subject.serial, face)
        return metering
    }
}
