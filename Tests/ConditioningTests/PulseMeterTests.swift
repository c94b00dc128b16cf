import Conditioning
import Hardware
import Quantities
import Testing

@Suite struct `A pulse meter` {
    static let trains: [(Train, pulses: UInt64)] = [
        (Train(1_000, 1_030), 1),
        (Train(1_000, 1_030, 1_060, 1_090), 2),
        (Train(1_000, 1_002, 1_004, 1_030, 1_031, 1_033), 1),  // bounces on both edges
        (Train(1_000, 1_014), 0),  // a spike
        (Train(1_000, 1_040, 1_054, 1_100), 1),  // an interruption
        (Train(1_000), 1),  // counts before it ends
    ]

    @Test(arguments: trains) func `counts one for each pulse`(train: Train, pulses: UInt64) {
        var meter = PulseMeter(isActive: false)
        for edge in train.edges { meter.receive(edge) }
        meter.look(at: train.end)
        #expect(meter.total == pulses)
        #expect(meter.pulses == WrappingCount(UInt32(pulses)))
    }

    @Test func `does not count the pulse that it starts in`() {
        var meter = PulseMeter(isActive: true, total: 41_000)
        meter.receive(Edge(line: 0, rising: false, at: .ms(10)))
        meter.receive(Edge(line: 0, rising: true, at: .ms(1_000)))
        meter.look(at: .ms(1_015))
        #expect(meter.total == 41_001)
        #expect(meter.pulses == WrappingCount(1))
    }

    /// 60 kW at 1 000 imp/kWh: the fastest that the standard's 30 ms allow.
    @Test func `counts ten minutes of sixteen bouncing pulses a second exactly`() {
        var train = Train()
        for pulse in 0..<Int64(10_000) {
            train.bounce(at: 1_000 + pulse * 60)
            train.bounce(at: 1_030 + pulse * 60)
        }
        var meter = PulseMeter(
            isActive: false,
            shortestInterval: PulseMeter.shortestInterval(breaker: Watts(60_000), pulsesPerKilowattHour: 1_000))
        train.play(edge: { meter.receive($0) }, reviewBy: { meter.reviewBy }, look: { meter.look(at: $0) })
        #expect(meter.total == 10_000)
        #expect(meter.implausible == 0)
        #expect(meter.lost == 0)
    }

