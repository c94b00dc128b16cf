internal import Calendars
internal import Glibc

/// Gives the days of a period the luck of a baseline's days.
///
/// A block bootstrap of what each day has beyond the days before it, which then gets back what those days give it
/// (post-blackening: Davison and Hinkley 1997, 8.2.2), so that what hangs together longer than a block is not torn.
/// Blocks keep their days of the week. What they bring is measured in the scatter of their own season and takes on that
/// of the season it comes to, so that a building that scatters more in winter goes on doing so (residuals brought to
/// one scale before they are drawn: ibid. 6.2 and 8.2).
struct Luck {
    /// Of the blocks, days.
    let block: BlockLength
    let memory: Memory
    /// Since 1970, of the baseline's first day.
    private let first: Int
    /// By day since the first one: that day, or the next one that there is.
    private let known: [Int]
    /// Root mean square of the errors around each day, by day since the first one.
    private let scatter: [Double]
    /// Innovations in that measure, `width` for each day since the first one.
    private let fresh: [Double]
    /// Values for each day.
    private let width: Int

    /// The days around a day whose scatter is its own.
    private static let around = 45
    /// Days before a period that are drawn too, until the start is forgotten.
    private static let before = 90

    /// - Parameter days: of the baseline, ascending, at least one.
    /// - Parameter errors: `width` for each of these days, such as one for each hour.
    init(_ days: [CivilDate], _ errors: [Double], width: Int = 1) {
        let numbers = days.map(\.daysSinceEpoch)
        let first = numbers[0]
        let span = numbers[numbers.count - 1] - first + 1
        var rows = [[Double]?](repeating: nil, count: span)
        var known: [Int] = []
        for (place, number) in numbers.enumerated() {
            rows[number - first] = Array(errors[place * width..<(place + 1) * width])
            while known.count <= number - first { known.append(number - first) }
        }
        let memory = Memory(rows.map { $0?.reduce(0, +) })
        let columns = (0..<width).map { column in memory.innovations(rows.map { $0?[column] }) }
        let sums = rows.indices.map { day in
            rows[day] == nil ? nil : columns.reduce(0) { $0 + ($1[day] ?? 0) }
        }
        let scatter = Self.scatter(sums.compactMap { $0 })
        var around = [Double](repeating: 0, count: span)
        for (place, number) in numbers.enumerated() { around[number - first] = scatter[place] }
        for day in around.indices { around[day] = around[known[day]] }
        (self.first, self.known, self.memory, self.width) = (first, known, memory, width)
        self.scatter = around
        fresh = (0..<span).flatMap { day in columns.map { ($0[day] ?? 0) / around[day] } }
        block = BlockLength(zip(sums, around).compactMap { sum, around in sum.map { $0 / around } })
    }

    /// - Parameter targets: days since 1970, ascending, at least one.
    /// - Parameter coefficients: of the days before, see ``Memory``.
    /// - Returns: `width` values for each of them.
    func draw(_ targets: [Int], _ coefficients: [Double], using random: inout Draws) -> [Double] {
        let start = targets[0] - (coefficients.isEmpty ? 0 : Self.before)
        let end = targets[targets.count - 1]
        var path = [Double](repeating: 0, count: (end - start + 1) * width)
        // A first block that is cut short, so that no border falls on the same day each time.
        var left = 1 + random.below(block.days)
        var source = place(start + 7 * random.below(known.count))
        for day in 0...end - start {
            if left == 0 {
                left = block.days
                source = place(start + day + 7 * random.below(known.count))
            }
            let scale = scatter[place(start + day)]
            for column in 0..<width { path[day * width + column] = fresh[source * width + column] * scale }
            for (back, weight) in coefficients.enumerated() where back < day {
                for column in 0..<width {
                    path[day * width + column] += weight * path[(day - 1 - back) * width + column]
                }
            }
            source = known[(source + 1) % known.count]
            left -= 1
        }
        var drawn: [Double] = []
        drawn.reserveCapacity(targets.count * width)
        for target in targets { drawn += path[(target - start) * width..<(target - start + 1) * width] }
        return drawn
    }

    /// The baseline's day of the same day of the week, whole years of weeks away where it must be.
    private func place(_ day: Int) -> Int {
        let span = known.count
        let round = span >= 364 ? 364 : max(7, span / 7 * 7)
        let offset = ((day - first) % round + round) % round
        return known[min(offset, span - 1)]
    }

    /// Root mean square around each, drawn to that of all by as much as chance alone makes them differ.
    private static func scatter(_ values: [Double]) -> [Double] {
        let count = values.count
        let squares = values.map { $0 * $0 }
        let whole = max(squares.reduce(0, +) / Double(count), .leastNormalMagnitude)
        let near = min(around, (count - 1) / 2)
        let width = Double(2 * near + 1)
        // Goes round at the ends: the year's last days resemble its first.
        let local = (0..<count).map { place in
            (-near...near).reduce(0) { $0 + squares[((place + $1) % count + count) % count] } / width
        }
        let differences = local.reduce(0) { $0 + ($1 - whole) * ($1 - whole) } / Double(count)
        let chance = squares.reduce(0) { $0 + ($1 - whole) * ($1 - whole) } / Double(count) / width
        // A tenth of the whole at least, so that nothing is divided by next to nothing.
        let own = differences > chance ? min(0.9, 1 - chance / differences) : 0
        return local.map { (own * $0 + (1 - own) * whole).squareRoot() }
    }
}

/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood 2014).
struct Draws {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0 to one less than `bound`, which is above zero; the unevenness (bound / 2⁶⁴) is beyond notice.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// Mean 0, variance 1 (Box and Muller 1958).
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - share())).squareRoot()
        return radius * cos(2 * Double.pi * share())
    }

    /// At least 0 and less than 1.
    private mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
