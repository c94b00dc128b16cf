internal import Control
internal import Cycle
internal import Logbook
internal import Quantities

/// A virtual board from power-on to power-off: it jumps from one thing that happens to the next.
struct VirtualBoot: Sendable {
    var cycle: Cycle
    var plant: VirtualPlant
    var logbook: Logbook
    let epoch: Timestamp
    let end: Timestamp?
    var day: Int64
    let script: FaultScript
    /// The board's clock less the truth; `nil`: it does not know the time.
    var skew: Duration?
    var spectators: Spectators?
    /// Until a power cut: the last moment whose registers outlive it; `nil` once it is over, or without a cut.
    var lastKept: Timestamp?
    var isCut: Bool
    /// By zone: people are counted, and the board knows.
    let counts: [Bool]
    /// When the clock is set next.
    var clockDue: Timestamp?

    func instant(_ time: Timestamp) -> Instant { Instant(milliseconds: (time - epoch).milliseconds) }

    /// Jumps from one thing that happens to the next: a change in the rooms, a review, the end of an interval.
    mutating func live(from start: Timestamp, to end: Timestamp) {
        var now = start
        while true {
            var happens = plant.next(after: now)
            if let due = clockDue { happens = Swift.min(happens, due) }
            // Without a trusted time no interval ends.
            let closes = skew.map { logbook.nextEnd - $0 } ?? end + .milliseconds(1)
            let review = cycle.zones.reviewBy.map { epoch + Duration(milliseconds: $0.milliseconds) }
            if let review, review < happens, review < closes, review < end {
                cycle.review(on: &plant, telling: &logbook, before: instant(review) + .milliseconds(1))
                now = Swift.max(now, review)
            } else if closes <= happens, closes <= end {
                now = Swift.max(now, closes)
                meter(at: now)
                logbook.roll(to: instant(now))
            } else if happens < end {
                now = happens
                var changed = plant.live(to: now)
                if let due = clockDue, due <= now { changed |= setClock(at: now) }
                if changed != 0 { turn(changed, at: now) }
                snapshotDaily(at: now)
            } else {
                break
            }
            if spectators != nil { spectators?.look(cycle, &plant, at: now) }
        }
        meter(at: end)
        logbook.advance(to: instant(end))
    }

    /// The clock is right again, or wrong in another way.
    private mutating func setClock(at now: Timestamp) -> UInt64 {
        let skew = script.skew(at: now)
        clockDue = script.clockChange(after: now)
        guard skew != self.skew else { return 0 }
        self.skew = skew
        spectators?.chronicle?.note(.clock(skew), at: now)
        if let skew { logbook.setClock(to: now + skew, at: instant(now)) }
        return plant.setClock(skew, at: now)
    }

    private mutating func snapshotDaily(at now: Timestamp) {
        let today = (now + (skew ?? .zero)).milliseconds / 86_400_000
        guard today != day else { return }
        day = today
        logbook.snapshot(of: &cycle, at: instant(now))
    }

    private mutating func turn(_ changed: UInt64, at now: Timestamp) {
        let instant = instant(now)
        for zone in 0..<cycle.zones.count where changed & 1 << UInt64(zone) != 0 {
            if counts[zone] { logbook.presence[zone] = plant.zones[zone].presence }
            _ = cycle.turn(zone, on: &plant, telling: &logbook, at: instant)
        }
    }

    private mutating func meter(at now: Timestamp) {
        for zone in 0..<cycle.zones.count {
            if let pulses = plant.pulses(of: zone, at: now) { logbook.meter(zone, pulses) }
        }
    }
}
