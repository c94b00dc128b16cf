import Activities
import ArgumentParser
import Calendars
import Indicators
import Ledger
import Quantities
import Records
import Scratch
import Specimens
import Telemetry
import Testing
import YAML

@testable import Hub

@Suite final class `The estate of a command` {
    private let home = Home()

    @Test func `is bills, meters of boards and imports, and factors, as the files declare them`() throws {
        try fill()
        var remarks: [String] = []
        let loaded = try options(["--register", home.write(register, to: "meters.yaml")]).load { remarks.append($0) }
        let site = try #require(loaded.estate.sites.first)
        #expect(site.activities.map(\.amount) == [310])
        #expect(
            site.series.map { "\($0.meter) \($0.medium.rawValue) \($0.use.rawValue)" } == [
                "cold water total", "cellar water other", "light electricity lighting",
            ])
        #expect(site.series.map(\.intervals.count) == [4, 1, 0])
        #expect(site.zones.map { $0.use == nil } == [false, true])
        #expect(loaded.estate.factors?.factors.map(\.kilogramsPerUnit) == [0.05])
        #expect(remarks == ["the organisation's file does not declare elsewhere: what was imported of it is left out"])
        let figures = Catalogue.compute([.scopeTwoLocation, .water], of: loaded.estate, over: loaded.period)
            .filter { $0.scope == .site("geneva") }
        // 310 kWh × 50 g; one m3 in each of four quarters of an hour.
        #expect(figures.map(\.value) == [15.5, 4])
    }

    @Test func `takes every meter for what it says itself where no register is named`() throws {
        try fill()
        let site = try #require(try options().load { _ in }.estate.sites.first)
        #expect(site.series.map { "\($0.meter) \($0.use.rawValue)" } == ["cold total", "cellar total"])
    }

    @Test func `takes another table of factors in place of the organisation's`() throws {
        try fill()
        let other = try FactorTable(parsing: Array(factors.replacing(",50,", with: ",70,").utf8), file: "other.csv")
        let loaded = try options().load(factors: other) { _ in }
        #expect(loaded.estate.factors?.factors.map(\.place) == ["other.csv:2"])
    }

    @Test func `is of the sites, and names one that is not there`() throws {
        try fill()
        let options = try self.options(["--site", "genf"])
        #expect(said { _ = try options.load { _ in } } == "there is no site genf; there are geneva")
        let geneva = try self.options(["--site", "geneva"])
        #expect(geneva.wants(.zone(site: "geneva", zone: "corridor")) && !geneva.wants(.organisation("demo")))
    }

    @Test func `says of each file what is wrong with it, by place`() throws {
        try fill()
        let meters = home.write(register.replacing("water", with: "watr"), to: "m.yaml")
        #expect(
            said { _ = try options(["--register", meters]).load { _ in } }
                == "\(meters):6:23: error: medium: unknown word \"watr\", did you mean \"water\"?\n"
                + "\(meters):7:25: error: medium: unknown word \"watr\", did you mean \"water\"?")
        home.write(factors.replacing(",50,", with: ",fifty,"), to: "factors.csv")
        #expect(
            said { _ = try options().load { _ in } }
                == "\(home.path)/factors.csv:2: error: value \"fifty\" is not a number of 0 or more, such as 0.128")
        home.write(organisation.replacing("factors.csv", with: "none.csv"), to: "organisation.yaml")
        #expect(
            said { _ = try options().load { _ in } }
                == "\(home.path)/organisation.yaml:15:10: error: factors: \(home.path)/none.csv: cannot be read: "
                + "No such file or directory")
        home.write(organisation.replacing("area: 40 m2", with: "area: 40"), to: "organisation.yaml")
        #expect(
            said { _ = try options().load { _ in } }
                == "\(home.path)/organisation.yaml:14:25: error: area: 40 needs a unit: m2")
    }

    @Test func `says which option it lacks`() throws {
        try fill()
        func lacking(_ words: [String]) -> String { said { _ = try EstateOptions.parse(words).load { _ in } } }
        let period = ["--from", "2026-06-01", "--to", "2026-07-01"]
        #expect(lacking([]) == "Missing expected argument '--from <from>'")
        #expect(lacking(period) == "Missing expected argument '--ledger <ledger>'")
        #expect(lacking(period + ["--ledger", path]) == "Missing expected argument '--organisation <organisation>'")
        #expect(
            said { _ = try EstateFileOptions.parse(["--register", "meters.yaml"]).read() }
                == "--register needs --organisation: meters are of its sites")
        #expect(try EstateFileOptions.parse([]).read() == nil)
        let file = home.path + "/organisation.yaml"
        #expect(
            lacking(["--from", "2026-07-01", "--to", "2026-06-01", "--ledger", path, "--organisation", file])
                == "--from 2026-07-01 does not lie before --to 2026-06-01")
        #expect(
            lacking(period + ["--ledger", home.path + "/none", "--organisation", file])
                == "there is no ledger \(home.path)/none yet; start lightwell-hub run first")
    }

    private var path: String { home.path + "/ledger" }
    private var organisation: String {
        OrganisationFile.text.replacing("    factor:", with: "    grid: AAA\n    factor:") + "factors: factors.csv\n"
    }
    private let factors = """
        activity,item,zone,year,value,unit,kind,source,version,licence
        electricity,,AAA,2026,50,gCO2e/kWh,location-based average direct generation,made up,1,none

        """
    private let register = """
        lightwell: 1
        sites:
          geneva:
            meters:
              # Under another: a part of its total.
              cold: { medium: water, use: total, unit: m3, installations: { from: 2025-01-01, serial: A } }
              cellar: { medium: water, use: total, unit: m3, parent: cold, installations: { from: 2025-01-01, serial: B } }
              light: { medium: electricity, use: lighting, unit: kWh, installations: { from: 2025-01-01, serial: C } }
        """

    private func options(_ words: [String] = []) throws -> EstateOptions {
        try EstateOptions.parse(
            [
                "--from", "2026-06-01", "--to", "2026-07-01", "--ledger", path, "--organisation",
                home.path + "/organisation.yaml",
            ] + words)
    }

    private func said(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch let error as ValidationError {
            return error.message
        } catch {
            return "\(error)"
        }
    }

    /// The organisation's files; a ledger with a zone and a water meter of a board, an imported one below it, a bill of June,
    /// and one of a site that nobody declares.
    private func fill() throws {
        home.write(organisation, to: "organisation.yaml")
        home.write(factors, to: "factors.csv")
        let start = try Timestamp(iso8601: "2026-06-10T00:00:00Z")
        do {
            let hub = try Ledger(path, .writing(program: "test"))
            var totals = Totals()
            totals[.observedTime] = 3_600_000
            var records = [
                Record.interval(
                    Record.Interval(
                        zone: "office-south", boot: 1, start: start, end: start + .hours(1), totals: totals))
            ]
            for quarter in Int64(0)..<4 {
                var metering = Record.Metering(
                    meter: "cold", medium: .water, boot: 1, start: start + .minutes(15 * quarter),
                    end: start + .minutes(15 * (quarter + 1)))
                metering.amount = (quarter + 1) * 1_000_000
                records.append(.metering(metering))
            }
            try hub.commit { () throws(LedgerError) in
                for (index, record) in records.enumerated() {
                    let sequence = UInt64(index + 1)
                    _ = try hub.take(
                        Shipment(journal: "a", first: sequence, sequence: sequence, content: .record(record)),
                        site: "geneva", board: "one")
                }
            }
        }
        let batches = try Batches(path, program: "test")
        var bills = Activities.Delivery(kind: "electricity", file: "bills.csv", sha256: "1")
        bills.activities = try ["geneva", "elsewhere"].enumerated().map { index, site in
            Activity(
                .electricity, site: site, from: try Timestamp(iso8601: "2026-06-01T00:00:00+02:00"),
                to: try Timestamp(iso8601: "2026-07-01T00:00:00+02:00"), amount: 310, unit: .kilowattHours,
                quality: .billed, origin: Origin(batch: 0, file: "bills.csv", line: index + 2))
        }
        var readings = Activities.Delivery(kind: "readings", file: "cellar.csv", sha256: "2")
        let day = Series.Interval(from: start, to: start + .days(1), amount: 3)
        readings.meters = [
            .init(
                series: Series(site: "geneva", meter: "cellar", medium: .water, use: .total, intervals: [day]),
                lines: [2])
        ]
        for delivery in [bills, readings] {
            guard case .taken = try batches.take(delivery, by: "test", at: start) else {
                throw LedgerError.refused("\(delivery.file) was refused")
            }
        }
    }
}
