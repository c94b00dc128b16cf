import Activities
import Baselines
import Quantities
import Testing

struct BalanceTests {
    @Test func `keeps what it makes up to what it uses, hour by hour, and gives away the rest`() throws {
        let balance = Balance(
            total: meter([10, 10, 10]), endUses: [meter([4, 5, 6]), meter([6, 5, 4])], generation: meter([0, 4, 25]))
        #expect(balance.total == 30 && balance.generated == 29)
        #expect(balance.selfConsumed == 14 && balance.exported == 15 && balance.net == 1)
        #expect(balance.renewableShare == 14.0 / 30)
        #expect(balance.residualShare == 0 && balance.largestResidual == 0)
    }

    @Test func `tells how far end uses are from the total`() {
        let balance = Balance(total: meter([10, 10]), endUses: [meter([8, 12])], generation: nil)
        #expect(balance.largestResidual == 2 && balance.residualShare == 0 && balance.renewableShare == 0)
    }

    @Test func `counts intervals that a meter lacks, and leaves them out`() {
        let balance = Balance(total: meter([10, 10, 10]), endUses: [meter([10, .nan])], generation: nil)
        #expect(balance.intervals == 1 && balance.incomplete == 2 && balance.total == 10)
    }

    private func meter(_ amounts: [Double]) -> Series {
        Series(
            site: "house", meter: "m", medium: .electricity, use: .other,
            intervals: amounts.enumerated().map { hour, amount in
                let start = Timestamp(milliseconds: Int64(hour) * 3_600_000)
                return .init(from: start, to: start + .hours(1), amount: amount)
            })
    }
}
