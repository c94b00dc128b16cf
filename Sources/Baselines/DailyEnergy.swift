public import Activities
public import Calendars
internal import Quantities

/// What a meter counted on each local day, with the day's temperature and, where it is known, how occupied it was.
///
/// A day counts when intervals of energy cover at least 90 % of it (what is missing is then filled up in proportion,
/// and told in ``filledUp``), and temperatures at least half (the limit of CalTRACK 2.0 for a day's mean). Days at
/// a change of the clock have 23 or 25 hours and count as they are. Intervals of more than 25 hours, such as those of a
/// monthly bill, say nothing of a day.
public struct DailyEnergy: PeriodEnergy {
    public typealias Model = DailyModel

    public struct Day: EnergyPiece {
        public var date: CivilDate
        /// As which it is kept: that of the date, but for holidays.
        public var weekday: Weekday
        public var kilowattHours: Double
        /// The day's mean outdoor temperature.
        public var celsius: Double
        /// The day's mean, in any unit; `nil` where the series has none.
        public var occupancy: Double?

        /// - Parameter weekday: `nil`: that of the date.
        public init(
            _ date: CivilDate, kilowattHours: Double, celsius: Double, occupancy: Double? = nil,
            weekday: Weekday? = nil
        ) {
            (self.date, self.kilowattHours, self.celsius) = (date, kilowattHours, celsius)
            (self.occupancy, self.weekday) = (occupancy, weekday ?? date.weekday)
        }
    }

    public let dates: Dates
    /// In order; only those with all that is needed.
    public let days: [Day]
    /// The others, in order.
    public let leftOut: [LeftOut]
    /// Days of which up to a tenth was missing.
    public let filledUp: Int

    /// The least share of a day that its energy must cover.
    public static let leastEnergy = 0.9
    /// The least share of a day that its temperature and its occupancy must cover.
    public static let leastWeather = 0.5

    /// - Parameter days: in order, within the dates; the other days of these have no energy.
    public init(_ dates: Dates, days: [Day]) {
        let known = Set(days.map(\.date))
        (self.dates, self.days, filledUp) = (dates, days, 0)
        leftOut = (0..<dates.count).map { dates.from.adding(days: $0) }.filter { !known.contains($0) }
            .map { LeftOut($0, .noEnergy, coverage: 0) }
    }

    /// Sums metered intervals by the local day.
    ///
    /// - Parameter energy: a meter whose unit is kWh.
    /// - Parameter occupancy: `nil` where none was measured; else a day without it is left out.
    public init(
        _ energy: Series, temperature: Course, occupancy: Course? = nil, holidays: Holidays = .none,
        in zone: TimeZone, over dates: Dates
    ) {
        let slots = Slots(borders: (0...dates.count).map { zone.timestamp(of: dates.from.adding(days: $0)) })
        let used = slots.contents(
            energy.intervals.lazy.map { ($0.from, $0.to, $0.amount) }, longest: .hours(25), isAmount: true)
        let warm = slots.contents(
            temperature.intervals.lazy.map { ($0.from, $0.to, $0.value) }, longest: .hours(25), isAmount: false)
        let people = occupancy.map {
            slots.contents($0.intervals.lazy.map { ($0.from, $0.to, $0.value) }, longest: .hours(25), isAmount: false)
        }
        var (days, leftOut, filledUp): ([Day], [LeftOut], Int) = ([], [], 0)
        for index in used.indices {
            let date = dates.from.adding(days: index)
            guard used[index].coverage >= Self.leastEnergy else {
                leftOut.append(LeftOut(date, .noEnergy, coverage: used[index].coverage))
                continue
            }
            guard warm[index].coverage >= Self.leastWeather, let celsius = warm[index].mean else {
                leftOut.append(LeftOut(date, .noWeather, coverage: warm[index].coverage))
                continue
            }
            if let people, people[index].coverage < Self.leastWeather {
                leftOut.append(LeftOut(date, .noOccupancy, coverage: people[index].coverage))
                continue
            }
            if used[index].covered < used[index].length { filledUp += 1 }
            days.append(
                Day(
                    date, kilowattHours: used[index].sum / used[index].coverage, celsius: celsius,
                    occupancy: people.flatMap { $0[index].mean }, weekday: holidays.weekday(of: date)))
        }
        (self.dates, self.days, self.leftOut, self.filledUp) = (dates, days, leftOut, filledUp)
    }

    public static let piecesPerDay = 1
    public var pieces: [Day] { days }

    /// Days that count, as a share of all.
    public var coverage: Double { Double(days.count) / Double(dates.count) }
}
