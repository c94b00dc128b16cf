internal import Quantities

/// Learns, for one zone, the shortest hold time that leaves nobody in the dark too often.
///
/// Evidence are the gaps between movements, apart for hours in which the building is open and others. Whoever sits
/// still moved for a while before or after; a gap between two passages, as in a corridor, is an absence. A hold time is
/// good enough when the posterior rate of people still there after it and the warning (``StillnessModel``) is below
/// what is allowed. It backs off at once when somebody moves right after the lamps went out, and tightens slowly.
///
/// Where people only pass, gaps say nothing: there the hold time goes down to the shortest permitted, and backs off when
/// more people move within half a minute after the lamps went out than come by then anyhow.
struct AdaptiveHold: Hashable, Sendable {
    /// False-offs allowed per occupied hour.
    static let allowed = 0.02
    /// Motion this soon after dark says that somebody had been there.
    static let regret = Duration.seconds(60)

    private var open = Hours()
    private var closed = Hours()
    /// Movements without a long gap between them have lasted for so long, s.
    private var session: Float = 0
    /// The last long gap, s, and the session before it; 0: none waits to be judged.
    private var gap: Float = 0
    private var before: Float = 0
    /// Of a passage: motion in the warning or in the first half minute after lamps went out, in the three half minutes
    /// after it, and later.
    private var early: Float = 0
    private var late: Float = 0
    private var after: Float = 0

    /// What was seen in one class of hours.
    fileprivate struct Hours: Hashable, Sendable {
        var counts = GapCounts()
        /// Hours with somebody there, and the part of them in which lamps were needed.
        var occupied: Float = 0
        var lit: Float = 0
        /// Occupied hours since the last fit.
        var fresh: Float = 0
        /// In force, s; 0 before the first fit.
        var hold: Float = 0
        /// The same without what a regret has added until the next fit.
        var base: Float = 0
        /// Posterior false-offs per occupied hour at that hold time.
        var rate: Float = 0

        mutating func exchange(_ codec: inout some StateCodec) {
            counts.exchange(&codec)
            codec.exchange(&occupied)
            codec.exchange(&lit)
            codec.exchange(&fresh)
            codec.exchange(&hold)
            codec.exchange(&base)
            codec.exchange(&rate)
            if !isSane { self = Self() }
        }
    }

    /// The hold time in force; the one set as long as there is no evidence.
    func hold(isOpen: Bool, _ settings: Zone.Settings) -> Duration {
        let seconds = isOpen || settings.isPassage ? open.hold : closed.hold
        let most = Swift.max(settings.holdLeast, settings.holdMost)
        let learned = seconds > 0 ? Duration(milliseconds: Int64(Double(seconds) * 1_000)) : settings.hold
        return Swift.min(most, Swift.max(settings.holdLeast, learned))
    }

    /// Even the longest permitted hold time leaves people in the dark too often, by evidence of a day at least.
    func isInadequate(isOpen: Bool, _ settings: Zone.Settings) -> Bool {
        let (occupied, rate) = isOpen ? (open.occupied, open.rate) : (closed.occupied, closed.rate)
        let most = Swift.max(settings.holdLeast, settings.holdMost)
        return occupied >= 8 && rate > Float(Self.allowed) && hold(isOpen: isOpen, settings) >= most
    }

    /// - Parameter lamps: what they are known to add.
    func learned(isOpen: Bool, lamps: Lux, _ settings: Zone.Settings) -> Learned {
        let hours = isOpen || settings.isPassage ? open : closed
        return Learned(
            hold: hold(isOpen: isOpen, settings), hours: Double(hours.occupied), gaps: Double(hours.counts.total),
            rate: Double(hours.rate), lamps: lamps)
    }

    /// Forgets what it has learned.
    mutating func reset() { self = AdaptiveHold() }

    /// Somebody moved for so long.
    mutating func saw(_ motion: Duration, isOpen: Bool, isLit: Bool) {
        session += Float(motion.seconds)
        change(isOpen) { $0.pass(motion.seconds, isLit: isLit) }
    }

