import Activities
import Calendars
import Indicators
import Quantities
import Testing

@Suite struct `A factor` {
    private func note(_ indicator: Indicator, _ change: (inout Estate) throws -> Void) throws -> String? {
        let figure = try YearExample.estate(change).figure(indicator)
        #expect(figure.value == nil && figure.isRefused, "\(indicator.key)")
        return figure.note
    }

    @Test func `of a missing year is an error with the years and zones there are`() throws {
        let said = try note(.scopeTwoLocation) {
            $0.sites[0].activities = [
                try YearExample.line(.electricity, 1, "geneva", 2, from: "2025-01-01", to: "2025-06-01")
            ]
            $0.sites[0].grid = Grid(zone: "DDD")
        }
        #expect(
            said == "the location-based factor of electricity DDD 2025 is not in the table: 2025 has AAA BBB CCC")
        let fuel = try note(.ghgFuel) { $0.sites[0].activities[5].details[.fuel] = "petrol" }
        #expect(fuel == "the scope 1 factor of fuel petrol AAA 2025: the table has no such factor; it has diesel")
    }

    @Test func `of a neighbouring year is never taken`() throws {
        var estate = try YearExample.estate()
        estate.sites[0].activities = [
            try YearExample.line(.electricity, 1_000, "geneva", 2, from: "2026-01-01", to: "2026-02-01")
        ]
        let period = try #require(
            Period(from: try Timestamp(iso8601: "2026-01-01"), to: try Timestamp(iso8601: "2026-02-01")))
        let figure = try estate.figure(.scopeTwoLocation, over: period)
        #expect(figure.value == nil)
        #expect(
            figure.note == "the location-based factor of electricity AAA 2026 is not in the table: AAA has 2024 2025")
    }

    @Test func `of the life cycle is refused for scope 2`() throws {
        #expect(
            try note(.scopeTwoLocation) { $0.sites[0].grid = Grid(zone: "CCC") }
                == "the location-based factor of electricity CCC 2025 is refused: the table has location-based average "
                + "life-cycle generation, and scope 2 takes direct factors only, and no marginal ones; "
                + "the scope 2 factor of heat CCC 2025 is not in the table: 2025 has AAA")
        var inline = try YearExample.estate()
        (inline.sites[0].grid, inline.sites[0].factor) = (nil, try Example.lifeCycle())
        #expect(
            try inline.figure(.scopeTwoLocation).note?.hasPrefix("the site's stated factor is refused: location-based")
                == true)
    }

    @Test func `of the supplier goes before the residual mix, and both after certificates`() throws {
        let alpine = try YearExample.estate { $0.sites[0].grid?.supplier = "Alpine" }
        #expect(isClose(try alpine.figure(.scopeTwoMarket).value, 60_000 * 0.02 + 5_000))
        let unknown = try YearExample.estate { $0.sites[0].grid?.supplier = "Nobody" }
        let figure = try unknown.figure(.scopeTwoMarket)
        #expect(isClose(figure.value, 17_000))
        #expect(figure.note?.contains("Nobody publishes no factor in the table") == true)
    }

    @Test func `of the grid stands for a residual mix only where the site says so`() throws {
        #expect(
            try note(.scopeTwoMarket) {
                $0.sites[0].activities.removeAll { $0.kind == .heat }
                $0.sites[0].grid = Grid(zone: "BBB")
            } == "the residual mix of electricity BBB 2025 is not in the table: 2025 has AAA")
        let declared = try YearExample.estate {
            $0.sites[0].activities.removeAll { $0.kind == .heat }
            $0.sites[0].grid = Grid(zone: "BBB", untracked: .gridAverage)
        }
        let figure = try declared.figure(.scopeTwoMarket)
        #expect(isClose(figure.value, 60_000 * 0.4))
        #expect(figure.note?.contains("no residual mix is published for BBB, as the site declares") == true)
    }

    @Test func `of a refrigerant comes from the table that is named, and from a row before it`() throws {
        #expect(
            try note(.ghgRefrigerants) { $0.potentials = nil }
                == "which table of warming potentials is meant is not stated (gwp: AR5 or gwp: AR6)")
        let sixth = try YearExample.estate { $0.potentials = .ar6 }
        #expect(isClose(try sixth.figure(.ghgRefrigerants).value, 2 * 2_255.5 + 1_960))
        let row = "refrigerant,R-410A,,2025,2088,kgCO2e/kg,direct,made up,1,none\n"
        let own = try YearExample.estate {
            $0.factors = try FactorTable(parsing: Array((YearExample.factors + row).utf8), file: "factors.csv")
        }
        #expect(isClose(try own.figure(.ghgRefrigerants).value, 2 * 2_088 + 1_760))
    }

    @Test func `is missing for refrigerants whose stocks do not close`() throws {
        #expect(
            try note(.scopeOne) { $0.sites[0].activities.removeAll { $0.origin.line == 13 } }
                == "R-22: the closing stock is missing")
        #expect(
            try note(.scopeOne) { $0.sites[0].activities[11].amount = 7 }
                == "R-22: more was left and recovered than there was (-2 kg)")
    }

    @Test func `makes the zones' emissions of a site that names its grid`() throws {
        var estate = try YearExample.estate()
        estate.sites[0].zones = [
            Estate.Zone(id: "z", use: ZoneUse(observed: .hours(10), meteredEnergy: Watts(1_000) * .hours(10)))
        ]
        let figure = try estate.figure(.emissions)
        #expect(isClose(figure.value, 0.5))
        #expect(figure.note == nil, "a direct average factor is scope 2")
        estate.sites[0].grid = Grid(zone: "DDD")
        #expect(
            try estate.figure(.emissions).note
                == "the location-based factor of electricity DDD 2025 is not in the table: 2025 has AAA BBB CCC")
        let period = try #require(
            Period(from: try Timestamp(iso8601: "2024-12-01"), to: try Timestamp(iso8601: "2025-02-01")))
        #expect(
            try estate.figure(.emissions, over: period).note
                == "the period lies in several years, and a factor is of one: take the years apart")
    }
}

