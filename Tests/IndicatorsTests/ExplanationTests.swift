import Activities
import Calendars
import Indicators
import Quantities
import Testing

@Suite struct `An explanation` {
    @Test func `puts numbers into the formula and names every line, factor and boundary`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities[5].origin.document = String(repeating: "ab", count: 32)
        }
        let explanation = try #require(
            Explanation(of: .ghgPerArea, about: .site("geneva"), in: estate, over: YearExample.year()))
        #expect(isClose(explanation.figure.value, 20.0445))
        #expect(explanation.worked == "40089 kgCO2e / 2000 m²")
        #expect(explanation.records.isEmpty)
        let text = explanation.text
        #expect(text.hasPrefix("Gross emissions per area (ghg_per_area) of site geneva\n2025-01-01T00:00:00Z to "))
        #expect(text.contains("\n              = 40089 kgCO2e / 2000 m² = 20.0445 kgCO2e/m²\n"))
        #expect(text.contains("\n  geneva.csv:7 (batch 1): fuel 1000 L, billed, document abababababab…\n"))
        #expect(
            text.contains(
                "factor fuel diesel 2025: 2.5 kgCO2e/L (made up, version 1, none; direct; factors.csv:10) for 1000 L"))
        #expect(text.contains("warming potential of R-410A 1923.5 (IPCC AR5, 100 years) for 2 kg"))
        #expect(text.contains("boundary of geneva: operational control, complete"))
        #expect(text.contains("choice of factors:\n  exact year, exact zone"))
    }

    @Test func `names the document of each line`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities[5].origin.document = String(repeating: "ab", count: 32)
            $0.sites[0].activities[5].origin.documentName = "delivery.pdf"
        }
        let explanation = try #require(
            Explanation(of: .ghgFuel, about: .site("geneva"), in: estate, over: YearExample.year()))
        #expect(
            explanation.text.contains(
                "\n  geneva.csv:7 (batch 1): fuel 1000 L, billed, document delivery.pdf (abababababab…)\n"))
        #expect(explanation.json.contains("\"document_name\": \"delivery.pdf\""))
    }

    @Test func `of zones adds up their numbers and names their records`() throws {
        let records = [
            ZoneRecords(
                site: "geneva", zone: "corridor", journal: "j1", board: "east", count: 96,
                first: try Timestamp(iso8601: "2026-06-01"), last: try Timestamp(iso8601: "2026-07-01")),
            ZoneRecords(
                site: "nairobi", zone: "lobby", journal: "j2", board: "west", count: 1,
                first: try Timestamp(iso8601: "2026-06-01"), last: try Timestamp(iso8601: "2026-06-02")),
        ]
        let explanation = try #require(
            Explanation(
                of: .energy, about: .site("geneva"), in: Example.estate(), over: Example.june(), records: records))
        #expect(explanation.worked == "63 (geneva/office-south) + 12 (geneva/corridor)")
        #expect(explanation.records == [records[0]])
        #expect(
            explanation.text == """
                Energy (energy) of site geneva
                2026-06-01T00:00:00Z to 2026-07-01T00:00:00Z

                  definition  Electricity used: metered where a meter exists, else estimated.
                  source      UN Secretariat action plan (A/72/82); WIPO environmental policy, objective i
                  formula     Σ zones (metered energy while metered + rated load × lit time while not)
                              = 63 (geneva/office-south) + 12 (geneva/corridor) = 75 kWh
                  value       75 kWh
                  coverage    96.2 %

                inputs:
                  geneva/corridor: 96 records of board east, journal j1, 2026-06-01T00:00:00Z to 2026-07-01T00:00:00Z

                evidence:
                  metered 62.5 %
                  estimated 33.8 %
                  interpolated 1.3 %

                """)
    }

    @Test func `of a ratio shows both its terms`() throws {
        func worked(_ indicator: Indicator) throws -> String? {
            try #require(
                Explanation(of: indicator, about: .site("geneva"), in: Example.estate(), over: Example.june())
            ).worked
        }
        #expect(try worked(.energyIntensity) == "75 kWh / 80 m²")
        #expect(try worked(.savingFraction) == "(72 − 63) kWh / 72 kWh")
        #expect(try worked(.overrideRate) == "5 / 250 h × 100")
        #expect(try worked(.energyIntensityAnnual) == nil)
    }

    @Test func `is JSON that keeps what cannot be said`() throws {
        let explanation = try #require(
            Explanation(of: .leni, about: .site("geneva"), in: YearExample.estate(), over: YearExample.year()))
        #expect(explanation.json.contains("\"value\": null,"))
        #expect(explanation.json.contains("\"note\": \"no meter of lighting\","))
        let water = try #require(
            Explanation(of: .water, about: .organisation("demo"), in: YearExample.estate(), over: YearExample.year()))
        #expect(
            water.json.contains(
                "\"place\": \"geneva.csv:14\",\n      \"batch\": 1,\n      \"amount\": 900,\n      \"unit\": \"m3\","))
    }

    @Test func `tells lines of two batches apart, though their files have one name`() throws {
        let estate = try YearExample.estate { estate in
            var bills = [
                try YearExample.line(.water, 1, "geneva", 2, to: "2025-07-01"),
                try YearExample.line(.water, 2, "geneva", 3, from: "2025-07-01"),
            ]
            bills[1].origin.batch = 2
            estate.sites[0].activities = bills + estate.sites[0].activities.filter { $0.kind == .personnel }
        }
        let explanation = try #require(
            Explanation(of: .water, about: .site("geneva"), in: estate, over: YearExample.year()))
        #expect(explanation.inputs.map(\.place) == ["geneva.csv:2", "geneva.csv:3"])
        #expect(explanation.inputs.map(\.batch) == [1, 2])
        #expect(
            explanation.figure.evidence.map(\.text).contains(
                "2 lines of water (2 billed): geneva.csv:2 (batch 1), geneva.csv:3 (batch 2)"))
    }

    @Test func `of meters names what their counts came from, of those that took part alone`() throws {
        var estate = try YearExample.estate {
            $0.sites[0].series = [
                try YearExample.series(.electricity, .total, "main", days: 20) { _ in 3 },
                try YearExample.series(.water, .total, "east_cold", days: 20) { _ in 1 },
            ]
        }
        var other = try YearExample.site("nairobi")
        other.series = [try YearExample.series(.electricity, .total, "main", days: 20) { _ in 3 }]
        other.series[0].site = "nairobi"
        estate.sites.append(other)
        let (first, last) = (try Timestamp(iso8601: "2025-01-01"), try Timestamp(iso8601: "2025-01-21"))
        func source(
            _ site: String, _ meter: String, _ ground: MeterSource.Ground, _ medium: Series.Medium = .electricity
        ) -> MeterSource {
            MeterSource(site: site, meter: meter, medium: medium, ground: ground, count: 480, first: first, last: last)
        }
        let known = [
            source("geneva", "main", .readings(batch: 3, file: "m.csv", document: nil)),
            source("geneva", "cold", .records(board: "east", journal: "j1"), .water),
            source("geneva", "cold", .records(board: "west", journal: "j2"), .water),
            source("geneva", "main", .records(board: "east", journal: "j1"), .water),
            source("nairobi", "main", .zone("hall", board: "n", journal: "j3")),
        ]
        func sources(_ indicator: Indicator, _ scope: Scope) throws -> [MeterSource] {
            try #require(Explanation(of: indicator, about: scope, in: estate, over: YearExample.year(), meters: known))
                .meters
        }
        for indicator in [Indicator.electricity, .peakDemand, .nightBaseLoad, .scopeTwoLocation] {
            #expect(try sources(indicator, .site("geneva")) == [known[0]], "\(indicator.key)")
        }
        #expect(try sources(.leakAlarm, .site("geneva")) == [known[1]])
        #expect(try sources(.electricity, .organisation("demo")) == [known[0], known[4]])
        #expect(try sources(.waste, .site("geneva")).isEmpty)
        let whole = try #require(
            Explanation(
                of: .electricity, about: .organisation("demo"), in: estate, over: YearExample.year(), meters: known))
        #expect(
            whole.inputs.map(\.place).filter { $0.hasPrefix("meter") } == ["meter geneva/main", "meter nairobi/main"])
        #expect(
            whole.text.contains(
                "sources of meters:\n"
                    + "  geneva/main: 480 readings of m.csv (batch 3), 2025-01-01T00:00:00Z to 2025-01-21T00:00:00Z\n"
                    + "  nairobi/main: 480 records of zone hall of board n, journal j3, 2025-01-01T00:00:00Z to "
                    + "2025-01-21T00:00:00Z\n"))
        #expect(whole.json.contains("\"from\": \"readings\",\n      \"batch\": 3,\n      \"file\": \"m.csv\","))
    }

    @Test func `is not given of a zone's water, nor of a place that is not there`() throws {
        let (estate, period) = (try Example.estate(), try Example.june())
        #expect(
            Explanation(of: .water, about: .zone(site: "geneva", zone: "corridor"), in: estate, over: period) == nil)
        #expect(Explanation(of: .energy, about: .site("vienna"), in: estate, over: period) == nil)
    }
}

