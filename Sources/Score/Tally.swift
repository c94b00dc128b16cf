/// What a zone did on a day, or in all: sums that can be added up. Energies in W·ms, times in ms.
///
/// All but the first four cover only the time in which it is known whether people were there.
public struct Tally: Sendable {
    public var recorded: Int64 = 0
    public var lit: Int64 = 0
    public var energy = 0.0
    /// Relay operations. A dimmer's are on and off; a change of per cent is none.
    public var switchings: Int64 = 0

    /// Time with the truth known.
    public var known: Int64 = 0
    public var occupied: Int64 = 0
    public var litVacant: Int64 = 0
    /// Lamps dark, people there, daylight less than nine tenths of what they need.
    public var darkOccupied: Int64 = 0
    /// Changes to dark under people, whatever the reason.
    public var darkenings: Int64 = 0
    /// Those for want of motion, with as little daylight.
    public var falseOffs: Int64 = 0
    /// Warnings given to people who were there.
    public var warnings: Int64 = 0
    /// Those that ended with somebody's movement or press.
    public var answeredWarnings: Int64 = 0
    /// Of the wall button.
    public var presses: Int64 = 0
    /// Changes by daylight; of a dimmer those to and from dark.
    public var daylightSwitchings: Int64 = 0
    /// Arrivals of people who need lamps.
    public var arrivals: Int64 = 0
    /// Those who left again before the lamps came on.
    public var unlitArrivals: Int64 = 0

    /// The part of ``energy`` in which the truth is known.
    public var used = 0.0
    /// What was missing to the fewest steps, or per cent, that people needed.
    public var unserved = 0.0
    /// What was missing to the dimmed share that people needed.
    public var unservedPhysical = 0.0
    /// Lamps that dim at will and know the future.
    public var physical = 0.0
    /// The oracle at the same relays, or the same dimmer.
    public var actuator = 0.0
    /// Used and missing with the best hold time in hindsight.
    public var information = 0.0
    /// How often that would have left somebody in the dark.
    public var informationFalseOffs: Int64 = 0
    /// By ``Baseline``, in the order of its cases.
    public var baselines = [Double](repeating: 0, count: Baseline.allCases.count)
    /// Missing light as a share of what people need, summed over their time.
    public var deficit = 0.0

    public init() {}

    public static func += (a: inout Tally, b: Tally) {
        a.recorded += b.recorded
        a.lit += b.lit
        a.energy += b.energy
        a.switchings += b.switchings
        a.known += b.known
        a.occupied += b.occupied
        a.litVacant += b.litVacant
        a.darkOccupied += b.darkOccupied
        a.darkenings += b.darkenings
        a.falseOffs += b.falseOffs
        a.warnings += b.warnings
        a.answeredWarnings += b.answeredWarnings
        a.presses += b.presses
        a.daylightSwitchings += b.daylightSwitchings
        a.arrivals += b.arrivals
        a.unlitArrivals += b.unlitArrivals
        a.used += b.used
        a.unserved += b.unserved
        a.unservedPhysical += b.unservedPhysical
        a.physical += b.physical
        a.actuator += b.actuator
        a.information += b.information
        a.informationFalseOffs += b.informationFalseOffs
        for index in a.baselines.indices { a.baselines[index] += b.baselines[index] }
        a.deficit += b.deficit
    }
}