    @Test func `knows how soon after a pulse the next may come`() {
        // 16 A at 230 V: 3.68 kW; 1.2 times that is one pulse in 815.2 ms.
        #expect(
            PulseMeter.shortestInterval(breaker: Watts(3_680), pulsesPerKilowattHour: 1_000) == .milliseconds(815))
        #expect(PulseMeter.shortestInterval(breaker: .zero, pulsesPerKilowattHour: 1_000) == .zero)
    }

    @Test func `tells pulses that cannot be energy from those that can`() {
        var meter = PulseMeter(isActive: false, shortestInterval: .milliseconds(815))
        let train = Train(1_000, 1_050, 1_500, 1_550, 2_000, 2_050)
        for edge in train.edges { meter.receive(edge) }
        #expect(meter.total == 2, "the pulse in between does not hide the true one after it")
        #expect(meter.implausible == 1)
    }

    @Test func `accounts for edges that it never saw`() {
        var meter = PulseMeter(isActive: false)
        meter.receive(Edge(line: 0, rising: true, at: .ms(1_000)))
        meter.receive(Edge(line: 0, rising: true, at: .ms(2_000), lost: 7))
        meter.look(at: .ms(2_015))
        #expect(meter.lost == 7)
        #expect(meter.total == 1)
        meter.reads(false, at: .ms(3_000))
        #expect(meter.lost == 8, "the line is inactive, and no edge said so")
    }

    @Test func `tells the power from the time between pulses, and less when the next is overdue`() throws {
        let constant = try #require(MeterConstant(pulses: 1_000))
        var meter = PulseMeter(isActive: false)
        #expect(meter.power(at: .ms(500), constant) == nil)
        for edge in Train(1_000, 1_050, 3_000, 3_050).edges { meter.receive(edge) }
        meter.look(at: .ms(3_100))
        #expect(meter.power(at: .ms(3_100), constant) == Watts(1_800), "one pulse of 3.6 kJ in 2 s")
        #expect(meter.power(at: .ms(5_015), constant) == Watts(1_800))
        #expect(meter.power(at: .ms(7_015), constant) == Watts(900))
        let later = try #require(meter.power(at: .ms(3_015) + .hours(1), constant))
        #expect(later == Watts(1))
    }

    @Test func `does not know the power across a loss`() throws {
        let constant = try #require(MeterConstant(pulses: 1_000))
        var meter = PulseMeter(isActive: false)
        for edge in Train(1_000, 1_050, 3_000, 3_050).edges { meter.receive(edge) }
        meter.look(at: .ms(3_100))
        meter.receive(Edge(line: 0, rising: true, at: .ms(9_000), lost: 2))
        meter.receive(Edge(line: 0, rising: false, at: .ms(9_050)))
        meter.look(at: .ms(9_100))
        #expect(meter.total == 3)
        #expect(meter.power(at: .ms(9_100), constant) == nil)
        for edge in Train(11_000, 11_050).edges { meter.receive(edge) }
        #expect(meter.power(at: .ms(11_050), constant) == Watts(1_800))
    }

    @Test func `tells what speaks against it, and counts on`() {
        var meter = PulseMeter(
            at: .epoch, isActive: false, shortestInterval: .milliseconds(815), longestPulse: .seconds(10))
        for edge in Train(1_000, 1_050, 1_500, 1_550).edges { meter.receive(edge) }
        #expect(meter.fault == .outOfRange)
        for edge in Train(2_000).edges { meter.receive(edge) }
        meter.look(at: .ms(2_015))
        #expect(meter.fault == nil && meter.lastPulse == .ms(2_015))
        #expect(meter.reviewBy == .ms(12_015))
        meter.look(at: .ms(12_015))
        #expect(meter.fault == .stuckActive)
        meter.fail(at: .ms(13_000))
        #expect(meter.fault == .unreadable)
        meter.reads(false, at: .ms(14_000))
        #expect(meter.fault == nil)
        #expect(meter.lost == 1 && meter.total == 2)
    }

    @Test func `hears mains hum on a floating line as chatter, and counts none of it`() {
        var meter = PulseMeter(isActive: false)
        for edge in 0..<Int64(9_000) {
            meter.receive(Edge(line: 0, rising: edge % 2 == 0, at: .ms(edge * 10)))
        }
        #expect(meter.fault == .chattering)
        #expect(meter.total == 0)
    }

    @Test(arguments: 0..<100) func `counts what a patient sampler counts, however often it is looked at`(seed: UInt64) {
        let train = Train(seed: seed, count: 300, stability: .milliseconds(15))
        var (lazy, eager) = (PulseMeter(isActive: false), PulseMeter(isActive: false))
        train.play(edge: { lazy.receive($0) }, reviewBy: { lazy.reviewBy }, look: { lazy.look(at: $0) })
        var edges = train.edges[...]
        for now in 0...train.end.milliseconds {
            if edges.first?.at == .ms(now) { eager.receive(edges.removeFirst()) }
            eager.look(at: .ms(now))
        }
        #expect(lazy == eager)
        #expect(lazy.total == UInt64(stableChanges(train, .milliseconds(15)).count { $0.isActive }))
    }

    @Test(arguments: 0..<50) func `tells the same faults and the same power, however often it is looked at`(
        seed: UInt64
    ) {
        let train = Train(seed: seed, count: 300, stability: .milliseconds(15))
        let start = PulseMeter(
            at: .epoch, isActive: false, shortestInterval: .milliseconds(120), longestPulse: .milliseconds(150),
            chatter: Chatter.Limit(edgesPerMinute: 1_000, burst: 10))
        var (lazy, eager) = (start, start)
        train.play(edge: { lazy.receive($0) }, reviewBy: { lazy.reviewBy }, look: { lazy.look(at: $0) })
        var (edges, faults) = (train.edges[...], Set<SensorFault?>())
        for now in 0...train.end.milliseconds {
            if edges.first?.at == .ms(now) { eager.receive(edges.removeFirst()) }
            eager.look(at: .ms(now))
            faults.insert(eager.fault)
        }
        #expect(lazy == eager)
        #expect(lazy.pulsesPerHour(at: train.end) == eager.pulsesPerHour(at: train.end))
        #expect(faults == [nil, .stuckActive, .chattering, .outOfRange])
        let risings = stableChanges(train, .milliseconds(15)).count { $0.isActive }
        #expect(lazy.total + lazy.implausible == UInt64(risings), "nothing is dropped unsaid")
    }

    @Test(arguments: 0..<50) func `counts no less for being read too often`(seed: UInt64) {
        let train = Train(seed: seed, count: 300, stability: .milliseconds(15))
        var (lazy, read) = (PulseMeter(isActive: false), PulseMeter(isActive: false))
        for edge in train.edges {
            lazy.receive(edge)
            read.receive(edge)
            read.reads(edge.rising, at: edge.at)
        }
        #expect(lazy == read)
        #expect(read.lost == 0)
    }
}
