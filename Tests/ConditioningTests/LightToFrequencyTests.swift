import Chance
import Conditioning
import Hardware
import Quantities
import Testing

@Suite struct `A light-to-frequency converter` {
    /// Light on a TSL235R behind ÷256, edges in a gate of 1 s, and what they read as.
    static let table: [(lux: Double, edges: Int, reads: Double)] = [
        (0, 0, 0), (1, 1, 0.67), (10, 14, 9.43), (50, 74, 49.9), (100, 148, 99.7), (500, 742, 499.9),
        (2_000, 2_968, 1_999.5),
    ]

    @Test(arguments: table) func `reads light to one edge in a gate`(lux: Double, edges: Int, reads: Double) throws {
        var sensor = LightToFrequency(at: .epoch, .tsl235r)
        feed(&sensor, perSecond: edges, seconds: 3)
        let reading = try #require(sensor.lux)
        #expect(abs(reading.value - reads) < 0.1)
        #expect(abs(reading.value - lux) <= LightCalibration.tsl235r.resolution(gate: .seconds(1)).value)
    }

    @Test func `says nothing before its first whole gate`() {
        var sensor = LightToFrequency(at: .ms(300), .tsl235r)
        #expect(sensor.lux == nil && sensor.fault == nil)
        #expect(sensor.reviewBy == .ms(1_300))
        sensor.look(at: .ms(1_299))
        #expect(sensor.lux == nil)
        sensor.look(at: .ms(1_300))
        #expect(sensor.lux == .zero)
    }

    @Test func `makes its gate one in which flicker cancels`() {
        #expect(LightToFrequency(at: .epoch, .tsl235r, gate: .milliseconds(1)).reviewBy == .ms(50))
        #expect(LightToFrequency(at: .epoch, .tsl235r, gate: .milliseconds(201)).reviewBy == .ms(250))
    }

    /// Light that goes fully on and off as the rectified mains, at every phase.
    @Test(arguments: [100.0, 120.0], 0..<10) func `is not fooled by flicker`(hertz: Double, phase: Int) throws {
        var sensor = LightToFrequency(at: .epoch, .tsl235r)
        var flux = 0.0
        for millisecond in 0..<Int64(8_000) {
            // A triangle wave, mean 300 lx: whole cycles of it are whole cycles of a sine.
            let cycle = (Double(millisecond) * hertz / 1_000 + Double(phase) / 10).truncatingRemainder(dividingBy: 1)
            flux += 4 * 300 * min(cycle, 1 - cycle) * 190 / 1_000 / 256 * 2
            while flux >= 1 {
                sensor.receive(Edge(line: 0, rising: true, at: .ms(millisecond)))
                flux -= 1
            }
        }
        sensor.look(at: .ms(8_000))
        let reading = try #require(sensor.lux)
        #expect(abs(reading.value - 300) < 3)
    }

    @Test func `averages noise, and takes a switched lamp at once`() throws {
        var sensor = LightToFrequency(at: .epoch, .tsl235r)
        var now = Instant.epoch
        for gate in 0..<20 { now = feed(&sensor, perSecond: gate % 2 == 0 ? 735 : 749, seconds: 1, from: now) }
        #expect(abs(try #require(sensor.lux).value - 500) < 3)
        feed(&sensor, perSecond: 74, seconds: 1, from: now)
        #expect(abs(try #require(sensor.lux).value - 50) < 1)
    }

    @Test func `is out of range when brighter than it can tell, until it is not`() {
        var sensor = LightToFrequency(at: .epoch, .tsl235r)
        let now = feed(&sensor, perSecond: 3_100, seconds: 2)
        #expect(sensor.fault == .outOfRange && sensor.lux == nil)
        feed(&sensor, perSecond: 1_480, seconds: 1, from: now)
        #expect(sensor.fault == nil && sensor.lux != nil)
    }

    @Test func `that gives nothing may be in the dark, but not for a day`() {
        var sensor = LightToFrequency(at: .epoch, .tsl235r)
        sensor.look(at: .epoch + .hours(24) + .seconds(-1))
        #expect(sensor.lux == .zero && sensor.fault == nil)
        sensor.look(at: .epoch + .hours(24))
        #expect(sensor.lux == nil && sensor.fault == .silent)
        let dawn = feed(&sensor, perSecond: 1, seconds: 1, from: .epoch + .hours(24))
        sensor.look(at: dawn)
        #expect(sensor.fault == nil)
    }

