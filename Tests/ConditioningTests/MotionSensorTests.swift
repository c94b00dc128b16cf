import Chance
import Conditioning
import Hardware
import Quantities
import Testing

@Suite struct `A motion sensor` {
    @Test func `is unknown until it is warm`() {
        var sensor = MotionSensor(at: .ms(1_000), isActive: false)
        sensor.look(at: .ms(60_999))
        #expect(!sensor.isKnown)
        #expect(sensor.reviewBy == .ms(61_000))
        sensor.look(at: .ms(61_000))
        #expect(sensor.isKnown)
        #expect(sensor.reviewBy == nil)
    }

    @Test func `counts each onset once, and none from its warm-up`() {
        var sensor = MotionSensor(at: .epoch, isActive: false)
        for edge in Train(10_000, 12_000, 70_000, 70_010, 70_020, 75_000, 90_000).edges { sensor.receive(edge) }
        #expect(sensor.onsets == WrappingCount(1))
        sensor.look(at: .ms(90_100))
        #expect(sensor.onsets == WrappingCount(2))
        #expect(sensor.isActive)
    }

    @Test func `that sees motion when it gets warm is active, without an onset`() {
        var sensor = MotionSensor(at: .epoch, isActive: true)
        sensor.look(at: .ms(60_000))
        #expect(sensor.isKnown)
        #expect(sensor.isActive)
        #expect(sensor.onsets == .zero)
    }

    @Test func `whose line fails is unknown, not quiet, until it can be read again`() {
        var sensor = MotionSensor(at: .epoch, isActive: true, warmUp: .zero)
        sensor.fail(at: .ms(500))
        #expect(!sensor.isKnown)
        sensor.look(at: .ms(100_000))
        #expect(!sensor.isKnown)
        sensor.reads(true, at: .ms(100_001))
        #expect(sensor.isKnown)
        #expect(sensor.isActive)
        #expect(sensor.onsets == .zero, "a level found is no onset")
    }

    @Test func `whose line could not be read at the start comes to life with its first edge`() {
        var sensor = MotionSensor(at: .epoch, isActive: nil, warmUp: .zero)
        sensor.look(at: .ms(0))
        #expect(!sensor.isKnown)
        sensor.receive(Edge(line: 0, rising: true, at: .ms(700)))
        sensor.look(at: .ms(800))
        #expect(sensor.isKnown)
        #expect(sensor.onsets == WrappingCount(1))
    }

    @Test func `on a line without edges is sampled, failures and all`() {
        var sensor = MotionSensor(at: .epoch, isActive: false, warmUp: .zero)
        var line = Expander(level: true)
        sensor.sample(&line, at: .ms(0))
        sensor.sample(&line, at: .ms(50))
        #expect(!sensor.isActive)
        sensor.sample(&line, at: .ms(100))
        #expect(sensor.isActive)
        #expect(sensor.onsets == WrappingCount(1))
        line.level = nil
        sensor.sample(&line, at: .ms(150))
        #expect(!sensor.isKnown)
    }

    @Test func `that sees motion for twelve hours is stuck, and still active: control judges it`() {
        var sensor = warm()
        sensor.receive(Edge(line: 0, rising: true, at: .epoch))
        sensor.look(at: .ms(100))
        let due = Instant.ms(100) + .hours(12)
        #expect(sensor.reviewBy == due)
        sensor.look(at: due)
        #expect(sensor.fault == .stuckActive)
        #expect(sensor.isKnown && sensor.isActive)
        #expect(sensor.reviewBy == nil)
        sensor.receive(Edge(line: 0, rising: false, at: due + .minutes(1)))
        sensor.look(at: due + .minutes(2))
        #expect(sensor.fault == nil)
        #expect(sensor.isKnown)
        #expect(!sensor.isActive && sensor.onsets == WrappingCount(1))
    }

    @Test func `on a floating line chatters, sees nobody, and is believed again after a quiet minute`() {
        var sensor = warm()
        var now = Instant.epoch + .seconds(10)
        for edge in 0..<1_000 {
            sensor.receive(Edge(line: 0, rising: edge % 2 == 0, at: now))
            now = now + .milliseconds(10)
        }
        #expect(sensor.fault == .chattering)
        #expect(sensor.onsets == .zero)
        let last = now + .milliseconds(-10)
        #expect(sensor.reviewBy == last + .minutes(1))
        sensor.look(at: last + .minutes(1))
        #expect(sensor.fault == nil)
    }

    @Test func `as busy as its own times allow does not chatter`() {
        var sensor = warm()
        var worst: SensorFault?
        for pulse in 0..<Int64(5_000) {
            sensor.receive(Edge(line: 0, rising: true, at: .ms(pulse * 5_500)))
            sensor.receive(Edge(line: 0, rising: false, at: .ms(pulse * 5_500 + 3_000)))
            worst = sensor.fault ?? worst
        }
        #expect(worst == nil)
    }

    @Test(arguments: 0..<50) func `answers the same when it chatters, is stuck and fails`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let train = Train(seed: seed, count: 400, stability: .milliseconds(100))
        let start = MotionSensor(
            at: .epoch, isActive: false, warmUp: .zero, longestActive: .milliseconds(700),
            chatter: Chatter.Limit(edgesPerMinute: 150, burst: 10))
        var (lazy, eager) = (start, start)
        var faults: Set<SensorFault?> = []
        let failures = Set((0..<10).map { _ in Int64(random.next() % UInt64(train.end.milliseconds)) })
        var edges = train.edges[...]
        for now in 0...train.end.milliseconds {
            while let due = lazy.reviewBy, due < .ms(now) { lazy.look(at: due) }
            if edges.first?.at == .ms(now) {
                lazy.receive(edges[edges.startIndex])
                eager.receive(edges.removeFirst())
            }
            if failures.contains(now) {
                lazy.fail(at: .ms(now))
                eager.fail(at: .ms(now))
            }
            eager.look(at: .ms(now))
            faults.insert(eager.fault)
        }
        lazy.look(at: train.end)
        #expect(lazy == eager)
        #expect(faults.isSuperset(of: [nil, .unreadable, .stuckActive, .chattering]))
    }

    private func warm() -> MotionSensor {
        var sensor = MotionSensor(at: .epoch, isActive: false, warmUp: .zero)
        sensor.look(at: .epoch)
        return sensor
    }

    @Test(arguments: 0..<50) func `answers the same however often it is looked at`(seed: UInt64) {
        let train = Train(seed: seed, count: 400, stability: .milliseconds(100))
        let start = MotionSensor(at: .epoch, isActive: false, chatter: .never)
        var (lazy, eager) = (start, start)
        train.play(edge: { lazy.receive($0) }, reviewBy: { lazy.reviewBy }, look: { lazy.look(at: $0) })
        var random = SplitMix(state: ~seed)
        train.play(
            edge: {
                eager.look(at: $0.at)
                eager.receive($0)
                for _ in 0...random.next() % 3 { eager.look(at: $0.at) }
            },
            reviewBy: { eager.reviewBy }, look: { eager.look(at: $0) })
        #expect(lazy == eager)
        let onsets = stableChanges(train, .milliseconds(100)).count { $0.isActive && $0.at >= .ms(60_000) }
        #expect(lazy.onsets == WrappingCount(UInt32(onsets)))
    }
}

/// A line behind a bus that can fail.
private struct Expander: DigitalInput {
    struct Silent: Error {}
    var level: Bool?
    func isActive() throws(Silent) -> Bool {
        guard let level else { throw Silent() }
        return level
    }
}
