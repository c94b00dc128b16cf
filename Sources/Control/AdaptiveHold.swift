public import Quantities

/// Learns, for one zone, the shortest hold time that leaves nobody in the dark too often.
///
/// Evidence are the gaps between movements, apart for hours in which the building is open and others. A hold time is
/// good enough when the posterior rate of people still there after it and the warning (``StillnessModel``) is below
/// what is allowed. It backs off at once when somebody moves right after the lamps went out, and tightens slowly.
struct AdaptiveHold: Hashable, Sendable {
    /// False-offs allowed per occupied hour.
    static let allowed = 0.02
    /// Motion this soon after dark says that somebody had been there.
    static let regret = Duration.seconds(60)

    private var open = Hours()
    private var closed = Hours()

    /// What was seen in one class of hours.
    fileprivate struct Hours: Hashable, Sendable {
        var counts = SIMD16<Float>(repeating: 0)
        /// Hours with somebody there, and the part of them in which lamps were needed.
        var occupied: Float = 0
        var lit: Float = 0
        /// Occupied hours since the last fit.
        var fresh: Float = 0
        /// In force, s; 0 before the first fit.
        var hold: Float = 0
        /// Posterior false-offs per occupied hour at that hold time.
        var rate: Float = 0

        mutating func exchange(_ codec: inout some StateCodec) {
            for bin in 0..<StillnessModel.bins { codec.exchange(&counts[bin]) }
            codec.exchange(&occupied)
            codec.exchange(&lit)
            codec.exchange(&fresh)
            codec.exchange(&hold)
            codec.exchange(&rate)
        }
    }

    /// The hold time in force; the longest permitted one as long as there is no evidence.
    func hold(isOpen: Bool, _ settings: Zone.Settings) -> Duration {
        let hours = isOpen ? open : closed
        let most = Swift.max(settings.holdLeast, settings.holdMost)
        guard hours.hold > 0 else { return most }
        let learned = Duration(milliseconds: Int64(hours.hold * 1_000))
        return Swift.min(most, Swift.max(settings.holdLeast, learned))
    }

    /// Even the longest permitted hold time leaves people in the dark too often, by evidence of a day at least.
    func isInadequate(isOpen: Bool) -> Bool {
        let hours = isOpen ? open : closed
        return hours.occupied >= 8 && hours.rate > Float(Self.allowed)
    }

    func evidence(isOpen: Bool) -> HoldEvidence {
        let hours = isOpen ? open : closed
        var gaps: Float = 0
        for bin in 0..<StillnessModel.bins { gaps += hours.counts[bin] }
        return HoldEvidence(hours: Double(hours.occupied), gaps: Double(gaps), rate: Double(hours.rate))
    }

    /// Forgets what it has learned.
    mutating func reset() { self = AdaptiveHold() }

    /// Somebody moved for so long.
    mutating func saw(_ motion: Duration, isOpen: Bool, isLit: Bool) {
        change(isOpen) { $0.pass(motion, isLit: isLit) }
    }

    /// Motion began after a gap.
    ///
    /// - Parameter isRegret: the lamps had just gone out, or were announcing it.
    mutating func ended(
        _ gap: Duration, isOpen: Bool, isLit: Bool, isRegret: Bool, _ settings: Zone.Settings
    ) {
        if let bin = StillnessModel.bin(of: gap.seconds) {
            change(isOpen) { $0.counts[bin] += 1 }
        }
        if gap < Self.longestStay { change(isOpen) { $0.pass(gap, isLit: isLit) } }
        guard settings.isAdaptive else { return }
        let hours = isOpen ? open : closed
        if isRegret {
            let before = hold(isOpen: isOpen, settings).seconds
            fit(isOpen, settings)
            change(isOpen) { $0.hold = Swift.max($0.hold, Float(before * 1.25)) }
        } else if hours.fresh >= (hours.occupied < 24 ? 1 : 4) {
            fit(isOpen, settings)
        }
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        open.exchange(&codec)
        closed.exchange(&codec)
    }

    /// Gaps that are shorter count as time with somebody there.
    private static let longestStay = Duration.minutes(10)
    /// Evidence that lies further back than so many occupied hours fades.
    private static let memory: Float = 600
    /// Evidence of the other hours counts a quarter.
    private static let kinship: Float = 0.25

    private mutating func change(_ isOpen: Bool, _ change: (inout Hours) -> Void) {
        if isOpen { change(&open) } else { change(&closed) }
    }

    private mutating func fit(_ isOpen: Bool, _ settings: Zone.Settings) {
        var (hours, other) = isOpen ? (open, closed) : (closed, open)
        if hours.occupied > Self.memory {
            let share = Self.memory / hours.occupied
            hours.counts *= share
            hours.occupied = Self.memory
            hours.lit *= share
        }
        var counts = SIMD16<Double>(repeating: 0)
        for bin in 0..<StillnessModel.bins {
            counts[bin] = Double(hours.counts[bin] + Self.kinship * other.counts[bin])
        }
        let occupied = Double(hours.occupied + Self.kinship * other.occupied)
        let lit = Double(hours.lit + Self.kinship * other.lit)
        let model = StillnessModel(counts, hours: occupied)
        // Where daylight suffices, dark lamps leave nobody in the dark.
        let share = (lit + 2) / (occupied + 2)
        let warning = settings.warning.seconds
        func rate(_ hold: Double) -> Double { share * model.rate(beyond: hold + warning) }
        // Less is allowed while little is known, so that a short record is not spoilt by one bad guess.
        let allowed = Self.allowed * 0.65 * occupied / (occupied + 12)
        var hold = settings.holdLeast.seconds
        let most = Swift.max(hold, settings.holdMost.seconds)
        while hold < most, rate(hold) > allowed { hold = Swift.min(most, hold + 30) }
        // Tightens slowly.
        let before = self.hold(isOpen: isOpen, settings).seconds
        hold = Swift.max(hold, before - 120)
        hours.hold = Float(hold)
        hours.rate = Float(rate(hold))
        hours.fresh = 0
        change(isOpen) { $0 = hours }
    }
}

extension AdaptiveHold.Hours {
    fileprivate mutating func pass(_ time: Duration, isLit: Bool) {
        let hours = Float(time.seconds / 3_600)
        occupied += hours
        fresh += hours
        if isLit { lit += hours }
    }
}

/// What a learned hold time rests on.
public struct HoldEvidence: Hashable, Sendable {
    /// Occupied hours that count; older ones fade.
    public var hours: Double
    /// Gaps between movements of 90 s to 30 min in them.
    public var gaps: Double
    /// Expected false-offs per occupied hour at the hold time in force.
    public var rate: Double
}
