import Chance
import Control
import Quantities
import Testing

/// People who come and go every half hour, under a sky that drifts a little, for so many visits.
private struct Visits {
    var office: Timeline
    var random: SplitMix
    /// Of a cloud in the very seconds of a switching, at one switching in four, lx.
    var clouds = 0.0
    private var minute: Int64 = 0

    init(configured: Double, true lamps: Double, steps: UInt8 = 1, seed: UInt64 = 7) {
        office = Timeline(
            .daylit.with {
                $0.steps = steps
                $0.hold = .minutes(5)
                $0.daylight.lamps = Lux(configured)
            })
        office.lamps = Lux(lamps)
        random = SplitMix(state: seed)
        office.daylight = Lux(40)
        office.at(.minutes(0))
    }

    var learned: Double { office.learned.lamps.value }

    mutating func pass(_ count: Int) {
        for _ in 0..<count {
            minute += 30
            // Evening light: never so much that lamps stay dark.
            let drift = Double(random.next() % 5)
            office.daylight = Lux(40 + drift)
            office.at(.minutes(minute - 10))
            office.somebodyStirs()
            office.at(.minutes(minute))
            if clouds > 0, random.one(in: 4) {
                office.daylight = Lux(40 + drift + (random.one(in: 2) ? clouds : -40))
                office.at(.minutes(minute) + .seconds(2))
            }
        }
    }
}

@Suite struct `The lamps' share at the sensor` {
    @Test(arguments: [175.0, 250, 325, 400]) func `is learned within a few days`(configured: Double) {
        var visits = Visits(configured: configured, true: 250)
        visits.pass(60)
        #expect(abs(visits.learned - 250) < 10)
    }

    @Test func `is learned of dimmers as well`() {
        var visits = Visits(configured: 175, true: 250, steps: 100)
        visits.pass(120)
        #expect(abs(visits.learned - 250) < 15)
    }

    @Test func `is not spoilt by clouds that pass while lamps are switched`() {
        var visits = Visits(configured: 250, true: 250)
        visits.clouds = 400
        visits.pass(200)
        #expect(abs(visits.learned - 250) < 50)
        #expect(visits.office.faults == [])
    }

    @Test func `moves by a twentieth at most for one outlier`() {
        var visits = Visits(configured: 250, true: 250)
        visits.pass(10)
        visits.office.at(.minutes(329))
        let before = visits.learned
        visits.office.lamps = Lux(2_500)
        visits.office.somebodyStirs()
        visits.office.at(.minutes(330))
        visits.office.at(.minutes(330) + .seconds(6))
        #expect(visits.learned > before)
        #expect(visits.learned - before <= before * 0.0501)
    }

    @Test func `follows lamps that age, and lamps that are replaced`() {
        var visits = Visits(configured: 250, true: 250)
        for lamps in stride(from: 250.0, to: 175, by: -5) {
            visits.office.lamps = Lux(lamps)
            visits.pass(20)
        }
        #expect(abs(visits.learned - 180) < 15)
        visits.office.lamps = Lux(320)
        visits.pass(100)
        #expect(abs(visits.learned - 320) < 15)
    }

    @Test func `begins anew with a share that is set anew`() {
        var visits = Visits(configured: 250, true: 250)
        visits.pass(20)
        visits.office.apply(visits.office.settings.with { $0.daylight.lamps = Lux(600) }, at: .minutes(615))
        #expect(visits.learned == 600)
    }

    @Test func `is forgotten on request`() {
        var visits = Visits(configured: 175, true: 250)
        visits.pass(60)
        visits.office.resetLearned()
        #expect(visits.learned == 175)
    }

    @Test func `is what is set where nothing is to be learned`() {
        var visits = Visits(configured: 175, true: 250)
        visits.office.apply(visits.office.settings.with { $0.daylight.learns = false }, at: .zero)
        visits.pass(60)
        #expect(visits.learned == 175)
    }
}

@Suite struct `A share that is wrong by three tenths` {
    /// Every light of day from night to plenty.
    static let skies = stride(from: 0.0, through: 500, by: 10)

    @Test(arguments: [UInt8(1), 2, 3], [0.7, 1.3]) func `does not make relays hunt`(steps: UInt8, error: Double) {
        for sky in Self.skies {
            var office = Timeline(
                .daylit.with {
                    $0.steps = steps
                    $0.daylight.lamps = Lux(250 * error)
                })
            office.daylight = Lux(sky)
            office.somebodyMoves()
            office.at(.minutes(0))
            office.at(.minutes(30))
            let before = office.changes
            office.at(.minutes(90))
            #expect(office.changes - before <= 2, "\(office.changes - before) changes under \(sky) lx")
        }
    }

    @Test(arguments: [0.7, 1.3]) func `does not make dimmers hunt`(error: Double) {
        for sky in Self.skies {
            var office = Timeline(
                .daylit.with {
                    $0.steps = 100
                    $0.daylight.lamps = Lux(250 * error)
                })
            office.daylight = Lux(sky)
            office.somebodyMoves()
            office.at(.minutes(0))
            office.at(.minutes(30))
            let before = office.changes
            office.at(.minutes(90))
            #expect(office.changes - before <= 2, "\(office.changes - before) changes under \(sky) lx")
            let lit = sky + 250 * Double(office.outputs.level) / 100
            #expect(lit >= 285 || office.outputs.level == 100, "\(lit) lx under \(sky) lx")
        }
    }
}
