import Activities
import Calendars
import Indicators
import Quantities
import Testing

@Suite struct `The energy of a site` {
    private func line(
        _ kind: Kind, _ amount: Double, _ number: Int, _ details: [Detail: String] = [:], site: String = "geneva"
    ) throws -> Activity {
        var line = try YearExample.line(kind, amount, site, number, details)
        if kind == .fuel { line.unit = .kilowattHours }
        return line
    }

    private func estate(_ lines: [Activity]) throws -> Estate {
        try YearExample.estate { $0.sites[0].activities = lines }
    }

    @Test func `counts what was made of a fuel once, as fuel, and never as renewable`() throws {
        let estate = try estate([
            try line(.electricity, 500, 2), try line(.fuel, 1_000, 3, [.fuel: "natural gas"]),
            try line(.generation, 300, 4, [.fuel: "natural gas"]), try line(.generation, 100, 5),
        ])
        let energy = try estate.figure(.siteEnergy)
        #expect(isClose(energy.value, 500 + 1_000 + 100))
        #expect(
            energy.note == "without 300 kWh of electricity made of natural gas at geneva: the fuel is counted")
        #expect(try estate.figure(.electricity).value == 900)
        #expect(isClose(try estate.figure(.renewableShare).value, 100 / 900.0))
    }

    @Test func `knows the fuel of a generator's meter from the lines that name it`() throws {
        let meter = try YearExample.series(.electricity, .generation, "CHP-1", days: 365) { _ in 1 }
        var estate = try estate([
            try line(.electricity, 500, 2), try line(.fuel, 20_000, 3, [.fuel: "natural gas"]),
            try line(.generation, 9_000, 4, [.fuel: "natural gas", .meter: "CHP-1"]),
        ])
        estate.sites[0].series = [meter]
        #expect(isClose(try estate.figure(.electricity).value, 500 + 8_760))
        #expect(isClose(try estate.figure(.siteEnergy).value, 500 + 20_000))
        #expect(try estate.figure(.renewableShare).value == 0)
    }

    @Test func `misses a meter that counted nothing once`() throws {
        var estate = try estate([try line(.electricity, 500, 2)])
        estate.sites[0].series = [
            Series(site: "geneva", meter: "PV-1", medium: .electricity, use: .generation, intervals: [])
        ]
        let energy = try estate.figure(.siteEnergy)
        #expect(energy.value == 500 && energy.coverage == 0.5)
        #expect(
            energy.note == "no counts in this period of geneva/PV-1; declared, but without data: geneva generation")
    }

    @Test func `keeps what was made of a fuel that is not counted in kWh`() throws {
        let estate = try estate([
            try line(.electricity, 500, 2), try YearExample.line(.fuel, 90, "geneva", 3, [.fuel: "diesel"]),
            try line(.generation, 300, 4, [.fuel: "diesel"]),
        ])
        #expect(try estate.figure(.siteEnergy).value == 800)
    }

    @Test func `is covered as far as what is declared is there`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities.removeAll { $0.kind != .electricity }
            $0.sites[0].boundary?.included = [.electricity, .heat]
        }
        let energy = try estate.figure(.siteEnergy)
        #expect(energy.value == 120_000 && energy.coverage == 0.5)
        #expect(energy.note == "declared, but without data: geneva heat")
        #expect(try estate.figure(.siteEnergyIntensity).coverage == 0.5)
        #expect(
            try estate.figure(.siteEnergyIntensityAnnual).note?.hasPrefix("declared, but without data") == false)
        #expect(try estate.figure(.siteEnergyIntensityAnnual).value == nil)
    }

    @Test func `misses the time in which what was given away is not told`() throws {
        let estate = try YearExample.estate { $0.sites[0].activities[2].to = try Timestamp(iso8601: "2025-03-15") }
        // Bought and made all year, given away told of a fifth of it.
        #expect(isClose(try estate.figure(.electricity).coverage, (1 + 1 + 0.2) / 3))
    }

    @Test func `of a year is not raised by a site that says nothing`() throws {
        let estate = try YearExample.estate { estate in
            estate.sites.append(Estate.Site(id: "silent", zones: []))
            (estate.sites[0].area, estate.sites[1].area) = (SquareMetres(9_500), SquareMetres(500))
            estate.sites[0].activities = [try line(.electricity, 95_000, 2)]
        }
        let figure = try estate.figure(.siteEnergyIntensityAnnual, of: "demo")
        #expect(isClose(figure.coverage, 0.95))
        #expect(isClose(figure.value, 10 * 8_766 / 8_760))
    }

    @Test func `of a year goes on in the time that is not told of as in the rest`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].activities = [
                try YearExample.line(.electricity, 346 * 100, "geneva", 2, to: "2025-12-13")
            ]
        }
        // 346 days of 100 kWh on 2000 m².
        #expect(isClose(try estate.figure(.siteEnergyIntensityAnnual).value, 100 * 365.25 / 2_000))
    }
}

@Suite struct `An indicator` {
    @Test func `grows with time, or is a share, a mean, a power or a figure of a year`() {
        let lasting = Catalogue.all.filter { !$0.accumulates }.map(\.key).sorted()
        #expect(
            lasting == [
                "automation_evidence", "completeness", "coverage", "dark_occupied_share", "data_quality",
                "energy_intensity_annual", "energy_per_occupied_hour", "false_off_rate", "ghg_neutral", "leak_alarm",
                "leni", "lighting_share", "lit_vacant_share", "night_base_load", "override_rate", "peak_demand",
                "plug_share", "recycling_rate", "renewable_share", "saving_fraction", "sensor_health",
                "site_energy_intensity_annual", "water_per_person_annual",
            ])
        #expect(Indicator.siteEnergyIntensity.accumulates, "of the period, never scaled to a year")
    }
}