    /// Motion began after a gap.
    ///
    /// - Parameter sinceDark: the lamps went out, or began to announce it, so long ago; `nil`: they did not.
    mutating func ended(
        _ gap: Duration, isOpen: Bool, isLit: Bool, sinceDark: Duration?, _ settings: Zone.Settings
    ) {
        let seconds = gap.seconds
        if settings.isPassage { return pass(seconds, sinceDark: isLit ? sinceDark : nil, settings) }
        let isRegret = isLit && (sinceDark.map { $0 <= Self.regret } ?? false)
        if seconds < StillnessModel.shortest {
            session += Float(seconds)
            change(isOpen) { $0.pass(seconds, isLit: isLit) }
        } else {
            // The gap before this one lies between two sessions now.
            if self.gap > 0, before >= Self.passage || session >= Self.passage {
                take(Double(self.gap), isOpen: isOpen, isLit: isLit)
            }
            (self.gap, before, session) = (Float(seconds), session, 0)
            if isRegret {
                take(seconds, isOpen: isOpen, isLit: isLit)
                self.gap = 0
            }
        }
        guard settings.isAdaptive else { return }
        let (fresh, occupied) = isOpen ? (open.fresh, open.occupied) : (closed.fresh, closed.occupied)
        if isRegret {
            let before = hold(isOpen: isOpen, settings).seconds
            fit(isOpen, settings)
            change(isOpen) { $0.hold = Swift.max($0.hold, Float(before * 1.25)) }
        } else if fresh >= (occupied < 24 ? 1 : 8) {
            fit(isOpen, settings)
        }
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        open.exchange(&codec)
        closed.exchange(&codec)
        codec.exchange(&session)
        codec.exchange(&gap)
        codec.exchange(&before)
        codec.exchange(&early)
        codec.exchange(&late)
        codec.exchange(&after)
        if !(early < 1e6 && late < 1e6 && after < 1e9) { (early, late, after) = (0, 0, 0) }
    }

    /// Gaps that are shorter count as time with somebody there, s.
    private static let longestStay = 600.0
    /// The same where people only pass, s.
    private static let longestPassage = 60.0
    /// Whoever only passes moves no longer than this, s.
    private static let passage: Float = 60
    /// Aimed at, below what is allowed, false-offs per occupied hour.
    private static let aim = allowed * 0.5
    /// With so many occupied hours half of the aim is wanted before it tightens, and three times of what is allowed
    /// before it backs off.
    private static let doubt = 12.0
    /// Tightens by no more at once, s.
    private static let stride = 120.0
    /// Evidence that lies further back than so many occupied hours fades.
    private static let memory: Float = 600
    /// Evidence of the other hours counts a half: it is the same sensor, if other people.
    private static let kinship: Float = 0.5

    /// One class of hours will do: who passes at night is no stiller.
    private mutating func pass(_ gap: Double, sinceDark: Duration?, _ settings: Zone.Settings) {
        if gap < Self.longestPassage { open.pass(gap, isLit: true) }
        if let sinceDark, sinceDark <= .seconds(30) {
            early += 1
        } else if let sinceDark, sinceDark <= .minutes(2) {
            late += 1
        } else if sinceDark != nil {
            after += 1
        }
        // What was long ago must not outvote what is now.
        if late >= 30 { (early, late, after) = (early / 2, late / 2, after / 2) }
        guard settings.isAdaptive else { return }
        let hold = hold(isOpen: true, settings).seconds
        // Chance brings as many to each second, of those that nobody has come before: the warning's and half a minute,
        // as to the minute and a half after. Two standard deviations and three more are no chance.
        let (soon, later, rest) = (Double(early), Double(late), Double(after))
        let length = 30 + settings.warning.seconds
        let chance = later > 0 ? later / (later / 2 + rest) / 90 * length * (soon / 2 + later + rest) : 0
        if soon > chance + 2 * chance.squareRoot() + 3 {
            (early, late, after) = (0, 0, 0)
            (open.hold, open.fresh) = (Float(hold * 1.25), 0)
        } else if open.fresh >= 0.5 {
            (open.hold, open.fresh) = (Float(Swift.max(settings.holdLeast.seconds, hold - 60)), 0)
        }
    }