@Suite struct `Ratios of zones' records` {
    @Test(
        arguments: [
            (.energyPerOccupiedHour, 75 / 250.0), (.litVacantShare, 50 / 250.0), (.darkOccupiedShare, 0.2 / 250),
            (.falseOffRate, 2 / 250.0), (.overrideRate, 2), (.sensorHealth, 1_296 / 1_368.0),
            (.automationEvidence, 6), (.dataQuality, (63 + 12 * 0.9 * 0.3) / 75.0),
        ] as [(Indicator, Double)])
    func `are what arithmetic by hand gives`(indicator: Indicator, value: Double) throws {
        let figure = try Catalogue.compute([indicator], of: Example.estate(), over: Example.june())
            .about("geneva", indicator)
        #expect(isClose(figure.value, value), "\(indicator.key): \(figure.value ?? .nan)")
    }

    @Test func `are of the zones that were seen`() throws {
        let blind = Estate.Zone(
            id: "store", area: SquareMetres(5),
            use: ZoneUse(
                observed: .hours(720), blind: .hours(720), lit: .hours(720), lampEnergy: Watts(100) * .hours(720),
                presses: 200))
        var estate = try Example.estate()
        estate.sites[0].zones.append(blind)
        for (indicator, value) in [
            (Indicator.energyPerOccupiedHour, 75 / 250.0), (.litVacantShare, 50 / 250.0), (.overrideRate, 2),
        ] {
            let figure = try Catalogue.compute([indicator], of: estate, over: Example.june()).about("geneva", indicator)
            #expect(isClose(figure.value, value), "\(indicator.key): \(figure.value ?? .nan)")
            #expect(figure.note?.contains("without geneva/store: occupancy was not seen") == true)
        }
    }

