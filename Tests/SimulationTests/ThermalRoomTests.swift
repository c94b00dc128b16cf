import Glibc
import Quantities
import Simulation
import Testing

@Suite struct `A room of one resistance and one capacity` {
    /// 40 W/K and 2 kWh/K: 50 h.
    private func room(_ heating: Double = 2_000, _ cooling: Double = 0) throws -> ThermalRoom {
        try #require(ThermalRoom(heatLoss: 40, capacity: 7.2e6, heatingPower: heating, coolingPower: cooling))
    }

    @Test func `cools to 1/e of the difference in its time constant`() throws {
        let room = try room(0)
        #expect(room.timeConstant == .hours(50))
        let step = room.step(from: 20, outdoors: 0, gains: 0, goal: 20...30, for: .hours(50))
        #expect(abs(step.temperature - 20 * exp(-1)) < 1e-9)
        #expect(step.heating == 0)
    }

    @Test func `needs what it loses to stay as it is`() throws {
        let step = try room().step(from: 20, outdoors: 5, gains: 150, goal: 20...26, for: .minutes(5))
        #expect(abs(step.heating - (40 * 15 - 150)) < 1e-6)
        #expect(abs(step.temperature - 20) < 1e-9)
    }

    @Test func `is cooled by what it gains beyond what it loses`() throws {
        let step = try room(2_000, 2_000).step(from: 26, outdoors: 30, gains: 200, goal: 20...26, for: .minutes(5))
        #expect(abs(step.cooling - (40 * 4 + 200)) < 1e-6 && step.heating == 0)
    }

    @Test func `warms no faster than its power allows`() throws {
        let step = try room(1_000).step(from: 15, outdoors: 15, gains: 0, goal: 20...26, for: .minutes(30))
        #expect(step.heating == 1_000)
        #expect((15.2...15.25).contains(step.temperature))
    }

    /// Energy stored is energy put in less energy lost, however time is cut.
    @Test func `neither makes nor loses energy, and does not mind how time is cut`() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<300 {
            let room = try room(random.uniform() * 3_000)
            let (outdoors, gains) = (-10 + 40 * random.uniform(), 500 * random.uniform())
            let start = 10 + 15 * random.uniform()
            // Far from any goal the power is all or nothing.
            let goal = 60.0...90
            let whole = room.step(from: start, outdoors: outdoors, gains: gains, goal: goal, for: .hours(2))
            var (temperature, lost) = (start, 0.0)
            for _ in 0..<120 {
                let before = temperature
                temperature =
                    room.step(from: before, outdoors: outdoors, gains: gains, goal: goal, for: .minutes(1)).temperature
                lost += 40 * ((before + temperature) / 2 - outdoors) * 60
            }
            #expect(abs(whole.temperature - temperature) < 1e-9)
            let stored = 7.2e6 * (temperature - start)
            #expect(abs((whole.heating + gains) * 7_200 - lost - stored) < 200)
        }
    }
}

@Suite struct `The temperature out of doors` {
    /// 2026-01-20, 05:00 and 17:00 of the sun at the zero meridian, and half a year later.
    @Test func `is lowest on a January morning and highest on a July afternoon`() {
        let geneva = OutdoorTemperature.temperate
        let morning = Timestamp(milliseconds: 1_768_885_200_000)
        let coldest = geneva.celsius(at: morning)
        #expect(abs(coldest - (10.5 - 9.5 - 4.5)) < 0.1)
        #expect(abs(geneva.celsius(at: morning + .hours(12)) - coldest - 9) < 0.1)
        #expect(abs(geneva.celsius(at: morning + .hours(4_383 + 12 - 15)) - (10.5 + 9.5)) < 5)
        #expect(geneva.mirrored.celsius(at: morning) > geneva.celsius(at: morning) + 18)
    }

    @Test func `has the mean of its climate over a year`() {
        let start = Timestamp(milliseconds: 1_767_225_600_000)
        let hours = (Int64(0)..<8_766).map { OutdoorTemperature.desert.celsius(at: start + .hours($0)) }
        #expect(abs(hours.mean - 23) < 0.05)
    }
}
