import Activities
import Calendars
import Indicators
import Quantities
import Testing

@Suite struct `The indicators of a year of bills` {
    @Test(
        arguments: [
            (.electricity, 135_000), (.siteEnergy, 195_000), (.siteEnergyIntensity, 97.5),
            (.siteEnergyIntensityAnnual, 97.5 * 8_766 / 8_760), (.energyPerPerson, 195_000 / 40.0),
            (.renewableShare, 75_000 / 135_000.0), (.cost, 24_000),
            (.ghgFuel, 2_500), (.ghgRefrigerants, 2 * 1_923.5 + 1_760), (.ghgOtherRefrigerants, 1_760),
            (.scopeOne, 8_107), (.scopeTwoLocation, 6_000 + 5_000), (.scopeTwoMarket, 12_000 + 5_000),
            (.ghgTravel, 20_500), (.ghgWaste, 212), (.ghgWater, 270), (.scopeThree, 20_982),
            (.ghgGross, 40_089), (.ghgCredits, 30_000), (.ghgNet, 10_089), (.ghgNeutral, 0),
            (.ghgPerPerson, 40_089 / 40.0), (.ghgPerArea, 40_089 / 2_000.0),
            (.water, 900), (.waterPerPerson, 22.5), (.waterPerPersonAnnual, 22.5 * 8_766 / 8_760),
            (.waste, 1_000), (.wastePerPerson, 25), (.recyclingRate, 0.6), (.paperPerPerson, 3),
            (.dataQuality, 0.9),
        ] as [(Indicator, Double)])
    func `are what arithmetic by hand gives`(indicator: Indicator, value: Double) throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities[5].details.merge([.heatingValue: "10", .heatingBasis: "net"]) { $1 }
        }
        let figure = try estate.figure(indicator)
        #expect(isClose(figure.value, value), "\(indicator.key): \(figure.value ?? .nan) \(figure.note ?? "")")
        #expect(isClose(figure.coverage, 1), "\(indicator.key)")
    }

    @Test(arguments: [
        Indicator.leni, .lightingShare, .plugShare, .peakDemand, .nightBaseLoad, .leakAlarm, .ghgVehicles,
    ])
    func `that need meters or lines that are not there say so`(indicator: Indicator) throws {
        let figure = try YearExample.estate().figure(indicator)
        #expect(figure.value == nil && figure.note != nil && !figure.isRefused)
    }

    @Test func `name what they leave out`() throws {
        let estate = try YearExample.estate()
        // Fuel that is there and not counted is a gap: no annual figure is made of the rest.
        #expect(isClose(try estate.figure(.siteEnergy).coverage, 0.8))
        #expect(try estate.figure(.siteEnergyIntensityAnnual).value == nil)
        #expect(try estate.figure(.siteEnergy).note == "without diesel: no heating value per L is stated for 2025")
        #expect(
            try estate.figure(.scopeThree).note
                == "not counted, as the factor table has none: geneva energy supply, materials")
        #expect(try estate.figure(.cost).unit == "CHF")
    }

    @Test func `carry factors with version and licence, lines with file and number, and the boundary`() throws {
        let evidence = try YearExample.estate().figure(.scopeTwoLocation).evidence.map(\.text)
        #expect(
            evidence == [
                "factor electricity AAA 2025: 0.05 kgCO2e/kWh (made up, version 1, none; "
                    + "location-based average direct generation; factors.csv:2) for 120000 kWh",
                "factor heat AAA 2025: 0.1 kgCO2e/kWh (made up, version 1, none; direct; factors.csv:9) for 50000 kWh",
                "boundary of geneva: operational control, complete",
                "1 line of electricity (1 billed): geneva.csv:2 (batch 1)",
                "1 line of heat (1 billed): geneva.csv:6 (batch 1)",
            ])
    }

    @Test func `make shares of fates that add up to one`() throws {
        let shares = try YearExample.estate().figure(.recyclingRate).evidence.compactMap { piece -> Double? in
            if case .input(let name, let value, _) = piece, name.hasPrefix("share of") { value } else { nil }
        }
        #expect(shares == [0.4, 0.6])
    }

    @Test func `never mix currencies`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities[1].cost = Money(10, "EUR")
        }
        let cost = try estate.figure(.cost)
        #expect(cost.value == nil)
        #expect(cost.note?.hasPrefix("in several currencies: 24000.00 CHF, 10.00 EUR") == true)
    }

    @Test func `divide by personnel, whoever is there, and tell attendance beside`() throws {
        let estate = try YearExample.estate { $0.sites[0].attendance = nil }
        for indicator in [
            Indicator.energyPerPerson, .waterPerPerson, .waterPerPersonAnnual, .wastePerPerson, .paperPerPerson,
            .ghgPerPerson,
        ] {
            let (stated, open) = (try YearExample.estate().figure(indicator), try estate.figure(indicator))
            #expect(stated.value == open.value && stated.note == open.note, "\(indicator.key)")
            let attendance = "attendance of geneva: 75 %, not divided by: persons are personnel"
            #expect(stated.evidence.map(\.text).contains(attendance))
            #expect(!open.evidence.contains { $0.text.contains("attendance") })
        }
    }

    @Test func `average personnel over lines that follow each other, and add those side by side`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities.removeAll { $0.kind == .personnel }
            $0.sites[0].activities += [
                try YearExample.line(.personnel, 10, "geneva", 30, to: "2025-07-02"),
                try YearExample.line(.personnel, 30, "geneva", 31, from: "2025-07-02", to: "2026-01-01"),
                try YearExample.line(.personnel, 5, "geneva", 32),
            ]
        }
        // 182 days of 10 and 183 of 30, and 5 all year.
        #expect(isClose(try estate.figure(.ghgPerPerson).value, 40_089 / ((182 * 10 + 183 * 30) / 365.0 + 5)))
    }
}

