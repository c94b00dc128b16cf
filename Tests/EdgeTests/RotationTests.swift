import Addresses
import Aggregator
import Boards
import Glibc
import Journal
import Ledger
import Logbook
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

@testable import Edge

@Suite(.serialized, .enabled(if: Authority.isPossible, "openssl is not installed")) struct `New certificates` {
    let home = Home()
    let authority: Authority
    let broker: PrivateBroker
    let folder: StateFolder
    let site: Site
    let courier: Courier
    let handover: Handover
    let news = UplinkNews()

    init() throws {
        authority = try Authority(group: "test", boards: "board")
        broker = try PrivateBroker(authority.settings)
        folder = try StateFolder(home.path, program: "test")
        let files = authority.board("board", of: "test")
        let uplink = """
            uplink: { broker: "mqtts://localhost:\(broker.port)", host: hub, ca: \(files)/ca.pem,
              certificate: \(files)/certificate.pem, key: \(files)/key.pem, mirror: yes }
            zones:
            """
        site = try SiteText.site(SiteText.whole.replacing("zones:", with: uplink))
        handover = Handover(
            BoardState(
                BoardState.Description(software: "test", model: "test", journal: folder.records.id),
                zones: site.zones.map {
                    BoardState.ZoneState(
                        id: $0.id, use: $0.use.rawValue, area: $0.area, load: $0.load, settings: $0.settings,
                        changed: Clock.utc())
                }))
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        courier = Courier(of: site, folder, handover, news, ClockWatch(.any), quiet)
    }

    @Test func `are taken up by a reload, and files that are as before are not`() throws {
        #expect(try courier.follow(site.uplink))
        try settle { news.word?.isGood == true }
        #expect(try !courier.follow(site.uplink))
        try authority.provision("rotate test/board")
        #expect(try courier.follow(site.uplink))
        try settle { news.word?.isGood == true }
        // A key that everybody may read is not taken up: the session before goes on.
        chmod(authority.board("board", of: "test") + "/key.pem", 0o644)
        #expect(throws: MQTTError.self) { try courier.follow(site.uplink) }
        #expect(news.word?.isGood == true)
        courier.dismiss()
    }

    @Test func `let the mirror through, one line for each record`() throws {
        let identity = Broker.Identity(
            certificate: .path(authority.hub + "/certificate.pem"), key: .path(authority.hub + "/key.pem"))
        let reader = try Connection(
            to: Broker(
                try BrokerAddress("mqtts://localhost:\(broker.port)"), authorities: .path(authority.hub + "/ca.pem"),
                identity: identity), clientID: "reader")
        try reader.connect()
        var lines: [String] = []
        var isListening = false
        func listen() -> Int {
            for event in reader.service() {
                switch event {
                case .connected: try? reader.subscribe(to: "lightwell/#", qos: 0)
                case .subscribed: isListening = true
                case .message(let topic, let payload, _):
                    lines.append(topic + " " + String(decoding: payload, as: UTF8.self))
                default: break
                }
            }
            return lines.count
        }
        try settle { listen() == 0 && isListening }
        try courier.follow(site.uplink)
        // Of what was journaled before the session only the newest would be told.
        try journal(1...1)
        try settle { listen() == 1 }
        try journal(2...3)
        try settle { listen() == 3 }
        courier.dismiss()
        #expect(
            lines.last == "lightwell/test/board/hall "
                + #"{"time": "2026-06-30T00:03:00Z", "lamp_kwh": 0.003, "metered_kwh": null, "lit_hours": 0, "#
                + #""observed_hours": 0.05}"#)
    }

    /// Everything changes hands while the hub and the board run: what was journaled before, meanwhile and after arrives.
    @Test func `of another authority lose no record`() throws {
        let (stop, reread) = (Stop(), Reread())
        let ledger = home.path + "/ledger.sqlite"
        let hub = Broker(
            try BrokerAddress("mqtts://localhost:\(broker.port)"), authorities: .path(authority.hub + "/ca.pem"),
            identity: Broker.Identity(
                certificate: .path(authority.hub + "/certificate.pem"), key: .path(authority.hub + "/key.pem")))
        let aggregator = try Aggregator(
            Identifier("hub"), at: hub, ledger: Ledger(ledger, .writing(program: "test")),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let worker = Worker { try? aggregator.run(until: stop, reread) }
        defer {
            courier.dismiss()
            stop.request()
            worker.join()
        }
        try courier.follow(site.uplink)
        try journal(1...100)
        try settle { folder.records.acknowledged == folder.records.durable }
        broker.stop()
        let successor = try Authority(group: "test", boards: "board")
        try authority.run("rm -rf broker boards hub && cp -r \(successor.folder)/* .")
        try journal(101...200)
        try broker.start()
        try settle { news.word?.sentence.contains("TLS") == true }
        #expect(folder.records.acknowledged == 100)
        #expect(try courier.follow(site.uplink))
        reread.request()
        try journal(201...300)
        try settle { folder.records.acknowledged == folder.records.durable }
        #expect(folder.records.acknowledged == 300)
        stop.request()
        worker.join()
        let held = try Ledger(ledger, .reading).registers(ofJournal: folder.records.id, at: Self.start + .minutes(300))
        #expect(held[site.zones[0].id]?[.lampEnergy] == 300_000)
    }

    private static let start = Timestamp(milliseconds: 1_782_777_600_000)

    private func journal(_ minutes: ClosedRange<Int64>) throws {
        for minute in minutes {
            var totals = Totals()
            totals[.observedTime] = minute * 60_000
            totals[.lampEnergy] = minute * 1_000
            let end = Self.start + .minutes(minute)
            try folder.records.append(
                Record.interval(
                    Record.Interval(
                        zone: site.zones[0].id, boot: 1, start: end - .minutes(1), end: end, totals: totals)
                ).encoded())
        }
        try folder.records.sync()
        handover.toUplink.ring()
    }

    private func settle(until isSo: () -> Bool) throws {
        for _ in 0..<3_000 {
            if isSo() { return }
            wait(for: [], atMost: .milliseconds(20))
        }
        throw PrivateBroker.Failure(what: "it did not come to be in a minute: \(String(describing: news.word))")
    }
}
