import Astronomy
import Quantities
import Simulation
import Testing

@Suite struct `Lamps that are not as their settings say` {
    @Test(arguments: [(0.0, 1.0), (25_000, 0.9), (50_000, 0.8), (75_000, 0.7), (1e6, 0.7)])
    func `lose light in a straight line, down to a floor`(hours: Double, output: Double) throws {
        let lamps = try #require(LampAgeing(lossPerThousandHours: 0.004))
        #expect(abs(lamps.output(litFor: .hours(Int64(hours))) - output) < 1e-12)
    }

    @Test func `have aged before they are looked at`() throws {
        let old = try #require(LampAgeing(lossPerThousandHours: 0.004, least: 0.5, burnt: .hours(50_000)))
        #expect(abs(old.output(litFor: .hours(50_000)) - 0.6) < 1e-12)
        #expect(LampAgeing(lossPerThousandHours: -0.1) == nil)
        #expect(LampAgeing(lossPerThousandHours: 0.1, burnt: .hours(-1)) == nil)
    }

    @Test func `give three per cent of the light at half a level that they take for a logarithm`() throws {
        let driver = try #require(DriverResponse(curve: .logarithmic))
        #expect(abs(driver.light(atLevel: 0.5) - 0.0316) < 1e-4)
        #expect(driver.light(atLevel: 1) == 1 && driver.light(atLevel: 0) == 0)
        let lamps = Lamps(rated: Watts(100), gear: .dimmed, response: driver, deskAtFull: Lux(500))
        #expect(abs(lamps.desk(atLevel: 0.5).value - 15.8) < 0.1)
        #expect(abs(lamps.power(atLevel: 0.5).value - 8) < 0.1)
    }

    @Test func `go no lower than their drivers, and off all the same`() throws {
        let driver = try #require(DriverResponse(curve: .linear, least: 0.1))
        #expect(driver.light(atLevel: 0.01) == 0.1 && driver.light(atLevel: 0.5) == 0.5)
        #expect(driver.light(atLevel: 0) == 0)
        let switched = Lamps(rated: Watts(100), gear: .switched, response: driver, deskAtFull: Lux(500))
        #expect(switched.desk(atLevel: 0.01) == Lux(5))
    }

    @Test func `never give more for less, whatever the driver`() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<2_000 {
            let driver = try #require(
                DriverResponse(curve: random.uniform() < 0.5 ? .linear : .logarithmic, least: random.uniform()))
            let (a, b) = (random.uniform(), random.uniform())
            #expect(
                (a <= b) == (driver.light(atLevel: a) <= driver.light(atLevel: b))
                    || driver.light(atLevel: a) == driver.least)
        }
    }
}

@Suite struct `A light sensor` {
    @Test func `sees what its place lets it see`() throws {
        let view = try #require(SensorView(lamps: 0.4, daylight: 0.1, drift: 0))
        let (plain, turned) = (try room(.ceiling), try room(view))
        let noon = Timestamp(milliseconds: 1_782_799_230_000)
        let seen = turned.sensor(daylight: Lux(300), lampLevel: 1, at: noon)
        let wanted: Double = 300 * 0.1 + 500 * 0.4
        #expect(abs(seen.value - wanted) < 1e-9)
        #expect(abs(turned.sensor(daylight: .zero, lampLevel: 1, output: 0.5, at: noon).value - 100) < 1e-9)
        let usual = plain.sensor(daylight: Lux(300), lampLevel: 1, at: noon).value
        #expect((142.0...178).contains(usual))
        #expect(SensorView(lamps: 0, daylight: 0.2, drift: 0.3) == nil)
    }

    private func room(_ view: SensorView) throws -> Room {
        let daylight = try #require(Daylight(floorArea: SquareMetres(20), depth: 5, windows: []))
        let lamps = Lamps(rated: Watts(100), gear: .dimmed, deskAtFull: Lux(500))
        return Room(daylight: daylight, lamps: lamps, deskDistance: 2, view: view, seed: Seed(1))
    }
}
