import Addresses
import Control
import Journal
import Logging
import Loop
import MQTT
import PrivateBroker
import Quantities
import Settings
import Sparkplug
import Steering
import Synchronization
import Telemetry
import Testing
import Uplink

@Suite struct `Settings from afar` {
    private let east = ZoneAddress("site/board/east")!

    @Test func `are written, answered and read back, with who asked and until when`() throws {
        let board = try Board()
        let remote = try board.remote()
        #expect(try remote.meet([east], within: .seconds(20), until: Stop()) == [:])
        #expect(remote.report(of: east)?.values[Setting.hold.id] == 900)
        let until = Timestamp(milliseconds: 4_000_000_000_000)
        try remote.write(
            SettingRequest(
                zone: "east", setting: .hold, value: 300, terms: CommandTerms(by: "ada", until: until)),
            to: east, within: .seconds(20), until: Stop())
        #expect(remote.report(of: east)?.values[Setting.hold.id] == 300)
        let heard = try #require(board.heard.first)
        #expect((heard.zone, heard.value, heard.terms.by, heard.terms.until) == ("east", 300, "ada", until))
        // What it is already is answered too.
        try remote.write(
            SettingRequest(zone: "east", setting: .hold, value: 300), to: east, within: .seconds(20), until: Stop())
        #expect(board.heard.count == 2)
    }

    @Test func `are refused in the board's words`() throws {
        let board = try Board()
        let remote = try board.remote()
        _ = try remote.meet([east], within: .seconds(20), until: Stop())
        let failure = try #require(throws: Remote.Failed.self) {
            try remote.write(
                SettingRequest(zone: "east", setting: .hold, value: 1e9), to: east, within: .seconds(20), until: Stop())
        }
        #expect(failure.isRefusal)
        #expect(failure.description.hasPrefix("site/board/east: refused: hold: 1000000000 s is not within"))
    }

    @Test func `find no zone that is not there, nor a board that is away`() throws {
        let board = try Board()
        let remote = try board.remote("away")
        let (north, far) = (ZoneAddress("site/board/north")!, ZoneAddress("site/away/east")!)
        let missing = try remote.meet([east, north, far], within: .seconds(2), until: Stop())
        #expect(missing.count == 2)
        #expect(missing[north] == "site/board/north: the board has no such zone; it has east, west")
        #expect(missing[far]?.contains("the board site/away says nothing") == true)
    }

    @Test func `end with a sentence when nobody answers`() throws {
        let board = try Board(answers: false)
        let remote = try board.remote()
        _ = try remote.meet([east], within: .seconds(20), until: Stop())
        let failure = try #require(throws: Remote.Failed.self) {
            try remote.write(
                SettingRequest(zone: "east", setting: .hold, value: 300), to: east, within: .seconds(1), until: Stop())
        }
        #expect(failure.description == "site/board/east: no answer within 1.0 s")
        #expect(!failure.isRefusal)
    }

    @Test(arguments: ["", "east", "a/b", "a/b/c/d", "a//c", "a/b/+"]) func `want a whole address`(text: String) {
        #expect(ZoneAddress(text) == nil)
    }
}

/// A board of two zones at a broker of its own, whose control does what it is asked.
private final class Board {
    private let broker: PrivateBroker
    private let stop = Stop()
    private var workers: [Worker] = []
    private let requests = Requests()

    /// What it was asked, in order.
    var heard: [SettingRequest] { requests.all.withLock { $0 } }

    private final class Requests: Sendable { let all = Mutex<[SettingRequest]>([]) }

    init(answers: Bool = true) throws {
        broker = try PrivateBroker()
        let journal = MemoryJournal(limit: 65_536)
        let handover = Handover(
            BoardState(
                BoardState.Description(software: "test", model: "simulated", journal: journal.id),
                zones: ["east", "west"].map { id in
                    BoardState.ZoneState(
                        id: id, use: "open-office", area: SquareMetres(100), load: Watts(600),
                        settings: Zone.Settings(steps: 1), changed: Timestamp(milliseconds: 1_782_777_600_000))
                }))
        let uplink = try Uplink(
            Uplink.Identity(group: Identifier("site"), node: Identifier("board"), host: "hub"), to: address,
            journals: [journal], counter: SessionCounter(), handover: handover,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let (stop, requests) = (stop, requests)
        workers.append(Worker { uplink.run(until: stop) })
        guard answers else { return }
        workers.append(
            Worker {
                while !stop.isRequested {
                    wait(
                        for: [Interest(stop.wakeup.descriptor), Interest(handover.toControl.descriptor)],
                        atMost: .seconds(1))
                    handover.toControl.clear()
                    for request in handover.take() {
                        requests.all.withLock { $0.append(request) }
                        handover.update { state in
                            guard let place = state.zones.firstIndex(where: { $0.id == request.zone }) else { return }
                            var refusal: String?
                            do throws(Setting.Refused) {
                                try request.setting.set(request.value, in: &state.zones[place].settings)
                            } catch {
                                refusal = error.description
                            }
                            state.zones[place].answer(request.setting, request.terms.id, refusal: refusal)
                        }
                        handover.toUplink.ring()
                    }
                }
            })
    }

    deinit {
        stop.request()
        for worker in workers { worker.join() }
    }

    private var address: Broker {
        get throws { Broker(try BrokerAddress("mqtt://127.0.0.1:\(broker.port)")) }
    }

    func remote(_ others: String...) throws -> Remote {
        let nodes = try (["board"] + others).map { NodeID(group: try Identifier("site"), node: try Identifier($0)) }
        return try Remote(Identifier("test"), to: address, boards: Set(nodes))
    }
}
