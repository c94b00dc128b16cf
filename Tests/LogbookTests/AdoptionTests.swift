import Exports
import Glibc
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Settings
import Testing

@Suite struct `A board that takes over` {
    let home = Home()
    let name = BoardName(group: "house", board: "east")
    let now = Timestamp(milliseconds: 1_782_900_000_000)

    @Test func `goes on where the registers, settings and counters of the old one ended`() throws {
        let old = try lived()
        let override = SettingsFile.Override(zone: "office", setting: 1, value: 600, base: 900)
        try old.settings.write([override])
        home.write("\u{11}", to: "board/session")
        let id = try adopt(zones: ["office", "hall"])
        let new = try home.folder("new")
        #expect(new.records.id == id && id != old.records.id)
        let last = old.records.durable
        let kept = try new.kept
        #expect(
            kept.first
                == .continuation(
                    Record.Continuation(journal: old.records.id, through: last, boot: 1, at: now)))
        let intervals = try new.intervals
        #expect(intervals.map(\.zone) == ["hall", "office"] && intervals.allSatisfy { $0.start == $0.end })
        let (before, after) = (
            try History(of: ["office", "hall"], in: old.books), try History(of: ["office", "hall"], in: new.books)
        )
        #expect(after.totals == before.totals && after.boot == before.boot)
        #expect(try new.settings.read() == [override])
        #expect(BoardName(notedIn: new.path) == name)
        #expect(access(home.path + "/new.adopting", F_OK) != 0)
    }

    @Test func `goes on with what the zones had learned`() throws {
        let old = try lived()
        let words = try Lesson.learned(hours: 30)
        for zone in ["office", "hall", "attic"] { try old.counters.append(Lesson(zone: zone, words: words).encoded()) }
        try old.counters.append(Lesson(zone: "hall", version: 9, words: [1, -2]).encoded())
        try old.counters.sync()
        _ = try adopt(zones: ["office", "hall"])
        #expect(
            try Lessons(in: home.path + "/new").lessons == [
                Lesson(zone: "hall", version: 9, words: [1, -2]), Lesson(zone: "office", words: words),
            ])
    }

    @Test func `begins at zero in a zone that is new, and names one that has ended`() throws {
        _ = try lived()
        let adoption = try Adoption(of: try stick(), by: name, zones: ["office", "attic"])
        #expect(adoption.standings.map(\.zone) == ["office"] && adoption.ended == ["hall"])
    }

    @Test func `refuses a folder with anything in it, and another board's export`() throws {
        _ = try lived()
        let stick = try stick()
        let adoption = try Adoption(of: stick, by: name, zones: ["office"])
        #expect(throws: ExportError.self) { try adoption.settle(in: home.path + "/board", at: now) }
        _ = try adoption.settle(in: home.path + "/new", at: now)
        #expect(throws: ExportError.self) { try adoption.settle(in: home.path + "/new", at: now) }
        mkdir(home.path + "/empty", 0o700)
        _ = try adoption.settle(in: home.path + "/empty/", at: now)
        #expect(throws: ExportError.self) {
            try Adoption(of: stick, by: BoardName(group: "house", board: "west"), zones: ["office"])
        }
    }

    @Test func `keeps the registers it took over when room is short`() throws {
        _ = try lived()
        _ = try adopt(zones: ["office", "hall"])
        let path = home.path + "/new"
        let folder = try StateFolder(
            path, program: "test", limits: StateFolder.Limits(records: 1 << 16, traces: 1 << 20))
        var totals = Totals()
        for quarter in Int64(0)..<4_000 {
            totals[.lampEnergy] += 1
            let start = now + .minutes(15 * quarter)
            let interval = Record.Interval(
                zone: "office", boot: 2, start: start, end: start + .minutes(15), totals: totals)
            try folder.records.append(Record.interval(interval).encoded())
            if quarter % 50 == 0 { try folder.records.sync() }
        }
        try folder.records.sync()
        #expect(
            try folder.kept.prefix(3).count { if case .interval(let one) = $0 { one.start == one.end } else { false } }
                == 2)
    }

    private func lived() throws -> StateFolder {
        let folder = try home.folder()
        try Life(seed: 7, lasting: .hours(5)).run(in: folder, until: .hours(5))
        return folder
    }

    private func stick() throws -> String {
        let path = home.path + "/stick"
        let export = try BoardExport(of: home.path + "/board", as: name, software: "test", at: now)
        _ = try export.write(to: path)
        return path
    }

    private func adopt(zones: [String]) throws -> String {
        try Adoption(of: try stick(), by: name, zones: zones).settle(in: home.path + "/new", at: now)
    }
}
