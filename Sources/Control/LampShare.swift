internal import Quantities

/// Learns what all lamps of a zone add at its light sensor, whenever they are switched; and notices a sensor that does
/// not answer to them.
///
/// The light of day changes too: so only a change of three tenths of the lamps or more counts, under a reading that
/// was steady before, and each moves what is known by a fifth. Lamps age and are replaced; it follows.
struct LampShare: Hashable, Sendable {
    /// `nil`: nothing learned yet.
    private(set) var learned: Lux?
    /// The last three switchings were not seen.
    private(set) var isFrozen = false
    private var last: Lux?
    private var previous: Lux?
    private var before: Lux?
    private var change = 0.0
    private var misses: UInt8 = 0

    /// What is known of the lamps' share, on top of what was configured.
    func share(_ settings: Daylight.Settings) -> Lux {
        settings.learns && settings.isMeasured ? learned ?? settings.lamps : settings.lamps
    }

    /// A reading while the lamps stand still.
    mutating func reads(_ reading: Lux?, _ settings: Daylight.Settings) {
        if let reading, before != nil { answer(reading, settings) }
        before = nil
        guard let reading else { return (last, previous) = (nil, nil) }
        if reading != last { (previous, last) = (last ?? reading, reading) }
    }

    /// The lamps were changed by so much of their full light, −1 to 1; `nil` when they were still moving before.
    mutating func switched(by change: Double?, _ settings: Daylight.Settings) {
        before = nil
        // Readings from before say nothing of how steady those are that follow.
        defer { (last, previous) = (nil, nil) }
        guard settings.isMeasured, let change, change >= 0.3 || change <= -0.3, let last, let previous else { return }
        let drift = last > previous ? last - previous : previous - last
        guard drift <= Swift.max(share(settings) * 0.1, Lux(5)) else { return }
        (before, self.change) = (last, change)
    }

    /// Forgets what it has learned.
    mutating func reset() { self = LampShare() }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&learned)
        codec.exchange(&isFrozen)
        codec.exchange(&last)
        codec.exchange(&previous)
        codec.exchange(&before)
        codec.exchange(&change)
        codec.exchange(&misses)
    }

    /// What outlives a restart.
    mutating func exchangeLearned(_ codec: inout some StateCodec) {
        codec.exchange(&learned)
        if let value = learned?.value, !(value >= 0 && value < 1e6) { learned = nil }
    }

    private mutating func answer(_ reading: Lux, _ settings: Daylight.Settings) {
        guard let before else { return }
        let measured = Lux((reading.value - before.value) / change)
        let known = share(settings)
        let expected = known * (change > 0 ? change : -change)
        // A lamp that adds less than can be told from the day's own changes is no witness.
        if expected >= Lux(10) {
            if measured < known * 0.1 {
                misses = Swift.min(misses + 1, 5)
            } else {
                misses = misses > 2 ? misses - 2 : 0
            }
            isFrozen = misses >= 3 || isFrozen && misses > 0
        }
        guard settings.learns, measured > .zero, !isFrozen else { return }
        guard known > .zero else { return learned = measured }
        // One outlier moves it by a twentieth at most.
        let bounded = Swift.min(Swift.max(measured, known * 0.75), known * 1.25)
        learned = known + (bounded - known) * 0.2
        if settings.lamps > .zero {
            learned = Swift.min(Swift.max(learned ?? known, settings.lamps * 0.3), settings.lamps * 2)
        }
    }
}
