import Conditioning
import GPIO
import Glibc
import Hardware
import Quantities
import Testing

extension `A real kernel` {
    /// A meter's pulses, from the voltage on a line to the count, as the board's loop takes them: it waits for edges
    /// and for the time to look again, and reconciles every ten seconds.
    @Suite(.enabled(if: hasVirtualClock, "ten minutes take ten minutes here: only with a virtual clock"))
    struct Pulses {
        let sim: SimulatedChip
        let line = 25

        init() throws {
            sim = try #require(SimulatedChip.current)
            try sim.pull(line, high: false)
        }

        /// Counts while `writing` runs beside, and a second longer.
        private func count(_ writing: @escaping @Sendable () throws -> Void) throws -> PulseMeter {
            var inputs = try Chip.open(label: sim.label).inputs([Inputs.Line(offset: line)], consumer: "test")
            var meter = PulseMeter(isActive: try inputs.level(0))
            var edges: [Edge] = []
            var reconcileBy = monotonicNow() + .seconds(10)
            var quietSince = monotonicNow()
            let writer = try Beside(writing)
            while monotonicNow() - quietSince < .seconds(1) {
                let due = min(meter.reviewBy ?? reconcileBy, reconcileBy, quietSince + .seconds(1))
                let index = waiting(inputs.descriptors, within: max(due - monotonicNow(), .zero) + .milliseconds(1))
                edges.removeAll(keepingCapacity: true)
                if let index { try inputs.read(index, into: &edges) }
                if reconcileBy <= monotonicNow() {
                    _ = inputs.reconcile(into: &edges)
                    reconcileBy = monotonicNow() + .seconds(10)
                }
                if !edges.isEmpty { quietSince = monotonicNow() }
                for edge in edges { meter.receive(edge) }
                meter.look(at: monotonicNow())
            }
            try writer.finish()
            return meter
        }

        /// 16.7 Hz is the fastest that the standard allows: 30 ms on, 30 ms off.
        @Test func `at the fastest pace of the standard are counted to the last one for ten minutes`() throws {
            let (sim, line) = (sim, line)
            let meter = try count {
                var next = timespec()
                clock_gettime(CLOCK_MONOTONIC, &next)
                let start = Int64(next.tv_sec) * 1_000_000_000 + Int64(next.tv_nsec)
                for half in 0..<20_040 {
                    sleep(until: start + Int64(half) * 600_000_000_000 / 20_040)
                    try sim.pull(line, high: half % 2 == 0)
                }
            }
            #expect(meter.total == 10_020)
            #expect(meter.lost == 0)
            #expect(meter.implausible == 0)
        }

        /// Every edge bounces for 50 ms, with 10 ms between bounces: less than what a level must hold to count.
        @Test func `that bounce are counted once`() throws {
            let (sim, line) = (sim, line)
            let meter = try count {
                for half in 0..<400 {
                    for bounce in 0..<5 {
                        try sim.pull(line, high: (half + bounce) % 2 == 0)
                        usleep(10_000)
                    }
                    usleep(100_000)
                }
            }
            #expect(meter.total == 200)
            #expect(meter.lost == 0)
        }
    }
}

private func sleep(until nanoseconds: Int64) {
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
}
