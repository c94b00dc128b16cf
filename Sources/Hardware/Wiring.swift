/// Which voltage means *active*.
public enum Polarity: Hashable, Sendable { case activeHigh, activeLow }

/// The resistor that the chip itself puts on an input.
public enum Bias: Hashable, Sendable {
    /// None, even where one was set before.
    case none
    case pullUp, pullDown
    /// Whatever the boot loader or the device tree left; the only choice of chips that have no resistors.
    case asIs
}
