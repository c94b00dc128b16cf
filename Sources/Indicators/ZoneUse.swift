public import Quantities

/// What happened in one zone in a period, as far as its records tell.
///
/// The uses of two adjacent periods add up to the use of both together.
public struct ZoneUse: Hashable, Sendable {
    /// Time for which records exist.
    public let observed: Duration
    /// The part of the observed time in which no motion sensor could be trusted.
    public let blind: Duration
    public let occupied: Duration
    public let lit: Duration
    /// Lit although nobody was there.
    public let litVacant: Duration
    /// Somebody was there, and neither lamps nor daylight gave the light asked for.
    public let darkOccupied: Duration
    /// Rated load of the lamps times the time they were lit, whether or not there is a meter.
    public let lampEnergy: Energy
    /// The part of ``lampEnergy`` spent while lit and vacant.
    public let litVacantEnergy: Energy
    /// `nil` when the zone had no meter in any part of the time.
    public let meteredEnergy: Energy?
    /// The lamp energy of the time without a meter; `nil` when a meter ran throughout, or nothing is known.
    public let estimatedEnergy: Energy?
    /// The part of the observed time for which ``estimatedEnergy`` stands.
    public let estimated: Duration
    /// Times the lamps changed between lit and dark.
    public let switchings: Int64
    /// Times the lamps went off, after an unanswered warning, while somebody was there.
    public let falseOffs: Int64
    /// Presses of the zone's buttons.
    public let presses: Int64
    /// The part of the observed time whose shares were split in proportion, because a record
    /// straddled an edge of the period or its intervals had been thinned.
    public let interpolated: Duration

    /// A zone that was metered throughout (`meteredEnergy` given) or not at all (`nil`); a zone
    /// whose meter came or went in between is the sum of two uses.
    public init(
        observed: Duration = .zero, blind: Duration = .zero, occupied: Duration = .zero, lit: Duration = .zero,
        litVacant: Duration = .zero, darkOccupied: Duration = .zero, lampEnergy: Energy = .zero,
        litVacantEnergy: Energy = .zero, meteredEnergy: Energy? = nil, switchings: Int64 = 0, falseOffs: Int64 = 0,
        presses: Int64 = 0, interpolated: Duration = .zero
    ) {
        let isEstimated = meteredEnergy == nil && (observed > .zero || lampEnergy != .zero)
        self.init(
            observed: observed, blind: blind, occupied: occupied, lit: lit, litVacant: litVacant,
            darkOccupied: darkOccupied, lampEnergy: lampEnergy, litVacantEnergy: litVacantEnergy,
            meteredEnergy: meteredEnergy, estimatedEnergy: isEstimated ? lampEnergy : nil,
            estimated: isEstimated ? observed : .zero, switchings: switchings, falseOffs: falseOffs, presses: presses,
            interpolated: interpolated)
    }

    /// Nothing seen: adding it changes nothing.
    public static let none = ZoneUse()

    /// Metered where and while there was a meter, else estimated.
    public var energy: Energy { (meteredEnergy ?? .zero) + (estimatedEnergy ?? .zero) }

    /// The part of the observed time for which ``meteredEnergy`` stands.
    public var metered: Duration { observed - estimated }

    /// The part of the observed time in which occupancy was known.
    public var sighted: Duration { max(.zero, observed - blind) }

    public static func + (a: ZoneUse, b: ZoneUse) -> ZoneUse {
        ZoneUse(
            observed: a.observed + b.observed, blind: a.blind + b.blind, occupied: a.occupied + b.occupied,
            lit: a.lit + b.lit, litVacant: a.litVacant + b.litVacant, darkOccupied: a.darkOccupied + b.darkOccupied,
            lampEnergy: a.lampEnergy + b.lampEnergy, litVacantEnergy: a.litVacantEnergy + b.litVacantEnergy,
            meteredEnergy: sum(a.meteredEnergy, b.meteredEnergy),
            estimatedEnergy: sum(a.estimatedEnergy, b.estimatedEnergy), estimated: a.estimated + b.estimated,
            switchings: a.switchings + b.switchings, falseOffs: a.falseOffs + b.falseOffs,
            presses: a.presses + b.presses, interpolated: a.interpolated + b.interpolated)
    }

    private static func sum(_ a: Energy?, _ b: Energy?) -> Energy? {
        guard let a else { return b }
        return b.map { a + $0 } ?? a
    }

    private init(
        observed: Duration, blind: Duration, occupied: Duration, lit: Duration, litVacant: Duration,
        darkOccupied: Duration, lampEnergy: Energy, litVacantEnergy: Energy, meteredEnergy: Energy?,
        estimatedEnergy: Energy?, estimated: Duration, switchings: Int64, falseOffs: Int64, presses: Int64,
        interpolated: Duration
    ) {
        (self.observed, self.blind, self.interpolated) = (observed, blind, interpolated)
        (self.occupied, self.lit, self.litVacant, self.darkOccupied) = (occupied, lit, litVacant, darkOccupied)
        (self.lampEnergy, self.litVacantEnergy) = (lampEnergy, litVacantEnergy)
        (self.meteredEnergy, self.estimatedEnergy, self.estimated) = (meteredEnergy, estimatedEnergy, estimated)
        (self.switchings, self.falseOffs, self.presses) = (switchings, falseOffs, presses)
    }
}
