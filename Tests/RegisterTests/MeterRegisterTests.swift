import Activities
import Calendars
import Meters
import Quantities
import Register
import Specimens
import Testing
import YAML

@Suite struct `The file of meters` {
    @Test func `states places, instruments and the boards that deliver them`() throws {
        let register = try MeterRegister(parsing: Array(valid.utf8), file: "meters.yaml", of: organisation())
        let supply = try #require(register.meter("supply", of: "geneva"))
        #expect((supply.medium, supply.use, supply.parent, supply.isComplete) == (.electricity, .total, nil, true))
        #expect(supply.serves == "the whole floor")
        let old = try #require(supply.installations.first)
        #expect(old.from.iso8601 == "2023-12-31T23:00:00Z")
        #expect((old.serial, old.digits, old.worth, old.start, old.end) == ("EM-1", 6, 40, 120, 182_345.5))
        #expect((old.transformer?.primary, old.transformer?.secondary, old.limit) == (200, 5, 1))
        let new = try #require(supply.installations.last)
        #expect((new.to, new.worth, new.pulses, new.maximum, new.limit) == (nil, 1, 0.1, 138, 1))
        #expect(supply.installation(at: new.from)?.serial == "EM-2")
        let light = try #require(register.meter("light", of: "geneva"))
        #expect((light.parent, light.zones) == ("supply", ["office-south"]))
        #expect(register.warnings.isEmpty)
    }

    @Test func `says which meter a zone of a board fed at a moment`() throws {
        let register = try MeterRegister(parsing: Array(valid.utf8), file: "meters.yaml", of: organisation())
        func fed(_ board: String, _ time: String) throws -> String? {
            register.meter(fedBy: "office-south", of: board, at: "geneva", try Timestamp(iso8601: time))?.id
        }
        #expect(try fed("east", "2025-02-01") == "light")
        #expect(try fed("east-2", "2025-02-01") == nil)
        #expect(try fed("east", "2026-02-01") == nil)
        #expect(try fed("east-2", "2026-02-01") == "light")
    }

    @Test func `is told of calibrations that ended, as findings`() throws {
        let register = try MeterRegister(parsing: Array(valid.utf8), file: "meters.yaml", of: organisation())
        #expect(register.overdue(on: try CivilDate("2032-12-31")).isEmpty)
        #expect(
            register.overdue(on: try CivilDate("2033-01-01")).map(\.description) == [
                "meters.yaml:11:13: warning: geneva/supply: the calibration of EM-2 ended on 2032-12-31; "
                    + "replace or verify it"
            ])
    }

    @Test func `says until when which instrument is calibrated, of those that are installed`() throws {
        let register = try MeterRegister(parsing: Array(valid.utf8), file: "meters.yaml", of: organisation())
        let found = register.calibrations(at: try Timestamp(iso8601: "2026-01-01"))
        #expect(found.map { "\($0.site)/\($0.meter) \($0.serial) \($0.due)" } == ["geneva/supply EM-2 2032-12-31"])
        #expect(register.calibrations(at: try Timestamp(iso8601: "2025-01-01")).isEmpty, "EM-1 was there then")
    }

    @Test func `reports every mistake at once, by place`() throws {
        #expect(try said(by: mistaken) == complaints)
    }

    @Test func `states times without an instrument, and counts that fit no transformer`() throws {
        let text = valid.split(separator: "from: 2025-06-03, serial").joined(separator: "from: 2025-06-05, serial")
            .split(separator: "count: 40 kWh").joined(separator: "count: 30 kWh")
        let register = try MeterRegister(parsing: Array(text.utf8), file: "meters.yaml", of: organisation())
        #expect(
            register.warnings.map(\.description) == [
                "meters.yaml:10:151: warning: count: is neither a power of ten nor one times the transformers' ratio, "
                    + "200/5",
                "meters.yaml:11:13: warning: installations: no instrument from 2025-06-03T00:00:00+02:00 to "
                    + "2025-06-05T00:00:00+02:00: what flowed then will be a gap",
            ])
    }

    @Test func `takes any site and zone when no organisation is given, and its dates for UTC`() throws {
        let text = valid.split(separator: "geneva:").joined(separator: "elsewhere:")
        let register = try MeterRegister(parsing: Array(text.utf8), file: "meters.yaml")
        #expect(register.meters[0].installations[0].from.iso8601 == "2024-01-01T00:00:00Z")
    }

    /// The law: of a file that was cut off nothing is read that the whole file does not say.
    @Test func `is read truly or refused, wherever it was cut off`() throws {
        let whole = try MeterRegister(parsing: Array(valid.utf8), file: "f").meters
        for length in 0..<valid.utf8.count {
            do throws(Problems) {
                let cut = try MeterRegister(parsing: Array(valid.utf8.prefix(length)), file: "f").meters
                for meter in cut {
                    let same = whole.first { $0.id == meter.id }
                    #expect(meter.medium == same?.medium)
                    #expect(meter.installations.dropLast().allSatisfy { same?.installations.contains($0) ?? false })
                }
            } catch {
                #expect(!error.list.isEmpty)
            }
        }
    }
}

