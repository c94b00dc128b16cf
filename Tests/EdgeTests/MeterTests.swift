import Boards
import Conditioning
import Exports
import Hardware
import JSON
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Sensing
import Testing

@testable import Edge

@Suite struct `The meters of a running board` {
    let home = Home()
    static let whole = SiteText.whole.replacing(
        "zones:",
        with: """
            meters:
              main: { line: GPIO20, medium: water, constant: 10 L/pulse, maximum: 5 m3/h, serial: A, start: 12.5 m3 }
              gas: { line: GPIO21, medium: gas, constant: 0.01 m3/pulse, maximum: 6 m3/h }
            zones:
            """)

    @Test func `count beside those of zones, and tell what their faces must show`() throws {
        let site = try SiteText.site(Self.whole)
        let wirings = Senses.wirings(of: site)
        let (main, gas) = (wirings.count - 2, wirings.count - 1)
        #expect(wirings[main].role.name == "water meter main" && wirings[gas].role.medium == .gas)
        var senses = Senses(
            site, levels: wirings.map { _ in false },
            counted: Senses.Counted(meters: [.init(100, since: 40), .init(7)]), at: .epoch)
        for pulse in 1...3 as ClosedRange<Int64> {
            // Six litres a minute are a pulse each 100 s.
            let at = Instant.epoch + .seconds(100 * pulse)
            senses.receive(Edge(line: main, rising: true, at: at))
            senses.receive(Edge(line: main, rising: false, at: at + .seconds(40)))
            senses.look(at: at + .seconds(41))
        }
        let water = try #require(senses.boardMeter(0))
        #expect(water.meter.total == 103 && water.face == 12_500 + 630)
        #expect(senses.boardMeter(1)?.meter.total == 7 && senses.boardMeter(1)?.face == nil)
        // Faster than the pipe can carry: 5 m3/h are a pulse each 7.2 s.
        for second in [342, 343] as [Int64] {
            let at = Instant.epoch + .seconds(second)
            senses.receive(Edge(line: main, rising: true, at: at))
            senses.receive(Edge(line: main, rising: false, at: at + .milliseconds(100)))
            senses.look(at: at + .milliseconds(200))
        }
        #expect(senses.boardMeter(0)?.meter.total == 104 && senses.boardMeter(0)?.meter.implausible == 1)
    }

    @Test func `begin again where the records left them, a swapped one at its own reading`() throws {
        let folder = try StateFolder(home.path + "/state", program: "test")
        let start = Timestamp(milliseconds: 1_782_777_600_000)
        for quarter in 1...8 as ClosedRange<Int64> {
            let end = start + .minutes(15 * quarter)
            var water = Record.Metering(meter: "main", medium: .water, boot: 1, start: end - .minutes(15), end: end)
            (water.observed, water.pulses, water.amount) = (quarter * 900_000, quarter * 10, quarter * 100_000)
            try folder.records.append(Record.metering(water).encoded())
            var totals = Totals()
            (totals[.observedTime], totals[.meteredEnergy]) = (quarter * 900_000, quarter * 1_000_000)
            try folder.records.append(
                Record.interval(
                    Record.Interval(zone: "room", boot: 1, start: end - .minutes(15), end: end, totals: totals)
                ).encoded())
        }
        try folder.records.sync()
        let before = try standings(Self.whole, folder, [])
        #expect(before.counted.meters == [.init(80, since: 0), .init(0)])
        #expect(before.counted.zones.last == .init(8_000) && before.accounts.map(\.pulses) == [80, 0])
        #expect(before.faces.map(\.line) == ["main A 12500 - 0"])
        // An hour after the start other meters hung there, of the zone too.
        let swapped = Self.whole.replacing(
            "serial: A, start: 12.5 m3", with: "serial: B, reading: 0.3 m3, since: 2026-06-30T01:00:00Z"
        ).replacing(
            "pulses-per-kwh: 1000",
            with: "serial: Z, reading: 2 kWh, since: 2026-06-30T01:07:30Z, pulses-per-kwh: 800")
        let after = try standings(swapped, folder, before.faces)
        #expect(after.counted.meters[0] == .init(80, since: 40))
        #expect(after.counted.zones.last == .init(6_400, since: 3_600), "by the constant of the meter that is there")
        #expect(after.faces.map(\.base) == [4_500_000, 40])
        #expect(try standings(swapped, folder, after.faces).counted == after.counted, "whatever records say by then")
        let meter = try SiteText.site(swapped).meters[0]
        #expect(meter.register(since: 40)?.reading(at: 80) == 700)
    }

    @Test func `stand in the list of lines and in the doctor's findings`() throws {
        let lines = BoardLine.lines(of: try SiteText.site(Self.whole))
        let line = try #require(lines.first { $0.name == "GPIO20" })
        #expect(line.words == "water meter main of the board" && !line.isOutput)
        let counting = Picture.Line(isActive: false, pulses: 103, face: 13_130)
        #expect(
            Doctor.finding(line, counting)
                == Finding(
                    .ok, "meter",
                    "GPIO20 (water meter main of the board) counted 103 pulses, its face must show 13.130 m3"))
        #expect(Doctor.finding(line, Picture.Line(isActive: false, pulses: 0))?.words.contains("no pulse yet") == true)
        let chattering = Doctor.finding(line, Picture.Line(isActive: false, fault: .chattering, pulses: 3))
        #expect(chattering?.state == .warn && chattering?.words.contains("loose or floating wire") == true)
        #expect(Doctor.finding(line, Picture.Line(isActive: nil, pulses: 3)) == nil)
        #expect(Doctor.finding(lines[0], Picture.Line(isActive: true)) == nil)
    }

    @Test func `are named by the doctor, with the cure, where their faces cannot be told`() throws {
        func faceless(_ text: String) throws -> [Finding] {
            Doctor(state: home.path, site: try SiteText.site(text), problems: [], service: nil).faceless
        }
        #expect(try faceless(Self.whole).isEmpty)
        let counted = MeterFace(meter: "main", serial: "A", reading: 12_500, since: nil, base: 40)
        try SiteCopy(home.path + "/meters-behind").keep(Array("\(counted.line)\n".utf8))
        let found = try faceless(Self.whole)
        #expect(found.map(\.state) == [.warn] && found[0].words.hasPrefix("main was counted in memory for a while"))
        #expect(found[0].cure?.contains("(reading:, since:); then: systemctl restart") == true)
        let mended = Self.whole.replacing("start: 12.5 m3", with: "reading: 13.1 m3, since: 2026-07-01T10:00:00Z")
        #expect(try faceless(mended).isEmpty)
    }

    @Test func `need a restart where the site file has others`() throws {
        let (old, new) = (try SiteText.site(SiteText.whole), try SiteText.site(Self.whole))
        #expect(throws: RestartNeeded(reasons: ["change meters"])) { try ReloadPlan(from: old, to: new) }
    }

    private func standings(_ text: String, _ folder: StateFolder, _ known: [MeterFace]) throws -> MeterStandings {
        let site = try SiteText.site(text)
        let history = try History(
            of: site.zones.map(\.id), meters: site.meters.map { MeterKey($0.name, $0.medium) }, in: folder.books)
        return try MeterStandings(site, after: history, in: folder.books, known: known)
    }
}
