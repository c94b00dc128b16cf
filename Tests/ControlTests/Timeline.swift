import Control
import Quantities

/// A zone on a hand-turned clock, in a room that its own lamps brighten.
///
/// What is changed between two calls of ``at(_:)`` happens at the later one.
struct Timeline {
    struct World {
        var daylight: Lux? = Lux(0)
        var motion: Motion? = .still
        var presses = WrappingCount.zero
        var schedule = ScheduleState.closed
    }

    private var zones: Zones
    private var world = World()
    private var held = World()
    private var now: Instant?
    /// What all lamps add at the sensor, in truth.
    var lamps = Lux(250)

    init(_ settings: Zone.Settings) { zones = Zones([settings]) }

    var daylight: Lux? {
        get { world.daylight }
        set { world.daylight = newValue }
    }
    var motion: Motion? {
        get { world.motion }
        set { world.motion = newValue }
    }
    var schedule: ScheduleState {
        get { world.schedule }
        set { world.schedule = newValue }
    }
    mutating func somebodyMoves() {
        motion = motion.map { Motion(isActive: true, onsets: $0.onsets.next) }
    }
    mutating func nobodyMoves() { motion?.isActive = false }
    mutating func press() { world.presses.increment() }

    /// The outputs at `time`, after every review that fell due before it.
    mutating func at(_ time: Duration) -> (level: UInt8, because: Reason) {
        if now == nil {
            held = world
            step(at: .epoch)
        }
        while let review = zones.reviewBy, review < .epoch + time { step(at: review) }
        held = world
        step(at: .epoch + time)
        return (zones.outputs[0].level, zones.outputs[0].reason)
    }

    private mutating func step(at moment: Instant) {
        let share = lamps * (Double(zones.outputs[0].level) / Double(zones.settings(of: 0).steps))
        let inputs = Zone.Inputs(
            motion: held.motion, illuminance: held.daylight.map { $0 + share }, presses: held.presses,
            schedule: held.schedule)
        zones.step(0, inputs, at: moment)
        now = moment
    }

    mutating func apply(_ settings: Zone.Settings, at time: Duration) {
        zones.apply(settings, to: 0, at: .epoch + time)
    }
}

extension WrappingCount {
    var next: WrappingCount { WrappingCount(count &+ 1) }
}

extension Zone.Settings {
    /// One relay step, no daylight control.
    static var plain: Zone.Settings { Zone.Settings(steps: 1) }

    /// One relay step, 300 lx wanted, lamps that give 250 lx.
    static var daylit: Zone.Settings {
        var settings = Zone.Settings(steps: 1)
        settings.daylight.target = Lux(300)
        settings.daylight.lamps = Lux(250)
        return settings
    }
}
