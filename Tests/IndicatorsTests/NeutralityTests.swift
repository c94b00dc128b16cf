import Activities
import Calendars
import Indicators
import Quantities
import Testing

@Suite struct `Climate neutrality` {
    private func figure(_ change: (inout Estate) throws -> Void) throws -> Figure {
        try YearExample.estate { estate in
            estate.sites[0].activities[19].amount = 41
            estate.neutrality = Neutrality(published: "annual report 2025", reductions: ["LED lamps, 2024"])
            estate.sites[0].boundary?.included = [.electricity, .heat, .fuel, .refrigerant, .travel]
            estate.sites[0].boundary?.none = [.vehicle]
            try change(&estate)
        }.figure(.ghgNeutral)
    }

    @Test func `is said when boundary, publication, reductions and credits all hold`() throws {
        let figure = try figure { _ in }
        #expect(figure.value == 1)
        #expect(
            figure.note == "not counted, as the factor table has none: geneva energy supply, materials",
            "as the gross says")
        let texts = figure.evidence.map(\.text)
        #expect(texts.contains("gross 40089 kgCO2e") && texts.contains("credits 41000 kgCO2e"))
        #expect(texts.contains("net -911 kgCO2e") && texts.contains("reduction: LED lamps, 2024"))
    }

    @Test func `is denied with every reason that stands against it`() throws {
        let figure = try figure { estate in
            estate.neutrality = Neutrality()
            estate.sites[0].activities[19].amount = 1
            estate.sites[0].boundary = Boundary(
                approach: .financial, extent: .partial(reason: "the landlord's boiler"), excluded: ["commuting"])
        }
        #expect(figure.value == 0)
        #expect(
            figure.note == "the boundary of geneva is not complete: financial control, partial: the landlord's boiler; "
                + "excluded: commuting; the boundary of geneva does not say what it includes (included:); the boundary of geneva says nothing of electricity, heat, fuel, refrigerant, vehicle, travel: include them (included:), or declare that there are none (none:); where the gross is published is not stated; no systematic reduction is stated: "
                + "credits alone are not neutrality; credits of 1000 kgCO2e are below the gross of 40089 kgCO2e; "
                + "not counted, as the factor table has none: geneva energy supply, materials")
    }

    @Test func `is denied while what is declared has no data, and while nothing is declared`() throws {
        let narrow = try figure { $0.sites[0].boundary?.included = [.electricity, .heat] }
        #expect(narrow.value == 0)
        #expect(
            narrow.note?.hasPrefix(
                "the boundary of geneva says nothing of fuel, refrigerant, travel: include them (included:), or declare that "
                    + "there are none (none:)") == true)
        let contrary = try figure { $0.sites[0].boundary?.none.append(.water) }
        #expect(contrary.note?.hasPrefix("declared to be none, and there are data: geneva water") == true)
        let lacking = try figure {
            $0.sites[0].boundary?.included.append(.vehicle)
            $0.sites[0].boundary?.none = []
        }
        #expect(lacking.value == 0)
        #expect(
            lacking.note?.hasPrefix("declared, but without data: geneva vehicle; the inventory covers") == true)
        let open = try figure { $0.sites[0].boundary?.included = [] }
        #expect(open.value == 0)
        #expect(open.note?.hasPrefix("the boundary of geneva does not say what it includes (included:)") == true)
    }

    @Test func `cannot be said while the gross cannot`() throws {
        let figure = try figure { $0.sites[0].activities[5].details[.fuel] = "petrol" }
        #expect(figure.value == nil && figure.isRefused)
    }

    @Test func `of an organisation needs every site`() throws {
        let figure = try YearExample.estate { estate in
            estate.sites[0].activities[19].amount = 41
            estate.neutrality = Neutrality(published: "report", reductions: ["lamps"])
            estate.sites.append(Estate.Site(id: "silent", zones: []))
        }.figure(.ghgNeutral, of: "demo")
        #expect(figure.value == 0)
        #expect(figure.note?.contains("silent declares no boundary") == true)
        #expect(figure.note?.contains("nothing is reported of silent") == true)
    }

    @Test func `sets credits against the market-based gross where the organisation says so`() throws {
        let estate = try YearExample.estate { $0.neutrality.basis = .market }
        #expect(isClose(try estate.figure(.ghgGross).value, 40_089 - 11_000 + 17_000))
        #expect(isClose(try estate.figure(.ghgNet).value, 40_089 - 11_000 + 17_000 - 30_000))
    }
}

