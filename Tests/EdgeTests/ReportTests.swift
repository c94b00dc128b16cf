import Boards
import Control
import Quantities
import Testing

@testable import Edge

@Suite struct `A report` {
    private func report(problems: [String] = []) throws -> Report {
        let site = try SiteText.site(SiteText.whole)
        let lines = BoardLine.lines(of: site)
        var picture = Picture(
            lines: lines.count,
            zones: [Picture.Zone(level: 1, reason: .hold), Picture.Zone(level: 0, reason: .vacant, isFaulty: true)])
        picture.lines[0] = Picture.Line(isActive: true, eventsPerMinute: 2, operations: 1_204)
        picture.lines[1] = Picture.Line(isActive: false)
        picture.lines[2] = Picture.Line(isActive: true, eventsPerMinute: 14, lost: 3)
        picture.walking = 1
        return Report(
            standing: Configuration.Standing(site: site, problems: problems, since: Timestamp(milliseconds: 0)),
            zones: site.zones.map(\.id), lines: lines, picture: picture, records: (durable: 12, acknowledged: 10),
            news: UplinkNews.Word(sentence: "connected to mqtts://broker.example.org:8883", isGood: true))
    }

    @Test func `shows each line with its role, level, events and losses`() throws {
        #expect(
            try report().lines(as: .table).split(separator: "\n").prefix(4).joined(separator: "\n") == """
                line    role    zone  level   per min  lost  also
                GPIO17  lamp    hall  lit     2        0     moved 1204 times
                GPIO27  lamp    room  dark    0        0
                GPIO5   motion  hall  active  14       3
                """)
    }

    @Test func `says that a line cannot be read, rather than a level`() throws {
        #expect(try report().lines(as: .table).contains("GPIO6   motion  hall  ?"))
        let json = try report().lines(as: .json).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(json.contains(#""line": "GPIO6", "role": "motion", "zone": "hall", "active": null"#))
    }

    @Test func `tells of dimmers their light, and of meters what they could not count and must show`() throws {
        let text = SiteText.whole.replacing(
            "lamps: GPIO27", with: "lamps: { dimmer: { chip: pwmchip0, channel: 1 } }")
        let site = try SiteText.site(text)
        let lines = BoardLine.lines(of: site)
        var picture = Picture(lines: lines.count, zones: [])
        let meter = try #require(lines.firstIndex { $0.role == "meter" })
        picture.lines[meter] = Picture.Line(isActive: false, lost: 2, implausible: 4, face: 1_234_005)
        picture.lines[lines.count - 1] = Picture.Line(isActive: true, light: 40)
        let report = Report(
            standing: Configuration.Standing(site: site, problems: [], since: Timestamp(milliseconds: 0)), zones: [],
            lines: lines, picture: picture, records: (durable: 0, acknowledged: 0), news: nil)
        let rows = report.lines(as: .table).split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(rows.last == "pwmchip0 channel 1 dimmer room 40 % 0 0")
        #expect(
            rows.contains(
                "GPIO22 meter room still 0 2 4 pulses came too soon, its face must show 1234.005 kWh"))
    }

    @Test func `shows how the board is`() throws {
        #expect(
            try report(problems: ["site.yaml:3:1: error: wrong"]).status(as: .table) == """
                test/board, \(EdgeCommand.software), as its site file says since 1970-01-01T01:00:00+01:00
                not in force: site.yaml:3:1: error: wrong
                records: 12, of which the hub lacks 2; connected to mqtts://broker.example.org:8883
                hall  level 1  held after the last motion
                room  level 0  vacant, its lamps cannot be driven, under a walk test
                """)
    }

    @Test func `has words for every reason`() {
        #expect(Set(Reason.allCases.map(\.words)).count == Reason.allCases.count)
    }
}

@Suite struct `A doctor` {
    @Test func `says what is bad, in a table and in JSON`() {
        let findings = [
            Finding(.ok, "clock", "is set"), Finding(.bad, "lines", "L1 is held by “x”", cure: "stop it"),
        ]
        #expect(Finding.text(findings, as: .table) == "ok   clock  is set\nbad  lines  L1 is held by “x”; stop it")
        for format in AnswerFormat.allCases {
            #expect(Finding.isBad(Finding.text(findings, as: format)))
            #expect(!Finding.isBad(Finding.text([findings[0]], as: format)))
        }
    }

    @Test func `looks for itself where no program runs and nothing is known`() {
        let doctor = Doctor(state: "/no/such/folder", site: nil, problems: [], service: nil)
        let states = Dictionary(doctor.findings.map { ($0.subject, $0.state) }) { first, _ in first }
        #expect(states["program"] == .warn && states["site file"] == .bad && states["disk"] == .bad)
        #expect(states["versions"] == .ok && states["user"] == .ok)
        #expect(doctor.findings.allSatisfy { $0.state == .ok || $0.cure != nil })
    }

    @Test func `says that a board's chip is missing on this machine`() throws {
        let site = try SiteText.site(SiteText.whole)
        let doctor = Doctor(state: "/", site: site, problems: [], service: nil)
        let chip = doctor.findings.first { $0.subject == "chip" }
        // A machine that runs this test may be that board.
        #expect(chip?.state == .ok || chip?.words.contains("GPIO chip") == true)
    }
}
