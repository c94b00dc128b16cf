import Activities
import Calendars
import Indicators
import Quantities
import Register
import Testing
import YAML

@Suite struct `The inventory part of an organisation's file` {
    @Test func `names factors, grids, boundaries and what neutrality rests on`() throws {
        let demo = try Organisation(parsing: Array(valid.utf8), file: "office/organisation.yaml")
        #expect(demo.factorFiles.map(\.path) == ["office/factors.csv", "/etc/own.csv"])
        #expect(demo.potentials == .ar6)
        #expect(
            demo.neutrality
                == Neutrality(basis: .market, published: "annual report 2025", reductions: ["LED lamps, 2024"]))
        let geneva = try #require(demo.site("geneva"))
        #expect(geneva.grid == Grid(zone: "CHE", supplier: "Alpine", untracked: .gridAverage))
        #expect(geneva.factor == nil)
        #expect(geneva.area == SquareMetres(4_200) && geneva.attendance == 0.6 && geneva.isAllLightingMetered)
        #expect(geneva.night == NightHours(from: TimeOfDay(hour: 0)!, to: TimeOfDay(hour: 4)!))
        #expect(
            geneva.boundary?.text
                == "operational control, partial: the landlord heats; excluded: commuting, the canteen")
        #expect(geneva.boundary?.included == [.electricity, .travel])
        #expect(demo.site("nairobi")?.boundary?.text == "operational and financial control, complete")
        #expect(demo.site("nairobi")?.factor != nil && demo.site("nairobi")?.grid == nil)
    }

    @Test func `gives each site its own lines and meters`() throws {
        let demo = try Organisation(parsing: Array(valid.utf8), file: "organisation.yaml")
        let from = try Timestamp(iso8601: "2025-01-01")
        let lines = ["geneva", "nairobi", "vienna"].map {
            Activity(
                .water, site: $0, from: from, to: from + .days(1), amount: 1, unit: .cubicMetres, quality: .billed,
                origin: Origin(batch: 1, file: "f.csv", line: 2))
        }
        let meter = Series(site: "geneva", meter: "m", medium: .water, use: .total, intervals: [])
        let estate = demo.estate(activities: lines, series: [meter]) { _, _ in nil }
        #expect(estate.sites.map(\.activities.count) == [1, 1])
        #expect(estate.sites.map(\.series.count) == [1, 0])
        #expect(estate.sites[0].timezone.name == "Europe/Zurich")
        #expect(estate.potentials == .ar6 && estate.neutrality.basis == .market)
    }

    @Test func `reports every mistake at once, by place`() {
        #expect(said(by: mistaken) == complaints)
    }

    @Test func `needs a table of factors where a site names its grid`() {
        let text = valid.split(separator: "factors: [factors.csv, /etc/own.csv]\n").joined()
        #expect(
            said(by: text)
                == "o.yaml:11:11: error: grid: needs a table of emission factors: say factors: FILE at the top")
    }
}

private func said(by text: String) -> String {
    do throws(Problems) {
        _ = try Organisation(parsing: Array(text.utf8), file: "o.yaml")
        return ""
    } catch {
        return error.description
    }
}

private let valid = """
    lightwell: 1
    organisation: demo
    name: Demo organisation
    factors: [factors.csv, /etc/own.csv]
    gwp: AR6
    boundary: { approach: both, extent: complete }
    neutrality: { scope-2: market-based, published: annual report 2025, reductions: ["LED lamps, 2024"] }
    sites:
      geneva:
        name: Geneva
        timezone: Europe/Zurich
        grid: CHE
        supplier: Alpine
        untracked: grid-average
        area: 4200 m2
        attendance: 60 %
        night: 00:00-04:00
        lighting-meters: all
        boundary:
          approach: operational
          extent: partial
          reason: the landlord heats
          excluded: [commuting, the canteen]
          included: [electricity, travel]
        zones: {}
      nairobi:
        name: Nairobi
        timezone: Africa/Nairobi
        factor: { value: 20 gCO2e/kWh, source: "IFI", year: 2023, kind: location-based average direct generation }
        zones: {}
    """

private let mistaken = """
    lightwell: 1
    organisation: demo
    name: Demo
    factors: f.csv
    gwp: AR4
    neutrality: { scope-2: both }
    sites:
      geneva:
        name: Geneva
        timezone: Europe/Zurich
        supplier: Alpine
        attendance: 120 %
        night: 22:00-05:00
        boundary: { approach: operational, extent: partial, included: [gas] }
        zones: {}
    """

private let complaints = """
    o.yaml:5:6: error: gwp: unknown word "AR4", did you mean "AR5"?
    o.yaml:6:24: error: scope-2: unknown word "both"; it is one of location-based, market-based
    o.yaml:9:5: error: geneva: needs a factor of its own (factor:) or its grid (grid:)
    o.yaml:11:5: error: unknown key "supplier"; keys here are name, timezone, grid, factor, area, attendance, \
    boundary, night, lighting-meters, boards, zones
    o.yaml:12:17: error: attendance: 120 % is above 100 %
    o.yaml:13:12: error: night: "22:00-05:00" ends before it starts; take hours after midnight, such as 01:00-05:00
    o.yaml:14:5: error: sites.geneva.boundary lacks "reason"
    o.yaml:14:68: error: included: unknown word "gas"; it is one of electricity, generation, export, certificate, \
    heat, fuel, refrigerant, water, wastewater, waste, vehicle, travel, paper, cartridges, devices, personnel, credits
    """
