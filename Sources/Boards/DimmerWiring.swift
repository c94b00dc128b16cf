public import Conditioning

/// What dims the lamps of a zone: a PWM output of the board, which the kernel drives.
public struct DimmerWiring: Hashable, Sendable {
    /// Where it is.
    public struct Output: Hashable, Sendable {
        /// What its device is called, such as `fe20c000.pwm`, or its name among the kernel's, such as `pwmchip0`.
        public let chip: String
        /// On the chip, from 0.
        public let channel: Int
    }

    /// `nil`: simulated.
    public let output: Output?
    /// The pin that carries it; `nil`: the file does not say.
    public let line: BoardModel.Line?
    /// Of the PWM, ns.
    public let period: UInt64
    public let drive: Dimmer.Drive
    /// The least light that is not off, 0 to 1.
    public let minimum: Double
    /// Along which it fades.
    public let curve: DimmingCurve
}

extension DimmerWiring.Output: CustomStringConvertible {
    /// "pwmchip0 channel 1".
    public var description: String { "\(chip) channel \(channel)" }
}
