public import Quantities

/// How lamps lose light with the hours they have burnt, while they draw what they drew.
///
/// A straight line down to a floor. Makers give such lines as L80 at 50,000 h: after so long 80 % is left, 0.4 % lost
/// per 1,000 h. That a dimmed hour counts as a full one, and that dirt is in the figure, are assumptions.
public struct LampAgeing: Hashable, Sendable {
    /// The share of the light of new lamps that 1,000 burning hours take, 0 to 1.
    public let lossPerThousandHours: Double
    /// What is left at last, 0 to 1: lamps are replaced, or fail.
    public let least: Double
    /// How long they have burnt before the simulation begins.
    public let burnt: Duration

    /// - Returns: `nil` unless both shares are 0 to 1 and no time is negative.
    public init?(lossPerThousandHours: Double, least: Double = 0.7, burnt: Duration = .zero) {
        guard (0...1).contains(lossPerThousandHours), (0...1).contains(least), burnt >= .zero else { return nil }
        (self.lossPerThousandHours, self.least, self.burnt) = (lossPerThousandHours, least, burnt)
    }

    /// The share of the light of new lamps, ``least`` to 1, after they have been lit so long in the simulation.
    public func output(litFor time: Duration) -> Double {
        max(least, 1 - lossPerThousandHours * (burnt + time).hours / 1_000)
    }
}
