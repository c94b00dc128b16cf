internal import Calendars

/// Gives the days of a period the luck of a baseline's days.
///
/// Blocks of consecutive days stay together and keep their days of the week. What they bring is measured in the scatter
/// of their own season and takes on that of the season it comes to, so that a building that scatters more in winter
/// goes on doing so (residuals brought to one scale before they are drawn: Davison and Hinkley 1997, 6.2 and 8.2).
struct Luck {
    /// Days since 1970 of the baseline's days, ascending.
    private let days: [Int]
    /// By day since the first one: the index of that day, or of the next one that there is.
    private let index: [Int]
    private let length: Int
    /// Root mean square of the residuals around each day.
    private let scatter: [Double]

    /// The days around a day whose scatter is its own.
    private static let around = 45

    /// - Parameter days: of the baseline, ascending, at least one.
    /// - Parameter residuals: of these days.
    /// - Parameter length: of a block, days.
    init(_ days: [CivilDate], _ residuals: [Double], length: Int) {
        self.days = days.map(\.daysSinceEpoch)
        self.length = max(1, length)
        let first = self.days[0]
        var index: [Int] = []
        for (place, day) in self.days.enumerated() {
            while index.count <= day - first { index.append(place) }
        }
        self.index = index
        let count = days.count
        let whole = max(residuals.reduce(0) { $0 + $1 * $1 } / Double(count), .leastNormalMagnitude)
        let near = min(Self.around, (count - 1) / 2)
        scatter = (0..<count).map { place in
            // Goes round at the ends: the year's last days resemble its first.
            let squares = (-near...near).reduce(0) { sum, offset in
                let residual = residuals[((place + offset) % count + count) % count]
                return sum + residual * residual
            }
            // A tenth of the whole, so that nothing is divided by next to nothing.
            return (0.9 * squares / Double(2 * near + 1) + 0.1 * whole).squareRoot()
        }
    }

    /// - Parameter targets: days since 1970, ascending.
    /// - Returns: for each of them the baseline's day that it has its luck of, and what that is to be multiplied by.
    func draw(_ targets: [Int], using random: inout Draws) -> [(day: Int, factor: Double)] {
        var drawn: [(day: Int, factor: Double)] = []
        drawn.reserveCapacity(targets.count)
        // A first block that is cut short, so that no border falls on the same day each time.
        var left = 1 + random.below(length)
        var source = 0
        for target in targets {
            if drawn.isEmpty || left == 0 {
                if left == 0 { left = length }
                source = place(target + 7 * random.below(index.count))
            } else {
                source = (source + 1) % days.count
            }
            drawn.append((source, scatter[place(target)] / scatter[source]))
            left -= 1
        }
        return drawn
    }

    /// The baseline's day of the same day of the week, whole years of weeks away where it must be.
    private func place(_ day: Int) -> Int {
        let span = index.count
        let round = span >= 364 ? 364 : max(7, span / 7 * 7)
        let offset = ((day - days[0]) % round + round) % round
        return index[min(offset, span - 1)]
    }
}

/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood 2014).
struct Draws {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0 to one less than `bound`, which is above zero; the unevenness (bound / 2⁶⁴) is beyond notice.
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)).multipliedFullWidth(by: UInt64(bound)).high)
    }
}
