import Activities
import Indicators
import Quantities
import Testing

@Suite struct `What a document itself states as emitted` {
    @Test func `counts for travel, and what the own factor gives is told beside it`() throws {
        let estate = try YearExample.estate {
            $0.factors = try FactorTable(
                parsing: Array(
                    (YearExample.factors
                        + "travel,air/business,,2025,0.6,kgCO2e/pkm,life-cycle,made up,1,none\n").utf8),
                file: "factors.csv")
        }
        let figure = try estate.figure(.ghgTravel)
        #expect(isClose(figure.value, 100_000 * 0.2 + 500))
        #expect(
            figure.evidence.map(\.text).filter { $0.contains("documents") } == [
                "stated by the documents of geneva 500 kgCO2e",
                "own factors beside the documents of geneva: 1200 kgCO2e by factor travel air/business 2025: 0.6 kgCO2e/pkm "
                    + "(made up, version 1, none; life-cycle; factors.csv:15) for 2000 pkm, of which documents state 500 kgCO2e",
            ])
    }

    @Test func `stands alone where there is no factor, and says so`() throws {
        let figure = try YearExample.estate().figure(.ghgTravel)
        #expect(isClose(figure.value, 100_000 * 0.2 + 500))
        let text = try #require(figure.evidence.map(\.text).first { $0.hasPrefix("own factors beside") })
        #expect(
            text.hasPrefix(
                "own factors beside the documents of geneva: none for 2000 pkm, of which documents state 500 kgCO2e: "
                    + "the scope 3 factor of travel air/business AAA 2025: the table has no such factor"), "\(text)")
    }

    @Test(arguments: [
        (0, Indicator.scopeTwoLocation, "electricity"), (0, .scopeTwoMarket, "electricity"),
        (3, .scopeTwoMarket, "certificate"), (4, .scopeTwoLocation, "heat"), (4, .scopeTwoMarket, "heat"),
        (5, .scopeOne, "fuel"), (6, .ghgRefrigerants, "refrigerant"),
    ])
    func `never enters scope 1 or 2, and a note says that it was passed over`(
        line: Int, indicator: Indicator, kind: String
    ) throws {
        let plain = try YearExample.estate().figure(indicator)
        let stated = try YearExample.estate { $0.sites[0].activities[line].emitted = 77 }.figure(indicator)
        #expect(plain.value != nil && stated.value == plain.value)
        let note =
            "77 kgCO2e that documents of \(kind) state are not counted: they do not say whether they mean direct emissions"
        #expect(stated.note?.contains(note) == true, "\(stated.note ?? "")")
    }
}
