import Activities
import Calendars
import Indicators
import Quantities
import Testing

/// A site's bills of 2025, and factors for them. All numbers are made for arithmetic by hand; none is of a real place.
enum YearExample {
    static func year() throws -> Period {
        try #require(Period(from: try Timestamp(iso8601: "2025-01-01"), to: try Timestamp(iso8601: "2026-01-01")))
    }

    static func estate(_ change: (inout Estate) throws -> Void = { _ in }) throws -> Estate {
        var estate = Estate(id: "demo", sites: [try site("geneva")])
        estate.factors = try FactorTable(parsing: Array(factors.utf8), file: "factors.csv")
        estate.potentials = .ar5
        try change(&estate)
        return estate
    }

    static func site(_ id: String) throws -> Estate.Site {
        var site = Estate.Site(id: id, zones: [])
        (site.area, site.attendance, site.grid) = (SquareMetres(2_000), 0.75, Grid(zone: "AAA"))
        site.boundary = Boundary(approach: .operational, extent: .complete)
        site.activities = try lines(of: id)
        return site
    }

    static func lines(of site: String) throws -> [Activity] {
        [
            try line(.electricity, 120_000, site, 2, cost: Money(24_000, "CHF")),
            try line(.generation, 20_000, site, 3), try line(.export, 5_000, site, 4),
            try line(.certificate, 60_000, site, 5, [.registry: "R", .serial: "C-1", .vintage: "2025"]),
            try line(.heat, 50_000, site, 6),
            try line(.fuel, 1_000, site, 7, [.fuel: "diesel"]),
            try line(.refrigerant, 10, site, 8, [.substance: "R-410A", .movement: "opening"]),
            try line(.refrigerant, 2, site, 9, [.substance: "R-410A", .movement: "purchased"]),
            try line(.refrigerant, 9, site, 10, [.substance: "R-410A", .movement: "closing"]),
            try line(.refrigerant, 1, site, 11, [.substance: "R410a", .movement: "recovered"]),
            try line(.refrigerant, 5, site, 12, [.substance: "R-22", .movement: "opening"]),
            try line(.refrigerant, 4, site, 13, [.substance: "R-22", .movement: "closing"]),
            try line(.water, 900, site, 14),
            try line(.waste, 600, site, 15, [.stream: "paper", .fate: "recycle"]),
            try line(.waste, 400, site, 16, [.stream: "residual", .fate: "incineration"]),
            try line(.travel, 100_000, site, 17, [.mode: "air", .travelClass: "economy"]),
            try line(.travel, 2_000, site, 18, [.mode: "air", .travelClass: "business"], emitted: 500),
            try line(.personnel, 40, site, 19), try line(.paper, 120, site, 20),
            try line(.credits, 30, site, 21, [.registry: "V", .serial: "K-\(site)", .vintage: "2024"]),
        ]
    }

    static func line(
        _ kind: Kind, _ amount: Double, _ site: String, _ line: Int, _ details: [Detail: String] = [:],
        from: String = "2025-01-01", to: String = "2026-01-01", emitted: Double? = nil, cost: Money? = nil
    ) throws -> Activity {
        Activity(
            kind, site: site, from: try Timestamp(iso8601: from), to: try Timestamp(iso8601: to), amount: amount,
            unit: kind.units[0], details: details, emitted: emitted, cost: cost, quality: .billed,
            origin: Origin(batch: 1, file: "\(site).csv", line: line))
    }

    static let factors = """
        activity,item,zone,year,value,unit,kind,source,version,licence
        electricity,,AAA,2025,50,gCO2e/kWh,location-based average direct generation,made up,1,none
        electricity,,AAA,2025,70,gCO2e/kWh,location-based average life-cycle consumption,made up,1,none
        electricity,,AAA,2024,60,gCO2e/kWh,location-based average direct generation,made up,1,none
        electricity,,BBB,2025,400,gCO2e/kWh,location-based average direct generation,made up,1,none
        electricity,,CCC,2025,90,gCO2e/kWh,location-based average life-cycle generation,made up,1,none
        electricity,,AAA,2025,200,gCO2e/kWh,market-based residual direct generation,made up,1,none
        electricity,Alpine,AAA,2025,0.02,kgCO2e/kWh,market-based average direct generation,made up,1,none
        heat,,AAA,2025,100,gCO2e/kWh,direct,made up,1,none
        fuel,diesel,,2025,2.5,kgCO2e/L,direct,made up,1,none
        travel,air/economy,,2025,0.2,kgCO2e/pkm,life-cycle,made up,1,none
        waste,paper/recycle,,2025,0.02,kgCO2e/kg,life-cycle,made up,1,none
        waste,residual/incineration,,2025,0.5,kgCO2e/kg,direct,made up,1,none
        water,,,2025,0.3,kgCO2e/m3,life-cycle,made up,1,none

        """

    /// A meter that counts the same in every interval of some days.
    static func series(
        _ medium: Series.Medium, _ use: Series.Use, _ meter: String, from: String = "2025-01-01", days: Int,
        minutes: Int64 = 60, amount: (Int) -> Double
    ) throws -> Series {
        let start = try Timestamp(iso8601: from)
        let count = Int(Duration.days(Int64(days)).milliseconds / Duration.minutes(minutes).milliseconds)
        let intervals = (0..<count).map { number in
            let from = start + .minutes(minutes * Int64(number))
            return Series.Interval(from: from, to: from + .minutes(minutes), amount: amount(number))
        }
        return Series(site: "geneva", meter: meter, medium: medium, use: use, intervals: intervals)
    }
}

extension Estate {
    func figure(_ indicator: Indicator, of id: String = "geneva", over period: Period? = nil) throws -> Figure {
        let period = try period ?? YearExample.year()
        return try Catalogue.compute([indicator], of: self, over: period).about(id, indicator)
    }
}
