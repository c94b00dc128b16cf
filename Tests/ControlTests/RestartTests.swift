import Chance
import Control
import Quantities
import Testing

private typealias Life = `Whatever happens`.Life

@Suite struct `A change of settings` {
    @Test(arguments: 0..<80 as Range<UInt64>) func `never darkens at once, whatever goes on`(seed: UInt64) {
        var life = Life(seed: seed)
        var zones = Zones([life.settings])
        for second in 0..<Int64(4_000) {
            let now = Instant(milliseconds: second * 1_000)
            // Often, and each of them otherwise than the one before.
            var isChanged = life.pass() == .settings
            zones.step(0, life.inputs(level: zones.outputs[0].level), at: now)
            let before = zones.outputs[0]
            if second % 40 == 0 {
                life.settings = Life.settings(&life.random).wired(as: life.settings)
                isChanged = true
            }
            guard isChanged else { continue }
            zones.apply(life.settings, to: 0, at: now)
            zones.step(0, life.inputs(level: before.level), at: now)
            let after = zones.outputs[0]
            if before.level > 0, after.level == 0, after.reason != .warning {
                Issue.record("dark at second \(second) of life \(seed): \(before) became \(after)")
                return
            }
        }
    }

    @Test func `to a shorter wait for daylight lets it be bright for that long from then on`() {
        var office = Timeline(.daylit)
        office.somebodyMoves()
        office.daylight = Lux(100)
        office.at(.minutes(0))
        office.daylight = Lux(500)
        #expect(office.at(.minutes(10)).level == 1)
        #expect(office.at(.minutes(15)).level == 1)
        office.apply(office.settings.with { $0.daylight.brightDelay = .minutes(2) }, at: .minutes(15))
        #expect(office.at(.minutes(15)).level == 1)
        #expect(office.at(.minutes(17)) == (0, .daylight))
    }

    @Test func `that sheds light puts no more of it on`() {
        var hall = Timeline(Zone.Settings(steps: 3).with { $0.baseSteps = 1 })
        hall.schedule = .open
        hall.at(.minutes(0))
        #expect(hall.at(.minutes(60)) == (1, .scheduled))
        hall.apply(hall.settings.with { $0.shed = 50 }, at: .minutes(61))
        #expect(hall.at(.minutes(61)) == (1, .scheduled))
    }
}

@Suite struct `A start` {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `darkens nobody, through warm-up and for the hold time after, whatever had been learned`(seed: UInt64) {
        var life = Life(seed: seed)
        var zones = Zones([life.settings])
        for second in 0..<Int64(3_000) {
            if life.pass() == .settings {
                zones.apply(life.settings, to: 0, at: Instant(milliseconds: second * 1_000))
            }
            zones.step(
                0, life.inputs(level: zones.outputs[0].level), at: Instant(milliseconds: second * 1_000))
        }
        // The power fails; the sensor warms up for a minute; nobody has moved yet.
        var (board, learned) = (Zones([life.settings]), Words())
        zones.exchangeLearned(0, &learned)
        if seed % 2 == 0 {
            learned.isReading = true
            board.exchangeLearned(0, &learned)
            var again = Words()
            board.exchangeLearned(0, &again)
            #expect(again.words == learned.words)
        }
        var inputs = life.inputs(level: 0)
        let least = (60 + Int64(life.settings.promise.seconds)) * 1_000
        for moment in stride(from: Int64(0), to: least, by: 500) {
            let isWarm = moment >= 60_000
            inputs.motion = isWarm ? Motion(isActive: false, onsets: .zero) : nil
            board.step(0, inputs, at: Instant(milliseconds: moment))
            let output = board.outputs[0]
            // Without a sensor the schedule decides.
            if !life.settings.sensesMotion, !inputs.schedule.isOpen { continue }
            #expect(output.isOccupied)
            if output.level == 0, output.reason != .daylight {
                Issue.record("dark \(moment) ms after a start, in life \(seed): \(output)")
                return
            }
        }
    }

    @Test func `on a damaged record of what was learned is a start without`() {
        var random = SplitMix(state: 4)
        let settings = Zone.Settings.daylit.with { $0.isAdaptive = true }
        for _ in 0..<2_000 {
            var (zones, words) = (Zones([settings]), Words())
            zones.exchangeLearned(0, &words)
            for place in words.words.indices where random.one(in: 3) {
                words.words[place] = Int64(bitPattern: random.next())
            }
            words.isReading = true
            zones.exchangeLearned(0, &words)
            let learned = zones.learned(of: 0)
            #expect(learned.hold >= settings.holdLeast && learned.hold <= settings.holdMost)
            #expect(learned.lamps.value >= 0)
            zones.step(0, Zone.Inputs(motion: nil, illuminance: Lux(100)), at: .epoch)
            #expect(zones.outputs[0].level == 1)
        }
    }
}

@Suite struct `Zones that follow others` {
    @Test(arguments: 0..<60 as Range<UInt64>) func `are not changed by extra steps`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var lives = (0..<4).map { Life(seed: seed * 4 + $0) }
        for zone in lives.indices { lives[zone].settings.daylight.isOpenLoop = true }
        let links = lives.indices.map { zone in random.next() & 0b1111 & ~(1 << UInt64(zone)) }
        var eager = Zones(lives.map(\.settings), links: links)
        var lazy = eager
        for second in 0..<Int64(4_000) {
            let now = Instant(milliseconds: second * 1_000)
            while eager.review(before: now) != nil {}
            while lazy.review(before: now) != nil {}
            for zone in lives.indices {
                var event = second == 0 ? .inputs : lives[zone].pass()
                if event == .nothing, random.one(in: 300) {
                    (event, lives[zone].motion) = (.inputs, Motion(isActive: random.one(in: 2), onsets: .zero))
                }
                lives[zone].settings.daylight.isOpenLoop = true
                if event == .settings {
                    eager.apply(lives[zone].settings, to: zone, at: now)
                    lazy.apply(lives[zone].settings, to: zone, at: now)
                }
                let inputs = lives[zone].inputs(level: 0)
                eager.step(zone, inputs, at: now)
                if event != .nothing { lazy.step(zone, inputs, at: now) }
            }
            while eager.review(before: now + .milliseconds(1)) != nil {}
            while lazy.review(before: now + .milliseconds(1)) != nil {}
            for zone in lives.indices {
                let (one, other) = (eager.outputs[zone], lazy.outputs[zone])
                guard one.level == other.level, one.reason == other.reason, one.isOccupied == other.isOccupied,
                    one.faults == other.faults, one.hold == other.hold, one.plugs == other.plugs,
                    one.setback == other.setback
                else {
                    Issue.record("life \(seed), zone \(zone), second \(second): \(one), \(other)")
                    return
                }
                #expect(other.reviewBy.map { $0 > now } ?? true)
            }
        }
    }
}

extension Zone.Settings {
    /// With the steps, the way out and the sensor of another.
    fileprivate func wired(as other: Self) -> Self {
        with { ($0.steps, $0.isEgress, $0.sensesMotion) = (other.steps, other.isEgress, other.sensesMotion) }
    }
}
