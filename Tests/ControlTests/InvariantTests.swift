import Chance
import Control
import Quantities
import Testing

/// A zone that is given anything at all, at any time: senseless settings within the catalogue's bounds, counts about to
/// wrap, jumps of days.
private struct Chaos {
    var random: SplitMix
    var settings: Zone.Settings
    var inputs: Zone.Inputs
    var now = Instant.epoch

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        settings = Self.settings(&random, wiring: nil)
        settings.daylight.isThreshold = random.one(in: 4)
        inputs = Zone.Inputs(
            motion: Motion(isActive: false, onsets: WrappingCount(.max - 2)), presses: WrappingCount(.max - 1),
            door: random.one(in: 2) ? Door(isOpen: false, openings: WrappingCount(.max)) : nil,
            doubles: WrappingCount(.max), longs: WrappingCount(.max - 1))
    }

    static func settings(_ random: inout SplitMix, wiring: Zone.Settings?) -> Zone.Settings {
        var settings = Whatever.Life.settings(&random)
        settings.isPassage = random.one(in: 3)
        settings.holdLeast = .seconds(Int64(60 + random.next() % 7_140))
        settings.holdMost = .seconds(Int64(60 + random.next() % 7_140))
        settings.partialSteps = UInt8(random.next() % 101)
        settings.vacantSteps = UInt8(random.one(in: 2) ? 0 : random.next() % 101)
        settings.baseSteps = UInt8(random.one(in: 2) ? 0 : random.next() % 101)
        settings.taskSteps = UInt8(random.one(in: 2) ? 0 : random.next() % 101)
        settings.grace = .seconds(Int64(random.next() % 301))
        settings.blink = .milliseconds(Int64(random.next() % 2_001))
        settings.shed = UInt8(random.next() % 51)
        settings.daylight.margin = Lux(Double(10 + random.next() % 500))
        settings.daylight.darkDelay = .seconds(Int64(1 + random.next() % 600))
        settings.daylight.brightDelay = .seconds(Int64(60 + random.next() % 3_541))
        settings.daylight.minimumOn = .seconds(Int64(random.next() % 3_601))
        settings.daylight.minimumOff = .seconds(Int64(random.next() % 1_801))
        settings.daylight.target = Lux(Double(random.one(in: 3) ? 0 : random.next() % 1_000))
        settings.daylight.lamps = Lux(Double(random.next() % 2_000))
        settings.doubleLightsAll = !random.one(in: 4)
        settings.daylight.longestDay = .seconds(Int64(random.one(in: 3) ? 0 : random.next() % 90_000))
        settings.motionSilence = .seconds(Int64(random.one(in: 3) ? 0 : random.next() % 500_000))
        guard let wiring else { return settings }
        (settings.steps, settings.isEgress) = (wiring.steps, wiring.isEgress)
        settings.sensesMotion = wiring.sensesMotion
        settings.daylight.isThreshold = wiring.daylight.isThreshold
        return settings
    }

    /// - Returns: Whether settings have changed.
    mutating func pass(after reviewBy: Instant?) -> Bool {
        switch random.next() % 24 {
        case 0: now = now + .days(Int64(random.next() % 4))
        case 1..<4: now = now + .minutes(Int64(random.next() % 240))
        case 4: break
        case 5..<12: now = max(now, reviewBy ?? now)
        default: now = now + .milliseconds(Int64(random.next() % 90_000))
        }
        switch random.next() % 32 {
        case 0..<5: inputs.motion = Motion(isActive: true, onsets: (inputs.motion ?? .still).onsets.next)
        case 5..<9: inputs.motion?.isActive = false
        case 9: inputs.motion = nil
        case 10: inputs.motion = inputs.motion ?? Motion(isActive: random.one(in: 2), onsets: WrappingCount(.max))
        case 11..<15: inputs.illuminance = Lux(Double(random.next() % 1_500))
        case 15: inputs.illuminance = [nil, Lux(-1), Lux(1e9), Lux(.nan), Lux(8_000)][Int(random.next() % 5)]
        case 16: inputs.presses.increment(by: UInt32(random.next() % 3))
        case 17:
            inputs.presses.increment()
            if random.one(in: 2) { inputs.doubles.increment() } else { inputs.longs.increment() }
        case 18: inputs.schedule = ScheduleState(rawValue: UInt8(random.next() % 4)) ?? .unknown
        case 19: inputs.door?.openings.increment()
        case 20: inputs.door?.isOpen.toggle()
        case 21: inputs.door = inputs.door == nil ? Door(isOpen: false, openings: WrappingCount(.max)) : nil
        case 22: inputs.draw = [nil, Draw.none, .part, .full][Int(random.next() % 4)]
        case 23: inputs.shed = UInt8(random.next() % 101)
        case 24: inputs.isLinked.toggle()
        case 25:
            settings = Self.settings(&random, wiring: settings)
            return true
        case 26: inputs = Zone.Inputs(motion: nil, schedule: inputs.schedule)
        default: break
        }
        return false
    }
}

/// The suite of laws, by a name that can be written.
private typealias Whatever = `Whatever happens`

