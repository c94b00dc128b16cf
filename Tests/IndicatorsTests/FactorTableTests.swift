import Activities
import Glibc
import Indicators
import Testing

@Suite struct `A table of emission factors` {
    private func problems(_ text: String) -> String {
        do throws(FactorProblems) {
            _ = try FactorTable(parsing: Array(text.utf8), file: "f.csv")
            return ""
        } catch { return error.description }
    }

    @Test func `is read with quotes, byte order mark and either line end`() throws {
        let text =
            "\u{FEFF}activity,item,zone,year,value,unit,kind,source,version,licence\r\n"
            + "water,,,2025,0.3,kgCO2e/m3,life-cycle,\"a, \"\"b\"\"\",1,\"none\"\r\n"
        let table = try FactorTable(parsing: Array(text.utf8), file: "f.csv")
        #expect(table.factors.map(\.source) == ["a, \"b\""])
        #expect(
            table.factors.map(\.text) == ["water 2025: 0.3 kgCO2e/m3 (a, \"b\", version 1, none; life-cycle; f.csv:2)"])
    }

    @Test func `reports every mistake at once, by line`() {
        let text = """
            activity,item,zone,year,value,unit,kind,source,version,licence
            electricty,,CHE,2025,1,gCO2e/kWh,direct,s,1,l
            electricity,,,2525,-1,gCO2e/L,direct green,,1,l
            water,,,2025,0.3,kgCO2e/m3,life-cycle average,s,1
            water,,,2025,0.3,kgCO2e/m3,direct,s,1,l
            water,,,2025,0.4,kgCO2e/m3,direct,s,2,l
            """
        #expect(
            problems(text) == """
                f.csv:2: error: unknown activity "electricty", did you mean "electricity"?
                f.csv:3: error: year "2525" is not one of 1990 to 2100
                f.csv:3: error: value "-1" is not a number of 0 or more, such as 0.128
                f.csv:3: error: unit "gCO2e/L" does not fit electricity: write kgCO2e/kWh, or gCO2e and tCO2e alike
                f.csv:3: error: kind: unknown word "green"
                f.csv:3: error: kind: say once whether it is location-based or market-based
                f.csv:3: error: kind: say once whether it is average, marginal or residual
                f.csv:3: error: kind: say once whether it is of generation or consumption
                f.csv:3: error: electricity needs a zone, such as CHE: no grid is the grid of all
                f.csv:3: error: source is empty: a factor without it cannot be shown
                f.csv:4: error: has 9 cells; the header has 10
                f.csv:6: error: water 2025 (direct) stands in f.csv:5 already; keep one version in a table
                """)
        #expect(problems("").hasPrefix("f.csv:1: error: the file is empty"))
        #expect(problems("activity,itm\n").contains("unknown column \"itm\", did you mean \"item\"?"))
        #expect(problems("activity,\"item\nx,\n").hasPrefix("f.csv:1: error: a quote that opens here is never closed"))
    }

    @Test func `of several files may not say one thing twice`() throws {
        let table = try FactorTable(parsing: Array(YearExample.factors.utf8), file: "a.csv")
        let twin = try FactorTable(parsing: Array(YearExample.factors.utf8), file: "b.csv")
        #expect(try FactorTable(joining: [table]).factors.count == 13)
        #expect(throws: FactorProblems.self) { try FactorTable(joining: [table, twin]) }
    }

    @Test func `shows what another version says otherwise, and what that does to figures`() throws {
        let estate = try YearExample.estate()
        let old = try #require(estate.factors)
        let text = YearExample.factors.split(separator: "AAA,2025,50,").joined(separator: "AAA,2025,55,")
        let shorter = text.split(separator: "\n").dropLast().joined(separator: "\n")
        let new = try FactorTable(parsing: Array(shorter.utf8), file: "g.csv")
        #expect(
            new.difference(from: old).text == """
                ~ electricity AAA 2025: 0.05 (1) to 0.055 (1) kgCO2e/kWh (+10.0 %)
                - water 2025: 0.3 kgCO2e/m3
                1 changed, 0 added, 1 removed

                """)
        #expect(old.difference(from: old).isEmpty)
        var restated = estate
        restated.factors = new
        let period = try YearExample.year()
        let some: [Indicator] = [.scopeTwoLocation, .scopeTwoMarket]
        let change = Restatement(
            from: Catalogue.compute(some, of: estate, over: period),
            to: Catalogue.compute(some, of: restated, over: period))
        #expect(
            change.text == """
                geneva scope_two_location: 11000 to 11600 kgCO2e (+600, +5.5 %)
                demo scope_two_location: 11000 to 11600 kgCO2e (+600, +5.5 %)

                """)
    }

    /// The law: of a file that was cut off nothing is read that the whole file does not say.
    @Test func `is read truly or refused, wherever it was cut off`() throws {
        let bytes = Array(YearExample.factors.utf8)
        let whole = Set(try FactorTable(parsing: bytes, file: "f").factors.map(\.name))
        for length in 0..<bytes.count {
            let cut = try? FactorTable(parsing: Array(bytes.prefix(length)), file: "f")
            #expect(cut.map { whole.isSuperset(of: $0.factors.map(\.name)) } ?? true)
        }
    }
}

