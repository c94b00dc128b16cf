import Addresses
import Chance
import Control
import Journal
import Ledger
import Logging
import Loop
import MQTT
import PrivateBroker
import Quantities
import Records
import Scratch
import Sparkplug
import Telemetry
import Testing
import Uplink

/// An uplink without a thread: its owner gives it turns, on a hand-turned clock.
@Suite(.serialized) struct `An uplink that is given its turns` {
    let home = Home()
    let broker: PrivateBroker
    private let journal = MemoryJournal(limit: 1 << 20)
    private let counter = SessionCounter()
    private let handover: Handover

    init() throws {
        broker = try PrivateBroker()
        handover = Handover(
            BoardState(
                BoardState.Description(software: "test", model: "simulated", journal: journal.id),
                zones: [
                    BoardState.ZoneState(
                        id: "east", use: "open-office", area: SquareMetres(100), load: Watts(600),
                        settings: Zone.Settings(steps: 1), changed: Self.start)
                ]))
    }

    @Test func `says when it wants the next one`() throws {
        let uplink = try dial()
        #expect(uplink.wakeBy == .epoch, "it wants to connect")
        #expect(uplink.interest == nil)
        var now = Instant(milliseconds: 5_000)
        try turn(uplink, &now, until: uplink.isBorn)
        #expect(uplink.wakeBy == nil, "nothing is on its way")
        try write(1)
        let sent = now
        uplink.turn(at: moment(sent))
        #expect(try #require(uplink.wakeBy) > sent, "nobody acknowledges: it will send again")
        #expect(uplink.tally.births == 1 && uplink.tally.entries == 1)
        uplink.cut(at: moment(now))
        #expect(!uplink.isBorn && uplink.interest == nil)
        #expect(try #require(uplink.wakeBy) > now, "it will connect again")
        let due = uplink.wakeBy
        uplink.cut(at: moment(now + .milliseconds(100)))
        #expect(uplink.wakeBy == due, "what is cut cannot be cut")
    }

    @Test func `says what is wrong once, and tries later and later`() throws {
        broker.stop()
        let uplink = try dial()
        var (now, waits) = (Instant(milliseconds: 5_000), [Int64]())
        for _ in 0..<5 {
            uplink.turn(at: moment(now))
            #expect(uplink.wakeBy == .epoch, "the failed attempt may have taken long")
            uplink.turn(at: moment(now))
            let due = try #require(uplink.wakeBy)
            waits.append((due - now).milliseconds)
            now = due
        }
        for (wait, step) in zip(waits, [500, 1_000, 2_000, 4_000, 8_000]) {
            #expect(Int64(step / 2)...Int64(step) ~= wait)
        }
    }

    /// Cut, forgotten, thrown away and made anew at any time: in the end the ledger holds every entry once.
    @Test(arguments: 0..<6) func `delivers everything whatever becomes of it`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let hub = try Hub(address, ledger: home.path + "/ledger.sqlite")
        var uplink = try dial()
        var now = Instant(milliseconds: 5_000)
        for _ in 0..<400 {
            switch random.next() % 40 {
            case 0: uplink.cut(at: moment(now))
            case 1: uplink = try dial()
            case 2: now = now + .milliseconds(Int64(random.next() % 90_000))
            case 3: uplink.leave(at: moment(now))
            case 4..<20: try write(Int(random.next() % 6))
            default: uplink.turn(at: moment(now))
            }
            if let interest = uplink.interest { wait(for: [interest], atMost: .milliseconds(1)) }
            now = now + .milliseconds(Int64(random.next() % 50))
        }
        uplink = try dial()
        try write(1)
        try turn(uplink, &now, until: journal.acknowledged == journal.last)
        hub.end()
        #expect(journal.givenUp == 0 && journal.last > 100)
        let ledger = try Ledger(home.path + "/ledger.sqlite", .reading)
        #expect(ledger.watermark(of: journal.id) == journal.last)
        let last = Self.start + .minutes(15 * Int64(journal.last))
        let registers = try ledger.registers(ofJournal: journal.id, at: last)
        #expect(registers["east"]?[.lampEnergy] == Int64(journal.last) * 150_000)
    }

    /// Gives turns until something is so; a minute at most.
    private func turn(_ uplink: Uplink, _ now: inout Instant, until isSo: @autoclosure () -> Bool) throws {
        for _ in 0..<6_000 {
            uplink.turn(at: moment(now))
            if isSo() { return }
            wait(for: uplink.interest.map { [$0] } ?? [], atMost: .milliseconds(10))
            now = now + .milliseconds(10)
        }
        throw PrivateBroker.Failure(what: "it did not come to be in a minute")
    }

    private func write(_ count: Int) throws {
        for _ in 0..<count {
            let number = Int64(journal.last) + 1
            var totals = Totals()
            totals[.observedTime] = number * 900_000
            totals[.lampEnergy] = number * 150_000
            let end = Self.start + .minutes(15 * number)
            let interval = Record.Interval(zone: "east", boot: 1, start: end - .minutes(15), end: end, totals: totals)
            try journal.append(Record.interval(interval).encoded())
        }
    }

    private func dial() throws -> Uplink {
        var log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        log.logLevel = .critical
        return try Uplink(
            Uplink.Identity(group: Identifier("site"), node: Identifier("board"), host: "lightwell"), to: address,
            journals: [journal], counter: counter, handover: handover, log: log)
    }

    private func moment(_ now: Instant) -> Moment { Moment(now, Self.start + .milliseconds(now.milliseconds)) }

    private var address: Broker {
        get throws { Broker(try BrokerAddress("mqtt://127.0.0.1:\(broker.port)")) }
    }

    private static let start = Timestamp(milliseconds: 1_782_777_600_000)
}