@Suite struct `Whatever a zone is told` {
    @Test(arguments: 0..<100 as Range<UInt64>) func `it keeps what it stands for`(seed: UInt64) {
        var chaos = Chaos(seed: seed)
        var zones = Zones([chaos.settings])
        for step in 0..<6_000 {
            let isChanged = chaos.pass(after: zones.reviewBy)
            let before = zones.outputs[0]
            if isChanged { zones.apply(chaos.settings, to: 0, at: chaos.now) }
            zones.step(0, chaos.inputs, at: chaos.now)
            let output = zones.outputs[0]
            if let broken = chaos.broken(by: output, after: before) {
                Issue.record("\(broken) at step \(step) of chaos \(seed): \(output)")
                return
            }
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func `it does not change for being asked at any other moment too`(
        seed: UInt64
    ) {
        var chaos = Chaos(seed: seed)
        var (eager, lazy) = (Zones([chaos.settings]), Zones([chaos.settings]))
        for step in 0..<4_000 {
            let (before, held) = (chaos.now, chaos.inputs)
            let isChanged = chaos.pass(after: lazy.reviewBy)
            var between = (0..<3).map { _ in
                before
                    + .milliseconds(
                        Int64(chaos.random.next() % UInt64(max(1, (chaos.now - before).milliseconds))))
            }
            between.sort()
            if step > 0 {
                for moment in between {
                    while let due = lazy.reviewBy, due < moment {
                        eager.step(0, held, at: due)
                        lazy.step(0, held, at: due)
                    }
                    eager.step(0, held, at: moment)
                }
            }
            while let due = lazy.reviewBy, due < chaos.now {
                eager.step(0, held, at: due)
                lazy.step(0, held, at: due)
            }
            if isChanged {
                eager.apply(chaos.settings, to: 0, at: chaos.now)
                lazy.apply(chaos.settings, to: 0, at: chaos.now)
            }
            eager.step(0, chaos.inputs, at: chaos.now)
            lazy.step(0, chaos.inputs, at: chaos.now)
            guard eager.outputs[0].isLike(lazy.outputs[0]) else {
                Issue.record(
                    "chaos \(seed) parts at step \(step): \(eager.outputs[0].but(lazy.outputs[0]))")
                return
            }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func `it has no fault once all is well for a while`(seed: UInt64) {
        var chaos = Chaos(seed: seed)
        chaos.settings.sensesMotion = true
        chaos.settings.isAdaptive = false
        var zones = Zones([chaos.settings])
        for _ in 0..<600 {
            _ = chaos.pass(after: zones.reviewBy)
            zones.step(0, chaos.inputs, at: chaos.now)
        }
        // People come and go under a steady sky for some days; lamps and meter do as they should.
        chaos.inputs.illuminance = Lux(100)
        chaos.inputs.draw = nil
        chaos.settings.daylight.target = Lux(300)
        chaos.settings.daylight.lamps = Lux(250)
        // The sensor sees the lamps, as it is told.
        chaos.settings.daylight.isOpenLoop = false
        // A threshold that the zone's own lamps pass cannot be told from one that is stuck.
        chaos.settings.daylight.isThreshold = false
        chaos.settings.taskSteps = 0
        chaos.settings.partialSteps = chaos.settings.steps
        chaos.settings.vacantSteps = 0
        chaos.settings.isAdaptive = false
        zones.apply(chaos.settings, to: 0, at: chaos.now)
        for visit in 0..<60 {
            chaos.inputs.motion = Motion(isActive: visit % 2 == 0, onsets: WrappingCount(UInt32(visit / 2 + 1)))
            chaos.now = chaos.now + .hours(1)
            while let due = zones.reviewBy, due < chaos.now { zones.step(0, chaos.lit(by: zones), at: due) }
            zones.step(0, chaos.lit(by: zones), at: chaos.now)
        }
        #expect(zones.outputs[0].faults.subtracting(.relayWear) == [])
    }
}

extension Chaos {
    /// The inputs with the lamps' own light in them.
    fileprivate func lit(by zones: Zones) -> Zone.Inputs {
        var inputs = inputs
        let share = Double(zones.outputs[0].level) / Double(settings.steps)
        inputs.illuminance = Lux(100 + 250 * share)
        return inputs
    }

    /// What an output breaks of that which always holds.
    fileprivate func broken(by output: Zone.Outputs, after before: Zone.Outputs) -> String? {
        let isDark = output.level == 0
        if output.level > settings.steps { return "more than all" }
        if let review = output.reviewBy, review <= now { return "review in the past" }
        let isDaylit = output.reason == .daylight && !settings.isDimmed
        if settings.isEgress, output.isOccupied, isDark, !isDaylit { return "a dark way out" }
        if settings.vacantSteps > 0, isDark, output.reason != .daylight, output.reason != .manualOff {
            // With nobody there, daylight shows as no need.
            let isVacant = output.reason == .vacant || output.reason == .warning
            if !isVacant || settings.daylight.target == .zero { return "dark stairs" }
        }
        if output.reason == .shed, isDark { return "dark for the grid" }
        if [.manualOn, .starting, .motionLost, .unsensed, .lightLost, .occupied, .hold, .latched, .partial, .cleaning]
            .contains(output.reason), isDark
        {
            return "dark in spite of its reason"
        }
        if inputs.motion == nil, settings.sensesMotion, !output.isOccupied { return "vacant without knowing" }
        if inputs.motion?.isActive == true, settings.sensesMotion, !output.isOccupied,
            !output.faults.contains(.motionStuck)
        {
            return "vacant with somebody in view"
        }
        if output.isOccupied, !output.plugs || output.setback != .none { return "plugs off under people" }
        if settings.isAdaptive, settings.walkThrough == .zero, output.isOccupied, before.hold != output.hold {
            let most = Swift.max(settings.holdLeast, settings.holdMost)
            let least = settings.holdLeast
            if output.hold < least || output.hold > (settings.isPassage ? Swift.max(most, .minutes(3)) : most) {
                return "a hold time out of bounds"
            }
        }
        return nil
    }
}
