import Calendars
import Indicators
import Quantities
import Testing

@Suite struct `The indicators of June` {
    let figures: [Figure]

    init() throws { figures = Catalogue.compute(try Example.estate(), over: try Example.june()) }

    @Test(
        arguments: [
            // Indicator, office, corridor, site, organisation: value and coverage in percent.
            (Indicator.energy, [63, 12, 75, 75], [100, 90, 96.25, 77]),
            (.energyMetered, [63, nil, 63, 63], [100, 0, 62.5, 50]),
            (.energyEstimated, [nil, 12, 12, 12], [0, 90, 33.75, 27]),
            (.energyIntensity, [1.26, 0.4, 0.9375, 0.75], [100, 90, 96.25, 77]),
            (.energyIntensityAnnual, [nil, nil, nil, nil], [100, 90, 96.25, 77]),
            (.occupiedHours, [160, 90, 250, 250], [100, 80, 92.5, 74]),
            (.litVacantHours, [20, 30, 50, 50], [100, 80, 92.5, 74]),
            (.litVacantEnergy, [8, 3.6, 11.6, 11.6], [100, 80, 92.5, 74]),
            (.darkOccupiedMinutes, [12, 0, 12, 12], [100, 80, 92.5, 74]),
            (.falseOffs, [2, 0, 2, 2], [100, 80, 92.5, 74]),
            (.switchings, [300, 900, 1_200, 1_200], [100, 90, 96.25, 77]),
            (.overrides, [5, 0, 5, 5], [100, 90, 96.25, 77]),
            (.saving, [9, nil, 9, 9], [100, 90, 96.25, 77]),
            (.savingFraction, [0.125, nil, 0.125, 0.125], [100, 90, 96.25, 77]),
            (.emissions, [2.52, 0.48, 3, 3], [100, 90, 96.25, 77]),
            (.coverage, [1, 0.9, 0.9625, 0.77], [100, 90, 96.25, 77]),
        ] as [(Indicator, [Double?], [Double])])
    func `are what arithmetic by hand gives`(indicator: Indicator, values: [Double?], coverages: [Double]) throws {
        let scopes = ["geneva/office-south", "geneva/corridor", "geneva", "demo"]
        for (place, scope) in scopes.enumerated() {
            let figure = try figures.about(scope, indicator)
            #expect(isClose(figure.value, values[place]), "\(indicator.key) of \(scope): \(figure.value ?? .nan)")
            #expect(isClose(figure.coverage * 100, coverages[place]), "coverage of \(indicator.key) of \(scope)")
            #expect(figure.unit == indicator.unit)
            #expect(figure.value != nil || figure.note != nil, "\(indicator.key) of \(scope) must say why it cannot")
        }
    }

    @Test func `cannot be said of a zone that never reported, but its coverage can`() throws {
        let own = Catalogue.all.filter { $0.reach == .zones && $0.key != Indicator.coverage.key }
        for indicator in own {
            let figure = try figures.about("nairobi/lobby", indicator)
            #expect(figure.value == nil)
            #expect(figure.coverage == 0)
            #expect(["no data in this period", "no baseline"].contains(figure.note), "\(indicator.key)")
        }
        #expect(try figures.about("nairobi/lobby", .coverage).value == 0)
    }

    @Test func `come site by site, each before its zones, and the organisation last`() {
        let scopes = figures.reduce(into: [String]()) { if $0.last != $1.id { $0.append($1.id) } }
        #expect(scopes == ["geneva", "geneva/office-south", "geneva/corridor", "nairobi", "nairobi/lobby", "demo"])
        let keys = Catalogue.all.map(\.key)
        let own = Catalogue.all.filter { $0.reach == .zones }.map(\.key)
        #expect(figures.map(\.indicator) == keys + own + own + keys + own + keys, "a zone has no bills")
    }

