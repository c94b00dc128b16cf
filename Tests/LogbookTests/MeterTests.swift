import Chance
import Exports
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Testing

@Suite struct `A meter in the books` {
    let home = Home()
    static let subject = MeterAccount.Subject(name: "main", medium: .water, pulses: 100, per: 1, serial: "A")

    @Test func `is written with the intervals, and goes on in the next boot`() throws {
        let folder = try home.folder()
        var logbook = begin(in: folder)
        logbook.meter(board: 0, 0, face: 0, isCounting: true, at: .epoch)
        logbook.meter(board: 0, 71, face: 710, isCounting: true, at: .epoch + .minutes(7))
        logbook.roll(to: .epoch + .minutes(25))
        try folder.records.sync()
        let kept = try folder.meterings
        #expect(kept.map(\.pulses) == [71, 71] && kept.map(\.amount) == [710_000, 710_000])
        #expect(kept.map(\.observed) == [8 * 60_000, 23 * 60_000])
        #expect(kept[0].start == Life.start && kept[1].end == Life.start + .minutes(23))
        let history = try History(of: ["office"], meters: [.main, MeterKey("gas", .gas)], in: folder.books)
        #expect(history.meters == [.main: kept[1]])
        #expect(MeterAccount(Self.subject, from: history.meters[.main]).pulses == 71)
    }

    @Test func `loses no more than a checkpoint's pace when the power fails`() throws {
        let folder = try home.folder()
        var logbook = begin(in: folder)
        logbook.meter(board: 0, 9, face: nil, isCounting: true, at: .epoch)
        logbook.checkpoint(at: .epoch + .minutes(1))
        try folder.counters.sync()
        logbook.meter(board: 0, 12, face: nil, isCounting: true, at: .epoch + .minutes(1))
        #expect(try History(of: [], meters: [.main], in: folder.books).meters[.main]?.pulses == 9)
    }

    @Test func `gives way to hours and days as zones do when room is short, and its register stays`() throws {
        let path = home.path + "/small"
        let folder = try StateFolder(
            path, program: "test", limits: StateFolder.Limits(records: 1 << 16, traces: 1 << 20))
        for quarter in 1...4_000 as ClosedRange<Int64> {
            var metering = Record.Metering.at(quarter, pulses: quarter)
            // On the hour, where the board was switched on eight minutes before it.
            (metering.start, metering.end) = (metering.start + .minutes(8), metering.end + .minutes(8))
            try folder.records.append(Record.metering(metering).encoded())
            if quarter % 50 == 0 { try folder.records.sync() }
        }
        try folder.records.sync()
        let kept = try folder.meterings
        #expect(kept.last?.pulses == 4_000)
        #expect(kept.prefix(5).allSatisfy { $0.end.milliseconds % 3_600_000 == 0 })
    }

    @Test func `is found in the past as the records tell it, evenly within an interval`() throws {
        let folder = try home.folder()
        for quarter in 1...1_200 as ClosedRange<Int64> {
            try folder.records.append(Record.metering(.at(quarter, pulses: quarter * 10)).encoded())
        }
        try folder.records.sync()
        func register(_ minutes: Int64) throws -> Int64? {
            try Retrospect.register(at: Life.start + .minutes(minutes), in: folder.records) { record in
                guard case .metering(let one) = record else { return nil }
                return Retrospect.Word(start: one.start, end: one.end, register: one.pulses)
            }
        }
        #expect(try register(0) == 0 && register(-99) == 0)
        #expect(try register(15) == 10 && register(18) == 12 && register(15 * 1_199) == 11_990)
        #expect(try register(15 * 1_200) == nil, "the records end there: nobody can tell yet what came after")
    }

    @Test func `has its face from the first count, from the moment somebody noted, or from now`() throws {
        let moment = Life.start
        let first = MeterFace(meter: "main", serial: "A", reading: 5_000, since: nil, base: 0)
        let second = MeterFace(meter: "main", serial: "B", reading: 100, since: moment, base: 0)
        let third = MeterFace(meter: "main", serial: "C", reading: 100, since: nil, base: 0)
        var kept = first
        #expect(try first.base(among: [], register: 70) { _ in 60 } == 0)
        #expect(try second.base(among: [kept], register: 70) { $0 == moment ? 60 : nil } == 60)
        #expect(try second.base(among: [kept], register: 70) { _ in nil } == 70, "after the last record")
        #expect(try third.base(among: [kept], register: 70) { _ in 60 } == 70)
        kept = second
        kept.base = 55
        #expect(try second.base(among: [first, kept], register: 70) { _ in 60 } == 55, "what was found once stays")
        #expect(try second.base(among: [kept], register: 20) { _ in 60 } == 20, "a journal that was lost begins anew")
    }