@Suite struct `A figure of bills that straddle the period` {
    @Test func `takes the part in proportion to time, and says so`() throws {
        let estate = try YearExample.estate()
        let period = try #require(
            Period(from: try Timestamp(iso8601: "2025-01-01"), to: try Timestamp(iso8601: "2025-01-31")))
        let water = try estate.figure(.water, over: period)
        #expect(isClose(water.value, 900 * 30 / 365.0))
        #expect(
            water.evidence.map(\.text) == [
                "1 line of water (1 interpolated; 100.0 % split in proportion to time): geneva.csv:14 (batch 1)"
            ])
        #expect(isClose(try estate.figure(.dataQuality, over: period).value, 0.6))
        #expect(isClose(try estate.figure(.waterPerPerson, over: period).value, 900 * 30 / 365.0 / 40))
    }

    @Test func `is cut on the site's own days, so that its year is not split by an hour`() throws {
        let zone = try #require(TimeZone(offset: .hours(1)))
        let (from, to) = (
            try Timestamp(iso8601: "2025-01-01", dateIn: zone), try Timestamp(iso8601: "2026-01-01", dateIn: zone)
        )
        let estate = try YearExample.estate { estate in
            estate.sites[0].timezone = zone
            estate.sites[0].activities = estate.sites[0].activities.map { line in
                var line = line
                (line.from, line.to) = (from, to)
                return line
            }
        }
        let figure = try estate.figure(.scopeTwoLocation)
        #expect(figure.value == 11_000 && figure.coverage == 1)
        #expect(figure.evidence.map(\.text).contains("1 line of electricity (1 billed): geneva.csv:2 (batch 1)"))
        #expect(isClose(try estate.figure(.dataQuality).value, 0.9))
    }

    @Test func `multiplies each calendar year by its own factor`() throws {
        var estate = try YearExample.estate()
        estate.sites[0].activities = [
            try YearExample.line(.electricity, 1_000, "geneva", 2, from: "2024-12-22", to: "2025-01-11")
        ]
        let period = try #require(
            Period(from: try Timestamp(iso8601: "2024-12-01"), to: try Timestamp(iso8601: "2025-02-01")))
        #expect(isClose(try estate.figure(.scopeTwoLocation, over: period).value, 500 * 0.060 + 500 * 0.050))
    }

    @Test func `stands for the time that no meter of the supply saw`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].series = [
                try YearExample.series(.electricity, .total, "main", days: 73) { _ in 10 }
            ]
        }
        let electricity = try estate.figure(.electricity)
        #expect(isClose(electricity.value, 73 * 240 + 120_000 * 0.8 + 15_000), "a fifth of the year was metered")
        #expect(electricity.evidence.contains(.meters(.electricity, names: ["main"], interpolated: 0)))
        #expect(isClose(electricity.coverage, 1))
    }
}