    @Test func `carry what they rest on`() throws {
        let energy = try figures.about("demo", .energy).evidence
        #expect(
            energy.map(\.text) == ["metered 50.0 %", "estimated 27.0 %", "interpolated 1.0 %"],
            "the corridor is 30 of 100 m², and 24 of its 720 h were split")
        let saving = try figures.about("demo", .saving)
        #expect(saving.evidence.contains(.baseline(try Example.twoWatts())))
        #expect(saving.evidence.contains(.share(.withBaseline, 0.5)))
        #expect(
            saving.note == "only 50 % of the area has a baseline; provisional: coverage is below 90 %; "
                + "this period only: an annual baseline spread evenly knows no season and no weekend")
    }
}

@Suite struct `An annual figure` {
    /// 50 m² observed for a part of some days, at 2 W/m² of observed time: 17.532 kWh/m²·yr.
    private func figure(days: Int64, observed: Int64) throws -> Figure {
        let from = try Timestamp(iso8601: "2025-01-01")
        let period = try #require(Period(from: from, to: from + .days(days)))
        let use = ZoneUse(observed: .days(observed), meteredEnergy: Watts(100) * .days(observed))
        let zone = Estate.Zone(id: "z", area: SquareMetres(50), use: use)
        let estate = Estate(id: "o", sites: [Estate.Site(id: "s", zones: [zone])])
        return try Catalogue.compute(estate, over: period).about("s", .energyIntensityAnnual)
    }

    @Test func `is given from 329 days on, per 365 and a quarter`() throws {
        #expect(isClose(try figure(days: 329, observed: 329).value, 17.532))
        #expect(isClose(try figure(days: 730, observed: 730).value, 17.532))
    }

    @Test func `takes unmeasured time to be like the rest, and says so`() throws {
        let figure = try figure(days: 360, observed: 324)
        #expect(isClose(figure.value, 17.532))
        #expect(figure.note == "unmeasured area and time is taken to be like the rest")
    }

    @Test func `is refused for a shorter period, and below 90 percent`() throws {
        let short = try figure(days: 328, observed: 328)
        #expect(short.value == nil)
        #expect(short.note == "the period has 328.0 days: an annual figure needs 329")
        let thin = try figure(days: 1_000, observed: 899)
        #expect(thin.value == nil)
        #expect(thin.note == "coverage is 89.9 %: an annual figure needs 90 %")
    }
}

@Suite struct `A figure that lacks something` {
    private func compute(_ sites: Estate.Site...) throws -> [Figure] {
        Catalogue.compute(Estate(id: "demo", sites: sites), over: try Example.june())
    }

    @Test func `names the zones without an area, and weighs zones equally then`() throws {
        var corridor = Example.corridor
        corridor.area = nil
        let figures = try compute(Estate.Site(id: "geneva", zones: [try Example.office(), corridor]))
        let intensity = try figures.about("geneva", .energyIntensity)
        #expect(intensity.value == nil)
        #expect(intensity.note == "area unknown of geneva/corridor")
        #expect(isClose(try figures.about("geneva", .coverage).value, 0.95))
    }

    @Test func `takes an area that is not above zero for unknown`() {
        #expect(Estate.Zone(id: "z", area: SquareMetres(0)).area == nil)
        #expect(Estate.Zone(id: "z", area: SquareMetres(.nan)).area == nil)
    }

    @Test func `needs an area for its baseline`() throws {
        var office = try Example.office()
        office.area = nil
        let saving = try compute(Estate.Site(id: "geneva", zones: [office])).about("geneva", .saving)
        #expect(saving.value == nil)
        #expect(saving.note == "area unknown of geneva/office-south")
    }

    @Test func `says that occupancy was not seen when the sensors were blind`() throws {
        let blind = Estate.Zone(id: "z", use: ZoneUse(observed: .hours(10), blind: .hours(10), switchings: 4))
        let figures = try compute(Estate.Site(id: "geneva", zones: [blind]))
        #expect(try figures.about("geneva", .falseOffs).value == nil)
        #expect(try figures.about("geneva", .falseOffs).note == "occupancy was not seen in this period")
        #expect(try figures.about("geneva", .switchings).value == 4)
    }

