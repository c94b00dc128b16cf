internal import Calendars

/// The least squares of an hourly model.
///
/// The 168 levels are taken out first: what is left of every column, less its mean in each hour of the week, is solved
/// for the slopes alone (Frisch and Waugh 1933), which gives the same answer as all 180 unknowns at once.
struct HourlyFit {
    struct Part {
        let regime: HourlyModel.Regime
        /// Mean columns by hour of the week.
        let means: [[Double]]
        /// How many hours there were of each hour of the week.
        let counts: [Int]
        /// Products of what is left of the columns.
        let gram: Cholesky?
    }

    /// Quiet hours, then busy ones.
    let parts: [Part]
    let busy: [Bool]

    /// 30, 45, 55, 65, 75, 90 °F in °C, the pieces that CalTRACK 3 proposes.
    static let edges = [-1.1, 7.2, 12.8, 18.3, 23.9, 32.2]
    /// A piece with fewer hours joins its neighbour (CalTRACK 3).
    static let fewestHours = 20

    init(_ hours: [HourlyEnergy.Hour], busy: [Bool]) throws(Refusal) {
        self.busy = busy
        var seen = [Bool](repeating: false, count: 168)
        for hour in hours { seen[hour.hourOfWeek] = true }
        if let unseen = seen.firstIndex(of: false) {
            throw .indeterminate("there is no data of weekday \(unseen / 24 + 1), \(unseen % 24):00")
        }
        var parts: [Part] = []
        for isBusy in [false, true] {
            parts.append(try HourlyFit.part(hours.filter { busy[$0.hourOfWeek] == isBusy }))
        }
        self.parts = parts
    }

    var parameters: Int { 168 + parts.reduce(0) { $0 + $1.regime.slopes.count } }

    func predict(_ hour: HourlyEnergy.Hour) -> Double { parts[busy[hour.hourOfWeek] ? 1 : 0].regime.predict(hour) }

    /// How much a kWh of each hour adds to the model's sum over other hours: that sum is linear in the energy.
    func weights(_ hours: [HourlyEnergy.Hour], of later: [HourlyEnergy.Hour]) -> [Double] {
        var sums = [[Double]](repeating: [], count: 2)
        var counts = [Double](repeating: 0, count: 168)
        for index in 0...1 { sums[index] = [Double](repeating: 0, count: parts[index].regime.slopes.count) }
        for hour in later {
            let index = busy[hour.hourOfWeek] ? 1 : 0
            let regime = parts[index].regime
            counts[hour.hourOfWeek] += 1
            let columns = HourlyModel.Regime.columns(hour, regime.edges, regime.hasOccupancy)
            for (place, value) in columns.enumerated() where place < sums[index].count {
                sums[index][place] += value - parts[index].means[hour.hourOfWeek][place]
            }
        }
        let slopes = (0...1).map { parts[$0].gram?.solve(sums[$0]) ?? [] }
        return hours.map { hour in
            let part = parts[busy[hour.hourOfWeek] ? 1 : 0]
            let columns = HourlyModel.Regime.columns(hour, part.regime.edges, part.regime.hasOccupancy)
            var weight = counts[hour.hourOfWeek] / Double(max(1, part.counts[hour.hourOfWeek]))
            for (place, slope) in slopes[busy[hour.hourOfWeek] ? 1 : 0].enumerated() {
                weight += slope * (columns[place] - part.means[hour.hourOfWeek][place])
            }
            return weight
        }
    }

    private static func part(_ hours: [HourlyEnergy.Hour]) throws(Refusal) -> Part {
        let hasOccupancy =
            !hours.isEmpty && hours.allSatisfy { $0.occupancy != nil }
            && Set(hours.lazy.map(\.occupancy)).count > 1
        let edges = pieces(hours)
        let width = edges.count + 1 + (hasOccupancy ? 1 : 0)
        let rows = hours.map { HourlyModel.Regime.columns($0, edges, hasOccupancy) }
        var counts = [Int](repeating: 0, count: 168)
        var (means, level) = (
            [[Double]](repeating: [Double](repeating: 0, count: width), count: 168), [Double](repeating: 0, count: 168)
        )
        for (hour, row) in zip(hours, rows) {
            counts[hour.hourOfWeek] += 1
            level[hour.hourOfWeek] += hour.kilowattHours
            for place in 0..<width { means[hour.hourOfWeek][place] += row[place] }
        }
        for index in 0..<168 where counts[index] > 0 {
            level[index] /= Double(counts[index])
            for place in 0..<width { means[index][place] /= Double(counts[index]) }
        }
        guard !hours.isEmpty, Set(hours.lazy.map(\.celsius)).count > 1 else {
            let regime = HourlyModel.Regime(edges: [], slopes: [], hasOccupancy: false, levels: level)
            return Part(regime: regime, means: means, counts: counts, gram: nil)
        }
        let columns = (0..<width).map { place in
            zip(hours, rows).map { $1[place] - means[$0.hourOfWeek][place] }
        }
        let slopes: [Double]
        do throws(LeastSquares.Deficient) {
            slopes = try LeastSquares.solve(columns, [hours.map { $0.kilowattHours - level[$0.hourOfWeek] }])[0]
        } catch {
            throw .indeterminate("its temperatures are too few to tell \(width) slopes apart (rank \(error.rank))")
        }
        for index in 0..<168 where counts[index] > 0 {
            level[index] -= zip(means[index], slopes).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let regime = HourlyModel.Regime(edges: edges, slopes: slopes, hasOccupancy: hasOccupancy, levels: level)
        let gram = columns.flatMap { a in columns.map { dot(a, $0) } }
        return Part(regime: regime, means: means, counts: counts, gram: Cholesky(gram, size: width))
    }

    /// The edges that leave enough hours on both sides, up to the next edge.
    private static func pieces(_ hours: [HourlyEnergy.Hour]) -> [Double] {
        var (kept, start): ([Double], Double) = ([], -.infinity)
        for edge in edges {
            let below = hours.reduce(0) { $0 + ($1.celsius > start && $1.celsius <= edge ? 1 : 0) }
            let above = hours.reduce(0) { $0 + ($1.celsius > edge ? 1 : 0) }
            guard below >= fewestHours, above >= fewestHours else { continue }
            kept.append(edge)
            start = edge
        }
        return kept
    }
}