    @Test func `tell which functions of automation are shown, and name no class`() throws {
        let figure = try Catalogue.compute([.automationEvidence], of: Example.estate(), over: Example.june())
            .about("geneva", .automationEvidence)
        #expect(figure.note == "evidence of functions, no class and no certificate: an assessor gives those")
        #expect(
            figure.evidence.map(\.text) == [
                "occupancy: detection: 2 of 2 zones: occupied 250.0 h of 1296.0 h seen",
                "occupancy: automatic switching: 2 of 2 zones: 1200 switchings; lit while vacant 50.0 h of 250.0 h lit",
                "daylight: lamps left off: not shown: the ledger has no snapshot that says what was set",
                "manual control: wall button: 1 of 2 zones: 5 presses",
                "management: energy metered by zone: 1 of 2 zones: metered 720.0 h",
                "management: sensor faults found: 1 of 2 zones: blind 72.0 h of 648.0 h",
                "management: dark while occupied found: 1 of 2 zones: 0.2 h, 2 false switch-offs",
                "in force: dimming: not known: the ledger has no snapshot of this period",
                "in force: dimming by daylight: not known: the ledger has no snapshot of this period",
                "in force: schedule: not known: the ledger has no snapshot of this period",
            ])
    }

    @Test func `take daylight for shown only where a target was in force and somebody was there without lamps`() throws
    {
        func figure(_ target: Double, lit: Duration) throws -> Figure {
            let settings = ZoneSettings(
                at: try Example.june().from, journal: "j1", isDimmed: true, daylightTarget: target, scheduledLevel: 0)
            var zone = Estate.Zone(
                id: "hall", use: ZoneUse(observed: .hours(720), occupied: .hours(100), lit: lit))
            zone.settings = [settings]
            let estate = Estate(id: "demo", sites: [Estate.Site(id: "geneva", zones: [zone])])
            return try Catalogue.compute([.automationEvidence], of: estate, over: Example.june())
                .about("geneva", .automationEvidence)
        }
        func daylight(_ figure: Figure) -> String? {
            figure.evidence.map(\.text).first { $0.hasPrefix("daylight: ") }
        }
        let used = try figure(500, lit: .hours(30))
        #expect(used.value == 2)
        #expect(
            daylight(used)
                == "daylight: lamps left off: 1 of 1 zones: a target in force, and somebody there without lamps for "
                + "70.0 h; off at the wall is not told apart")
        #expect(daylight(try figure(0, lit: .hours(30))) == "daylight: lamps left off: not shown: no target in force")
        #expect(
            daylight(try figure(500, lit: .hours(100)))
                == "daylight: lamps left off: not shown: lamps were lit while somebody was there")
        let texts = used.evidence.map(\.text)
        #expect(
            texts.contains(
                "in force: dimming by daylight: 1 of 1 zones by snapshots of j1; whether it was used is not recorded"))
        #expect(texts.contains("in force: schedule: 0 of 1 zones"))
    }

    @Test func `show nothing of automation by records alone`() throws {
        let estate = Estate(
            id: "demo",
            sites: [Estate.Site(id: "geneva", zones: [Estate.Zone(id: "hall", use: ZoneUse(observed: .hours(720)))])])
        let figure = try Catalogue.compute([.automationEvidence], of: estate, over: Example.june())
            .about("geneva", .automationEvidence)
        #expect(figure.value == 0)
    }
}

