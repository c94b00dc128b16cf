import Activities
import Indicators
import Quantities
import Testing

@Suite struct `Heat, steam and cooling of a network` {
    private func estate(_ series: [Series] = [], named: Bool = false) throws -> Estate {
        try YearExample.estate {
            $0.factors = try FactorTable(
                parsing: Array(
                    (YearExample.factors + "heat,cooling,AAA,2025,30,gCO2e/kWh,direct,made up,1,none\n").utf8),
                file: "factors.csv")
            $0.sites[0].activities = [
                try YearExample.line(.heat, 1_000, "geneva", 2, named ? [.meter: "H"] : [:]),
                try YearExample.line(
                    .heat, 2_000, "geneva", 3, named ? [.stream: "cooling", .meter: "C"] : [.stream: "cooling"]),
            ]
            $0.sites[0].series = series
        }
    }

    @Test func `are told apart in figures, and together are energy`() throws {
        let estate = try estate()
        #expect(try estate.figure(.districtHeat).value == 1_000)
        #expect(try estate.figure(.districtCooling).value == 2_000)
        let energy = try estate.figure(.siteEnergy)
        #expect(energy.value == 3_000)
        #expect(
            energy.evidence.map(\.text).prefix(2) == [
                "district cooling at geneva 2000 kWh", "district heat at geneva 1000 kWh",
            ])
    }

    @Test func `that name no stream are heat`() throws {
        let estate = try YearExample.estate()
        #expect(try estate.figure(.districtHeat).value == 50_000)
        let cooling = try estate.figure(.districtCooling)
        #expect(cooling.value == nil && cooling.note == "no bill or meter of district cooling")
    }

    @Test func `are told apart in an explanation, with the factor of each`() throws {
        let explanation = try #require(
            Explanation(
                of: .scopeTwoLocation, about: .site("geneva"), in: try estate(), over: YearExample.year()))
        #expect(
            explanation.text.contains(
                "\n  geneva.csv:2 (batch 1): heat 1000 kWh, billed\n  geneva.csv:3 (batch 1): cooling 2000 kWh, billed\n"
            ))
        #expect(explanation.text.contains("factor heat cooling AAA 2025: 0.03 kgCO2e/kWh"))
        #expect(explanation.json.contains("\"stream\": \"cooling\""))
    }

    @Test func `that a meter of heat counted leave the bill of cooling alone`() throws {
        let meter = try YearExample.series(.heat, .total, "H", days: 365) { _ in 1 }
        let estate = try estate([meter])
        #expect(isClose(try estate.figure(.districtHeat).value, 8_760))
        #expect(try estate.figure(.districtCooling).value == 2_000)
    }

    @Test func `of a meter that only bills of cooling name are cooling`() throws {
        let meter = try YearExample.series(.heat, .total, "C", days: 365) { _ in 1 }
        let estate = try estate([meter], named: true)
        #expect(try estate.figure(.districtHeat).value == 1_000)
        #expect(isClose(try estate.figure(.districtCooling).value, 8_760))
    }

    @Test func `have factors of these three names only`() throws {
        let header = "activity,item,zone,year,value,unit,kind,source,version,licence\n"
        func table(_ item: String) throws(FactorProblems) -> FactorTable {
            try FactorTable(
                parsing: Array("\(header)heat,\(item),AAA,2025,30,gCO2e/kWh,direct,s,1,l\n".utf8), file: "f.csv")
        }
        #expect(try table("heat").factors == table("").factors, "a row of heat is one without item")
        do throws(FactorProblems) {
            _ = try table("coolng")
            Issue.record("read")
        } catch {
            #expect(error.description == "f.csv:2: error: unknown item \"coolng\", did you mean \"cooling\"?")
        }
    }
}
