import Journal
import Logbook
import Quantities
import Records
import Scratch
import Testing

@Suite struct `The history of a board` {
    let home = Home()

    @Test func `is empty before the first boot`() throws {
        let history = try History(of: ["office"], in: home.folder().books)
        #expect(history.boot == 0)
        #expect(history.totals.isEmpty)
    }

    @Test func `counts a boot that left nothing but traces, as one without the right time may`() throws {
        let folder = try home.folder()
        var trace = Trace.Writer(zones: 1, boot: 4)
        trace.note(0, setting: 1, value: 60, at: .epoch, time: Life.start)
        try folder.traces.append(trace.take() ?? [])
        try folder.traces.sync()
        #expect(try History(of: ["office"], in: folder.books).boot == 4)
    }

    @Test func `lets the second boot go on where the first stopped`() throws {
        let folder = try home.folder()
        var first = try Life(seed: 1, lasting: .hours(2)).run(in: folder, until: .hours(2))
        first.close(at: .epoch + .hours(2))
        try folder.records.sync()
        let history = try History(of: ["office", "hall"], in: folder.books)
        #expect(history.boot == 1)
        let totals = ["office", "hall"].map { history.totals[$0] ?? Totals() }
        #expect(totals == [first.totals(of: 0), first.totals(of: 1)])

        let life = Life(seed: 2, lasting: .hours(1))
        let (later, alone) = (Life.start + .hours(9), try home.folder("alone"))
        let second = try life.run(in: folder, until: .hours(1), boot: 2, from: totals, start: later)
        let fresh = try life.run(in: alone, until: .hours(1), start: later)
        for zone in 0...1 {
            for total in Total.allCases {
                #expect(second.totals(of: zone)[total] == totals[zone][total] + fresh.totals(of: zone)[total])
            }
        }
        #expect(try History(of: ["office"], in: folder.books).boot == 2)
    }

    @Test func `forgets what happened after the last interval that was written`() throws {
        let folder = try home.folder()
        try Life(seed: 1, lasting: .hours(2)).run(in: folder, until: .minutes(30))
        let history = try History(of: ["office"], in: folder.books)
        #expect(history.totals["office"]?[.observedTime] == Int64(23 * 60_000))
    }

    @Test func `loses no more than a checkpoint's pace when the power fails`() throws {
        let folder = try home.folder()
        var logbook = try Life(seed: 1, lasting: .hours(2)).run(in: folder, until: .minutes(30))
        logbook.checkpoint(at: .epoch + .minutes(30))
        try folder.counters.sync()
        let history = try History(of: ["office", "hall"], in: folder.books)
        #expect(history.totals["office"] == logbook.totals(of: 0))
        #expect(history.totals["hall"] == logbook.totals(of: 1))
        #expect(history.totals["office"]?[.observedTime] == Int64(30 * 60_000))
    }

    @Test func `finds a zone that was last heard of long ago`() throws {
        let folder = try home.folder()
        let journal = folder.records
        var totals = Totals()
        totals[.litTime] = 4_711
        for n in 0..<1_500 as Range<Int64> {
            let end = Life.start + .minutes(15 * n)
            let interval = Record.Interval(
                zone: n == 3 ? "attic" : "office", boot: 7, start: end - .minutes(15), end: end,
                totals: n == 3 ? totals : Totals())
            try journal.append(Record.interval(interval).encoded())
        }
        try journal.sync()
        let history = try History(of: ["office", "attic", "cellar"], in: folder.books)
        #expect(history.totals == ["office": Totals(), "attic": totals])
        #expect(history.boot == 7)
    }
}
