public import Quantities

/// What people do when the lamps over them announce darkness, or go dark: some move, some walk to the wall button,
/// some do nothing.
///
/// Shares and delays are assumptions, not measurements. Without them nobody answers, which is the worst case for the
/// people and for whoever is judged.
public struct Answers: Hashable, Sendable {
    /// What disturbs somebody.
    public enum Disturbance: Int64, Hashable, Sendable { case warning, darkness }

    /// What somebody does about it, so long after it began, unless it is over by then.
    public enum Answer: Hashable, Sendable {
        /// Moves so that any motion sensor sees it: waves.
        case move(after: Duration)
        /// Presses the wall button once.
        case press(after: Duration)
    }

    /// The share of warnings, by person, that are answered by moving within 2 to 10 s.
    public var moving: Double
    /// The share of darknesses, by person, that are answered by moving within 5 to 30 s.
    public var waving: Double
    /// The share of people who walk to the wall button, 10 to 40 s, rather than sit in a dark that they have not
    /// waved at, and rather than wave when disturbed again on the same day.
    public var pressing: Double

    public init(moving: Double, waving: Double, pressing: Double) {
        (self.moving, self.waving, self.pressing) = (moving, waving, pressing)
    }

    /// The worst case.
    public static let nobody = Answers(moving: 0, waving: 0, pressing: 0)
    /// People who know their room (assumption).
    public static let usual = Answers(moving: 0.7, waving: 0.8, pressing: 0.5)

    /// The answer of one person to one disturbance; `nil`: none.
    ///
    /// - Parameters:
    ///   - elapsed: when it happened, by which it has random numbers of its own.
    ///   - isAgain: the person has been disturbed before on that day.
    ///   - seed: of the zone.
    public func answer(
        of person: Int64, to disturbance: Disturbance, after elapsed: Duration, on day: LocalDay, isAgain: Bool,
        seed: Seed
    ) -> Answer? {
        let own = seed.branch("answers").branch(person)
        let presses = own.branch("button").uniform < pressing
        var random = own.branch(day.number).branch(elapsed.milliseconds).branch(disturbance.rawValue).generator
        let (willing, delay) = (random.uniform(), random.uniform())
        if presses, isAgain { return .press(after: between(10, 40, delay)) }
        switch disturbance {
        case .warning: return willing < moving ? .move(after: between(2, 10, delay)) : nil
        case .darkness:
            if willing < waving { return .move(after: between(5, 30, delay)) }
            return presses ? .press(after: between(10, 40, delay)) : nil
        }
    }

    /// Seconds.
    private func between(_ least: Double, _ most: Double, _ share: Double) -> Duration {
        .milliseconds(Int64((least + (most - least) * share) * 1_000))
    }
}