@Suite struct `The warming potentials` {
    @Test(
        arguments: [
            ("R-134a", 1_300, 1_530), ("R32", 677, 771), ("R 22", 1_760, 1_960), ("SF6", 23_500, 25_200),
            ("HFC-134a", 1_300, 1_530), ("R-410A", 1_923.5, 2_255.5), ("R-407C", 1_624.21, 1_907.93),
            ("r404a", 3_942.8, 4_728),
        ] as [(String, Double, Double)])
    func `are those of the named table, of blends by mass`(substance: String, ar5: Double, ar6: Double) {
        #expect(isClose(Potentials.ar5.value(of: substance), ar5))
        #expect(isClose(Potentials.ar6.value(of: substance), ar6))
    }

    @Test func `know no stranger, and which gases are not under Kyoto`() {
        #expect(Potentials.ar5.value(of: "R-999") == nil)
        #expect(!Potentials.isKyoto("HCFC-22") && !Potentials.isKyoto("R22") && Potentials.isKyoto("R-410A"))
    }

    @Test(arguments: [
        "HFC-134a", "R-32", "R-245fa", "HFC-43-10mee", "R-404A", "R 407C", "R507", "R-513A", "R-448A", "PFC-14",
        "R-116", "SF6", "NF3", "R-744",
    ])
    func `know what the Kyoto Protocol lists`(substance: String) { #expect(Potentials.isKyoto(substance)) }

    @Test(arguments: [
        "R-11", "CFC-12", "HCFC-141b", "R-401A", "R-408A", "R-409A", "R-502", "R-509A", "R-290", "R-600a", "R-717",
        "R-1234yf", "HFO-1234ze", "R-443A", "R-13", "halon 1301", "",
    ])
    func `count nothing else under Kyoto`(substance: String) { #expect(!Potentials.isKyoto(substance)) }
}

@Suite struct `Refrigerants of several years` {
    private func lost(_ lines: [(Double, String, String, String)]) throws -> Figure {
        let estate = try YearExample.estate {
            $0.sites[0].activities = try lines.enumerated().map { number, line in
                try YearExample.line(
                    .refrigerant, line.0, "geneva", number + 2, [.substance: "R-22", .movement: line.1], from: line.2,
                    to: line.3)
            }
        }
        let period = try #require(
            Period(from: try Timestamp(iso8601: "2024-01-01"), to: try Timestamp(iso8601: "2026-01-01")))
        return try estate.figure(.ghgRefrigerants, over: period)
    }

    @Test func `are one balance from the first stock to the last`() throws {
        let figure = try lost([
            (10, "opening", "2024-01-01", "2025-01-01"), (3, "purchased", "2024-01-01", "2025-01-01"),
            (9, "opening", "2025-01-01", "2026-01-01"), (8, "closing", "2025-01-01", "2026-01-01"),
        ])
        #expect(isClose(figure.value, (10 + 3 - 8) * 1_760))
    }

    @Test func `are what the years say when each has both stocks`() throws {
        let figure = try lost([
            (10, "opening", "2024-01-01", "2025-01-01"), (9, "closing", "2024-01-01", "2025-01-01"),
            (9, "opening", "2025-01-01", "2026-01-01"), (7, "closing", "2025-01-01", "2026-01-01"),
        ])
        #expect(isClose(figure.value, (1 + 2) * 1_760))
    }

    @Test func `are what the stock-takes say, also within a year`() throws {
        let figure = try lost([
            (10, "opening", "2024-01-01", "2024-07-01"), (9, "closing", "2024-01-01", "2024-07-01"),
            (9, "opening", "2024-07-01", "2025-01-01"), (8, "closing", "2024-07-01", "2025-01-01"),
            (8, "opening", "2025-01-01", "2026-01-01"), (7, "closing", "2025-01-01", "2026-01-01"),
        ])
        #expect(isClose(figure.value, 3 * 1_760))
    }

    @Test func `take a stock over the turn of the year for one`() throws {
        let figure = try lost([
            (10, "opening", "2024-07-01", "2025-07-01"), (9, "closing", "2024-07-01", "2025-07-01"),
        ])
        #expect(isClose(figure.value, 1 * 1_760))
    }
}

@Suite struct `District energy` {
    @Test func `takes the factor of cooling or steam where its line says so`() throws {
        let estate = try YearExample.estate {
            $0.factors = try FactorTable(
                parsing: Array(
                    (YearExample.factors + "heat,cooling,AAA,2025,30,gCO2e/kWh,direct,made up,1,none\n").utf8),
                file: "factors.csv")
            $0.sites[0].activities = [
                try YearExample.line(.heat, 1_000, "geneva", 2),
                try YearExample.line(.heat, 2_000, "geneva", 3, [.stream: "cooling"]),
            ]
        }
        #expect(isClose(try estate.figure(.scopeTwoLocation).value, 100 + 60))
    }
}
