public import Activities
public import Calendars
public import Quantities

/// What a meter counted in each hour, with its temperature and, where it is known, how occupied the building was.
///
/// Hours run from local midnight on, so that a day at a change of the clock has 23 or 25 of them. An hour counts when
/// energy covers at least 90 % of it and temperatures at least half; what is missing of its energy is filled up in
/// proportion, and told in ``filledUp``. Intervals of energy longer than an hour, and of temperature longer than three,
/// say nothing of an hour.
public struct HourlyEnergy: PeriodEnergy {
    public typealias Model = HourlyModel

    public struct Hour: EnergyPiece {
        public var start: Timestamp
        /// Of the place.
        public var date: CivilDate
        /// As which its day is kept: that of the date, but for holidays.
        public var weekday: Weekday
        /// On the place's clock, 0 to 23.
        public var hourOfDay: Int
        public var kilowattHours: Double
        public var celsius: Double
        /// The hour's mean, in any unit; `nil` where the series has none.
        public var occupancy: Double?

        /// - Parameter weekday: `nil`: that of the date.
        public init(
            _ start: Timestamp, date: CivilDate, hourOfDay: Int, kilowattHours: Double, celsius: Double,
            occupancy: Double? = nil, weekday: Weekday? = nil
        ) {
            (self.start, self.date, self.hourOfDay) = (start, date, hourOfDay)
            (self.kilowattHours, self.celsius, self.occupancy) = (kilowattHours, celsius, occupancy)
            self.weekday = weekday ?? date.weekday
        }

        /// 0 on Monday from 00:00, to 167.
        public var hourOfWeek: Int { (weekday.rawValue - 1) * 24 + hourOfDay }
    }

    public let dates: Dates
    /// In order; only those with all that is needed.
    public let hours: [Hour]
    /// The others, by day and reason.
    public let leftOut: [LeftOut]
    /// How many hours the dates have.
    public let calendarHours: Int
    /// Hours of which up to a tenth was missing.
    public let filledUp: Int

    /// - Parameter energy: a meter whose unit is kWh, with intervals of at most an hour.
    /// - Parameter occupancy: `nil` where none was measured; else an hour without it is left out.
    public init(
        _ energy: Series, temperature: Course, occupancy: Course? = nil, holidays: Holidays = .none,
        in zone: TimeZone, over dates: Dates
    ) {
        var borders = [zone.timestamp(of: dates.from)]
        for day in 1...dates.count {
            let end = zone.timestamp(of: dates.from.adding(days: day))
            while let last = borders.last, last < end { borders.append(min(last + .hours(1), end)) }
        }
        let slots = Slots(borders: borders)
        let used = slots.contents(
            energy.intervals.lazy.map { ($0.from, $0.to, $0.amount) }, longest: .hours(1), isAmount: true)
        let warm = slots.contents(
            temperature.intervals.lazy.map { ($0.from, $0.to, $0.value) }, longest: .hours(3), isAmount: false)
        let people = occupancy.map {
            slots.contents($0.intervals.lazy.map { ($0.from, $0.to, $0.value) }, longest: .hours(3), isAmount: false)
        }
        var (hours, filledUp): ([Hour], Int) = ([], 0)
        hours.reserveCapacity(used.count)
        var missing: [(date: CivilDate, reason: LeftOut.Reason, hours: Int, coverage: Double)] = []
        for index in used.indices {
            let (date, time) = zone.civil(of: borders[index])
            let lack: (LeftOut.Reason, Double)? =
                if used[index].coverage < DailyEnergy.leastEnergy {
                    (.noEnergy, used[index].coverage)
                } else if warm[index].coverage < DailyEnergy.leastWeather {
                    (.noWeather, warm[index].coverage)
                } else if let people, people[index].coverage < DailyEnergy.leastWeather {
                    (.noOccupancy, people[index].coverage)
                } else {
                    nil
                }
            if let (reason, coverage) = lack {
                if let last = missing.last, last.date == date, last.reason == reason {
                    missing[missing.count - 1].hours += 1
                    missing[missing.count - 1].coverage += coverage
                } else {
                    missing.append((date, reason, 1, coverage))
                }
                continue
            }
            if used[index].covered < used[index].length { filledUp += 1 }
            hours.append(
                Hour(
                    borders[index], date: date, hourOfDay: time.hour,
                    kilowattHours: used[index].sum / used[index].coverage, celsius: warm[index].mean ?? 0,
                    occupancy: people.flatMap { $0[index].mean }, weekday: holidays.weekday(of: date)))
        }
        (self.dates, self.hours, calendarHours, self.filledUp) = (dates, hours, used.count, filledUp)
        leftOut = missing.map { LeftOut($0.date, hours: $0.hours, $0.reason, coverage: $0.coverage / Double($0.hours)) }
    }

    /// Hours that count, as a share of all.
    public var coverage: Double { calendarHours > 0 ? Double(hours.count) / Double(calendarHours) : 0 }

    public static let piecesPerDay = 24
    public var pieces: [Hour] { hours }
}
