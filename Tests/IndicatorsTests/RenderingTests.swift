import Indicators
import Quantities
import Testing

@Suite struct `Figures on paper` {
    let figures: [Figure]

    init() throws { figures = Catalogue.compute(try Example.estate(), over: try Example.june()) }

    @Test func `are a table that a terminal can show`() {
        #expect(
            figures.table == """
                2026-06-01T00:00:00Z to 2026-07-01T00:00:00Z (30 days)

                                energy  per area  occupied  lit-vacant  dark-occ  switched  saved  saved  emitted  coverage
                                   kWh    kWh/m²         h           h       min     times    kWh      %   kgCO2e         %
                geneva           ~75.0      0.94     250.0        50.0        12      1200    9.0     13      3.0        96
                  office-south    63.0      1.26     160.0        20.0        12       300    9.0     13      2.5       100
                  corridor       ~12.0      0.40      90.0        30.0         0       900      –      –      0.5        90

                nairobi              –         –         –           –         –         –      –      –        –         0
                  lobby              –         –         –           –         –         –      –      –        –         0

                demo             ~75.0      0.75     250.0        50.0        12      1200    9.0     13      3.0        77

                – cannot be said: data, area, baseline or factor is missing.
                Energy: 63.0 kWh metered, 12.0 kWh estimated (~) from load and lit time.
                Baseline 17.532 kWh/m²·yr (meter survey, 2024).
                Factor 40 gCO2e/kWh for geneva (invented, 2025; location-based, average, life-cycle, consumption: not scope 2).
                Saved: only 50 % of the area has a baseline; provisional: coverage is below 90 %; this period only: an annual baseline
                  spread evenly knows no season and no weekend.
                Emissions: the factor of 2025 stands for 2026 at geneva; from life-cycle factors: not a scope 2 figure.

                """)
    }

    /// The longest names and numbers that an organisation of the world could have.
    @Test func `stay within 120 columns, whatever their size`() throws {
        let name = String(repeating: "long-name-", count: 20)
        let use = ZoneUse(
            observed: .hours(720), occupied: .hours(999_999), lit: .hours(720), litVacant: .hours(999_999),
            darkOccupied: .hours(999_999), meteredEnergy: Energy(microjoules: .max), switchings: 999_999_999)
        let zone = Estate.Zone(id: name, area: SquareMetres(1), baseline: try Example.twoWatts(), use: use)
        let estate = Estate(id: name, sites: [Estate.Site(id: name, factor: try Example.direct(), zones: [zone])])
        let table = Catalogue.compute(estate, over: try Example.june()).table
        let lines = table.split(separator: "\n").filter { !$0.hasPrefix("Factor") && !$0.contains(name) }
        #expect(lines.map(\.count).max() ?? 0 <= 120)
        #expect(table.contains("  long-n"))
        #expect(table.contains("…"))
    }

    @Test func `are JSON with the same keys in the same order`() throws {
        let some = [
            try figures.about("geneva", .energy), try figures.about("geneva/corridor", .emissions),
            try figures.about("nairobi", .energyIntensityAnnual),
        ]
        #expect(
            some.json == """
                [
                  {"scope":"site","id":"geneva","indicator":"energy","value":75,"unit":"kWh","coverage":0.9625,\
                "from":"2026-06-01T00:00:00Z","to":"2026-07-01T00:00:00Z",\
                "evidence":[{"kind":"share","part":"metered","share":0.625},\
                {"kind":"share","part":"estimated","share":0.3375},\
                {"kind":"share","part":"interpolated","share":0.0125}]},
                  {"scope":"zone","id":"geneva/corridor","indicator":"emissions","value":0.48,"unit":"kgCO2e",\
                "coverage":0.9,"from":"2026-06-01T00:00:00Z","to":"2026-07-01T00:00:00Z",\
                "note":"the factor of 2025 stands for 2026 at geneva; from life-cycle factors: not a scope 2 figure",\
                "evidence":[{"kind":"share","part":"metered","share":0},\
                {"kind":"share","part":"estimated","share":0.9},\
                {"kind":"share","part":"interpolated","share":0.033333},\
                {"kind":"factor","grams_co2e_per_kilowatt_hour":40,"source":"invented","year":2025,\
                "method":"location-based","margin":"average","content":"life-cycle","point":"consumption",\
                "scope_2":false,"sites":["geneva"]}]},
                  {"scope":"site","id":"nairobi","indicator":"energy_intensity_annual","value":null,\
                "unit":"kWh/m²·yr","coverage":0,"from":"2026-06-01T00:00:00Z","to":"2026-07-01T00:00:00Z",\
                "note":"no data in this period"}
                ]

                """)
    }

    @Test func `are CSV that a spreadsheet reads`() throws {
        let some = [
            try figures.about("geneva", .energy), try figures.about("geneva/office-south", .saving),
            try figures.about("nairobi", .energyIntensityAnnual),
        ]
        let lines = [
            "scope,id,indicator,value,unit,coverage,from,to,note,evidence",
            "site,geneva,energy,75,kWh,0.9625,2026-06-01T00:00:00Z,2026-07-01T00:00:00Z,,"
                + "metered 62.5 %; estimated 33.8 %; interpolated 1.3 %",
            "zone,geneva/office-south,saving,9,kWh,1,2026-06-01T00:00:00Z,2026-07-01T00:00:00Z,"
                + "this period only: an annual baseline spread evenly knows no season and no weekend,"
                + "\"metered 100.0 %; estimated 0.0 %; area with baseline 100.0 %; "
                + "baseline 17.532 kWh/m²·yr (meter survey, 2024)\"",
            "site,nairobi,energy_intensity_annual,,kWh/m²·yr,0,2026-06-01T00:00:00Z,2026-07-01T00:00:00Z,"
                + "no data in this period,",
        ]
        #expect(some.csv == lines.map { "\($0)\r\n" }.joined())
    }

    @Test func `of nothing are empty, and still well formed`() {
        #expect([Figure]().json == "[]\n")
        #expect([Figure]().csv == "scope,id,indicator,value,unit,coverage,from,to,note,evidence\r\n")
        #expect([Figure]().table == "no figures\n")
    }

    @Test func `keep quotes, line ends and other scripts as they were written`() throws {
        let source = "a \"b\"\\ c\r\n\u{1}Genève"
        let baseline = try #require(Baseline(kilowattHoursPerSquareMetreYear: 1, source: source, period: "2024"))
        var zone = try Example.office()
        zone.baseline = baseline
        let estate = Estate(id: "demo", sites: [Estate.Site(id: "geneva", zones: [zone])])
        let saving = try Catalogue.compute(estate, over: try Example.june()).about("demo", .saving)
        #expect([saving].json.contains(#""source":"a \"b\"\\ c\r\n\u0001Genève""#))
        #expect([saving].csv.contains("(a \"\"b\"\"\\ c\r\n\u{1}Genève, 2024)\"\r\n"))
    }

    @Test(arguments: [
        (0.1 + 0.2, "0.3"), (-9.0000004, "-9"), (-0.0000001, "0"), (1_234_567.5, "1234567.5"), (0.000001, "0.000001"),
        (1e20, "1e+20"), (1_000, "1000"),
    ]) func `write numbers to the millionth, without noise or locale`(number: Double, text: String) throws {
        #expect([try figure(number)].json.contains("\"value\":\(text),"))
        #expect([try figure(number)].csv.contains(",\(text),kWh,"))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func `never write what is not a number`(number: Double) throws
    {
        #expect([try figure(number)].json.contains("\"value\":null,"))
        #expect([try figure(number)].csv.contains(",energy,,kWh,"))
        #expect([try figure(number)].table.contains("–"))
    }

    private func figure(_ value: Double) throws -> Figure {
        Figure(
            scope: .site("s"), indicator: "energy", value: value, unit: "kWh", coverage: 1, period: try Example.june())
    }
}
