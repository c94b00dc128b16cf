/// Finds the change points at which a daily model leaves the least squares, among given knots.
///
/// All that does not hang on the energy is worked out once, so that the same days can be searched again with other
/// energies, as a bootstrap does. The columns that hang on no knot are projected out of the others first (Frisch and
/// Waugh 1933), so that each pair of knots asks for a system of one to four unknowns only.
struct KnotSearch {
    /// What was found.
    struct Found {
        /// Heating first, then cooling; as many as the shape has.
        var knots: [Double]
        /// Of columns that hang on no knot.
        var fixed: [Double]
        /// By side (heating, cooling), then usual days and, where slopes are split, quiet days; kWh/K.
        var slopes: [Double]
    }

    let knots: [Double]
    private let parts: Int
    private let rows: Int
    private let fixed: [[Double]]
    private let inverse: Cholesky
    /// Hinges by knot, side and part, less what the fixed columns can say; one after the other.
    private var hinges: [Double] = []
    /// What the fixed columns say of each hinge.
    private var loads: [[Double]] = []
    /// Products of the hinges that some shape needs; NaN elsewhere.
    private var gram: [Double] = []
    private let pairs: [DailyForm.Shape: [Pair]]
    private var columns: Int { knots.count * 2 * parts }

    /// - Parameter celsius: of each day; quiet: 1 on quiet days, used where slopes are split.
    /// - Returns: `nil` when the fixed columns depend on each other.
    init?(fixed: [[Double]], celsius: [Double], quiet: [Double]?, knots: [Double], shapes: [DailyForm.Shape]) {
        (self.fixed, self.knots, parts, rows) = (fixed, knots, quiet == nil ? 1 : 2, celsius.count)
        var matrix: [Double] = []
        for a in fixed { for b in fixed { matrix.append(dot(a, b)) } }
        guard let inverse = Cholesky(matrix, size: fixed.count) else { return nil }
        self.inverse = inverse
        let parts = parts
        pairs = shapes.reduce(into: [:]) { $0[$1] = Self.pairs($1, knots: knots.indices, parts: parts) }
        hinges.reserveCapacity(columns * rows)
        for knot in knots {
            for isHeating in [true, false] {
                for part in 0..<parts {
                    var hinge = celsius.map { DailyTerms.hinge($0, knot, isHeating: isHeating) }
                    if let quiet {
                        for row in hinge.indices where (quiet[row] == 1) != (part == 1) { hinge[row] = 0 }
                    }
                    let load = inverse.solve(fixed.map { dot($0, hinge) })
                    for (column, weight) in zip(fixed, load) {
                        for row in hinge.indices { hinge[row] -= weight * column[row] }
                    }
                    loads.append(load)
                    hinges += hinge
                }
            }
        }
        gram = [Double](repeating: .nan, count: columns * columns)
        let needed = pairs.values.joined().map(\.columns)
        hinges.withUnsafeBufferPointer { all in
            for chosen in needed {
                for a in chosen {
                    for b in chosen where b >= a && gram[a * columns + b].isNaN {
                        gram[a * columns + b] = dot(
                            UnsafeBufferPointer(rebasing: all[a * rows..<(a + 1) * rows]),
                            UnsafeBufferPointer(rebasing: all[b * rows..<(b + 1) * rows]))
                        gram[b * columns + a] = gram[a * columns + b]
                    }
                }
            }
        }
    }

    /// The best of each shape; a shape is missing where no knots fit it.
    func best(_ energy: [Double]) -> [DailyForm.Shape: Found] {
        let base = inverse.solve(fixed.map { dot($0, energy) })
        let sides: [Double] = hinges.withUnsafeBufferPointer { all in
            energy.withUnsafeBufferPointer { energy in
                (0..<columns).map { dot(UnsafeBufferPointer(rebasing: all[$0 * rows..<($0 + 1) * rows]), energy) }
            }
        }
        var found: [DailyForm.Shape: Found] = [:]
        for shape in pairs.keys {
            if shape == .none {
                found[shape] = Found(knots: [], fixed: base, slopes: [])
                continue
            }
            guard let (pair, slopes) = steepest(shape, sides) else { continue }
            let said = base.indices.map { index in
                base[index] - zip(pair.columns, slopes).reduce(0) { $0 + $1.1 * loads[$1.0][index] }
            }
            found[shape] = Found(knots: pair.knots.map { knots[$0] }, fixed: said, slopes: slopes)
        }
        return found
    }

    /// The knots that bring the sum of squares down most, and the slopes there; `nil` where none is allowed.
    private func steepest(_ shape: DailyForm.Shape, _ sides: [Double]) -> (Pair, [Double])? {
        var (most, best): (Double, (Pair, [Double])?) = (0, nil)
        for pair in pairs[shape] ?? [] {
            let chosen = pair.columns
            switch chosen.count {
            case 1:
                let (square, side) = (gram[chosen[0] * columns + chosen[0]], sides[chosen[0]])
                guard square > 1e-9, side >= 0, side * side / square > most else { continue }
                (most, best) = (side * side / square, (pair, [side / square]))
            case 2:
                let (a, b) = (chosen[0], chosen[1])
                let (aa, ab, bb) = (gram[a * columns + a], gram[a * columns + b], gram[b * columns + b])
                let determinant = aa * bb - ab * ab
                guard determinant > 1e-9 * aa * bb, aa > 1e-9, bb > 1e-9 else { continue }
                let first = (bb * sides[a] - ab * sides[b]) / determinant
                let second = (aa * sides[b] - ab * sides[a]) / determinant
                let gain = first * sides[a] + second * sides[b]
                guard gain > most, shape == .vee || (first >= 0 && second >= 0) else { continue }
                (most, best) = (gain, (pair, [first, second]))
            default:
                let matrix = chosen.flatMap { a in chosen.map { gram[a * columns + $0] } }
                guard let slopes = Cholesky(matrix, size: chosen.count)?.solve(chosen.map { sides[$0] }) else {
                    continue
                }
                let gain = zip(slopes, chosen).reduce(0) { $0 + $1.0 * sides[$1.1] }
                guard gain > most, shape == .vee || slopes.allSatisfy({ $0 >= 0 }) else { continue }
                (most, best) = (gain, (pair, slopes))
            }
        }
        return best
    }

    private static func pairs(_ shape: DailyForm.Shape, knots: Range<Int>, parts: Int) -> [Pair] {
        func columns(_ knot: Int, isHeating: Bool) -> [Int] {
            (0..<parts).map { (knot * 2 + (isHeating ? 0 : 1)) * parts + $0 }
        }
        switch shape {
        case .none: return []
        case .heating: return knots.map { Pair(knots: [$0], columns: columns($0, isHeating: true)) }
        case .cooling: return knots.map { Pair(knots: [$0], columns: columns($0, isHeating: false)) }
        case .vee:
            return knots.map {
                Pair(knots: [$0], columns: columns($0, isHeating: true) + columns($0, isHeating: false))
            }
        case .both:
            return knots.flatMap { low in
                (low..<knots.upperBound).map {
                    Pair(knots: [low, $0], columns: columns(low, isHeating: true) + columns($0, isHeating: false))
                }
            }
        }
    }

    /// Indices of one or two knots, and of the hinges there.
    private struct Pair {
        let knots: [Int]
        let columns: [Int]
    }
}