@Suite struct `A serial number` {
    @Test func `of a credit that is retired twice is refused, at whichever sites and in whichever years`() throws {
        var estate = try YearExample.estate()
        var other = try YearExample.site("nairobi")
        other.activities = [
            try YearExample.line(
                .credits, 5, "nairobi", 9, [.registry: "V", .serial: "K-geneva", .vintage: "2024"], from: "2023-01-01",
                to: "2024-01-01")
        ]
        estate.sites.append(other)
        for id in ["geneva", "demo"] {
            let figure = try estate.figure(.ghgCredits, of: id)
            #expect(figure.value == nil && figure.isRefused)
            #expect(
                figure.note?.hasSuffix(
                    "serial K-geneva of V is retired twice: geneva.csv:21 (batch 1) and nairobi.csv:9 (batch 1)")
                    == true
            )
        }
        #expect(try estate.figure(.ghgNet).value == nil)
        #expect(try estate.figure(.ghgGross).value == 40_089)
    }

    @Test(arguments: [
        ("ID-1-1000..ID-1-1084", "ID-1-1050..ID-1-1100"), ("ID-1-1000..ID-1-1084", "id-1-1084 .. id-1-1100"),
        ("ID-1-1000..ID-1-1084", "ID-1-1042"), ("ID-1-1000..1084", "ID-1-001050 to ID-1-001060"),
        ("ID-1-7; ID-1-1000 – ID-1-1084", "ID-1-2..ID-1-9"), ("k-1", " K-1"), ("Letter of 2024", "letter  OF 2024"),
        ("GS-1000-2018..GS-1084-2018", "GS-1084-2018"),
    ])
    func `of a credit in two ranges that overlap is refused`(one: String, other: String) throws {
        let figure = try credits([one, other])
        #expect(figure.value == nil && figure.isRefused)
        #expect(figure.note?.contains("geneva.csv:30") == true && figure.note?.contains("geneva.csv:31") == true)
    }

    @Test func `that two ranges share is named by both of them`() throws {
        #expect(
            try credits(["ID-1-1000..ID-1-1084", "ID-1-1050..ID-1-1100"]).note
                == "serials ID-1-1000..ID-1-1084 and ID-1-1050..ID-1-1100 of UN CDM overlap, so some are retired twice: "
                + "geneva.csv:30 (batch 1) and geneva.csv:31 (batch 1)")
    }

    @Test(arguments: [
        ("ID-1-1000..ID-1-1084", "ID-1-1085..ID-1-1100"), ("ID-1-1000..ID-1-1084", "ID-2-1000..ID-2-1084"),
        ("GS-1000-2018..GS-1084-2018", "GS-1050-2019"), ("1..9", "A-1..A-9"),
    ])
    func `of a credit in two ranges apart is counted`(one: String, other: String) throws {
        #expect(try credits([one, other]).value == 20_000)
    }

    private func credits(_ serials: [String]) throws -> Figure {
        try YearExample.estate { estate in
            estate.sites[0].activities[19...] = []
            for (place, serial) in serials.enumerated() {
                let registry = place == 0 ? "UN CDM" : "un  cdm"
                estate.sites[0].activities.append(
                    try YearExample.line(
                        .credits, 10, "geneva", 30 + place, [.registry: registry, .serial: serial, .vintage: "2024"]))
            }
        }.figure(.ghgCredits)
    }

    @Test func `of a certificate that is cancelled twice is refused`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities.append(
                try YearExample.line(
                    .certificate, 1, "geneva", 40, [.registry: "R", .serial: "C-1", .vintage: "2025"]))
        }
        let note = "serial C-1 of R is cancelled twice: geneva.csv:5 (batch 1) and geneva.csv:40 (batch 1)"
        #expect(try estate.figure(.renewableShare).note == note)
        #expect(try estate.figure(.scopeTwoMarket).note == note)
        #expect(try estate.figure(.scopeTwoLocation).value == 11_000)
    }
}

@Suite struct `The renewable share` {
    @Test func `refuses certificates above what was purchased`() throws {
        let estate = try YearExample.estate { $0.sites[0].activities[3].amount = 130_000 }
        let note = "certificates of 2025 (130000 kWh) are above what was purchased (120000 kWh)"
        #expect(try estate.figure(.renewableShare).note == note)
        #expect(try estate.figure(.scopeTwoMarket).note == note)
    }

