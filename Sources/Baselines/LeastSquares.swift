internal import CLAPACK

/// The coefficients that bring a sum of columns closest to a target, by LAPACK's `dgelsy`: a QR decomposition with
/// pivoting, which tells how many of the columns say something of their own.
enum LeastSquares {
    /// Columns of which some are sums of others, or nothing at all: no coefficients would be theirs alone.
    struct Deficient: Error, Hashable {
        let rank: Int
        let columns: Int
    }

    /// Coefficients for each target, one per column.
    ///
    /// Columns are brought to the same length first, so that what counts as dependent (1e-10 of the largest) does not
    /// hang on their units.
    ///
    /// - Parameter columns: all of one length, and so the targets; at least one.
    /// - Throws: ``Deficient`` too when there are fewer rows than columns, or a value is not finite.
    static func solve(_ columns: [[Double]], _ targets: [[Double]]) throws(Deficient) -> [[Double]] {
        let (count, rows) = (columns.count, columns.first?.count ?? 0)
        guard count > 0, rows >= count else { throw Deficient(rank: rows, columns: count) }
        var lengths: [Double] = []
        var matrix: [Double] = []
        matrix.reserveCapacity(rows * count)
        for column in columns {
            precondition(column.count == rows, "columns differ in length")
            let length = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0, length.isFinite else { throw Deficient(rank: lengths.count, columns: count) }
            lengths.append(length)
            for value in column { matrix.append(value / length) }
        }
        var sides: [Double] = []
        sides.reserveCapacity(rows * targets.count)
        for target in targets {
            precondition(target.count == rows, "a target differs in length")
            sides += target
        }
        guard sides.allSatisfy(\.isFinite) else { throw Deficient(rank: 0, columns: count) }
        var pivots = [Int32](repeating: 0, count: count)
        var rank: Int32 = 0
        let status = LAPACKE_dgelsy(
            LAPACK_COL_MAJOR, Int32(rows), Int32(count), Int32(targets.count), &matrix, Int32(rows),
            &sides, Int32(rows), &pivots, 1e-10, &rank)
        guard status == 0, Int(rank) == count else { throw Deficient(rank: Int(rank), columns: count) }
        return targets.indices.map { index in
            (0..<count).map { sides[index * rows + $0] / lengths[$0] }
        }
    }
}
