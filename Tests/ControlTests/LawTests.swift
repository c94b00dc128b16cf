import Chance
import Control
import Quantities
import Testing

/// The laws that let one core run at 10 Hz on a board and jump through years in the simulator.
@Suite struct `Whatever happens` {
    /// Seven hours of people, clouds, buttons, failures and settings, at whole seconds.
    struct Life {
        var random: SplitMix
        var motion: Motion? = .still
        var daylight: Lux? = Lux(100)
        var presses = WrappingCount.zero
        var schedule = ScheduleState.closed
        var door: Door?
        var draw: Draw?
        var shed: UInt8 = 0
        var isLinked = false
        var settings: Zone.Settings

        init(seed: UInt64) {
            random = SplitMix(state: seed)
            settings = Life.settings(&random)
            if random.one(in: 2) { door = Door(isOpen: false, openings: .zero) }
        }

        static func settings(_ random: inout SplitMix) -> Zone.Settings {
            let steps = UInt8(1 + random.next() % 4)
            var settings = Zone.Settings(steps: steps > 3 ? Zone.Settings.dimmerSteps : steps)
            settings.isEgress = random.one(in: 4)
            settings.sensesMotion = !random.one(in: 8)
            settings.isAdaptive = random.one(in: 2)
            settings.holdLeast = .seconds(Int64(60 + random.next() % 300))
            settings.holdMost = .seconds(Int64(300 + random.next() % 1_200))
            settings.start = [.auto, .auto, .partial, .manual][Int(random.next() % 4)]
            settings.walkThrough = .seconds(Int64(random.next() % 2) * 120)
            settings.vacantSteps = UInt8(random.next() % 2)
            settings.taskSteps = UInt8(random.next() % 2)
            settings.shed = UInt8(random.next() % 3) * 25
            settings.shedLimit = .seconds(Int64(60 + random.next() % 7_200))
            settings.doorLatch = .seconds(Int64(random.next() % 2) * 3_600)
            settings.plugDelay = .seconds(Int64(random.next() % 3_600))
            settings.standbyDelay = .seconds(Int64(random.next() % 3_600))
            settings.sweepWarning = .seconds(Int64(random.next() % 3) * 100)
            settings.daylight.isOpenLoop = random.one(in: 5)
            settings.daylight.learns = !random.one(in: 3)
            settings.hold = .seconds(Int64(60 + random.next() % 1_200))
            settings.warning = .seconds(Int64(random.next() % 3) * 15)
            settings.offLatch = .seconds(Int64(random.next() % 900))
            settings.overrideLimit = .seconds(Int64(60 + random.next() % 7_200))
            settings.baseSteps = UInt8(random.next() % 2)
            settings.daylight.target = Lux(random.one(in: 4) ? 0 : 300)
            settings.daylight.lamps = Lux(Double(random.next() % 400))
            return settings
        }

        enum Event { case nothing, inputs, settings }

        mutating func pass() -> Event {
            switch random.next() % 4_000 {
            case 0..<20: motion = Motion(isActive: true, onsets: (motion ?? .still).onsets.next)
            case 20..<50: motion?.isActive = false
            case 50..<51: motion = nil
            case 51..<53: motion = motion ?? .still
            case 53..<55: motion = Motion(isActive: false, onsets: (motion ?? .still).onsets.next)
            case 55..<75: daylight = Lux(Double(random.next() % 800))
            case 75..<76: daylight = nil
            case 76..<78: presses.increment()
            case 78..<80: schedule = ScheduleState(rawValue: UInt8(random.next() % 4)) ?? .unknown
            case 80..<81:
                let before = settings
                settings = Life.settings(&random)
                (settings.steps, settings.isEgress) = (before.steps, before.isEgress)
                settings.sensesMotion = before.sensesMotion
                return .settings
            case 81..<86: door?.isOpen = false
            case 86..<90:
                if door?.isOpen == false { door?.openings.increment() }
                door?.isOpen = true
            case 90..<91: door = door == nil ? Door(isOpen: false, openings: .zero) : nil
            case 91..<95: draw = [nil, Draw.none, .part, .full][Int(random.next() % 4)]
            case 95..<97: shed = UInt8(random.next() % 101)
            case 97..<100: isLinked.toggle()
            default: return .nothing
            }
            return .inputs
        }

        func inputs(level: UInt8) -> Zone.Inputs {
            let share = Lux(250) * (Double(level) / Double(settings.steps))
            return Zone.Inputs(
                motion: motion, illuminance: daylight.map { $0 + share }, presses: presses, schedule: schedule,
                door: door, draw: draw, shed: shed, isLinked: isLinked)
        }
    }