    @Test func `has a book that is read back as it was written, but for what nobody understands`() throws {
        let book = MeterBook(in: home.path)
        #expect(book.lines.isEmpty)
        let faces = [
            MeterFace(meter: "main", serial: "8ITR/01", reading: 12_500, since: Life.start, base: 40),
            MeterFace(meter: "office", serial: "E", reading: 0, since: nil, base: 0),
        ]
        try book.keep(faces)
        #expect(book.lines == faces)
        home.write("main A 1 - 2\nmain A 1 x 2\nmain A 1 -\noffice A 1 - -2\n\u{0}\n", to: "meters")
        #expect(book.lines.map(\.line) == ["main A 1 - 2"])
    }

    @Test func `goes with the relays to a board that takes over`() throws {
        let old = try home.folder()
        try Life(seed: 7, lasting: .hours(1)).run(in: old, until: .hours(1))
        try old.records.append(Record.metering(.at(2, pulses: 71)).encoded())
        try old.records.append(Record.metering(.at(3, pulses: 99, meter: "gone")).encoded())
        try old.records.sync()
        try RelayLife(in: old.path).keep(["GPIO17": 1_204])
        try MeterBook(in: old.path).keep([
            MeterFace(meter: "main", serial: "A", reading: 5, since: nil, base: 3)
        ])
        let (name, now) = (BoardName(group: "house", board: "east"), Life.start + .hours(5))
        let stick = home.path + "/stick"
        _ = try BoardExport(of: old.path, as: name, software: "test", at: now).write(to: stick)
        let adoption = try Adoption(of: stick, by: name, zones: ["office", "hall"], meters: ["main"])
        _ = try adoption.settle(in: home.path + "/new", at: now)
        let new = try home.folder("new")
        #expect(try new.meterings.map(\.pulses) == [71] && new.meterings.allSatisfy { $0.start == $0.end })
        #expect(
            try History(of: [], meters: [.main, MeterKey("gone", .water)], in: new.books).meters.mapValues(\.pulses)
                == [.main: 71])
        #expect(RelayLife(in: new.path).operations == ["GPIO17": 1_204])
        #expect(MeterBook(in: new.path).lines == MeterBook(in: old.path).lines)
    }

    private func begin(in folder: StateFolder) -> Logbook {
        Logbook(
            [], in: folder.books, boot: 1, from: [], interval: .minutes(15), meters: [MeterAccount(Self.subject)],
            software: "test", at: .epoch, time: Life.start)
    }
}

extension `The history of a board` {
    @Test func `knows a meter by its name and what it measures`() throws {
        let folder = try home.folder()
        let gas = Record.Metering.at(1, pulses: 5, medium: .gas)
        for metering in [gas, .at(2, pulses: 71)] { try folder.records.append(Record.metering(metering).encoded()) }
        try folder.records.sync()
        let key = MeterKey("main", .gas)
        #expect(try History(of: [], meters: [key], in: folder.books).meters == [key: gas])
    }

    @Test func `searches only the last records for a meter, and all counters`() throws {
        let folder = try home.folder()
        try folder.records.append(Record.metering(.at(1, pulses: 71)).encoded())
        for number in Int64(2)..<2_000 {
            try folder.records.append(Record.boot(Record.Boot(number: number, at: Life.start, software: "t")).encoded())
        }
        try folder.records.sync()
        #expect(try History(of: [], meters: [.main], in: folder.books, reach: 1_000).meters.isEmpty)
        #expect(try History(of: [], meters: [.main], in: folder.books).meters[.main]?.pulses == 71)
        try folder.counters.append(Record.metering(.at(1, pulses: 71)).encoded())
        try folder.counters.sync()
        #expect(try History(of: [], meters: [.main], in: folder.books, reach: 1_000).meters[.main]?.pulses == 71)
    }
}

extension Record.Metering {
    /// At the end of a quarter of an hour since the board was switched on.
    static func at(
        _ quarter: Int64, pulses: Int64, meter: String = "main", medium: Medium = .water
    ) -> Record.Metering {
        let end = Life.start + .minutes(15 * quarter)
        var metering = Record.Metering(meter: meter, medium: medium, boot: 1, start: end - .minutes(15), end: end)
        (metering.observed, metering.pulses, metering.amount) = (quarter * 900_000, pulses, pulses * 10_000)
        return metering
    }
}

extension StateFolder {
    var meterings: [Record.Metering] {
        get throws { try kept.compactMap { if case .metering(let metering) = $0 { metering } else { nil } } }
    }
}

extension MeterKey {
    static let main = MeterKey("main", .water)
}