    @Test func `does not count what is given away, nor what a generator made of fuel`() throws {
        let all = try YearExample.estate { $0.sites[0].activities[2].amount = 20_000 }
        #expect(isClose(try all.figure(.renewableShare).value, 0.5))
        let diesel = try YearExample.estate { $0.sites[0].activities[1].details[.fuel] = "diesel" }
        #expect(isClose(try diesel.figure(.renewableShare).value, 60_000 / 135_000.0))
        let more = try YearExample.estate { $0.sites[0].activities[2].amount = 20_001 }
        #expect(try more.figure(.renewableShare).note == "more was given away (20001 kWh) than made (20000 kWh)")
    }

    @Test(arguments: [("2023", false), ("2024", true), ("2026", true), ("2027", false)])
    func `takes certificates of a year near the use`(vintage: String, isTaken: Bool) throws {
        let estate = try YearExample.estate { $0.sites[0].activities[3].details[.vintage] = vintage }
        let (share, market) = (try estate.figure(.renewableShare), try estate.figure(.scopeTwoMarket))
        #expect((share.value != nil) == isTaken && (market.value != nil) == isTaken)
        let reason = "the certificate of geneva.csv:5 (batch 1) is of \(vintage) and proves nothing of 2025"
        #expect(share.note?.hasPrefix(reason) ?? false == !isTaken)
        #expect(share.evidence.contains { $0.text == "vintage at geneva: \(vintage): 60000 kWh" } == isTaken)
    }

    @Test func `is nothing where nothing proves it`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities.removeAll { [.generation, .export, .certificate].contains($0.kind) }
        }
        let figure = try estate.figure(.renewableShare)
        #expect(figure.value == 0)
        #expect(figure.note == "nothing made on the site and no certificates are on record")
    }
}

@Suite struct `Certificates of a year` {
    /// January buys a thousand of twelve thousand kWh, and certificates prove half of the year's.
    private func estate(proving certified: Double) throws -> Estate {
        try YearExample.estate {
            $0.sites[0].activities = [
                try YearExample.line(.electricity, 1_000, "geneva", 2, to: "2025-02-01"),
                try YearExample.line(.electricity, 11_000, "geneva", 3, from: "2025-02-01"),
                try YearExample.line(
                    .certificate, certified, "geneva", 4, [.registry: "R", .serial: "C-9", .vintage: "2025"],
                    from: "2025-01-01", to: "2025-02-01"),
            ]
        }
    }

    private let january = (from: "2025-01-01", to: "2025-02-01")

    @Test func `count in a part of it up to what was purchased there, and in the year whole`() throws {
        let estate = try estate(proving: 6_000)
        let period = try #require(
            Period(from: try Timestamp(iso8601: january.from), to: try Timestamp(iso8601: january.to)))
        let share = try estate.figure(.renewableShare, over: period)
        #expect(share.value == 1)
        #expect(
            share.note == "certificates of this part of 2025 (6000 kWh) count up to its purchases (1000 kWh)")
        let market = try estate.figure(.scopeTwoMarket, over: period)
        #expect(market.value == 0 && market.note?.contains("count up to its purchases") == true)
        #expect(try estate.figure(.renewableShare).value == 0.5)
        #expect(isClose(try estate.figure(.scopeTwoMarket).value, 6_000 * 0.2))
    }

    @Test func `above the purchases of the whole year are refused`() throws {
        let figure = try estate(proving: 12_001).figure(.scopeTwoMarket)
        #expect(figure.isRefused)
        #expect(figure.note == "certificates of 2025 (12001 kWh) are above what was purchased (12000 kWh)")
    }
}

@Suite struct `The completeness of an inventory` {
    @Test func `is the share of declared kinds and time`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].boundary?.included = [.electricity, .fuel, .vehicle, .travel]
        }
        let figure = try estate.figure(.completeness)
        #expect(figure.value == 0.75)
        #expect(figure.note == "geneva lacks vehicle")
        let gross = try estate.figure(.scopeOne)
        #expect(isClose(gross.coverage, 2 / 3.0))
        #expect(gross.note == "declared, but without data: geneva vehicle")
    }
}