@Suite struct `The table of sites` {
    @Test func `follows that of zones, and hides what nobody reports`() throws {
        var estate = try YearExample.estate()
        estate.sites[0].zones = [try Example.office()]
        estate.sites[0].activities[5].details[.fuel] = "petrol"
        let table = Catalogue.compute(estate, over: try YearExample.year()).table
        let lines = table.split(separator: "\n").map(String.init)
        #expect(lines.contains("Electricity of the site, kWh                    135000     135000"))
        #expect(lines.contains("Scope 1, kgCO2e                                refused    refused"))
        #expect(lines.contains { $0.hasPrefix("Renewable share ") && $0.hasSuffix("0.5556") })
        #expect(!table.contains("LENI"))
        #expect(
            table.contains(
                "Scope 1 and 6 more of geneva refused: the scope 1 factor of fuel petrol AAA 2025: the table has no such"
            ))
        #expect(lines.allSatisfy { $0.count <= 120 })
        #expect(Catalogue.compute(estate, over: try YearExample.year()).table(showingAll: true).contains("LENI"))
    }

    @Test func `takes several blocks for many sites`() throws {
        var estate = try YearExample.estate()
        estate.sites = try (0..<20).map { try YearExample.site("a-very-long-name-\($0)") }
        let lines = Catalogue.compute(estate, over: try YearExample.year()).table.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("Water, m³") } == 5)
        #expect(lines.allSatisfy { $0.count <= 120 })
    }

    @Test func `lists single indicators with every scope and note`() throws {
        let figures = Catalogue.compute([.falseOffRate], of: try Example.estate(), over: try Example.june())
        #expect(
            figures.list == """
                False switch-offs per occupied hour (false_off_rate), 1/h
                  False switch-offs per hour in which somebody was there; 0.02 is the ceiling of a zone that warns, not a licence.
                  geneva           0.008  coverage 92 %
                    office-south  0.0125  coverage 100 %
                    corridor           0  coverage 80 %
                  nairobi              –  coverage 0 %  no data in this period
                    lobby              –  coverage 0 %  no data in this period
                  demo             0.008  coverage 74 %

                """)
        #expect(Catalogue.json.hasPrefix("[\n  {\n    \"indicator\": \"energy\""))
        #expect(
            Catalogue.text.contains(
                "\nscope_two_location\n  Scope 2, location-based, kgCO2e; of sites and organisation\n"))
    }
}