private func organisation() throws -> Organisation {
    try Organisation(parsing: OrganisationFile.bytes, file: "organisation.yaml")
}

private func said(by text: String) throws -> String {
    let organisation = try organisation()
    do throws(Problems) {
        _ = try MeterRegister(parsing: Array(text.utf8), file: "meters.yaml", of: organisation)
        return ""
    } catch {
        return error.description
    }
}

private let valid = """
    lightwell: 1
    sites:
      geneva:
        meters:
          supply:
            medium: electricity
            use: total
            unit: kWh
            installations:
              - { from: 2024-01-01, to: 2025-06-03, serial: EM-1, class: IEC 0.5S, ct: 200/5, ct-class: 0.5, digits: 6, start: 120, end: 182345.5, count: 40 kWh }
              - { from: 2025-06-03, serial: EM-2, class: MID B, pulses: 100 per MWh, digits: 6, start: 0, calibration: 2032-12-31, maximum: 138 kW }
            complete: yes
            serves: the whole floor
          light:
            medium: electricity
            use: lighting
            unit: kWh
            parent: supply
            zones: office-south
            installations: { from: 2025-01-01, serial: L-1, start: 0 }
            feeds:
              - { board: east, zone: office-south, from: 2025-01-01, to: 2026-01-01 }
              - { board: east-2, zone: office-south, from: 2026-01-01 }
    """

private let mistaken = """
    lightwell: 1
    sites:
      geneva:
        meters:
          supply:
            medium: electricity
            use: total
            unit: m3
            parent: heat
            installations:
              - { from: 2024-01-01, serial: A }
              - { from: 2025-01-01, to: 2024-06-01, serial: B, ct: 5/200 }
          heat:
            medium: heat
            use: hvac
            unit: kWh
            parent: heta
            zones: [office-north]
            installations:
              - { from: 2024-01-01, serial: C }
              - { from: 2025-01-01, serial: D, digits: 4, start: 12345, end: 3 }
          ring-a: { medium: water, use: other, unit: L, parent: ring-b, installations: { from: 2024-13-01, serial: E, start: 9, end: 3, to: 2025-01-01 } }
          ring-b: { medium: water, use: other, unit: L, parent: ring-a, installations: [] }
          one: { medium: electricity, use: plugs, unit: kWh, installations: { from: 2024-01-01, serial: F, ct: 100/5 }, feeds: { board: b, zone: office-south, from: 2024-01-01 } }
          two: { medium: electricity, use: plugs, unit: kWh, instalations: [], feeds: { board: b, zone: office-south, from: 2025-01-01 } }
      geneve: { meters: {} }
    """

private let complaints = """
    meters.yaml:8:15: error: unit: unknown word "m3"; it is one of kWh, MWh
    meters.yaml:9:17: error: parent: heat counts heat, this one electricity; a meter hangs under one of its own medium
    meters.yaml:12:37: error: to: does not lie after from, 2025-01-01T00:00:00+01:00
    meters.yaml:12:64: error: ct: "5/200" is not a ratio of currents: write primary/secondary in A, such as 200/5 \
    or 400/1
    meters.yaml:17:17: error: parent: there is no meter heta, did you mean "heat"?
    meters.yaml:18:17: error: zones: geneva has no zone office-north, did you mean "office-south"?
    meters.yaml:21:13: error: installations: D begins at 2025-01-01T00:00:00+01:00, but C has no to: end it before
    meters.yaml:21:62: error: start: has more than the 4 digits of the face
    meters.yaml:21:74: error: end: needs a to: when the face showed it
    meters.yaml:22:61: error: parent: ring-a under ring-b under ring-a: a meter is not its own parent
    meters.yaml:22:92: error: from: “2024-13-01” is not a date: months run from 01 to 12, and the month stands in \
    the middle
    meters.yaml:22:130: error: end: is below start; if the face rolled over, state its digits
    meters.yaml:23:84: error: installations: a meter has at least one installation
    meters.yaml:24:108: error: ct: say with count what 1 on the face is worth: one unit if it shows what flows \
    through the circuit, 20 units if it shows what flows through the instrument
    meters.yaml:25:7: error: sites.geneva.meters.two lacks "installations"
    meters.yaml:25:58: error: unknown key "instalations", did you mean "installations"?
    meters.yaml:25:83: error: feeds: b/office-south feeds one at the same time: end one of both
    meters.yaml:26:3: error: the organisation has no site geneve, did you mean "geneva"?
    """
