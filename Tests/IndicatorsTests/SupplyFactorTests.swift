import Activities
import Calendars
import Indicators
import Quantities
import Testing

/// Numbers are made for arithmetic by hand.
@Suite struct `The supply of energy` {
    private let upstream = """
        electricity,,AAA,2025,12,gCO2e/kWh,upstream,made up,1,none
        heat,,AAA,2025,20,gCO2e/kWh,upstream,made up,1,none
        fuel,diesel,,2025,0.6,kgCO2e/L,upstream,made up,1,none

        """
    private let losses = "electricity,,AAA,2025,4,gCO2e/kWh,losses,made up,1,none\n"

    /// The example's factors, with rows added and words of its rows changed.
    private func estate(
        _ rows: String, changing words: [(String, String)] = [], _ change: (inout Estate) throws -> Void = { _ in }
    ) throws -> Estate {
        let table = words.reduce(YearExample.factors) { text, words in
            text.split(separator: words.0, omittingEmptySubsequences: false).joined(separator: words.1)
        }
        return try YearExample.estate {
            $0.factors = try FactorTable(parsing: Array((table + rows).utf8), file: "factors.csv")
            try change(&$0)
        }
    }

    private func refusal(_ estate: Estate) throws -> String? {
        let figure = try estate.figure(.ghgSupply)
        #expect(figure.value == nil && figure.isRefused)
        #expect(try estate.figure(.ghgGross).isRefused, "a part of it would look like the whole")
        return figure.note
    }

    @Test func `is not assessed where no factor tells of it, and said to be left out`() throws {
        let estate = try YearExample.estate()
        let figure = try estate.figure(.ghgSupply)
        #expect(figure.value == nil && !figure.isRefused)
        #expect(figure.note == "the factor table has nothing of energy supply")
        let gross = try estate.figure(.ghgGross)
        #expect(gross.value == 40_089 && gross.coverage == 1)
        #expect(gross.note == "not counted, as the factor table has none: geneva energy supply, materials")
    }

    @Test func `is what upstream and losses make of the lines of scope 1 and 2, which stay as they were`() throws {
        let estate = try estate(upstream + losses)
        let supply = 120_000 * 0.016 + 50_000 * 0.02 + 1_000 * 0.6
        #expect(isClose(try estate.figure(.ghgSupply).value, supply))
        #expect(isClose(try estate.figure(.ghgSupply).coverage, 1))
        #expect(isClose(try estate.figure(.scopeThree).value, 20_982 + supply))
        #expect(isClose(try estate.figure(.ghgGross).value, 40_089 + supply))
        #expect(try estate.figure(.scopeOne).value == 8_107)
        #expect(try estate.figure(.scopeTwoLocation).value == 11_000)
        #expect(try estate.figure(.scopeTwoMarket).value == 17_000)
    }

