/// Why a sensor, or the answer of an actuator, is not to be believed.
///
/// All conditioners tell it as `fault`, `nil` while nothing speaks against them. It is a sign
/// to act on, not a proof: the control core takes the reading as unknown, and a person looks.
/// Of several signs the one listed first here is told.
public enum SensorFault: UInt8, CaseIterable, Hashable, Sendable {
    /// The line cannot be read, such as behind a bus that does not answer.
    case unreadable
    /// Active for longer than the thing sensed can last: a short circuit, welded contacts.
    case stuckActive
    /// Inactive although it should be active: a broken wire, a fuse, a dead coil.
    case stuckInactive
    /// No sign of life for longer than there can be nothing to tell.
    case silent
    /// More edges than the thing sensed can cause: a floating input, a loose wire, a hand that tampers.
    case chattering
    /// A value outside what the sensor, or the circuit that it measures, can give; or that cannot be now, such as
    /// daylight at night.
    case outOfRange
    /// Two signals that cannot both be true.
    case contradictory
}
