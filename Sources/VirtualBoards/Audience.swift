internal import Control
internal import Quantities
internal import Simulation

/// The people of one zone before their lamps: who is disturbed by a warning or by darkness, and what comes of it.
///
/// An answer that is no longer needed when its time has come is not given. One press is enough: whoever sees it
/// stays seated.
struct Audience: Sendable {
    /// What somebody is about to do.
    private struct Intention: Sendable {
        let time: Timestamp
        let person: Int64
        let isPress: Bool
    }

    /// What the lamps do.
    private enum Scene: Sendable { case calm, warning, dark }

    private let answers: Answers
    private let seed: Seed
    private var day: LocalDay?
    private var guests: [Life.Guest] = []
    /// On this day.
    private var disturbed: Set<Int64> = []
    private var intentions: [Intention] = []
    private var scene = Scene.calm

    init(_ answers: Answers, seed: Seed) { (self.answers, self.seed) = (answers, seed) }

    /// Somebody moves until then, as far as the sensor can tell.
    static let wave = Duration.seconds(5)

    mutating func gather(_ guests: [Life.Guest], on day: LocalDay) {
        (self.guests, self.day) = (guests, day)
        disturbed = []
    }

    /// When somebody does something next.
    var next: Timestamp? { intentions.map(\.time).min() }

    /// What is done up to now.
    mutating func act(until now: Timestamp) -> (moves: Bool, presses: Bool) {
        let due = intentions.filter { $0.time <= now }
        guard !due.isEmpty else { return (false, false) }
        intentions.removeAll { $0.time <= now }
        let presses = due.contains(where: \.isPress)
        if presses { intentions = [] }
        // Whoever walks to the button moves as well.
        return (true, presses)
    }

    /// The lamps are told something.
    mutating func see(_ outputs: Control.Zone.Outputs, from level: UInt8, at now: Timestamp) {
        let before = scene
        switch (outputs.reason, outputs.level) {
        case (.warning, _): scene = .warning
        // Dark by daylight, or switched off at the wall, disturbs nobody.
        case (.vacant, 0): scene = before != .calm || level > 0 ? .dark : .calm
        default: scene = .calm
        }
        answer(from: before, at: now)
    }

    /// The lamps show another share of their light, for reasons that nobody in the room knows: less and not enough is
    /// a warning, none and not enough is darkness.
    ///
    /// - Parameter isEnough: with daylight, for what people do there.
    mutating func see(_ share: Double, from last: Double, isEnough: Bool, at now: Timestamp) {
        let before = scene
        scene = isEnough || share > last ? .calm : share > 0 ? .warning : .dark
        answer(from: before, at: now)
    }

    /// The lamps went out for a moment and are lit again.
    mutating func seeBlink(at now: Timestamp) {
        scene = .warning
        disturb(by: .warning, at: now)
    }

    private mutating func answer(from before: Scene, at now: Timestamp) {
        guard scene != before else { return }
        switch scene {
        case .calm: intentions = []
        case .warning: disturb(by: .warning, at: now)
        case .dark: disturb(by: .darkness, at: now)
        }
    }

    private mutating func disturb(by disturbance: Answers.Disturbance, at now: Timestamp) {
        guard let day else { return }
        // Who is on the way to the button goes on.
        intentions.removeAll { !$0.isPress }
        let elapsed = now - day.start
        for guest in guests where guest.stay.contains(elapsed) {
            let isAgain = !disturbed.insert(guest.person).inserted
            guard !intentions.contains(where: { $0.person == guest.person }),
                let answer = answers.answer(
                    of: guest.person, to: disturbance, after: elapsed, on: day, isAgain: isAgain, seed: seed)
            else { continue }
            let (delay, isPress) =
                switch answer {
                case .move(let delay): (delay, false)
                case .press(let delay): (delay, true)
                }
            guard guest.stay.contains(elapsed + delay) else { continue }
            intentions.append(Intention(time: now + delay, person: guest.person, isPress: isPress))
        }
    }
}
