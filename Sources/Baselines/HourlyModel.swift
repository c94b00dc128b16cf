internal import Calendars

/// What an hour's energy would have been, had nothing changed since the baseline: the time-of-week-and-temperature
/// model (Mathieu, Price, Kiliccote and Piette 2011, IEEE Trans. Smart Grid 2:507).
///
/// Each of the 168 hours of the week has a level of its own, and use follows the temperature piece by piece, straight
/// within each piece. Hours of the week in which the building is mostly busy follow it apart from the others. The
/// occupancy, where it is measured, adds in proportion.
public struct HourlyModel: EnergyModel {
    /// For each hour of the week whether it counts as busy.
    public let busy: [Bool]
    public let quietPart: Regime
    public let busyPart: Regime
    public let statistics: FitStatistics
    /// Of hours that were held back in blocks of four weeks; what to expect of hours to come.
    public let heldBack: FitStatistics
    /// The temperatures that the baseline had, °C.
    public let range: ClosedRange<Double>
    /// By how much each hour of the baseline lay above what was said of it while it was held back, kWh.
    let unseenErrors: [Double]

    /// What hours of one kind have in common.
    public struct Regime: Hashable, Sendable {
        /// Temperatures at which the slope may change, °C, ascending.
        public let edges: [Double]
        /// kWh/K of each piece, from the coldest; then, where it is measured, kWh per unit of occupancy.
        public let slopes: [Double]
        public let hasOccupancy: Bool
        /// By hour of the week; kWh at 0 °C and nobody in; zero for the other kind's hours.
        public let levels: [Double]

        /// kWh/K of each piece, from the coldest.
        public var temperatureSlopes: [Double] { hasOccupancy ? slopes.dropLast() : slopes }
        /// kWh per unit of occupancy; `nil` where none was measured, or nothing hangs on it.
        public var occupancySlope: Double? { hasOccupancy ? slopes.last : nil }

        func predict(_ hour: HourlyEnergy.Hour) -> Double {
            let columns = Regime.columns(hour, edges, hasOccupancy)
            return zip(columns, slopes).reduce(levels[hour.hourOfWeek]) { $0 + $1.0 * $1.1 }
        }

        static func columns(_ hour: HourlyEnergy.Hour, _ edges: [Double], _ hasOccupancy: Bool) -> [Double] {
            var columns: [Double] = []
            columns.reserveCapacity(edges.count + 2)
            var below: Double?
            for edge in edges {
                columns.append(below.map { max(0, min(hour.celsius, edge) - $0) } ?? min(hour.celsius, edge))
                below = edge
            }
            columns.append(below.map { max(0, hour.celsius - $0) } ?? hour.celsius)
            if hasOccupancy { columns.append(hour.occupancy ?? 0) }
            return columns
        }
    }

    /// - Throws: ``Refusal`` when an hour of the week has no data, or the temperatures cannot be told apart.
    public init(fitting hours: [HourlyEnergy.Hour]) throws(Refusal) {
        let busy = HourlyModel.busyHours(hours)
        let fit = try HourlyFit(hours, busy: busy)
        let used = hours.map(\.kilowattHours)
        let said = hours.map(fit.predict)
        let unseen = HourlyModel.heldBack(hours, busy) ?? said
        guard let lowest = hours.map(\.celsius).min(), let highest = hours.map(\.celsius).max(),
            let statistics = FitStatistics(used, said, parameters: fit.parameters),
            let heldBack = FitStatistics(used, unseen, parameters: 0)
        else { throw .indeterminate("its hours are not more than its parameters, or use nothing") }
        (self.busy, quietPart, busyPart) = (busy, fit.parts[0].regime, fit.parts[1].regime)
        (self.statistics, range) = (statistics, lowest...highest)
        self.heldBack = heldBack
        unseenErrors = zip(used, unseen).map { $0 - $1 }
    }

    public func predict(_ hours: [HourlyEnergy.Hour]) -> [Double] { hours.map(predict) }

    /// kWh of an hour.
    public func predict(_ hour: HourlyEnergy.Hour) -> Double {
        (busy[hour.hourOfWeek] ? busyPart : quietPart).predict(hour)
    }

    /// Hours of the week that use more than their temperature explains, in at least 65 % of the weeks (the limit of
    /// CalTRACK 3): straight lines below 50 °F and above 65 °F are what the temperature explains.
    private static func busyHours(_ hours: [HourlyEnergy.Hour]) -> [Bool] {
        let columns = [
            [Double](repeating: 1, count: hours.count), hours.map { max(0, 10 - $0.celsius) },
            hours.map { max(0, $0.celsius - 18.333) },
        ]
        let used = hours.map(\.kilowattHours)
        let usable = columns.filter { column in column.contains { $0 != 0 } }
        let solution = (try? LeastSquares.solve(usable, [used])[0]) ?? []
        var (over, all) = ([Int](repeating: 0, count: 168), [Int](repeating: 0, count: 168))
        for (index, hour) in hours.enumerated() {
            let said = zip(usable, solution).reduce(0) { $0 + $1.0[index] * $1.1 }
            all[hour.hourOfWeek] += 1
            if used[index] > said { over[hour.hourOfWeek] += 1 }
        }
        return (0..<168).map { all[$0] > 0 && Double(over[$0]) >= 0.65 * Double(all[$0]) }
    }

    private static func heldBack(_ hours: [HourlyEnergy.Hour], _ busy: [Bool]) -> [Double]? {
        guard let first = hours.first?.date.daysSinceEpoch else { return nil }
        let fold = hours.map { ($0.date.daysSinceEpoch - first) / FormChoice.blockDays % FormChoice.folds }
        var predicted = [Double](repeating: 0, count: hours.count)
        for held in 0..<FormChoice.folds {
            let seen = hours.indices.filter { fold[$0] != held }.map { hours[$0] }
            guard let fit = try? HourlyFit(seen, busy: busy) else { return nil }
            for index in hours.indices where fold[index] == held { predicted[index] = fit.predict(hours[index]) }
        }
        return predicted
    }
}
