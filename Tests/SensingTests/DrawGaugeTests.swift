import Conditioning
import Control
import Hardware
import Quantities
import Sensing
import Testing

/// Lamps of 1 kW, 20 W when dark, at a meter of 1 000 pulses per kWh: a pulse each 3.6 s at full, each 3 min when dark.
@Suite struct `What lamps draw` {
    let constant = MeterConstant(pulses: 1_000)!
    let start = Instant.epoch + .hours(1)

    @Test func `is not known before two pulses`() {
        var (meter, gauge) = begin()
        #expect(gauge.draw == nil)
        let end = pulse(&meter, &gauge, watts: 1_000, from: start, count: 1)
        #expect(gauge.draw == nil)
        _ = pulse(&meter, &gauge, watts: 1_000, from: end, count: 1)
        #expect(gauge.draw == .full)
    }

    @Test(arguments: [
        (1_020.0, Draw.full), (650, .full), (580, .part), (150, .part), (100, .none), (20, .none),
    ])
    func `is told in rough words, what they draw when dark counted off`(watts: Double, word: Draw) {
        var (meter, gauge) = begin()
        _ = pulse(&meter, &gauge, watts: watts, from: start, count: 3)
        #expect(gauge.draw == word)
    }

    @Test func `is nothing when pulses stay away for long enough`() {
        var (meter, gauge) = begin()
        // 120 W, a tenth and what they draw when dark, are a pulse each 30 s.
        look(&meter, &gauge, at: start + .milliseconds(29_900))
        #expect(gauge.draw == nil)
        look(&meter, &gauge, at: start + .milliseconds(30_100))
        #expect(gauge.draw == Draw.none)
    }

    @Test func `falls while the next pulse is overdue`() {
        var (meter, gauge) = begin()
        let end = pulse(&meter, &gauge, watts: 1_000, from: start, count: 3)
        look(&meter, &gauge, at: end + .seconds(5))
        #expect(gauge.draw == .full)
        look(&meter, &gauge, at: end + .seconds(10))
        #expect(gauge.draw == .part)
        look(&meter, &gauge, at: end + .seconds(40))
        #expect(gauge.draw == Draw.none)
    }

    @Test func `is not known for a moment when lamps change, for a pulse may be of both`() {
        var (meter, gauge) = begin()
        gauge.expect(0, meter, at: start)
        var end = pulse(&meter, &gauge, watts: 20, from: start, count: 3)
        #expect(gauge.draw == Draw.none)
        gauge.expect(1, meter, at: end)
        #expect(gauge.draw == nil)
        end = pulse(&meter, &gauge, watts: 1_000, from: end, count: 1)
        #expect(gauge.draw == nil)
        end = pulse(&meter, &gauge, watts: 1_000, from: end, count: 1)
        #expect(gauge.draw == .full)
        gauge.expect(0.9, meter, at: end)
        #expect(gauge.draw == .full, "a little less light is no change that can be told")
    }

    @Test func `is not known after a loss, nor while the meter cannot be read`() {
        var (meter, gauge) = begin()
        let end = pulse(&meter, &gauge, watts: 1_000, from: start, count: 3)
        meter.receive(Edge(line: 0, rising: true, at: end + .seconds(3), lost: 2))
        look(&meter, &gauge, at: end + .seconds(3))
        #expect(gauge.draw == nil)
        var (other, second) = begin()
        _ = pulse(&other, &second, watts: 1_000, from: start, count: 3)
        other.fail(at: end)
        look(&other, &second, at: end + .minutes(10))
        #expect(second.draw == nil)
    }

    @Test func `does not flutter at a bound`() {
        var (meter, gauge) = begin()
        var end = pulse(&meter, &gauge, watts: 640, from: start, count: 3)
        #expect(gauge.draw == .full)
        for watts in [625.0, 610, 630, 615] {
            end = pulse(&meter, &gauge, watts: watts, from: end, count: 1)
            #expect(gauge.draw == .full)
        }
        end = pulse(&meter, &gauge, watts: 590, from: end, count: 1)
        #expect(gauge.draw == .part)
        end = pulse(&meter, &gauge, watts: 630, from: end, count: 1)
        #expect(gauge.draw == .part)
    }

    private func begin() -> (PulseMeter, DrawGauge) {
        let meter = PulseMeter(at: start, isActive: false, total: 77)
        return (meter, DrawGauge(load: Watts(1_000), standby: Watts(20), constant, meter, at: start))
    }

    /// Lets so many pulses come, the first one after a whole interval.
    ///
    /// - Returns: When the last one came.
    private func pulse(
        _ meter: inout PulseMeter, _ gauge: inout DrawGauge, watts: Double, from: Instant, count: Int64
    ) -> Instant {
        let interval = Duration.milliseconds(Int64(3.6e6 / watts))
        var at = from
        for _ in 0..<count {
            at = at + interval
            meter.receive(Edge(line: 0, rising: true, at: at))
            meter.receive(Edge(line: 0, rising: false, at: at + .milliseconds(50)))
            look(&meter, &gauge, at: at + .milliseconds(100))
        }
        return at
    }

    private func look(_ meter: inout PulseMeter, _ gauge: inout DrawGauge, at now: Instant) {
        meter.look(at: now)
        gauge.look(meter, at: now)
    }
}
