import Quantities
import Sparkplug
import Telemetry
import Testing

@Suite struct `A command that comes again` {
    var log = CommandLog()

    @Test mutating func `is ignored, known by its id whatever else it says`() {
        expect(true, hold(600, id: "a"), .noon)
        expect(false, hold(600, id: "a"), .noon + .seconds(1))
        expect(false, hold(900, id: "a"), .noon + .seconds(2))
        expect(true, hold(600, id: "b"), .noon + .seconds(3))
    }

    @Test mutating func `is known by its time and value where it has no id`() {
        let first = hold(600, at: .noon)
        expect(true, first, .noon)
        expect(true, hold(900, at: .noon + .seconds(10)), .noon + .seconds(10))
        expect(false, first, .noon + .seconds(20), "after another one too")
        expect(true, hold(600, at: .noon + .seconds(30)), .noon + .seconds(30), "somebody wants it again")
        let taken = log.takes(first, zone: "hall", sentAt: nil, now: .noon)
        #expect(taken, "of another zone")
    }

    @Test mutating func `goes by the time of its message where it has none of its own`() {
        let taken = log.takes(hold(600), zone: "office", sentAt: Timestamp.noon.wire, now: .noon)
        #expect(taken)
        let again = log.takes(hold(600), zone: "office", sentAt: Timestamp.noon.wire, now: .noon + .seconds(1))
        #expect(!again)
    }

    @Test mutating func `that says neither is left to be refused with its reason, and is not noted`() {
        for _ in 0..<3 { expect(true, hold(600), .noon) }
        #expect(log.isEmpty)
    }

    @Test mutating func `is known again by what a file kept`() throws {
        for place in 0..<50 {
            expect(true, hold(600, id: "\(place)", at: .noon + .seconds(Int64(place))), .noon + .seconds(60))
        }
        expect(true, hold(700, at: .noon), .noon + .seconds(60))
        log = try #require(CommandLog(text: log.text))
        for place in 0..<50 { expect(false, hold(900, id: "\(place)", at: .noon), .noon + .seconds(61)) }
        expect(false, hold(700, at: .noon), .noon + .seconds(61))
        expect(true, hold(701, at: .noon), .noon + .seconds(61), "another value")
    }

    @Test mutating func `that is too late is left to be refused with its reason`() {
        for _ in 0..<3 { expect(true, hold(600, at: .noon), .noon + .minutes(6)) }
    }

    @Test mutating func `is known for as long as it could be obeyed`() {
        let expires = Property("expires", .dateTime((Timestamp.noon + .hours(20)).wire))
        let long = Metric("Settings/Hold", .double(600), at: Timestamp.noon.wire, properties: [expires])
        expect(true, long, .noon)
        expect(false, long, .noon + .hours(20))
    }

    @Test mutating func `cannot be pushed out of the memory by others`() {
        for place in 0..<CommandLog.most { expect(true, hold(600, id: "\(place)", at: .noon), .noon) }
        expect(false, hold(600, id: "one more", at: .noon), .noon)
        expect(false, hold(600, id: "0", at: .noon), .noon)
        let later = Timestamp.noon + .minutes(5) + .seconds(1)
        expect(true, hold(600, id: "one more", at: later), later, "when the others are forgotten")
    }

    private func hold(_ seconds: Double, id: String? = nil, at time: Timestamp? = nil) -> Metric {
        Metric(
            name: "Settings/Hold", timestamp: time?.wire, datatype: .double, value: .double(seconds),
            properties: id.map { [Property("id", .string($0))] } ?? [])
    }

    private mutating func expect(_ isTaken: Bool, _ metric: Metric, _ now: Timestamp, _ why: Comment? = nil) {
        let taken = log.takes(metric, zone: "office", sentAt: nil, now: now)
        #expect(taken == isTaken, why)
    }
}