@Suite struct `A published list` {
    @Test func `of Our World in Data keeps its terms, and stays a life-cycle value`() throws {
        let text = """
            Entity,Code,Year,Carbon intensity of electricity - gCO2/kWh
            Africa,,2023,500
            Somewhere,AAA,2023,35.5
            Elsewhere,BBB,2023,0
            """
        let list = try PublishedFactors(parsing: Array(text.utf8), file: "o.csv", as: .owid, version: "2026-01-01")
        #expect(list.rows == 2)
        #expect(
            list.remarks == [
                "1 rows without a zone code, such as sums of continents, are left out", "zero is suspect: BBB 2023",
            ])
        let table = try FactorTable(parsing: Array(list.csv.utf8), file: "t.csv")
        #expect(table.factors.map(\.licence) == ["CC BY 4.0", "CC BY 4.0"])
        #expect(table.factors.allSatisfy { !$0.isScope2 && $0.meaning.content == .lifeCycle })
    }

    @Test func `with a code for two places gives neither`() throws {
        let text = """
            country,iso_or_zone,year,gco2e_per_kwh,metric,source,licence
            Cyprus,CYM,2023,831,consumption_average_lifecycle_flowtraced,S,L
            Cayman Islands,CYM,2023,681,consumption_average_lifecycle_flowtraced,S,L
            """
        let list = try PublishedFactors(parsing: Array(text.utf8), file: "e.csv", as: .extract, version: "1")
        #expect(list.rows == 0)
        #expect(list.remarks == ["the code CYM stands for Cayman Islands and Cyprus: the rows of both are left out"])
    }

    @Test func `lets two publishers call one place differently`() throws {
        let text = """
            country,iso_or_zone,year,gco2e_per_kwh,metric,source,licence
            Turkey,TUR,2023,400,generation_average_lifecycle,S,L
            Türkiye,TUR,2023,450,ifi_operating_margin,T,L
            """
        let list = try PublishedFactors(parsing: Array(text.utf8), file: "e.csv", as: .extract, version: "1")
        #expect(list.rows == 2 && list.remarks.isEmpty)
    }

    static let folder = "../shared/data/grid_emission_factors/"
    static let isThere = access(folder + "ifi_2021_v3.1.csv", F_OK) == 0

    @Test(
        .enabled(if: isThere, "needs \(folder)"),
        arguments: ["owid_ember_1990_2025", "electricitymaps_2021_2025", "ember_latest", "ifi_2021_v3.1"])
    func `of the shared data becomes a table without any factor for scope 2`(name: String) throws {
        let path = Self.folder + name + ".csv"
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        let list = try PublishedFactors(parsing: bytes, file: path, as: .extract, version: "2026-11-21")
        let table = try FactorTable(parsing: Array(list.csv.utf8), file: name)
        #expect(table.factors.count == list.rows && list.rows > 200)
        #expect(table.factors.allSatisfy { !$0.isScope2 })
    }
}
