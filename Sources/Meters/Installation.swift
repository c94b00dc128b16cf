public import Calendars
public import Quantities

/// One instrument, for as long as it counted at the place of a ``Meter``.
public struct Installation: Hashable, Sendable, Spell {
    public var from: Timestamp
    public var to: Timestamp?
    /// The number on its face.
    public var serial: String
    /// `nil`: not said.
    public var accuracy: AccuracyClass?
    /// `nil`: the current flows through the instrument itself.
    public var transformer: CurrentTransformer?
    /// Pulses per unit of the medium (kWh or m³); `nil`: it has no pulse output, or nobody said.
    public var pulses: Double?
    /// Digits of the face before the point, so that it rolls over at ten to their power; `nil`: not said.
    public var digits: Int?
    /// What 1 on the face is worth, in the medium's unit (kWh or m³). Above zero.
    public var worth: Double
    /// The last day on which its calibration holds; `nil`: not said.
    public var calibrationDue: CivilDate?
    /// What the face showed at ``from``; `nil`: nobody read it.
    public var start: Double?
    /// What the face showed at ``to``; `nil`: nobody read it, or it still counts.
    public var end: Double?
    /// The most that can flow, in kW or m³/h: what the breaker or the pipe carries; `nil`: not said.
    public var maximum: Double?

    public init(
        from: Timestamp, to: Timestamp? = nil, serial: String, accuracy: AccuracyClass? = nil,
        transformer: CurrentTransformer? = nil, pulses: Double? = nil, digits: Int? = nil, worth: Double = 1,
        calibrationDue: CivilDate? = nil, start: Double? = nil, end: Double? = nil, maximum: Double? = nil
    ) {
        (self.from, self.to, self.serial, self.accuracy, self.transformer) = (from, to, serial, accuracy, transformer)
        (self.pulses, self.digits, self.worth, self.calibrationDue) = (pulses, digits, worth, calibrationDue)
        (self.start, self.end, self.maximum) = (start, end, maximum)
    }

    /// Where the face shows zero again; `nil`: not known.
    public var modulus: Double? { digits.map { (0..<$0).reduce(1.0) { power, _ in power * 10 } } }

    /// The most that is believed, in kW or m³/h: ``maximum``, else what its transformers carry; `nil`: not known.
    public var mostPerHour: Double? { maximum ?? transformer?.most }

    /// What it may be wrong by, in per cent: instrument and transformer together, at worst; `nil`: not known.
    public var limit: Double? {
        guard let limit = accuracy?.limit else { return nil }
        guard let transformer else { return limit }
        return transformer.limit.map { limit + $0 }
    }

    public func isOverdue(on date: CivilDate) -> Bool { calibrationDue.map { $0 < date } ?? false }
}
