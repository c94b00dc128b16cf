import Activities
import Chance
import Ledger
import Quantities
import Testing

/// A dry run of several files must say what the ledger will say of them.
@Suite struct `Two files of one command` {
    @Test(arguments: 0..<60) func `conflict with each other just as with the ledger that has the first`(
        seed: UInt64
    ) throws {
        var random = SplitMix(state: seed)
        let (first, second) = (random.delivery(sha256: "1"), random.delivery(sha256: "2"))
        let shelf = Shelf()
        let batches = try shelf.batches()
        try batches.taken(first)
        let stored = try batches.conflicts(with: second)
        #expect(second.conflicts(with: first).map(\.line) == stored.map(\.line))
    }

    @Test func `are named with file and line, and one file that is given twice as such`() throws {
        var first = Delivery.of([.bill(line: 2, details: [.meter: "A"])])
        first.file = "first.csv"
        let second = Delivery.of([.bill(line: 7, 30..<90, details: [.meter: "A"])], sha256: "2")
        let twins = second.conflicts(with: first)
        #expect(twins.map(\.line) == [7])
        #expect(
            twins.map(\.message) == [
                "home has electricity for this span, or a part of it, in line 2 of first.csv: leave one out, or tell the two "
                    + "apart by meter"
            ])
        #expect(first.conflicts(with: first).map(\.message) == ["is the same file as first.csv: leave one out"])
    }
}

extension SplitMix {
    /// A few bills, meters and temperatures within two hours.
    fileprivate mutating func delivery(sha256: String) -> Delivery {
        var delivery = Delivery.of([], sha256: sha256)
        var line = 2
        for _ in 0..<Int(next() % 4) {
            let start = Int64(next() % 8) * 15
            var details: [Detail: String] = [:]
            if next() % 2 == 0 { details[.meter] = ["A", "B"][Int(next() % 2)] }
            var bill = Activity.bill(line: line, start..<(start + 15 * Int64(1 + next() % 3)), details: details)
            if next() % 2 == 0 {
                (bill.kind, bill.unit) = (.fuel, .litres)
                bill.details[.fuel] = "diesel"
                if next() % 2 == 0 { bill.details[.invoice] = "\(next() % 2)" }
            }
            delivery.activities.append(bill)
            line += 1
        }
        for meter in ["m", "n"] where next() % 2 == 0 {
            var amounts: [Range<Int64>: Double] = [:]
            var start = Int64(next() % 4) * 10
            for _ in 0...Int(next() % 4) {
                amounts[start..<(start + 10)] = 1
                start += 10 * Int64(1 + next() % 3)
            }
            let use: Series.Use = next() % 4 == 0 ? .plugs : .lighting
            delivery.meters += Delivery.of(.counted(meter, amounts, use: use)).meters
        }
        if next() % 2 == 0 {
            delivery.weather = Delivery.of(weather: [Int64(next() % 4) * 10: 1, 60: 2]).weather
        }
        return delivery
    }
}
