import Activities
import Chance
import Glibc
import Ledger
import Quantities
import SQLite
import Telemetry
import Testing

@Suite struct `A batch` {
    let shelf = Shelf()

    @Test func `is taken whole, and read back as it was`() throws {
        let batches = try shelf.batches()
        let bill = Activity.bill(
            line: 2, details: [.meter: "M-1", .note: "“quoted”, and more"], emitted: 12.5, cost: Money(4015, "CHF"))
        let batch = try batches.taken(.of([bill]), by: "ann")
        let read = try #require(try shelf.reader().activities(from: .minute(0), to: .minute(60)).first)
        var expected = bill
        expected.origin.batch = batch.id
        #expect(read == expected)
        #expect(try shelf.reader().batches() == [batch])
        #expect((batch.kind, batch.file, batch.lines, batch.by) == ("electricity", "a.csv", 1, "ann"))
    }

    @Test func `is found by every period that its lines overlap, and by no other`() throws {
        try shelf.batches().taken(.of([.bill(line: 2, 0..<60)]))
        let reader = try shelf.reader()
        #expect(try reader.activities(from: .minute(59), to: .minute(90)).count == 1)
        #expect(try reader.activities(from: .minute(-30), to: .minute(1)).count == 1)
        #expect(try reader.activities(from: .minute(60), to: .minute(90)).isEmpty)
        #expect(try reader.activities(from: .minute(-30), to: .minute(0)).isEmpty)
    }

    @Test func `of meters is read back as series, in time order over all batches`() throws {
        let batches = try shelf.batches()
        try batches.taken(.of(.counted("m", [30..<45: 3, 45..<60: 4]), sha256: "later"))
        try batches.taken(.of(.counted("m", [0..<15: 1, 15..<30: 2]), sha256: "earlier"))
        try batches.taken(.of(.counted("n", [0..<15: 9], use: .plugs), sha256: "other"))
        let reader = try shelf.reader()
        let series = try #require(try reader.series(site: "home", meter: "m", from: .minute(20), to: .minute(60)))
        #expect(series.intervals.map(\.amount) == [2, 3, 4])
        #expect((series.medium, series.use) == (.electricity, .lighting))
        #expect(try reader.series(site: "home", meter: "x", from: .minute(0), to: .minute(60)) == nil)
        #expect(try reader.meters(of: "home").map(\.meter) == ["m", "n"])
    }

    @Test func `of weather is read back from its site`() throws {
        try shelf.batches().taken(.of(weather: [0: 4.5, 60: 5]))
        let weather = try shelf.reader().weather(site: "home", from: .minute(0), to: .minute(60))
        #expect(weather.readings == [.init(at: .minute(0), celsius: 4.5)])
        #expect(try shelf.reader().weather(site: "away", from: .minute(0), to: .minute(90)).readings.isEmpty)
    }

