/// A small symmetric positive definite system, factored once and solved often (no LAPACK call is worth its overhead
/// for two to fifteen unknowns, a million times).
struct Cholesky {
    let size: Int
    /// Lower triangle, row by row.
    private var factor: [Double]

    /// - Parameter matrix: row by row; only the lower triangle is read.
    /// - Returns: `nil` unless it is positive definite by a margin: columns that depend on each other are not.
    init?(_ matrix: [Double], size: Int) {
        (self.size, factor) = (size, matrix)
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row * size + column]
                for inner in 0..<column { sum -= factor[row * size + inner] * factor[column * size + inner] }
                if row == column {
                    guard sum > 1e-9 * matrix[row * size + row] else { return nil }
                    factor[row * size + row] = sum.squareRoot()
                } else {
                    factor[row * size + column] = sum / factor[column * size + column]
                }
            }
        }
    }

    func solve(_ side: [Double]) -> [Double] {
        var solution = side
        for row in 0..<size {
            for inner in 0..<row { solution[row] -= factor[row * size + inner] * solution[inner] }
            solution[row] /= factor[row * size + row]
        }
        return solveUpper(solution)
    }

    /// The second half of ``solve(_:)``: of independent numbers of variance 1 it makes some whose covariance is the
    /// inverse of the matrix.
    func solveUpper(_ side: [Double]) -> [Double] {
        var solution = side
        for row in (0..<size).reversed() {
            for inner in row + 1..<max(size, row + 1) { solution[row] -= factor[inner * size + row] * solution[inner] }
            solution[row] /= factor[row * size + row]
        }
        return solution
    }
}

/// The sum of products.
func dot(_ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>) -> Double {
    var sums = SIMD4<Double>.zero
    var index = 0
    while index + 4 <= a.count {
        let left = SIMD4<Double>(a[index], a[index + 1], a[index + 2], a[index + 3])
        let right = SIMD4<Double>(b[index], b[index + 1], b[index + 2], b[index + 3])
        sums += left * right
        index += 4
    }
    var sum = sums.sum()
    while index < a.count {
        sum += a[index] * b[index]
        index += 1
    }
    return sum
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { dot(a, $0) } }
}
