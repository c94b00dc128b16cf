import Boards
import Control
import GPIO
import Logbook
import Quantities
import Scratch
import Telemetry
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
        picture.zones[0].faults = [.motionSilent, .lampFailed]
        picture.zones[0].knowledge = BoardState.Knowledge(
            hold: .seconds(450), hours: 41.6, rate: 0.0123, lamps: Lux(310))
        picture.zones[0].isAdaptive = true
        picture.zones[1].knowledge = BoardState.Knowledge(hold: .minutes(15))
        (picture.zones[1].plugs, picture.zones[1].setback) = (false, .standby)
        return Report(
            standing: Configuration.Standing(site: site, problems: problems, since: Timestamp(milliseconds: 0)),
            zones: site.zones.map(\.id), lines: lines, picture: picture, records: (durable: 12, acknowledged: 10),
            news: UplinkNews.Word(sentence: "connected to mqtts://broker.example.org:8883", isGood: true))
    }

    @Test func `shows each line with its role, level, events and losses`() throws {
        #expect(
            try report().lines(as: .table).split(separator: "\n").prefix(4).joined(separator: "\n") == """
                line    role    zone  level   per min  lost  also
                GPIO17  lamp    hall  lit     2        0     moved 1204 times, lamp-failed
                GPIO27  lamp    room  dark    0        0
                GPIO5   motion  hall  active  14       3     motion-silent
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
                hall  level 1  held after the last motion                             hold 450 s, learned from 42 h, \
                0.012 false offs expected an hour
                room  level 0  vacant, its lamps cannot be driven, under a walk test  hold 15 min
                hall: motion-silent: people were there by button or door, and its motion sensor saw none, or it has \
                seen nobody for too long; schedule and button decide; uncover, aim or replace the sensor, then try \
                it: lightwell-edge walk-test; where nobody came for so long, motion-silence may be longer
                hall: lamp-failed: its lamps are on and draw too little; replace lamps or drivers that are dark, and \
                look at the fuse
                """)
    }

    @Test func `shows programs the same`() throws {
        let status = try report().status(as: .json).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(status.contains(#""fault": "motion-silent", "words": "people were there"#))
        #expect(status.contains(#""hold_s": 450, "adaptive": true, "learned_from_h": 41.6, "#))
        #expect(status.contains(#""expected_false_offs_per_h": 0.012, "lamp_share_lx": 310, "plugs": true"#))
        #expect(status.contains(#""faults": [], "hold_s": 900, "adaptive": false"#))
        #expect(status.contains(#""plugs": false, "setback": "standby""#))
        let lines = try report().lines(as: .json).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(lines.contains(#""faults": ["lamp-failed"]"#) && lines.contains(#""faults": ["motion-silent"]"#))
    }

    @Test func `says that nothing was learned yet`() {
        #expect(
            BoardState.Knowledge(hold: .minutes(20), hours: 0.4).words(isAdaptive: true)
                == "hold 20 min, nothing learned yet")
    }

    @Test func `has words and a cure for every fault`() {
        let complaints = Complaint.all(in: Fault(rawValue: .max))
        #expect(complaints.map(\.name) == Fault.names.map { "\($0)" })
        #expect(Set(complaints.map(\.words)).count == complaints.count)
        #expect(complaints.allSatisfy { !$0.cure.isEmpty && !$0.roles.isEmpty && !$0.words.contains("no words") })
        #expect(Complaint.all(in: []).isEmpty)
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

    @Test func `tells of the faults of each zone, and of what its hold time rests on`() throws {
        let home = Home()
        let site = try SiteText.site(SiteText.whole)
        var picture = Picture(
            lines: BoardLine.lines(of: site).count,
            zones: [Picture.Zone(level: 1, reason: .hold), Picture.Zone(level: 0, reason: .vacant)])
        picture.zones[0].faults = .relayWelded
        picture.zones[1].faults = .lightFrozen
        picture.zones[1].isAdaptive = true
        picture.zones[1].knowledge = BoardState.Knowledge(hold: .minutes(7), hours: 12, rate: 0.02)
        let report = Report(
            standing: Configuration.Standing(site: site, problems: [], since: Timestamp(milliseconds: 0)),
            zones: site.zones.map(\.id), lines: BoardLine.lines(of: site), picture: picture,
            records: (durable: 0, acknowledged: 0), news: nil)
        let folder = try StateFolder(home.path + "/state", program: "test")
        let doctor = Doctor(
            state: folder.path, site: site, problems: [],
            service: Doctor.Service(
                report: .success(report), journals: folder, clock: ClockWatch(.any), started: .epoch))
        #expect(doctor.complaints.map(\.state) == [.bad, .warn, .ok])
        #expect(doctor.complaints.map(\.subject) == ["relay-welded", "light-frozen", "hold"])
        #expect(
            doctor.complaints[2].words
                == "room: hold 7 min, learned from 12 h, 0.020 false offs expected an hour")
        #expect(doctor.findings.contains(doctor.complaints[0]))
    }

    @Test func `looks for itself where no program runs and nothing is known`() {
        let doctor = Doctor(state: "/no/such/folder", site: nil, problems: [], service: nil)
        let states = Dictionary(doctor.findings.map { ($0.subject, $0.state) }) { first, _ in first }
        #expect(states["program"] == .warn && states["site file"] == .bad && states["disk"] == .bad)
        #expect(states["versions"] == .ok && states["user"] == .ok)
        #expect(doctor.findings.allSatisfy { $0.state == .ok || $0.cure != nil })
    }

    @Test func `says which group a user lacks that may not look into the board's chip`() {
        func finding(_ denials: [GPIOError.Denial]) -> Finding {
            Doctor.finding("lightwell", in: ["lightwell"], denials)
        }
        let chip = "/dev/gpiochip0"
        #expect(finding([]) == Finding(.ok, "user", "lightwell, groups lightwell"))
        #expect(
            finding([GPIOError.Denial(path: chip, group: "gpio")])
                == Finding(
                    .bad, "user", "lightwell, groups lightwell, may not open /dev/gpiochip0",
                    cure: "usermod -aG gpio lightwell; then: systemctl restart lightwell-edge"))
        #expect(
            finding([GPIOError.Denial(path: chip, group: "root")]).cure
                == "install 60-lightwell-gpio.rules (see lightwell-edge.service), so that a group may; "
                + "then: systemctl restart lightwell-edge")
    }

    @Test func `says that a board's chip is missing on this machine`() throws {
        let site = try SiteText.site(SiteText.whole)
        let doctor = Doctor(state: "/", site: site, problems: [], service: nil)
        let chip = doctor.findings.first { $0.subject == "chip" }
        // A machine that runs this test may be that board.
        #expect(chip?.state == .ok || chip?.words.contains("GPIO chip") == true)
    }
}
