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
        var doubles = WrappingCount.zero
        var longs = WrappingCount.zero
        var schedule = ScheduleState.closed
        var door: Door?
        var draw: Draw?
        var shed: UInt8 = 0
        var isLinked = false
    }

    private var zones: Zones
    private var world = World()
    private var held = World()
    private var now: Instant?
    /// What all lamps add at the sensor, in truth.
    var lamps = Lux(250)
    /// The light sensor says this, whatever the light; `nil`: it works.
    var frozen: Lux?
    /// How often the lamps have changed so far.
    private(set) var changes = 0

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
    var draw: Draw? {
        get { world.draw }
        set { world.draw = newValue }
    }
    var shed: UInt8 {
        get { world.shed }
        set { world.shed = newValue }
    }
    var isLinked: Bool {
        get { world.isLinked }
        set { world.isLinked = newValue }
    }
    var door: Door? {
        get { world.door }
        set { world.door = newValue }
    }
    mutating func somebodyMoves() {
        motion = motion.map { Motion(isActive: true, onsets: $0.onsets.next) }
    }
    mutating func nobodyMoves() { motion?.isActive = false }
    /// Motion that is over before anybody looks.
    mutating func somebodyStirs() {
        somebodyMoves()
        nobodyMoves()
    }
    mutating func press() { world.presses.increment() }
    /// The second press of a pair.
    mutating func pressAgain() {
        press()
        world.doubles.increment()
    }
    /// The press that was made before goes on.
    mutating func holdOn() { world.longs.increment() }
    mutating func doorOpens() { door = Door(isOpen: true, openings: (door?.openings ?? .zero).next) }
    mutating func doorCloses() { door = Door(isOpen: false, openings: door?.openings ?? .zero) }

    /// The outputs at `time`, after every review that fell due before it.
    @discardableResult
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

    /// All that was decided at the last step.
    var outputs: Zone.Outputs { zones.outputs[0] }
    var faults: Fault { outputs.faults }
    var learned: Learned { zones.learned(of: 0) }
    var settings: Zone.Settings { zones.settings(of: 0) }
    mutating func resetLearned() { zones.resetLearned(of: 0) }

    private mutating func step(at moment: Instant) {
        let level = zones.outputs[0].level
        let share = lamps * (Double(level) / Double(zones.settings(of: 0).steps))
        let inputs = Zone.Inputs(
            motion: held.motion, illuminance: frozen ?? held.daylight.map { $0 + share }, presses: held.presses,
            schedule: held.schedule, door: held.door, draw: held.draw, shed: held.shed, isLinked: held.isLinked,
            doubles: held.doubles, longs: held.longs)
        zones.step(0, inputs, at: moment)
        if zones.outputs[0].level != level { changes += 1 }
        now = moment
    }

    mutating func apply(_ settings: Zone.Settings, ordersShed: Bool = false, at time: Duration) {
        zones.apply(settings, to: 0, ordersShed: ordersShed, at: .epoch + time)
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

    /// A copy with some of it otherwise.
    func with(_ change: (inout Zone.Settings) -> Void) -> Zone.Settings {
        var copy = self
        change(&copy)
        return copy
    }
}
