import Testing

@testable import Baselines

struct LeastSquaresTests {
    @Test func `finds the coefficients of a sum of columns`() throws {
        let ones = [1.0, 1, 1, 1]
        let steps = [0.0, 1, 2, 3]
        let found = try LeastSquares.solve([ones, steps], [[5, 7, 9, 11], [1, 1, 1, 1]])
        #expect(abs(found[0][0] - 5) < 1e-12 && abs(found[0][1] - 2) < 1e-12)
        #expect(abs(found[1][0] - 1) < 1e-12 && abs(found[1][1]) < 1e-12)
    }

    @Test func `does not mind units a trillion apart`() throws {
        let found = try LeastSquares.solve([[1e-6, 1e-6, 1e-6], [0, 1e6, 2e6]], [[1, 2, 3]])
        #expect(abs(found[0][0] * 1e-6 - 1) < 1e-9 && abs(found[0][1] * 1e6 - 1) < 1e-9)
    }

    @Test func `refuses columns that say the same, with their rank`() {
        #expect(throws: LeastSquares.Deficient(rank: 2, columns: 3)) {
            _ = try LeastSquares.solve([[1, 1, 1, 1], [0, 1, 2, 3], [1, 2, 3, 4]], [[1, 2, 3, 4]])
        }
    }

    @Test func `refuses a column of nothing, too few rows and what is not finite`() {
        #expect(throws: LeastSquares.Deficient.self) { _ = try LeastSquares.solve([[1, 1], [0, 0]], [[1, 2]]) }
        #expect(throws: LeastSquares.Deficient.self) { _ = try LeastSquares.solve([[1], [2]], [[1]]) }
        #expect(throws: LeastSquares.Deficient.self) { _ = try LeastSquares.solve([[1, 1]], [[1, .nan]]) }
        #expect(throws: LeastSquares.Deficient.self) { _ = try LeastSquares.solve([[1, .infinity]], [[1, 1]]) }
    }
}
