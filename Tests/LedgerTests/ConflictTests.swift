import Activities
import Ledger
import Quantities
import SQLite
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

    @Test func `is refused when it corrects a gas meter's bill that is in, whatever its number and its last day`()
        throws
    {
        let batches = try shelf.batches()
        func gas(_ line: Int, _ minutes: Range<Int64>, _ details: [Detail: String]) -> Activity {
            var bill = Activity.bill(line: line, minutes, details: details.merging([.fuel: "natural gas"]) { $1 })
            (bill.kind, bill.unit, bill.amount) = (.fuel, .cubicMetres, Double(line))
            return bill
        }
        try batches.taken(.of([gas(2, 0..<60, [.meter: "G", .invoice: "1", .note: "first"]), gas(3, 0..<60, [:])]))
        let corrected = [
            gas(2, 0..<60, [.meter: "G", .invoice: "2"]), gas(3, 59..<70, [.meter: "G"]),
            gas(4, 60..<120, [.meter: "G"]), gas(5, 0..<60, [.meter: "H"]), gas(6, 0..<60, [.meter: "Ga"]),
            gas(7, 0..<61, [:]), gas(8, 0..<60, [:]),
        ]
        let conflicts = try batches.conflicts(with: .of(corrected, sha256: "2"))
        #expect(conflicts.map(\.line) == [2, 3, 8])
        #expect(
            conflicts.first?.message
                == "home has fuel for this span, or a part of it, in line 2 of batch 1: leave it out, undo that batch, or tell "
                + "the two apart by meter")
    }

    @Test func `is refused when it is in already, with a meter or without, by its invoice or its amount`() throws {
        let batches = try shelf.batches()
        try batches.taken(
            .of([
                .bill(line: 2, amount: 7, details: [.meter: "A", .invoice: "E-1"]),
                .bill(line: 3, 60..<120, amount: 8, details: [:]),
            ]))
        let again: [Activity] = [
            .bill(line: 2, amount: 9, details: [.invoice: "E-1"]),
            .bill(line: 3, 60..<120, amount: 8, details: [.meter: "A"]),
            .bill(line: 4, 60..<120, amount: 5, details: [.meter: "B"]),
            .bill(line: 5, amount: 7.5, details: [.meter: "C", .invoice: "E-1"]),
        ]
        let conflicts = try batches.conflicts(with: .of(again, sha256: "2"))
        #expect(conflicts.map(\.line) == [2, 3])
        #expect(
            conflicts.first?.message
                == "seems to be the bill of electricity of home in line 2 of batch 1, once with a meter and once without: "
                + "leave one out, or name both meters")
        let first = Delivery.of([.bill(line: 2, amount: 7, details: [.meter: "A"])])
        #expect(Delivery.of([.bill(line: 5, amount: 7)], sha256: "3").conflicts(with: first).map(\.line) == [5])
    }

    @Test func `is refused when it corrects one that an older release took with its invoice and note`() throws {
        let batches = try shelf.batches()
        var bill = Activity.bill(line: 2, details: [.fuel: "natural gas", .meter: "G", .invoice: "1", .note: "old"])
        (bill.kind, bill.unit) = (.fuel, .cubicMetres)
        try batches.taken(.of([bill]))
        try Connection(shelf.path, .create).execute(
            "UPDATE activity SET identity = 'G' || char(31) || 'natural gas' || char(31) || '1' || char(31) || 'old'")
        bill.details[.invoice] = "2"
        #expect(try batches.conflicts(with: .of([bill], sha256: "2")).map(\.line) == [2])
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
                "meter m of home is electricity, lighting in batch 1, not electricity, plugs: a meter of one medium has one use; "
                    + "give this one another name, or undo that batch"
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

@Suite struct `Two meters of one name` {
    let shelf = Shelf()

    private func main(_ medium: Series.Medium, _ amounts: [Range<Int64>: Double]) -> Series {
        var series = Series.counted("main", amounts, use: .total)
        series.medium = medium
        return series
    }

    @Test func `are apart where one counts water and the other gas`() throws {
        let batches = try shelf.batches()
        try batches.taken(.of(main(.water, [0..<15: 3, 15..<30: 4]), sha256: "water"))
        try batches.taken(.of(main(.gas, [0..<15: 50]), sha256: "gas"))
        try batches.taken(.of(main(.gas, [15..<30: 60]), sha256: "more gas"))
        let reader = try shelf.reader()
        #expect(try reader.meters(of: "home").map(\.medium) == [.gas, .water])
        func amounts(_ medium: Series.Medium?) throws -> [Double]? {
            try reader.series(site: "home", meter: "main", medium: medium, from: .minute(0), to: .minute(60))?.intervals
                .map(\.amount)
        }
        #expect(try amounts(.water) == [3, 4])
        #expect(try amounts(.gas) == [50, 60])
        #expect(try amounts(.heat) == nil)
        do {
            _ = try amounts(nil)
            Issue.record("took one of two")
        } catch let error as LedgerError {
            #expect(error.description == "home/main is a meter of gas and of water: give one of them another name")
        }
    }

    @Test func `leave a name without medium to the one that counts kWh`() throws {
        let batches = try shelf.batches()
        try batches.taken(.of(main(.water, [0..<15: 3]), sha256: "water"))
        try batches.taken(.of(main(.electricity, [0..<15: 5]), sha256: "electricity"))
        let series = try shelf.reader().series(site: "home", meter: "main", from: .minute(0), to: .minute(60))
        #expect(series?.medium == .electricity && series?.intervals.map(\.amount) == [5])
    }

    @Test func `are in one file, too, and overlap none but their own medium`() throws {
        let batches = try shelf.batches()
        var both = Delivery.of(main(.water, [0..<15: 3]))
        both.meters += Delivery.of(main(.gas, [0..<15: 50])).meters
        try batches.taken(both)
        #expect(try batches.conflicts(with: .of(main(.heat, [0..<15: 1]), sha256: "heat")).isEmpty)
        #expect(try batches.conflicts(with: .of(main(.gas, [10..<20: 1]), sha256: "gas")).count == 1)
    }
}

@Suite struct `A line's document` {
    let shelf = Shelf()

    @Test func `must be kept before the line is taken`() throws {
        let batches = try shelf.batches()
        var bill = Activity.bill(line: 7)
        bill.origin.document = String(repeating: "ab", count: 32)
        do {
            try batches.taken(.of([bill]))
            Issue.record("taken")
        } catch let error as LedgerError {
            #expect(error.description == "line 7 of a.csv names a document that is not kept")
        }
        #expect(try shelf.reader().batches().isEmpty)
    }
}
