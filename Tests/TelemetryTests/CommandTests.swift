import Quantities
import Settings
import Sparkplug
import Telemetry
import Testing

@Suite struct `An acknowledgement` {
    @Test(arguments: [0, 1, 4_711, UInt64(Int64.max)]) func `arrives as it was sent`(sequence: UInt64) throws {
        var wire = try Wire()
        let word = Acknowledgement(journal: "records-1", sequence: sequence, host: "lightwell")
        let commands = wire.commands(word.metrics(at: Timestamp.noon.wire), to: nil, at: .noon)
        guard case .write(nil, let metrics, _)? = commands.first, commands.count == 1 else {
            Issue.record("\(commands)")
            return
        }
        #expect(Acknowledgement(metrics) == word)
    }

    @Test func `needs journal, sequence and host, and a sequence that can be`() {
        let word = Acknowledgement(journal: "j", sequence: 4, host: "h").metrics(at: 1)
        for place in word.indices {
            var metrics = word
            metrics.remove(at: place)
            #expect(Acknowledgement(metrics) == nil)
        }
        var metrics = word
        metrics[1].value = .int64(-1)
        #expect(Acknowledgement(metrics) == nil)
        metrics[1].value = .string("4")
        #expect(Acknowledgement(metrics) == nil)
    }

    @Test func `writes only what the birth declares`() throws {
        let names = Set(try Births(.home).metrics.compactMap(\.name))
        let metrics = Acknowledgement(journal: "j", sequence: 4, host: "h").metrics(at: 1)
        #expect(names.isSuperset(of: metrics.compactMap(\.name)))
    }
}

