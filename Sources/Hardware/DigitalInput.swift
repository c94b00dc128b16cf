/// One digital input, already corrected for polarity: `true` is *active*,
/// whatever the voltage. Polarity belongs to the wiring.
public protocol DigitalInput: ~Copyable {
    /// `Never` where reading cannot fail, such as in the simulator.
    associatedtype Failure: Error
    mutating func isActive() throws(Failure) -> Bool
}

extension DigitalInput where Self: ~Copyable {
    /// The line's state, or `nil` if it cannot be read: to a controller, a
    /// broken sensor is a fact about the world.
    public mutating func sample() -> Bool? {
        do throws(Failure) { return try isActive() } catch { return nil }
    }
}
