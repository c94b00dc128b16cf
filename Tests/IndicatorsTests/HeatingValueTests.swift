import Activities
import Indicators
import Quantities
import Testing

/// Numbers are made for arithmetic by hand.
@Suite struct `A fuel's heating value` {
    private let rows = """
        fuel,diesel,,2025,36,MJ/L,net,made up,1,none
        fuel,diesel,,2025,10.7,kWh/L,gross,made up,1,none
        fuel,natural gas,,2025,11.1,kWh/m3,gross,made up,1,none
        fuel,pellets,,2024,4800,kWh/t,net,made up,1,none

        """

    private func fuel(
        _ amount: Double, _ unit: Unit, _ name: String, _ number: Int, _ details: [Detail: String] = [:]
    ) throws -> Activity {
        var line = try YearExample.line(
            .fuel, amount, "geneva", number, details.merging([.fuel: name]) { first, _ in first })
        line.unit = unit
        return line
    }

    private func estate(_ lines: [Activity]) throws -> Estate {
        try YearExample.estate {
            $0.factors = try FactorTable(parsing: Array((YearExample.factors + rows).utf8), file: "factors.csv")
            $0.sites[0].activities = lines
        }
    }

    @Test func `makes kWh of litres, net before gross, with its source`() throws {
        let figure = try estate([try fuel(1_000, .litres, "diesel", 7)]).figure(.siteEnergy)
        #expect(isClose(figure.value, 10_000))
        #expect(figure.note == nil)
        #expect(
            figure.evidence.map(\.text).contains(
                "heating value of diesel 2025, net: 10 kWh/L (made up, version 1, none; factors.csv:15) for 1000 L"))
        #expect(
            [figure].json.contains(
                "{\"kind\":\"heating\",\"fuel\":\"diesel\",\"kilowatt_hours_per_unit\":10,\"unit\":\"L\",\"amount\":1000,\"basis\":\"net\","
            ))
    }

    @Test func `of the line itself goes before that of the table`() throws {
        let own: [Detail: String] = [.heatingValue: "9.5", .heatingBasis: "net", .heatingSource: "delivery note"]
        let figure = try estate([try fuel(1_000, .litres, "diesel", 7, own)]).figure(.siteEnergy)
        #expect(isClose(figure.value, 9_500))
        #expect(
            figure.evidence.map(\.text).contains(
                "heating value of diesel 2025, net: 9.5 kWh/L (delivery note; geneva.csv:7 (batch 1)) for 1000 L"))
    }

    @Test func `serves litres and cubic metres alike, and no mass`() throws {
        #expect(isClose(try estate([try fuel(2, .cubicMetres, "diesel", 7)]).figure(.siteEnergy).value, 20_000))
        let figure = try estate([
            try YearExample.line(.electricity, 5, "geneva", 2), try fuel(9, .kilograms, "diesel", 7),
        ])
        .figure(.siteEnergy)
        #expect(figure.value == 5)
        #expect(figure.note == "without diesel: no heating value per kg is stated for 2025")
    }

    @Test func `of another year is never taken, and is named`() throws {
        let figure = try estate([
            try YearExample.line(.electricity, 5, "geneva", 2), try fuel(9, .kilograms, "pellets", 7),
        ]).figure(.siteEnergy)
        #expect(figure.value == 5)
        #expect(
            figure.note == "without pellets: no heating value per kg is stated for 2025; the table has 2024")
    }

    @Test func `is never mixed net with gross without a word`() throws {
        let lines = [
            try fuel(1_000, .litres, "diesel", 7), try fuel(100, .cubicMetres, "natural gas", 8),
            try fuel(50, .kilowattHours, "wood", 9),
        ]
        let figure = try estate(lines).figure(.siteEnergy)
        #expect(isClose(figure.value, 10_000 + 1_110 + 50))
        #expect(
            figure.note
                == "fuels are counted by different heating values (gross: natural gas; net: diesel; net or gross not stated:"
                + " wood)")
        #expect(try estate(Array(lines[2...])).figure(.siteEnergy).note == nil, "one kind of kWh, as it is billed")
        let named = try fuel(50, .kilowattHours, "wood", 9, [.heatingBasis: "net"])
        #expect(try estate([lines[0], named]).figure(.siteEnergy).note == nil)
    }

    @Test func `turns what a gas meter counted into kWh`() throws {
        var estate = try estate([])
        estate.sites[0].series = [try YearExample.series(.gas, .total, "gas", days: 365) { _ in 1 }]
        #expect(isClose(try estate.figure(.siteEnergy).value, 8_760 * 11.1))
    }

    @Test func `comes from the bills of the meter, where they state one`() throws {
        func bill(_ amount: Double, _ value: String, _ line: Int, basis: String = "net") throws -> Activity {
            try fuel(
                amount, .cubicMetres, "natural gas", line,
                [.meter: "gas", .heatingValue: value, .heatingBasis: basis, .heatingSource: "supplier"])
        }
        func counted(_ bills: [Activity]) throws -> Figure {
            var estate = try estate(bills)
            estate.sites[0].series = [try YearExample.series(.gas, .total, "gas", days: 365) { _ in 1 }]
            return try estate.figure(.siteEnergy)
        }
        #expect(isClose(try counted([try bill(5_000, "10", 7)]).value, 87_600))
        let mean = try counted([try bill(1_000, "10", 7), try bill(3_000, "12", 8)])
        #expect(isClose(mean.value, 8_760 * 11.5))
        // Net and gross have no mean: the table's value stands.
        let mixed = try counted([try bill(1_000, "10", 7), try bill(3_000, "12", 8, basis: "gross")])
        #expect(isClose(mixed.value, 8_760 * 11.1))
    }

    @Test func `lets what was made of the fuel count once, and weighs in the quality of data`() throws {
        var lines = [try fuel(1_000, .litres, "diesel", 7)]
        lines.append(try YearExample.line(.generation, 3_000, "geneva", 8, [.fuel: "diesel"]))
        #expect(isClose(try estate(lines).figure(.siteEnergy).value, 10_000))
        lines[0].quality = .proxy
        #expect(isClose(try estate(lines).figure(.dataQuality).value, (10_000 * 0.3 + 3_000 * 0.9) / 13_000))
    }

    @Test func `changes no emission: a factor per litre stays one per litre`() throws {
        #expect(try estate([try fuel(1_000, .litres, "diesel", 7)]).figure(.scopeOne).value == 2_500)
    }

    @Test func `is reported by line where a table says it wrongly or twice`() {
        let text = """
            activity,item,zone,year,value,unit,kind,source,version,licence
            fuel,,,25,0,kWh/L,direct,,1,l
            fuel,diesel,,2025,9.96,kWh/L,net,s,1,l
            fuel,diesel,,2025,35.9,MJ/L,net,s,1,l
            fuel,diesel,,2025,9.96,kWh/gal,net,s,1,l
            """
        do throws(FactorProblems) {
            _ = try FactorTable(parsing: Array(text.utf8), file: "f.csv")
            Issue.record("read")
        } catch {
            #expect(
                error.description == """
                    f.csv:2: error: year "25" is not one of 1990 to 2100
                    f.csv:2: error: value "0" is not a number above 0, such as 9.96
                    f.csv:2: error: kind: of a heating value say net or gross
                    f.csv:2: error: item is empty: name the fuel
                    f.csv:2: error: source is empty: a factor without it cannot be shown
                    f.csv:4: error: heating value of diesel 2025, net stands in f.csv:3 already; keep one version in a table
                    f.csv:5: error: unit "kWh/gal" does not fit fuel: write kgCO2e/L, kgCO2e/m3, kgCO2e/kg or kgCO2e/kWh, or gCO2e and tCO2e alike; of heating values kWh/L, MJ/kg and the like
                    f.csv:5: error: kind: unknown word "net"
                    f.csv:5: error: kind: say once whether it is direct, life-cycle or upstream
                    """)
        }
    }

    @Test func `is compared between versions of a table like a factor`() throws {
        let header = "activity,item,zone,year,value,unit,kind,source,version,licence\n"
        func table(_ value: String) throws -> FactorTable {
            try FactorTable(parsing: Array("\(header)fuel,diesel,,2025,\(value),kWh/L,net,s,1,l\n".utf8), file: "f.csv")
        }
        #expect(
            try table("11").difference(from: table("10")).text
                == "~ heating value of diesel 2025, net: 10 (1) to 11 (1) kWh/L (+10.0 %)\n1 changed, 0 added, 0 removed\n"
        )
        #expect(throws: FactorProblems.self) { try FactorTable(joining: [table("11"), table("10")]) }
    }
}