    @Test func `that is undone counts no more, can be explained still, and can be imported anew`() throws {
        let batches = try shelf.batches()
        var delivery = Delivery.of(.counted("m", [0..<15: 1]))
        delivery.activities = [.bill(line: 9)]
        delivery.weather = Delivery.of(weather: [0: 4.5]).weather
        try batches.taken(delivery)
        #expect(try batches.undo(1, by: "bob", at: .minute(8)).id == 1)
        let reader = try shelf.reader()
        #expect(try reader.activities(from: .minute(0), to: .minute(60)).isEmpty)
        #expect(try reader.series(site: "home", meter: "m", from: .minute(0), to: .minute(60)) == nil)
        #expect(try reader.weather(site: "home", from: .minute(0), to: .minute(60)).readings.isEmpty)
        #expect(try reader.batches().map(\.undone?.by) == ["bob"])
        let lines = try Connection(shelf.path, .readOnly).statement(
            "SELECT amount FROM activity WHERE batch = 1 AND line = 9")
        #expect(try lines.step())
        #expect(try batches.taken(delivery).id == 2)
        #expect(try reader.activities(from: .minute(0), to: .minute(60)).map(\.origin.batch) == [2])
        #expect(throws: LedgerError.self) { try batches.undo(1, by: "bob", at: .minute(9)) }
        #expect(throws: LedgerError.self) { try batches.undo(7, by: "bob", at: .minute(9)) }
        #expect(try reader.check().isEmpty)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `counts once, whatever was taken, refused and undone`(seed: UInt64)
        throws
    {
        var random = SplitMix(state: seed)
        let batches = try shelf.batches()
        // The batch that says what was counted in each quarter of an hour.
        var live: [Int64: Int64] = [:]
        for round in 0..<40 {
            if random.one(in: 3), let undone = live.values.sorted().randomElement(using: &random) {
                _ = try batches.undo(undone, by: "ann", at: .minute(9))
                live = live.filter { $0.value != undone }
                continue
            }
            let from = Int64.random(in: 0..<20, using: &random)
            let quarters = from..<Int64.random(in: from + 1...from + 6, using: &random)
            let amounts = quarters.map { ($0 * 15..<$0 * 15 + 15, Double(1 << $0)) }
            let delivery = Delivery.of(
                .counted("m", Dictionary(uniqueKeysWithValues: amounts)), sha256: "\(round)")
            let isFree = quarters.allSatisfy { live[$0] == nil }
            switch try batches.take(delivery, by: "ann", at: .minute(5)) {
            case .taken(let batch):
                #expect(isFree)
                for quarter in quarters { live[quarter] = batch.id }
            case .refused(let conflicts):
                #expect(conflicts.count == quarters.count { live[$0] != nil })
            }
        }
        let series = try shelf.reader().series(site: "home", meter: "m", from: .minute(0), to: .minute(600))
        #expect((series?.intervals ?? []).reduce(0) { $0 + $1.amount } == live.keys.reduce(0) { $0 + Double(1 << $1) })
    }

    @Test func `keeps its document beside the ledger, under what it is`() throws {
        let document = Document(name: "bill.pdf", bytes: Array("%PDF-1.7".utf8))
        let path = Document.folder(of: shelf.path) + "/" + document.sha256
        defer {
            unlink(path)
            rmdir(Document.folder(of: shelf.path))
        }
        let outcome = try shelf.batches().take(.of([.bill(line: 2)]), by: "ann", at: .minute(5), document: document)
        guard case .taken(let batch) = outcome else {
            Issue.record("refused")
            return
        }
        #expect(batch.document == document.sha256)
        let read = try shelf.reader().activities(from: .minute(0), to: .minute(60))
        #expect(read[0].origin.document == document.sha256)
        #expect(access(path, R_OK) == 0)
        #expect(try shelf.reader().check().isEmpty)
        let copy = shelf.path + ".copy"
        let copied = Document.folder(of: copy) + "/" + document.sha256
        defer {
            for file in [copy, copy + "-wal", copy + "-shm", copied] { unlink(file) }
            rmdir(Document.folder(of: copy))
        }
        try shelf.reader().backUp(to: copy)
        #expect(try Ledger(copy, .reading).check().isEmpty)
        unlink(path)
        let sentence = "bill.pdf, a document of an import, is no longer what it was, or not there: \(path)"
        #expect(try shelf.reader().check() == [sentence])
        #expect(throws: LedgerError.self) { try shelf.reader().backUp(to: copy + "2") }
    }

    @Test func `leaves nothing when it fails half-way`() throws {
        let batches = try shelf.batches()
        var delivery = Delivery.of(.counted("m", [0..<15: 1]))
        // Two lines with one number: the second one breaks the key, after the first is written.
        delivery.activities = [.bill(line: 2, details: [.meter: "A"]), .bill(line: 2, details: [.meter: "B"])]
        #expect(throws: LedgerError.self) { try batches.take(delivery, by: "ann", at: .minute(5)) }
        let reader = try shelf.reader()
        #expect(try reader.batches().isEmpty)
        #expect(try reader.activities(from: .minute(0), to: .minute(60)).isEmpty)
        #expect(try reader.meters(of: "home").isEmpty)
    }

    @Test func `is taken while a hub holds the ledger and goes on writing`() throws {
        let hub = try shelf.ledger("lightwell-hub run")
        let batches = try shelf.batches()
        try hub.takes(.interval(1, 0..<15, .at(1)))
        try batches.taken(.of([.bill(line: 2)]))
        try hub.takes(.interval(2, 15..<30, .at(2)))
        #expect(hub.watermark(of: "a") == 2)
        #expect(try hub.moved(from: .minute(0), to: .minute(30)) == .at(2))
        #expect(try hub.activities(from: .minute(0), to: .minute(60)).count == 1)
    }

    @Test(arguments: 1...7) func `needs a ledger of this release, and brings up one that nobody holds`(version: Int)
        throws
    {
        do { try shelf.ledger().takes(.interval(1, 0..<15, .at(7))) }
        let connection = try Connection(shelf.path)
        try connection.takeBack(to: version)
        let reader = try shelf.reader()
        #expect(try reader.batches().isEmpty)
        #expect(try reader.activities(from: .minute(0), to: .minute(60)).isEmpty)
        #expect(try reader.moved(from: .minute(0), to: .minute(15)) == .at(7))
        try shelf.batches().taken(.of([.bill(line: 2)]))
        #expect(try connection.userVersion() == 8)
        #expect(try shelf.ledger().moved(from: .minute(0), to: .minute(15)) == .at(7))
    }

    @Test func `is only asked what conflicts by a dry run, which changes nothing`() throws {
        do { try shelf.ledger().takes(.interval(1, 0..<15, .at(7))) }
        let connection = try Connection(shelf.path)
        try connection.takeBack(to: 3)
        #expect(try Batches(reading: shelf.path).conflicts(with: .of([.bill(line: 2)])).isEmpty)
        #expect(try connection.userVersion() == 3)
        try shelf.batches().taken(.of([.bill(line: 2)]))
        #expect(try !Batches(reading: shelf.path).conflicts(with: .of([.bill(line: 2)])).isEmpty)
        #expect(throws: LedgerError.self) {
            try Batches(reading: shelf.path).taken(.of([.bill(line: 3, 60..<120)], sha256: "2"))
        }
    }

    @Test func `waits for the hub of an older release to be replaced`() throws {
        let hub = try shelf.ledger("lightwell-hub run")
        try Connection(shelf.path).takeBack(to: 3)
        do {
            _ = try shelf.batches()
            Issue.record("changed under an older hub")
        } catch let error as LedgerError {
            #expect(
                error.description
                    == "\(shelf.path).lock is held by lightwell-hub run (pid \(getpid())); stop that one first")
        }
        #expect(hub.watermark(of: "a") == 0)
    }
}
