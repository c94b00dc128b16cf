import Conditioning
import Quantities
import Testing

@Suite struct `A light reading` {
    var reading = LightReading()

    @Test mutating func `is whole lux`() {
        #expect(reading.reads(Lux(300.6)) == true)
        #expect(reading.lux == Lux(301))
    }

    @Test mutating func `ignores noise, but not the sun`() {
        _ = reading.reads(Lux(300))
        #expect(reading.reads(Lux(308)) == false)
        #expect(reading.lux == Lux(300))
        #expect(reading.reads(Lux(310)) == true)
        #expect(reading.lux == Lux(310))
    }

    @Test mutating func `drifts no further from the truth than its tolerance, however slowly light changes`() {
        _ = reading.reads(Lux(100))
        for step in 0...4_000 {
            let truth = Lux(100 + Double(step) * 0.25)
            _ = reading.reads(truth)
            let error = truth - (reading.lux ?? .zero)
            #expect(error < truth * 0.03 + Lux(3))
        }
    }

    @Test mutating func `is lost with its sensor, and back with it`() {
        _ = reading.reads(Lux(100))
        #expect(reading.reads(nil) == true)
        #expect(reading.lux == nil)
        #expect(reading.reads(nil) == false)
        #expect(reading.reads(Lux(100)) == true)
    }
}