    /// A gap in which somebody may have sat still.
    private mutating func take(_ gap: Double, isOpen: Bool, isLit: Bool) {
        if let bin = StillnessModel.bin(of: gap) { change(isOpen) { $0.counts[bin] += 1 } }
        if gap < Self.longestStay { change(isOpen) { $0.pass(gap, isLit: isLit) } }
    }

    private mutating func change(_ isOpen: Bool, _ change: (inout Hours) -> Void) {
        if isOpen { change(&open) } else { change(&closed) }
    }

    private mutating func fit(_ isOpen: Bool, _ settings: Zone.Settings) {
        var (hours, other) = isOpen ? (open, closed) : (closed, open)
        if hours.occupied > Self.memory {
            let share = Self.memory / hours.occupied
            hours.counts.fade(to: share)
            hours.occupied = Self.memory
            hours.lit *= share
        }
        var counts = StillnessModel.Bins(repeating: 0)
        for bin in 0..<StillnessModel.bins {
            counts[bin] = Double(hours.counts[bin] + Self.kinship * other.counts[bin])
        }
        let occupied = Double(hours.occupied + Self.kinship * other.occupied)
        let lit = Double(hours.lit + Self.kinship * other.lit)
        let model = StillnessModel(counts, hours: occupied)
        // Where daylight suffices, dark lamps leave nobody in the dark.
        let share = (lit + 2) / (occupied + 2)
        let warning = settings.warning.seconds
        let least = settings.holdLeast.seconds
        let most = Swift.max(least, settings.holdMost.seconds)
        func shortest(_ allows: (StillnessModel.Rates) -> Bool) -> Double {
            var (low, high) = (0, Int((most - least) / 30) + 1)
            while low < high {
                let middle = (low + high) / 2
                let rates = model.rates(beyond: least + Double(middle) * 30 + warning)
                if allows(rates) { high = middle } else { low = middle + 1 }
            }
            return Swift.min(most, least + Double(low) * 30)
        }
        // Little evidence neither tightens nor backs off.
        let doubt = Self.doubt / Swift.max(occupied, 0.1)
        var hold = hours.base > 0 ? Double(hours.base) : self.hold(isOpen: isOpen, settings).seconds
        hold = Swift.max(hold, shortest { share * $0.least <= Self.allowed * (1 + 2 * doubt) })
        hold = Swift.max(Swift.min(hold, shortest { share * $0.most <= Self.aim / (1 + doubt) }), hold - Self.stride)
        (hours.hold, hours.base) = (Float(hold), Float(hold))
        hours.rate = Float(share * model.rates(beyond: hold + warning).most)
        hours.fresh = 0
        change(isOpen) { $0 = hours }
    }
}

extension AdaptiveHold.Hours {
    /// A damaged record must not stop the board.
    fileprivate var isSane: Bool {
        var isSane = Self.bounds.contains(occupied) && Self.bounds.contains(lit) && Self.bounds.contains(fresh)
        isSane = isSane && Self.bounds.contains(hold) && Self.bounds.contains(base) && Self.bounds.contains(rate)
        for bin in 0..<StillnessModel.bins { isSane = isSane && Self.bounds.contains(counts[bin]) }
        return isSane
    }

    private static let bounds: ClosedRange<Float> = 0...1e6

    /// Somebody was there for so many seconds.
    fileprivate mutating func pass(_ seconds: Double, isLit: Bool) {
        let hours = Float(seconds / 3_600)
        occupied += hours
        fresh += hours
        if isLit { lit += hours }
    }
}