    @Test func `is explained by its lines, its factors and the rule`() throws {
        let explanation = try #require(
            Explanation(
                of: .ghgSupply, about: .site("geneva"), in: try estate(upstream + losses), over: YearExample.year()))
        #expect(
            explanation.worked
                == "120000 kWh × 0.012 + 120000 kWh × 0.004 + 1000 L × 0.6 + 50000 kWh × 0.02")
        let text = explanation.text
        #expect(text.contains("\n  geneva.csv:2 (batch 1): electricity 120000 kWh, billed\n"))
        #expect(
            text.contains(
                "factor electricity AAA 2025: 0.012 kgCO2e/kWh (made up, version 1, none; upstream; factors.csv:15) for"
                    + " 120000 kWh"))
        #expect(text.contains("none; losses; factors.csv:18) for 120000 kWh"))
        #expect(text.contains("choice of factors:\n  exact year, exact zone"))
        let figure = explanation.figure
        #expect([figure].json.contains("\"meaning\":\"upstream\""))
    }

    @Test func `is an error with what there is instead where one factor of several is missing`() throws {
        #expect(
            try refusal(estate(upstream))
                == "the factor of losses of electricity AAA 2025: the table has no such factor")
        #expect(
            try refusal(estate(upstream + losses) { $0.sites[0].activities[5].details[.fuel] = "diesel B7" })
                .map {
                    $0.contains("the upstream factor of fuel diesel B7 AAA 2025: the table has no such factor, did")
                }
                == true)
        let old = upstream.split(separator: "AAA,2025,12").joined(separator: "AAA,2024,12")
        #expect(
            try refusal(estate(old + losses))
                == "the upstream factor of electricity AAA 2025 is not in the table: AAA has 2024")
        #expect(
            try refusal(estate(upstream + losses) { $0.sites[0].grid = Grid(zone: "BBB") })?.hasPrefix(
                "the upstream factor of electricity BBB 2025 is not in the table: 2025 has AAA") == true)
    }

    @Test func `leaves losses out that a direct factor of consumption has in it`() throws {
        let estate = try estate(
            upstream + losses,
            changing: [
                (
                    "AAA,2025,50,gCO2e/kWh,location-based average direct generation",
                    "AAA,2025,50,gCO2e/kWh,location-based average direct consumption"
                )
            ])
        #expect(isClose(try estate.figure(.ghgSupply).value, 120_000 * 0.012 + 50_000 * 0.02 + 1_000 * 0.6))
    }

    private let lessDirect = [
        ("average life-cycle consumption", "average life-cycle consumption less-direct")
    ]
    private let others = """
        heat,,AAA,2025,20,gCO2e/kWh,upstream,made up,1,none
        fuel,diesel,,2025,3.1,kgCO2e/L,life-cycle less-direct,made up,1,none

        """

    @Test func `is a life-cycle factor less the direct one only where its row says so`() throws {
        #expect(
            try refusal(estate(others)) == "the upstream factor of electricity AAA 2025: the table has no such factor",
            "a life-cycle factor stands there, and does not say what it may be used for")
        let estate = try estate(others, changing: lessDirect)
        let figure = try estate.figure(.ghgSupply)
        #expect(isClose(figure.value, 120_000 * 0.02 + 50_000 * 0.02 + 1_000 * 0.6))
        #expect(
            figure.evidence.map(\.text).contains(
                "factor electricity AAA 2025: 0.07 kgCO2e/kWh (made up, version 1, none; location-based average life-cycle"
                    + " consumption less-direct; factors.csv:3) less electricity AAA 2025: 0.05 kgCO2e/kWh (made up, version"
                    + " 1, none; location-based average direct generation; factors.csv:2) for 120000 kWh"))
        #expect([figure].json.contains("\"kind\":\"difference\",\"kilograms_co2e_per_unit\":0.02,"))
        // Both scopes together are the life cycle: nothing is counted twice, and nothing is lost.
        let electricity = 120_000 * 0.07
        let both = try estate.figure(.scopeTwoLocation).value.map { $0 - 5_000 + 120_000 * 0.02 }
        #expect(isClose(both, electricity))
    }

    @Test func `of a life-cycle factor stays refused for scope 2`() throws {
        let estate = try estate(
            others, changing: [("life-cycle generation", "life-cycle generation less-direct")]
        ) { $0.sites[0].grid = Grid(zone: "CCC") }
        #expect(
            try estate.figure(.scopeTwoLocation).note?.hasPrefix(
                "the location-based factor of electricity CCC 2025 is refused: the table has location-based average life-cycle"
                    + " generation less-direct, and scope 2 takes direct factors only") == true)
        #expect(
            try estate.figure(.ghgGross).note?.split(separator: "the location-based factor of electricity").count == 1,
            "one reason is said once")
    }

    @Test func `is refused where it is said twice, or where the two do not belong together`() throws {
        #expect(
            try refusal(estate(others + losses, changing: lessDirect))
                == "what the supply of electricity AAA 2025 emits is said twice, in factors.csv:17 and, less direct, in"
                + " factors.csv:3: keep one")
        #expect(
            try refusal(estate(others, changing: lessDirect + [("AAA,2025,70", "AAA,2025,40")]))
                == "electricity AAA 2025 is less over its life cycle (factors.csv:3) than directly (factors.csv:2): the two do"
                + " not belong together")
        let generation = [("average life-cycle consumption", "average life-cycle generation less-direct")]
        #expect(
            isClose(
                try estate(others + losses, changing: generation).figure(.ghgSupply).value,
                120_000 * 0.024 + 50_000 * 0.02 + 600))
        let mixed =
            generation + [
                (
                    "AAA,2025,50,gCO2e/kWh,location-based average direct generation",
                    "AAA,2025,50,gCO2e/kWh,location-based average direct consumption"
                )
            ]
        #expect(try refusal(estate(others, changing: mixed))?.hasSuffix("one cannot be taken off the other") == true)
    }

    @Test func `is said in a table only of energy, and in words that fit`() {
        let text = """
            activity,item,zone,year,value,unit,kind,source,version,licence
            water,,,2025,0.3,kgCO2e/m3,upstream,s,1,l
            fuel,diesel,,2025,0.3,kgCO2e/L,losses,s,1,l
            electricity,,CHE,2025,1,gCO2e/kWh,upstream average,s,1,l
            electricity,,CHE,2025,1,gCO2e/kWh,market-based average life-cycle consumption less-direct,s,1,l
            fuel,diesel,,2025,0.3,kgCO2e/L,direct less-direct,s,1,l
            """
        do throws(FactorProblems) {
            _ = try FactorTable(parsing: Array(text.utf8), file: "f.csv")
            Issue.record("read")
        } catch {
            #expect(
                error.description == """
                    f.csv:2: error: kind: of water there is no upstream factor: write direct or life-cycle
                    f.csv:3: error: kind: of fuel there is no losses factor: write direct, life-cycle or upstream
                    f.csv:4: error: kind: beside upstream nothing is said: it is the average of what is bought, per unit of it
                    f.csv:5: error: kind: less-direct is said of location-based average factors: so is what is taken off
                    f.csv:6: error: kind: less-direct is said of life-cycle factors of electricity, heat, fuel and vehicle only
                    """)
        }
    }

    /// The law: whatever the factors are, scope 2 and the supply of electricity together are its life cycle.
    @Test(arguments: 0..<20 as Range<UInt64>) func `and scope 2 together are the life cycle`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let direct = Int.random(in: 0...900, using: &random)
        let whole = direct + Int.random(in: 0...300, using: &random)
        let amount = Double(Int.random(in: 1...90_000, using: &random))
        let estate = try estate(
            "",
            changing: lessDirect + [("AAA,2025,50,", "AAA,2025,\(direct),"), ("AAA,2025,70,", "AAA,2025,\(whole),")]
        ) { $0.sites[0].activities = [try YearExample.line(.electricity, amount, "geneva", 2)] }
        let sum = try [Indicator.scopeTwoLocation, .ghgSupply].compactMap { try estate.figure($0).value }.reduce(0, +)
        #expect(isClose(sum, amount * Double(whole) / 1_000))
    }
}
