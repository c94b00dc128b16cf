import Activities
import Calendars
import Meters
import Quantities
import Register
import Specimens
import Testing
import YAML

@Suite struct `Files about meters` {
    @Test func `give intervals, by the dates of the site's clock or times with their offset`() throws {
        let series = try files().series(
            parsing: Array(
                """
                amount,to,from,meter\r
                7.5,2026-07-01,2026-06-01,supply\r
                \r
                2,2026-07-01T01:00:00+02:00,2026-06-30T22:00:00Z,geneva/supply\r

                """.utf8), file: "series.csv")
        #expect(series.map(\.meter) == ["supply"])
        #expect(series[0].intervals.map(\.amount) == [7.5, 2])
        #expect(series[0].intervals.map(\.from.iso8601) == ["2026-05-31T22:00:00Z", "2026-06-30T22:00:00Z"])
    }

    @Test func `may have cells in quotes, and remarks`() throws {
        let text =
            "# from the landlord, by mail\nmeter;from;to;amount;invoice\n"
            + "\"sun\";2026-06-01;2026-07-01;\"9.5\";\"R;1\"\n"
        let bills = try files().bills(parsing: Array(text.utf8), file: "bills.csv")
        #expect(bills.map(\.amount) == [9.5])
        #expect((bills[0].details[.invoice], bills[0].origin.line) == ("R;1", 3))
        let broken = "meter,from,to,amount\nsun,2026-06-01,2026-07-01,\"9\"5\n"
        #expect(
            try said { _ = try files().bills(parsing: Array(broken.utf8), file: "f.csv") }
                == "f.csv:2:30: error: text after the closing quote of a cell: double a quote that belongs to it")
    }

    @Test func `give bills of the kind that the meter counts`() throws {
        let bills = try files().bills(
            parsing: Array("meter,from,to,amount,invoice\nsun,2026-06-01,2026-07-01,9,R-1\n".utf8), file: "bills.csv")
        #expect(bills.map(\.kind) == [.generation])
        #expect(bills[0].details == [.meter: "sun", .invoice: "R-1"])
        #expect((bills[0].unit, bills[0].quality, bills[0].origin.line) == (.kilowattHours, .billed, 2))
    }

    @Test func `give what readings off the wall are worth, in the hour that comes twice as well`() throws {
        let found = try files().consumptions(
            parsing: Array(
                """
                meter,time,reading
                supply,2026-10-25T01:00,10
                supply,2026-10-25 02:00,11
                supply,2026-10-25T02:00:00,13
                supply,2026-10-25T03:00,16
                sun,2026-10-25T00:00:00Z,0
                sun,2026-10-25T01:00:00Z,0.5
                """.utf8), file: "readings.csv", step: .hours(1))
        #expect(found.map(\.series.meter) == ["supply", "sun"])
        #expect(found[0].series.intervals.map(\.amount) == [1, 2, 3])
        #expect(found[0].findings.isEmpty)
        #expect(found[1].series.intervals.map(\.amount) == [0.5])
    }

    @Test func `report every mistake at once, by place`() throws {
        #expect(try said { _ = try files().series(parsing: Array(mistaken.utf8), file: "f.csv") } == complaints)
        #expect(
            try said { _ = try files().series(parsing: Array("meter,from,too,amount\n".utf8), file: "f.csv") } == """
                f.csv:1:1: error: lacks the column "to"
                f.csv:1:12: error: unknown column "too", did you mean "to"?
                """)
    }

    @Test func `report times with and without an offset in one meter's readings`() throws {
        let mixed = "meter,time,reading\nsun,2026-06-01T00:00,1\nsun,2026-06-01T00:00:00Z,1\n"
        let complaint = "f.csv:3:5: error: time: some times of this meter say an offset and some do not"
        #expect(
            try said { _ = try files().consumptions(parsing: Array(mixed.utf8), file: "f.csv", step: nil) }
                == complaint)
    }
}

private func files() throws -> MeterFiles {
    let organisation = try Organisation(parsing: OrganisationFile.bytes, file: "organisation.yaml")
    let register = try MeterRegister(
        parsing: Array(
            """
            lightwell: 1
            sites:
              geneva:
                meters:
                  supply: { medium: electricity, use: total, unit: kWh, installations: { from: 2026-10-25T01:00:00+02:00, serial: A } }
                  sun: { medium: electricity, use: generation, unit: kWh, installations: { from: 2026-10-25T00:00:00Z, serial: B } }
            """.utf8), file: "meters.yaml", of: organisation)
    return MeterFiles(register, of: organisation)
}

private func said(_ read: () throws -> Void) throws -> String {
    do { try read() } catch let problems as Problems { return problems.description }
    return ""
}

private let mistaken = """
    meter,from,to,amount
    super,2026-06-01,2026-07-01,1
    sun,2026-06,2026-07-01,-1
    sun,2026-07-01,2026-06-01,1
    sun,2026-06-01
    sun,2026-06-01,2026-06-03,1
    sun,2026-06-02,2026-06-04,
    sun,2026-06-02,2026-06-04,1
    """

private let complaints = """
    f.csv:2:1: error: no one meter is meant by "super"; there are geneva/supply, geneva/sun
    f.csv:3:5: error: from: “2026-06” is not a date: write year-month-day, such as 2026-06-30
    f.csv:4:16: error: to: does not lie after from
    f.csv:5:1: error: has 2 cells, the header has 4
    f.csv:7:27: error: amount: needs a value
    f.csv:8:5: error: from: overlaps an interval that ends at 2026-06-02T22:00:00Z
    """
