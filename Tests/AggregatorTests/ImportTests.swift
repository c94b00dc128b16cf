import Aggregator
import Chance
import Exports
import Glibc
import Journal
import Ledger
import Locks
import Logbook
import Quantities
import Records
import Sparkplug
import Telemetry
import Testing

@Suite(.serialized) struct `A board that goes to the ledger by file, and later by a real broker` {
    let world: World

    init() throws { world = try World() }

    @Test func `goes on exactly where its file ended`() throws {
        try world.journal(quarters: 0..<300)
        try world.import(try world.export())
        try world.journal(quarters: 300..<400)
        #expect(world.folder.records.acknowledged == 0)
        try world.startHub()
        try world.startBoard()
        try world.wait { world.isDelivered() }
        try expectAll(quarters: 400)
    }

    @Test func `loses and doubles nothing when file and wire take turns`() throws {
        try world.journal(quarters: 0..<100)
        let first = try world.export()
        try world.startHub()
        try world.startBoard()
        try world.wait { world.isDelivered() }
        world.stopHub()
        world.stopBoard()
        try world.journal(quarters: 100..<200)
        #expect(try world.import(first)[0].taken == 0)
        #expect(try world.import(try world.export())[0].taken == 200)
        try world.journal(quarters: 200..<250)
        try world.startHub()
        try world.startBoard()
        try world.wait { world.isDelivered() }
        try expectAll(quarters: 250)
    }

    @Test func `is replaced by another that takes over, and is refused when it comes back`() throws {
        try world.journal(quarters: 0..<100)
        let export = try world.export()
        let adoption = try Adoption(of: export, by: world.name, zones: ["east", "west"])
        let place = world.path + "/new"
        let id = try adoption.settle(in: place, at: World.start + .hours(30))
        let new = try StateFolder(place, program: "test")
        #expect(try History(of: ["east", "west"], in: new.books).totals["east"]?[.lampEnergy] == 100 * 150_000)
        try world.startHub()
        try world.startBoard(new)
        try world.journal(quarters: 200..<210, in: new, ahead: 100)
        try world.wait { new.records.acknowledged == new.records.durable }
        world.stopBoard()
        // The old board is not off: it delivers what it owes, and what it wrote since.
        try world.journal(quarters: 100..<105)
        try world.startBoard()
        try world.wait { world.sentences.contains { $0.contains("it came back after it was replaced by site/board") } }
        #expect(world.sentences.contains { $0.contains("with journal \(id)") })
        world.stopBoard()
        world.stopHub()
        let ledger = try Ledger(world.ledger, .reading)
        #expect(ledger.watermark(of: world.folder.records.id) == 200)
        #expect(ledger.watermark(of: id) == new.records.durable)
        let uses = try ledger.uses(from: World.start, to: World.start + .days(9))
        for zone in ["east", "west"] {
            #expect(uses[ZonePath(site: "site", zone: zone)]?.moved[.lampEnergy] == Int64(110 * 150_000), "\(uses)")
        }
    }

    private func expectAll(quarters: Int64) throws {
        world.stopHub()
        let ledger = try Ledger(world.ledger, .reading)
        #expect(ledger.watermark(of: world.folder.records.id) == UInt64(quarters * 2))
        let uses = try ledger.uses(from: World.start, to: World.start + .minutes(15 * quarters))
        for zone in ["east", "west"] {
            #expect(uses[ZonePath(site: "site", zone: zone)]?.moved[.lampEnergy] == quarters * 150_000)
        }
    }
}

@Suite struct `An import` {
    let bench = Bench()

    @Test func `done twice changes nothing, and says so`() throws {
        try bench.write(quarters: 0..<40)
        let export = try bench.export()
        let first = try bench.settle(export)[0]
        #expect((first.taken, first.known, first.watermark) == (40, 0, 40))
        let before = bench.contents
        let second = try bench.settle(export)[0]
        #expect((second.taken, second.known, second.watermark) == (0, 40, 40))
        #expect(second.description.hasSuffix("nothing new, all in already; the ledger holds it through 40"))
        #expect(bench.contents == before)
    }