    @Test func `has no emissions without a factor`() throws {
        let figures = try compute(Estate.Site(id: "geneva", zones: [Example.corridor]))
        #expect(try figures.about("geneva", .emissions).value == nil)
        #expect(try figures.about("geneva", .emissions).note == "no emission factor is stated")
    }

    @Test func `says which sites its emissions leave out, and counts them as not covered`() throws {
        let figures = try compute(
            Estate.Site(id: "geneva", factor: try Example.direct(), zones: [Example.corridor]),
            Estate.Site(id: "vienna", zones: [Example.corridor]))
        let emissions = try figures.about("demo", .emissions)
        #expect(isClose(emissions.value, 1.2))
        #expect(isClose(emissions.coverage, 0.45))
        #expect(
            emissions.note
                == "without vienna: no emission factor is stated; the factor of 2024 stands for 2026 at geneva")
    }

    @Test func `has no zone to speak of`() throws {
        let figures = try compute(Estate.Site(id: "geneva", zones: []))
        for figure in figures where Catalogue.indicator(figure.indicator)?.reach == .zones {
            #expect(figure.value == nil && figure.note == "no zone is declared" && figure.coverage == 0)
        }
    }
}

@Suite struct `Emissions` {
    @Test func `of an organisation multiply each site's energy by its own factor`() throws {
        let estate = Estate(
            id: "demo",
            sites: [
                Estate.Site(id: "geneva", factor: try Example.lifeCycle(), zones: [try Example.office()]),
                Estate.Site(id: "nairobi", factor: try Example.direct(), zones: [Example.corridor]),
            ])
        let figures = Catalogue.compute(estate, over: try Example.june())
        let whole = try figures.about("demo", .emissions)
        #expect(isClose(whole.value, 63 * 0.040 + 12 * 0.100))
        #expect(
            whole.note
                == "the factor of 2025 stands for 2026 at geneva; the factor of 2024 stands for 2026 at nairobi; "
                + "in part from life-cycle factors: not a scope 2 figure")
        #expect(whole.evidence.contains(.factor(try Example.direct(), sites: ["nairobi"])))
        #expect(
            try figures.about("nairobi", .emissions).note == "the factor of 2024 stands for 2026 at nairobi",
            "a direct average factor is scope 2")
    }

    @Test func `are scope 2 only with a direct average factor`() throws {
        let marginal = try #require(
            Factor(
                gramsCO2ePerKilowattHour: 574, source: "s", year: 2021, method: .location, margin: .marginal,
                content: .direct, point: .generation))
        #expect(try Example.direct().label == "location-based, average, direct, generation: scope 2")
        #expect(try Example.lifeCycle().label == "location-based, average, life-cycle, consumption: not scope 2")
        #expect(marginal.label == "location-based, marginal, direct, generation: not scope 2")
    }

    @Test(arguments: [-1, .nan, .infinity]) func `accept no factor that cannot be`(grams: Double) {
        let factor = Factor(
            gramsCO2ePerKilowattHour: grams, source: "s", year: 2024, method: .market, margin: .average,
            content: .direct, point: .generation)
        #expect(factor == nil)
        #expect(Baseline(kilowattHoursPerSquareMetreYear: grams, source: "s", period: "p") == nil)
    }
}

@Suite struct `The catalogue` {
    @Test func `explains each indicator under a key of its own`() {
        let keys = Catalogue.all.map(\.key)
        #expect(Set(keys).count == keys.count)
        for indicator in Catalogue.all {
            #expect(indicator.key.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (97...122).contains($0) })
            #expect(!indicator.title.isEmpty && !indicator.unit.isEmpty && !indicator.source.isEmpty)
            #expect(indicator.definition.hasSuffix(".") && !indicator.definition.contains("\n"))
            #expect(!indicator.formula.isEmpty)
        }
    }
}
