import Activities
import Ledger
import Quantities
import Testing

@Suite struct `A file that says what is in already` {
    let shelf = Shelf()

    @Test func `is refused when its file is in, naming the batch that has it`() throws {
        let batches = try shelf.batches()
        try batches.taken(.of([.bill(line: 2)]))
        let again = Delivery.of([.bill(line: 2)])
        let sentence =
            "the same file is in as batch 1 (a.csv, 2026-06-30T00:05:00Z, by ann); to import it anew, undo that one first: "
            + "lightwell-hub undo 1"
        #expect(try batches.take(again, by: "bob", at: .minute(9)) == .refused(batches.conflicts(with: again)))
        #expect(try batches.conflicts(with: again).map(\.message) == [sentence])
    }

    @Test func `is refused by line when another batch says the same, whatever its amount`() throws {
        let batches = try shelf.batches()
        try batches.taken(.of([.bill(line: 2, details: [.meter: "A"])]))
        let other: [Activity] = [
            .bill(line: 2, details: [.meter: "B"]), .bill(line: 3, amount: 7, details: [.meter: "A"]),
            .bill(line: 4, 60..<120, details: [.meter: "A"]),
            .bill(line: 5, 59..<120, details: [.meter: "A"]),
        ]
        guard case .refused(let conflicts) = try batches.take(.of(other, sha256: "2"), by: "ann", at: .minute(9)) else {
            Issue.record("taken")
            return
        }
        #expect(conflicts.map(\.line) == [3, 5])
        #expect(
            conflicts[0].message
                == "home has electricity for this span, or a part of it, in line 2 of batch 1: leave it out, undo that batch, or "
                + "tell the two apart by meter")
        #expect(try shelf.reader().activities(from: .minute(0), to: .minute(600)).count == 1, "nothing of it is in")
    }

    @Test func `is refused where another batch has read the meter, or says that it is another one`() throws {
        let batches = try shelf.batches()
        try batches.taken(.of(.counted("m", [0..<15: 1, 15..<30: 2, 45..<60: 4])))
        let overlapping = Delivery.of(.counted("m", [20..<35: 1, 35..<45: 1, 50..<65: 1]), sha256: "2")
        guard case .refused(let conflicts) = try batches.take(overlapping, by: "ann", at: .minute(9)) else {
            Issue.record("taken")
            return
        }
        #expect(conflicts.map(\.line) == [2, 4])
        let other = Delivery.of(.counted("m", [90..<99: 1], use: .plugs), sha256: "3")
        #expect(
            try batches.conflicts(with: other).map(\.message) == [
                "meter m of home is electricity, lighting in batch 1, not electricity, plugs: a meter has one medium and one use"
            ])
        #expect(try batches.conflicts(with: .of(.counted("m", [30..<45: 3]), sha256: "4")).isEmpty)
    }

    @Test func `is refused where another batch knows the temperature`() throws {
        let batches = try shelf.batches()
        try batches.taken(.of(weather: [0: 4.5, 60: 5]))
        #expect(try batches.conflicts(with: .of(weather: [30: 5, 60: 5], sha256: "2")).map(\.line) == [3])
    }

    @Test func `is refused when the hub would wait too long for it`() throws {
        var delivery = Delivery.of(.counted("m", [0..<15: 1]))
        delivery.meters[0].lines = Array(repeating: 2, count: 2_000_001)
        #expect(
            try shelf.batches().conflicts(with: delivery).map(\.message) == [
                "has 2000001 lines and cells: cut it into files of at most 2000000, so that the hub can write in between"
            ])
    }
}
