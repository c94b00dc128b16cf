public import Astronomy
public import Quantities

/// The hourly weather of a place over one year that is typical of many: 365 days, whatever the calendar.
///
/// Typical years are put together from months of several years, so they have no year of their own: every calendar
/// year lives through the same one, and on 29 February the 28th comes again.
public struct TypicalYear: Hashable, Sendable {
    /// One hour, by the local standard time: means over it.
    public struct Hour: Hashable, Sendable {
        /// Irradiance of a level plane by sun and sky, W/m².
        public var globalHorizontal: Double
        /// Irradiance of a plane that faces the sun, by the sun alone, W/m².
        public var directNormal: Double
        /// Irradiance of a level plane by the sky alone, W/m².
        public var diffuseHorizontal: Double
        /// °C.
        public var dryBulb: Double
        /// °C; it tells how much water is in the air.
        public var dewPoint: Double

        public init(
            globalHorizontal: Double, directNormal: Double, diffuseHorizontal: Double, dryBulb: Double, dewPoint: Double
        ) {
            (self.globalHorizontal, self.directNormal) = (globalHorizontal, directNormal)
            (self.diffuseHorizontal, self.dryBulb, self.dewPoint) = (diffuseHorizontal, dryBulb, dewPoint)
        }
    }

    /// What the file calls it.
    public let name: String
    public let place: Place
    /// Of the local standard time; no daylight saving.
    public let utcOffset: Duration
    /// Above the sea, m; `nil`: not said.
    public let elevation: Double?
    /// 8760, the first from 0 to 1 h on 1 January.
    public let hours: [Hour]

    /// - Returns: `nil` unless there are 8760 hours, none with an irradiance below zero or with a value that is not
    ///   finite, and the offset is within 14 h of UTC.
    public init?(name: String, place: Place, utcOffset: Duration, elevation: Double? = nil, hours: [Hour]) {
        guard hours.count == TypicalYear.length, .hours(-14) <= utcOffset, utcOffset <= .hours(14) else { return nil }
        for hour in hours {
            let light = [hour.globalHorizontal, hour.directNormal, hour.diffuseHorizontal]
            guard light.allSatisfy({ $0.isFinite && $0 >= 0 }), hour.dryBulb.isFinite, hour.dewPoint.isFinite else {
                return nil
            }
        }
        (self.name, self.place, self.utcOffset, self.elevation, self.hours) = (name, place, utcOffset, elevation, hours)
    }

    public static let length = 8_760

    /// Which of the hours a moment lies in, and when that hour began.
    public func hour(at time: Timestamp) -> (number: Int, start: Timestamp) {
        let local = time.milliseconds + utcOffset.milliseconds
        let count = local.quotient(by: 3_600_000)
        let day = count.quotient(by: 24)
        let number = 24 * TypicalYear.day(ofYearWithDay: day) + Int(count - 24 * day)
        return (number, Timestamp(milliseconds: count * 3_600_000 - utcOffset.milliseconds))
    }

    /// 0 to 364, from days since 1970-01-01.
    private static func day(ofYearWithDay day: Int64) -> Int {
        // Days since 2000-03-01 are cut into eras of 400 years, and those into years that begin in March.
        let days = day - 11_017
        let ofEra = days - 146_097 * days.quotient(by: 146_097)
        let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let fromMarch = ofEra - (365 * year + year / 4 - year / 100)
        // The 366th from 1 March on is 29 February.
        return fromMarch >= 306 ? min(58, Int(fromMarch) - 306) : Int(fromMarch) + 59
    }
}

extension Int64 {
    /// Rounded down.
    fileprivate func quotient(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