    @Test func `that gives nothing under lit lamps has a broken wire`() {
        var sensor = LightToFrequency(at: .epoch, .tsl235r)
        sensor.expect(atLeast: Lux(5), at: .epoch)
        sensor.look(at: .ms(60_000))
        #expect(sensor.fault == nil, "so little need not be seen")
        sensor.expect(atLeast: Lux(80), at: .ms(60_500))
        sensor.look(at: .ms(64_999))
        #expect(sensor.fault == nil)
        sensor.look(at: .ms(65_000))
        #expect(sensor.fault == .silent && sensor.lux == nil)
        sensor.expect(atLeast: .zero, at: .ms(70_000))
        #expect(sensor.fault == nil, "dark again, it may be sound")
    }

    @Test func `on a line that cannot be read is unknown until a gate after it can`() {
        var sensor = LightToFrequency(at: .epoch, .tsl235r)
        let now = feed(&sensor, perSecond: 742, seconds: 2)
        sensor.fail(at: now)
        #expect(sensor.fault == .unreadable && sensor.lux == nil && sensor.reviewBy == nil)
        sensor.reads(true, at: now + .seconds(9))
        #expect(sensor.fault == nil && sensor.lux == nil)
        feed(&sensor, perSecond: 742, seconds: 1, from: now + .seconds(9))
        #expect(sensor.lux != nil)
    }

    @Test func `is calibrated beside a lux meter`() throws {
        let calibration = try #require(
            LightCalibration(frequency: 61_000.4, at: Lux(400), dark: 0.4, divider: 256, maximum: Lux(3_000)))
        #expect(abs(calibration.hertzPerLux - 152.5) < 1e-9)
        #expect(abs(calibration.light(at: 30_500.4).value - 200) < 1e-9)
        #expect(calibration.light(at: 0.1) == .zero)
        #expect(LightCalibration(frequency: 0.3, at: Lux(400), dark: 0.4, divider: 256, maximum: Lux(1)) == nil)
        #expect(LightCalibration.tsl235r.mostEdgesPerSecond < 3_000)
        #expect(LightCalibration.tsl237.mostEdgesPerSecond < 1_000)
    }

    @Test(arguments: 0..<10) func `answers the same however often it is looked at`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var (lazy, eager) = (
            LightToFrequency(at: .epoch, .tsl237, longestSilence: .seconds(12)),
            LightToFrequency(at: .epoch, .tsl237, longestSilence: .seconds(12))
        )
        var pace: UInt64 = 10
        for millisecond in 0..<Int64(30_000) {
            let now = Instant.ms(millisecond)
            while let due = lazy.reviewBy, due < now { lazy.look(at: due) }
            if random.one(in: 1_000) { pace = [0, 1, 10, 100][Int(random.next() % 4)] }
            if pace > 0, random.one(in: pace) {
                lazy.receive(Edge(line: 0, rising: true, at: now))
                eager.receive(Edge(line: 0, rising: true, at: now))
            }
            if random.one(in: 5_000) {
                let light = Lux(random.one(in: 2) ? 0 : 100)
                lazy.expect(atLeast: light, at: now)
                eager.expect(atLeast: light, at: now)
            }
            eager.look(at: now)
        }
        lazy.look(at: .ms(29_999))
        #expect(lazy == eager)
    }

    /// Gives edges evenly and looks at the end.
    @discardableResult
    private func feed(
        _ sensor: inout LightToFrequency, perSecond: Int, seconds: Int64, from start: Instant = .epoch
    ) -> Instant {
        for second in 0..<seconds {
            for edge in 0..<Int64(perSecond) {
                let at = start + .milliseconds(second * 1_000 + edge * 1_000 / Int64(perSecond))
                sensor.receive(Edge(line: 0, rising: edge % 2 == 0, at: at))
            }
        }
        sensor.look(at: start + .seconds(seconds))
        return start + .seconds(seconds)
    }
}
