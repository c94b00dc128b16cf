import Activities
import Imports
import Testing
import YAML

@Suite struct `A line of fuel with a heating value` {
    private let header = "site,from,to,fuel,amount,unit,heating_value,heating_unit,heating_basis,heating_source\n"
    private let span = "geneva,2026-01-01,2026-02-01,"

    @Test(
        arguments: [
            ("diesel,100,L,36,MJ/L", 10), ("diesel,100,L,10000,kWh/m3", 10), ("diesel,1,m3,10,kWh/L", 10_000),
            ("pellets,1,t,4.8,kWh/kg", 4.8), ("pellets,1,t,17.28,GJ/t", 4.8), ("natural gas,1,m3,0.036,GJ/m3", 10),
        ] as [(String, Double)])
    func `keeps it as kWh per unit of its amount, with basis and source`(cells: String, value: Double) throws {
        let line = try read("fuel", "\(header)\(span)\(cells),net,delivery note\n").activities[0]
        let kept = try #require(line.details[.heatingValue].flatMap(Double.init))
        #expect(abs(kept - value) < 1e-9)
        #expect(line.details[.heatingBasis] == "net" && line.details[.heatingSource] == "delivery note")
        #expect(line.identity == "\u{1F}\(line.details[.fuel] ?? "")\u{1F}\u{1F}", "it is the same delivery without")
    }

    @Test func `of an amount in kWh says whether that is net or gross, and no more`() throws {
        let line = try read("fuel", "\(header)\(span)natural gas,900,kWh,,,gross,\n").activities[0]
        #expect(line.details == [.fuel: "natural gas", .heatingBasis: "gross"])
    }

    @Test(arguments: [
        (
            "diesel,100,L,9.96,kWh/L,net,",
            "heating_source: is empty: a heating value needs its unit, net or gross, and who says so"
        ),
        (
            "diesel,100,L,9.96,kWh/L,,s",
            "heating_basis: is empty: a heating value needs its unit, net or gross, and who says so"
        ),
        ("diesel,100,L,,kWh/L,net,s", "heating_unit: there is no heating_value that it belongs to"),
        ("diesel,100,L,,,net,", "heating_basis: the amount is in L: write its heating_value, too"),
        ("diesel,100,L,11.8,kWh/kg,net,s", "heating_unit: kWh/kg does not fit an amount in L"),
        (
            "diesel,100,kWh,9.96,kWh/L,net,s",
            "heating_unit: the amount is in kWh already: leave the heating value out, and keep heating_basis"
        ),
        (
            "diesel,100,L,35.9,kWh/L,net,s",
            "heating_value: \"35.9\" is more than any fuel holds, 13 kWh/L: is the unit right?"
        ),
        ("diesel,100,L,0,kWh/L,net,s", "heating_value: \"0\" is not above zero"),
        ("diesel,100,L,9.96,kWh/L,lower,s", "heating_basis: unknown word \"lower\"; it is one of net, gross"),
    ]) func `is a problem where a part of it is missing or cannot be`(cells: String, message: String) throws {
        do {
            _ = try read("fuel", "\(header)\(span)\(cells)\n")
            Issue.record("read")
        } catch let problems as Problems {
            #expect(problems.list.map(\.message) == [message])
        }
    }
}