@Suite struct `A wish to change a setting` {
    @Test func `is read with its value, zone and sender`() throws {
        let (requests, refusals) = try asked(
            Metric("Settings/Hold", .double(612.5), properties: [Property("by", .string("hub, ada"))]))
        let request = try #require(requests.first)
        #expect(
            (request.zone, request.setting.key, request.value, request.terms.by) == (
                "office", "hold", 612.5, "hub, ada"
            ))
        #expect((requests.count, refusals) == (1, []))
    }

    @Test(arguments: [Value.int32(600), .int64(600), .uint16(600), .float(600), .uint64(600)])
    func `may be any kind of number`(value: Value) throws {
        #expect(try asked(Metric("Settings/Hold", value)).requests.map(\.value) == [600])
    }

    @Test func `need not say who asks, nor say so at length`() throws {
        #expect(try asked(Metric("Settings/Hold", .double(600))).requests.map(\.terms.by) == ["remote"])
        let long = Property("by", .string(String(repeating: "ä", count: 500)))
        #expect(
            try asked(Metric("Settings/Hold", .double(600), properties: [long])).requests.map(\.terms.by.count) == [64])
    }

    @Test func `that is none is refused with a sentence, and stops no other`() throws {
        let (requests, refusals) = try asked(
            Metric("Lamps/Level", .int32(2)), Metric("Settings/Hold", .string("long")),
            Metric(name: "Settings/Warning", datatype: .double, value: nil), Metric("Settings/Blink", .double(1)))
        #expect(requests.map(\.setting.key) == ["blink"])
        #expect(
            refusals == [
                "Lamps/Level is not a setting", "hold: the value should be a number of s",
                "warning: the value should be a number of s",
            ])
    }

    @Test func `that is older than five minutes is refused`() {
        let metric = Metric("Settings/Hold", .double(600), at: Timestamp.noon.wire)
        #expect(read(metric, sentAt: nil, now: .noon + .minutes(5)).requests.count == 1)
        let late = read(metric, sentAt: nil, now: .noon + .minutes(5) + .milliseconds(1))
        #expect((late.requests.count, late.refusals) == (0, ["hold: the command is older than 5 min"]))
    }

    @Test func `goes by the time of its message when it has none, and is refused when there is neither, nor an id`() {
        let metric = Metric("Settings/Hold", .double(600))
        #expect(read(metric, sentAt: Timestamp.noon.wire, now: .noon + .minutes(6)).refusals.count == 1)
        #expect(read(metric, sentAt: Timestamp.noon.wire, now: .noon + .minutes(4)).requests.count == 1)
        #expect(
            read(metric, sentAt: nil, now: .noon).refusals == ["hold: the command states neither a time nor an id"])
        let known = Metric("Settings/Hold", .double(600), properties: [Property("id", .string("c-1"))])
        #expect(read(known, sentAt: nil, now: .noon).requests.count == 1)
        let reset = Metric("Hold/Reset", .boolean(true))
        #expect(ResetRequest.read([reset], zone: "office", sentAt: nil, now: .noon).refusals.count == 1)
        #expect(read(metric, sentAt: .max, now: .noon).refusals.count == 1, "no honest clock")
    }

    @Test func `may say until when it may be obeyed, be it longer or shorter than five minutes`() {
        let terms = { (minutes: Int64) in
            [Property("expires", .dateTime((Timestamp.noon + .minutes(minutes)).wire))]
        }
        let metric = { Metric("Settings/Hold", .double(600), at: Timestamp.noon.wire, properties: terms($0)) }
        #expect(read(metric(1), sentAt: Timestamp.noon.wire, now: .noon + .minutes(1)).requests.count == 1)
        #expect(
            read(metric(1), sentAt: Timestamp.noon.wire, now: .noon + .minutes(2)).refusals == [
                "hold: the command has expired"
            ])
        #expect(read(metric(60), sentAt: Timestamp.noon.wire, now: .noon + .minutes(59)).requests.count == 1)
        #expect(
            read(metric(2_000), sentAt: Timestamp.noon.wire, now: .noon).refusals == [
                "hold: a command may not be good for more than 24 h"
            ])
    }

    @Test func `from the future is refused, as it could come again for as long`() {
        let metric = Metric("Settings/Hold", .double(600), at: (Timestamp.noon + .minutes(6)).wire)
        #expect(
            read(metric, sentAt: nil, now: .noon).refusals == [
                "hold: the command is from the future by more than 5 min; set the clocks"
            ])
    }

    @Test func `may say which command it is, and until when its value holds`() throws {
        let metric = Metric(
            "Settings/Hold", .double(600),
            properties: [
                Property("id", .string("c-1")), Property("until", .int64(Int64((Timestamp.noon + .hours(2)).wire))),
            ])
        let request = try #require(read(metric, sentAt: nil, now: .noon).requests.first)
        #expect((request.terms.id, request.terms.until) == ("c-1", .noon + .hours(2)))
        #expect(
            read(metric, sentAt: nil, now: .noon + .hours(2)).refusals == [
                "hold: the value was to hold until a moment that is past"
            ])
        let odd = Metric("Settings/Hold", .double(600), properties: [Property("until", .string("tomorrow"))])
        #expect(
            read(odd, sentAt: Timestamp.noon.wire, now: .noon).refusals == [
                "hold: until should be milliseconds since 1970, as DateTime or Int64"
            ])
    }

    private func read(
        _ metric: Metric, sentAt: UInt64?, now: Timestamp
    ) -> (requests: [SettingRequest], refusals: [String]) {
        SettingRequest.read([metric], zone: "office", sentAt: sentAt, now: now)
    }

    /// Over the wire, at noon.
    private func asked(_ metrics: Metric...) throws -> (requests: [SettingRequest], refusals: [String]) {
        var wire = try Wire()
        let commands = wire.commands(metrics, to: "office", at: .noon)
        guard case .write(let device?, let metrics, let sentAt)? = commands.first, commands.count == 1 else {
            throw Wire.Unexpected(description: "\(commands)")
        }
        return SettingRequest.read(metrics, zone: device.text, sentAt: sentAt, now: .noon + .seconds(1))
    }
}
