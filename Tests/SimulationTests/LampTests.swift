import Quantities
import Simulation
import Testing

@Suite struct `Lamps of a zone` {
    @Test(arguments: [(-1.0, 2.0), (0, 2), (0.5, 122), (1, 242), (7, 242)])
    func `that are switched draw in proportion, plus standby`(level: Double, watts: Double) {
        let lamps = Lamps(rated: Watts(240), standby: Watts(2), gear: .switched, deskAtFull: Lux(500))
        #expect(lamps.power(atLevel: level) == Watts(watts))
    }

    @Test(arguments: [(0.0, 2.0), (0.5, 2 + 240 * 0.525), (1, 242)])
    func `that are dimmed keep five per cent for the driver`(level: Double, watts: Double) {
        let lamps = Lamps(rated: Watts(240), standby: Watts(2), gear: .dimmed, deskAtFull: Lux(500))
        #expect(abs(lamps.power(atLevel: level).value - watts) < 1e-9)
        #expect(lamps.desk(atLevel: level) == Lux(500 * level))
    }
}

@Suite struct `A pulse meter` {
    @Test func `gives a thousand pulses a kilowatt-hour`() throws {
        let meter = try #require(EnergyMeter(pulsesPerKilowattHour: 1_000))
        #expect(meter.pulses(upTo: Watts(1_000) * .hours(1)) == 1_000)
        #expect(meter.pulses(upTo: Watts(999.999) * .hours(1)) == 999)
        #expect(meter.timeToNextPulse(after: .zero, at: Watts(3_600)) == .seconds(1))
        #expect(meter.timeToNextPulse(after: .zero, at: .zero) == nil)
        #expect(EnergyMeter(pulsesPerKilowattHour: 0) == nil)
    }

    @Test func `gives each pulse just when its energy is reached, for any constant`() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<3_000 {
            let meter = try #require(
                EnergyMeter(pulsesPerKilowattHour: Int64.random(in: 1...1_000_000, using: &random)))
            let energy = Energy(microjoules: Int64.random(in: 0...3_600_000_000_000_000, using: &random))
            let next = meter.pulses(upTo: energy) + 1
            let due = meter.energy(ofPulse: next)
            #expect(due > energy)
            #expect(meter.pulses(upTo: due) == next)
            #expect(meter.pulses(upTo: due - Energy(microjoules: 1)) == next - 1)
            let power = Watts(Double.random(in: 0.01...60_000, using: &random))
            let wait = try #require(meter.timeToNextPulse(after: energy, at: power))
            #expect(meter.pulses(upTo: energy + power * wait) >= next)
            #expect(meter.pulses(upTo: energy + power * (wait - .milliseconds(1))) == next - 1)
        }
    }
}