    @Test(arguments: 0..<60) func `extra steps change nothing`(seed: UInt64) {
        var life = Life(seed: seed)
        var (eager, lazy) = (Zones([life.settings]), Zones([life.settings]))
        var held = life
        for second in 0..<Int64(25_000) {
            let now = Instant(milliseconds: second * 1_000)
            let event = second == 0 ? .inputs : life.pass()
            // A review may fall due between two seconds: both step exactly then.
            while let due = lazy.reviewBy, due < now {
                eager.step(0, held.inputs(level: eager.outputs[0].level), at: due)
                lazy.step(0, held.inputs(level: lazy.outputs[0].level), at: due)
            }
            held = life
            if event == .settings {
                eager.apply(life.settings, to: 0, at: now)
                lazy.apply(life.settings, to: 0, at: now)
            }
            if event != .nothing || lazy.reviewBy.map({ $0 <= now }) ?? false {
                lazy.step(0, life.inputs(level: lazy.outputs[0].level), at: now)
            }
            eager.step(0, life.inputs(level: eager.outputs[0].level), at: now)
            guard eager.outputs[0].isLike(lazy.outputs[0]) else {
                Issue.record("life \(seed) parts at second \(second): \(eager.outputs[0].but(lazy.outputs[0]))")
                return
            }
        }
    }

    @Test(arguments: 0..<60) func `nobody is left in the dark within the hold time of a detected motion`(seed: UInt64) {
        var life = Life(seed: seed)
        var zones = Zones([life.settings])
        var lastMotion = Int64(-1_000_000)
        var promised = life.settings.promise
        for second in 0..<Int64(25_000) {
            let now = Instant(milliseconds: second * 1_000)
            let before = life.motion
            if life.pass() == .settings { zones.apply(life.settings, to: 0, at: now) }
            zones.step(0, life.inputs(level: zones.outputs[0].level), at: now)
            promised = Swift.min(promised, life.settings.promise)
            if life.motion?.isActive ?? true || life.motion?.onsets != before?.onsets {
                (lastMotion, promised) = (second, life.settings.promise)
            }
            let output = zones.outputs[0]
            let isHeld = life.settings.sensesMotion && (second - lastMotion) * 1_000 < promised.milliseconds
            if isHeld, output.level == 0 {
                #expect(
                    output.reason == .daylight || output.reason == .manualOff || output.reason == .awaiting,
                    "dark at \(second) s in life \(seed) because \(output.reason)")
                #expect(!life.settings.isEgress || output.reason != .manualOff)
                #expect(life.settings.start == .manual || output.reason != .awaiting)
            }
        }
    }

    @Test(arguments: 0..<50) func `state written and read back goes on as if nothing had happened`(seed: UInt64) {
        var life = Life(seed: seed)
        var (whole, copied) = (Zones([life.settings]), Zones([life.settings]))
        for second in 0..<Int64(6_000) {
            let now = Instant(milliseconds: second * 1_000)
            if life.pass() == .settings {
                whole.apply(life.settings, to: 0, at: now)
                copied.apply(life.settings, to: 0, at: now)
            }
            if second % 997 == 0 {
                var words = Words()
                copied.exchange(0, &words)
                words.isReading = true
                copied = Zones([life.settings])
                copied.exchange(0, &words)
            }
            let inputs = life.inputs(level: whole.outputs[0].level)
            whole.step(0, inputs, at: now)
            copied.step(0, inputs, at: now)
            guard whole.outputs == copied.outputs else {
                Issue.record("life \(seed) parts at second \(second)")
                return
            }
        }
    }
}

extension Zone.Settings {
    /// The shortest hold time that a sign of life can have.
    var promise: Duration {
        let hold = isAdaptive ? holdLeast : hold
        return walkThrough > .zero ? Swift.min(hold, walkThrough) : hold
    }
}

extension Zone.Outputs {
    /// What differs.
    func but(_ other: Self) -> String {
        zip(Mirror(reflecting: self).children, Mirror(reflecting: other).children)
            .filter { "\($0.value)" != "\($1.value)" }.map { "\($0.label ?? "") \($0.value), \($1.value)" }
            .joined(separator: "; ")
    }

    /// The same, but for when to look again.
    func isLike(_ other: Self) -> Bool {
        var copy = self
        copy.reviewBy = other.reviewBy
        return copy == other
    }
}

/// State as words in memory.
struct Words: StateCodec {
    var words: [Int64] = []
    var isReading = false
    var place = 0

    mutating func exchange(_ word: inout Int64) {
        if isReading {
            guard place < words.count else { return }
            word = words[place]
            place += 1
        } else {
            words.append(word)
        }
    }
}
