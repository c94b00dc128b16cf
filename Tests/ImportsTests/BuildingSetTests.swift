import Activities
import Calendars
import Glibc
import Imports
import Ledger
import Quantities
import Scratch
import Testing

/// Whole years of buildings, where this machine has them.
@Suite(.enabled(if: Shared.isThere, "there is no ../shared/data")) struct `An hourly building set` {
    /// Seven buildings in one column, on local clocks whose changes nobody documented: rows are consecutive.
    @Test func `of BDG2 is read, building by building`() throws {
        let text = try Shared.text("bdg2_offices/bdg2_public_hourly.csv.gz")
        let sites = [
            "Fox_office_Thelma": "thelma", "Fox_office_Brandy": "brandy", "Rat_office_Loyd": "loyd",
            "Rat_office_Adele": "adele", "Robin_office_Serena": "serena", "Panther_office_Karla": "karla",
            "Bear_public_Orville": "orville",
        ]
        let rows = sites.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: ", ")
        let map = """
            lightwell: 1
            time: {column: timestamp_local, consecutive: yes}
            sites: {column: building_id, rows: {\(rows)}}
            meters:
              kwh: {meter: main, medium: electricity, use: total, unit: kWh}
            temperature: {column: temp_c}
            """
        let delivery = try Shared.read(text, map, sites.values.map { ($0, "America/New_York") })
        #expect(delivery.meters.count == 7)
        // 122 808 rows, of which 70 have no meter's reading.
        #expect(delivery.meters.reduce(0) { $0 + $1.lines.count } == 122_738)
        let serena = try #require(delivery.meters.first { $0.series.site == "serena" })
        #expect(serena.lines.count == 17_544)
        #expect(abs(serena.series.total - 905_688) < 1)
        #expect(delivery.weather.map(\.temperatures.readings.count).min() == 8_761)
        let home = Home()
        let batches = try Batches(home.path + "/ledger.db", program: "test")
        guard case .taken(let batch) = try batches.take(delivery, by: "test", at: .at("2026-01-01")) else {
            Issue.record("refused")
            return
        }
        #expect(batch.lines == Int64(delivery.count))
        let stored = try Ledger(home.path + "/ledger.db", .reading)
            .series(site: "serena", meter: "main", from: .at("2016-01-01"), to: .at("2019-01-01"))
        #expect(stored == serena.series)
    }

    @Test func `of a school is read, with its temperature in °F`() throws {
        let map = """
            lightwell: 1
            time: {column: datetime_local, consecutive: yes, timezone: America/Los_Angeles}
            site: school
            meters:
              kwh: {meter: main, medium: electricity, use: total, unit: kWh}
            temperature: {column: temp_f, unit: F}
            """
        let text = try Shared.text("nmecr_school/school_2018_hourly.csv.gz")
        let delivery = try Shared.read(text, map, [("school", "UTC")])
        #expect(delivery.remarks == ["13 cells are gaps"])
        let intervals = delivery.meters[0].series.intervals
        #expect(intervals.count == 8_747)
        #expect(intervals.last?.to == .at("2019-01-01T08:00:00Z"), "a year of the clock of Los Angeles")
        #expect(delivery.weather[0].lines.count == 8_760)
    }

    @Test func `of NREL's research building is read, each use by itself, its parts adding up`() throws {
        let uses = [
            ("Total Cooling (kW)", "cooling", "hvac"), ("Total Heating (kW)", "heating", "hvac"),
            ("Total Mechanical (kW)", "mechanical", "hvac"), ("Total Lighting (kW)", "lighting", "lighting"),
            ("Total Plug Loads (kW)", "plugs", "plugs"), ("Total Data Center (kW)", "servers", "servers"),
            ("Total Building (kW)", "main", "total"),
        ]
        let map =
            "lightwell: 1\ntime: {column: Date and Time, marks: end, order: month-first, timezone: -07:00}\nsite: rsf\nmeters:\n"
            + uses.map { "  \($0): {meter: \($1), medium: electricity, use: \($2), unit: kW}\n" }.joined()
            + "  PV (kW): {meter: pv, medium: electricity, use: generation, unit: kW, sign: negative, below_zero: zero}\n"
        let text = try Shared.text("nrel_rsf_2011/rsf_2011_h1_hourly.csv")
        let delivery = try Shared.read(text, map, [("rsf", "America/Denver")])
        #expect(delivery.meters.count == 8)
        #expect(delivery.meters.allSatisfy { $0.lines.count == 4_343 })
        let totals = Dictionary(uniqueKeysWithValues: delivery.meters.map { ($0.series.meter, $0.series.total) })
        #expect(totals["main"] == 1_320_092)
        #expect(totals["lighting"] == 92_412)
        let parts = uses.dropLast().reduce(0) { $0 + (totals[$1.1] ?? 0) }
        #expect(abs(parts - 1_320_092) < 1_320_092 * 0.01)
        #expect(delivery.meters[0].series.intervals.first?.from == .at("2011-01-01T07:00:00Z"))
    }

    /// Its days are those of standard time, written as a clock showed them: in summer most begin at 01:00.
    @Test func `by the day is read as days`() throws {
        let map = """
            lightwell: 1
            time: {column: date, step: 24h, consecutive: yes}
            site: building
            meters: {kwh: {meter: main, medium: electricity, use: total, unit: kWh}}
            temperature: {column: temp_f, unit: F}
            """
        let text = try Shared.text("nmecr_school/building_2012_2015_daily.csv")
        let delivery = try Shared.read(text, map, [("building", "America/Los_Angeles")])
        #expect(delivery.meters[0].series.intervals.count == 1_095)
        #expect(delivery.meters[0].series.intervals[0].amount == 21_505.44)
        #expect(delivery.meters[0].series.intervals.last?.to == .at("2015-03-01T08:00:00Z"))
    }
}

extension Series {
    fileprivate var total: Double { intervals.reduce(0) { $0 + $1.amount } }
}

private enum Shared {
    static let data = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/../shared/data"
    static let isThere = access(data + "/bdg2_offices", R_OK) == 0

    /// A file's bytes.
    static func text(_ name: String) throws -> [UInt8] {
        let path = data + "/" + name
        let stream = try #require(fopen(path, "r"))
        defer { fclose(stream) }
        var (bytes, chunk): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 1 << 20))
        while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
        return bytes
    }

    static func read(_ bytes: [UInt8], _ map: String, _ sites: [(String, String)]) throws -> Delivery {
        let zones = try sites.map { ($0, try TimeZone(named: $1)) }
        return try Sheet.read(
            bytes, file: "set.csv", sha256: "1", as: try #require(Template.named("meters")),
            sites: Dictionary(uniqueKeysWithValues: zones), map: MeterMap(parsing: Array(map.utf8), file: "map.yaml"))
    }
}
