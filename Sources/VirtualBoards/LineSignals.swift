public import Quantities

/// What the sensors, contacts and the meter of a zone have to say at a moment, before it becomes levels of lines.
///
/// It is true, or as a broken part distorts it: ``VirtualLines`` only turns it into edges.
public struct LineSignals: Hashable, Sendable {
    /// What is at the end of a wire.
    public enum Wire: Hashable, Sendable {
        /// Active or not, polarity taken off.
        case level(Bool)
        /// A loose or floating wire, picking up the mains.
        case chattering
        /// The line cannot be read.
        case lost
    }

    /// The output of the motion sensors: all of a zone see the same.
    public var motion: Wire
    /// The wall button between two presses, normally inactive. A press that comes while it is not is not seen.
    public var button: Wire
    /// Presses since the start.
    public var presses: WrappingCount
    /// Whether the door is open, whichever way its contact is wired; `nil`: it has none.
    public var door: Wire?
    /// At the light sensor, the zone's own lamps included; `nil`: its line is lost.
    public var light: Lux?
    /// Energy that the meter was shown since the start.
    public var energy: Energy
    /// What it is shown now.
    public var power: Watts

    public init(
        motion: Wire = .level(false), button: Wire = .level(false), presses: WrappingCount = .zero, door: Wire? = nil,
        light: Lux? = .zero, energy: Energy = .zero, power: Watts = .zero
    ) {
        (self.motion, self.button, self.presses, self.door) = (motion, button, presses, door)
        (self.light, self.energy, self.power) = (light, energy, power)
    }
}