    @Test func `that begins too late says from where to export`() throws {
        try bench.write(quarters: 0..<40)
        try bench.settle(try bench.export())
        try bench.write(quarters: 40..<60)
        let late = try bench.export(from: 51)
        let refusal = try #require(bench.refusal(late))
        #expect(refusal.contains("\(late), offset "))
        #expect(
            refusal.hasSuffix(
                "the file begins with entry 51, the ledger holds this journal through 40; "
                    + "first import what lies between, or export with --from 41"))
        #expect(bench.watermark == 40)
    }

    @Test func `of a copied card is refused whole, with the places where it differs`() throws {
        try bench.write(quarters: 0..<40)
        try bench.settle(try bench.export())
        bench.copyCard()
        try bench.write(quarters: 40..<45, energy: 100)
        try bench.settle(try bench.export())
        let before = bench.contents
        try bench.write(quarters: 40..<60, energy: 200, in: "copy")
        let refusal = try #require(bench.refusal(try bench.export(of: "copy")))
        let lines = refusal.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[0].hasSuffix(": entry 41 is not what the journal said before; was its card copied?"))
        #expect(bench.contents == before)
    }

    @Test func `of a board under another name is refused`() throws {
        try bench.write(quarters: 0..<4)
        try bench.settle(try bench.export())
        let refusal = try #require(bench.refusal(try bench.export(as: BoardName(group: "site", board: "other"))))
        #expect(refusal.contains("its journal is that of site/board"))
    }

    @Test func `brings traces along when they were exported`() throws {
        try bench.write(quarters: 0..<4)
        try bench.write(trace: [1, 10, 0])
        let outcomes = try bench.settle(try bench.export(traces: true))
        #expect(outcomes.map(\.journal.kind) == [.records, .traces] && outcomes[1].taken == 1)
    }

    @Test func `of a ledger that a hub is using says who that is`() throws {
        let running = try Ledger(bench.ledger, .writing(program: "lightwell-hub run"))
        do throws(LedgerError) {
            _ = try Ledger(bench.ledger, .writing(program: "lightwell-hub import"))
            Issue.record("two writers")
        } catch {
            #expect(error.description.contains("is held by lightwell-hub run (pid \(getpid())); stop that one first"))
        }
        _ = running
    }

    @Test func `that turns out torn leaves the ledger as it was`() throws {
        try bench.write(quarters: 0..<40)
        let export = try bench.export()
        let file = try Import(export)
        let before = bench.contents
        // Between the look and the import, the end of the file goes bad.
        truncate(export, 2_000)
        #expect(throws: LedgerError.self) { try file.settle(in: try bench.open()) }
        #expect(bench.contents == before && bench.watermark == 0)
        #expect(throws: ExportError.self) { try Import(export) }
    }

    /// Whatever overlapping exports come in whatever order, what is in is what the wire would have brought.
    @Test(arguments: 0..<40) func `of overlapping exports, in any order and number, is as the wire`(seed: UInt64) throws
    {
        var random = SplitMix(state: seed)
        let total = Int64.random(in: 5...60, using: &random)
        var written: Int64 = 0
        var exports: [(path: String, first: UInt64, last: UInt64)] = []
        while written < total {
            let next = min(total, written + .random(in: 1...20, using: &random))
            try bench.write(quarters: written..<next)
            written = next
            let first = UInt64.random(in: 1...UInt64(written), using: &random)
            exports.append((try bench.export(from: random.one(in: 2) ? 1 : first, "\(written)"), 0, UInt64(written)))
        }
        exports.shuffle(using: &random)
        var expected: UInt64 = 0
        for export in exports + exports.prefix(2) {
            let file = try Import(export.path)
            let records = try #require(file.header.records)
            let isNext = records.first <= expected + 1
            if isNext { expected = max(expected, records.last) }
            #expect((bench.refusal(export.path) == nil) == isNext)
            #expect(bench.watermark == expected)
        }
        let imported = bench.contents
        try bench.deliver(through: expected)
        #expect(imported == bench.contents(of: bench.wire))
    }
}
