import Boards
import Conditioning
import Hardware
import Quantities
import Testing
import YAML

@Suite struct `The meters of a board, in its site file` {
    private static let meters = """
        meters:
          main:
            line: GPIO40
            medium: water
            constant: 10 L/pulse
            maximum: 5 m3/h
            serial: 8ITR0123
            reading: 12.5 m3
            since: 2026-06-30T14:30:00+02:00
            class: R160
          house-gas: { line: GPIO41, medium: gas, constant: 0.01 m3/pulse, maximum: 6 m3/h, bias: none }
          riser: { line: GPIO42, medium: energy, constant: 1000 /kWh, maximum: 44 kW, serial: E1, start: 7 MWh }
          floor-heat: { line: GPIO43, medium: heat, constant: 1 kWh/pulse, maximum: 60 kW }

        """

    @Test func `are read with constant, limit, identity and place`() throws {
        let site = try site(Self.file())
        #expect(site.meters.map(\.name) == ["main", "house-gas", "riser", "floor-heat"])
        #expect(site.meters.map(\.medium) == [.water, .gas, .energy, .heat])
        let (main, riser) = (site.meters[0], site.meters[2])
        #expect(main.constant == MeterConstant(pulses: 100))
        #expect(main.maximum == 5 && main.accuracy == "R160" && main.longestPulse == nil)
        #expect(main.face?.number == "8ITR0123" && main.face?.reading == 12_500)
        #expect(main.face?.since == Timestamp(milliseconds: 1_782_822_600_000))
        #expect(main.register(since: 40)?.reading(at: 41) == 12_510)
        #expect(site.meters[1].constant == MeterConstant(pulses: 100) && site.meters[1].input.bias == Bias.none)
        #expect(riser.constant == MeterConstant(pulses: 1_000) && riser.longestPulse == .seconds(10))
        #expect(riser.face?.reading == 7_000_000 && riser.face?.since == nil)
        #expect(site.meters[3].constant == MeterConstant(pulses: 1) && site.meters[3].face == nil)
        #expect(
            site.claims.prefix(2).map { "\($0.role) \($0.line?.name ?? "")" } == [
                "meter main GPIO40", "meter house-gas GPIO41",
            ])
        #expect(
            site.summary.contains(
                """
                meter main: water on GPIO40, 100 pulses per m3, at most 5 m3/h, no 8ITR0123 at 12.500 m3 since \
                2026-06-30T12:30:00Z, class R160
                meter house-gas: gas on GPIO41, 100 pulses per m3, at most 6 m3/h

                """))
        #expect(site.warnings.contains { $0.description.contains("the simulator knows no flow of it") })
    }

    @Test(arguments: [
        ("1000 /kWh", "energy", UInt32(1_000), UInt32(1)), ("0.1 imp/kWh", "energy", 1, 10),
        ("100 Wh/pulse", "energy", 10, 1), ("25 kWh/pulse", "energy", 1, 25), ("2 pulses/MWh", "heat", 1, 500),
        ("0.25 L/pulse", "water", 4_000, 1), ("1 m3/pulse", "gas", 1, 1), ("400 imp/m3", "gas", 400, 1),
        ("2.5 l/imp", "water", 400, 1), ("30 L/pulse", "water", 100, 3),
    ]) func `say what a pulse stands for in either way`(text: String, medium: String, pulses: UInt32, units: UInt32)
        throws
    {
        let unit = ["water", "gas"].contains(medium) ? "m3/h" : "kW"
        let site = try site(
            Self.file("meters:\n  m: { line: GPIO40, medium: \(medium), constant: \(text), maximum: 2 \(unit) }\n"))
        #expect(site.meters[0].constant == MeterConstant(pulses: pulses, perUnits: units))
    }

    @Test(arguments: [
        ("medium: water", "medium: watr", "did you mean \"water\"?"),
        ("10 L/pulse", "10 kWh/pulse", "has the unit \"kWh/pulse\"; here it is L/pulse or m3/pulse"),
        ("10 L/pulse", "3 /kWh", "has the unit"), ("10 L/pulse", "10", "needs a unit: L/pulse or m3/pulse"),
        ("1000 /kWh", "0.3 /kWh", "is no whole number of pulses for a whole number of units"),
        ("maximum: 5 m3/h", "maximum: 5 kW", "has the unit \"kW\""),
        ("44 kW", "90 kW", "is more than S0 pulses can tell; at 1000 per kWh they end at 60 kW"),
        ("    serial: 8ITR0123\n", "", "needs the serial of the meter that showed it"),
        ("    since: 2026-06-30T14:30:00+02:00\n", "", "needs the moment at which the face showed it"),
        ("    reading: 12.5 m3\n", "", "needs what the face showed then"),
        ("    reading: 12.5 m3\n", "    reading: 12.5 m3\n    start: 1 m3\n", "stands in place of start"),
        ("T14:30:00+02:00", "T14:30:00", "does not say in which zone"), ("GPIO41", "GPIO40", "line GPIO40 is used by"),
        ("house-gas", "room", "meter room has the name of a zone"), ("class:", "clas:", "did you mean \"class\"?"),
        ("12.5 m3", "12.5 kWh", "has the unit \"kWh\"; here it is m3"),
    ]) func `are refused with the cure`(passage: String, wrong: String, complaint: String) {
        let said = said(by: Self.file(Self.meters.replacing(passage, with: wrong)))
        #expect(said.contains(complaint), "\(said)")
    }

    @Test func `of a zone may have been swapped too`() throws {
        let zone =
            "    meter: { line: GPIO30, pulses-per-kwh: 800, maximum: 1 kW, serial: B, reading: 3 kWh, since: 2026-06-30 }\n"
        let meter = try #require(try site(Self.file("") + zone).zones[0].meter)
        #expect(
            meter.face?.since == Timestamp(milliseconds: 1_782_777_600_000), "the day begins at midnight of the site")
        #expect(meter.register(since: 80)?.reading(at: 160) == 3_100)
    }

    private static func file(_ meters: String = Self.meters) -> String {
        """
        lightwell: 1
        site: test
        id: board
        board: simulated
        place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
        \(meters)zones:
          room:
            use: cellular-office
            area: 20 m2
            load: 100 W
            lamps: GPIO17
            motion: GPIO5

        """
    }
}
