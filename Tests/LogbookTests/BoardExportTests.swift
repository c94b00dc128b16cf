import Exports
import Glibc
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Testing

@Suite struct `A board's export` {
    let home = Home()
    let name = BoardName(group: "house", board: "east")
    let now = Timestamp(milliseconds: 1_782_900_000_000)

    @Test func `holds every record of a board at work, and changes nothing`() throws {
        let folder = try lived()
        let before = try folder.records.read(from: 1, atMost: 10_000)
        let (entries, header) = try exported(BoardExport.Selection())
        #expect(entries == before)
        #expect(
            header.journals == [
                ExportHeader.Extent(.records, id: folder.records.id, first: 1, last: folder.records.durable)
            ])
        #expect(try folder.records.read(from: 1, atMost: 10_000) == before)
        #expect(header.boot == 1)
        let last = try folder.intervals.suffix(2).sorted { $0.zone < $1.zone }
        #expect(header.standings.map(\.totals) == last.map(\.totals))
        #expect(header.standings.map(\.zone) == ["hall", "office"])
    }

    @Test func `leaves traces out unless they are asked for`() throws {
        let folder = try lived()
        #expect(try exported(BoardExport.Selection()).header.journals.map(\.kind) == [.records])
        let (entries, header) = try exported(BoardExport.Selection(traces: true))
        #expect(header.journals.map(\.kind) == [.records, .traces])
        #expect(header.journals[1].last == folder.traces.durable && folder.traces.durable > 0)
        #expect(entries.count == Int(folder.records.durable + folder.traces.durable))
    }

    @Test func `begins with a sequence, or with the first entry of a moment`() throws {
        let folder = try lived()
        #expect(try exported(BoardExport.Selection(from: 5)).entries.map(\.sequence).first == 5)
        let since = Life.start + .hours(2)
        let (entries, _) = try exported(BoardExport.Selection(since: since))
        let first = try #require(entries.first?.bytes)
        guard case .interval(let interval) = try Record(decoding: first) else {
            Issue.record("no interval")
            return
        }
        #expect(interval.end >= since && interval.start < since)
        #expect(entries.last?.sequence == folder.records.durable)
        #expect(try exported(BoardExport.Selection(since: since + .days(9))).entries.isEmpty)
        #expect(try exported(BoardExport.Selection(from: folder.records.durable + 1)).entries.isEmpty)
        #expect(
            throws: ExportError(
                "\(home.path)/board/records ends at entry \(folder.records.durable); "
                    + "--from is \(folder.records.durable + 1) at most")
        ) { try exported(BoardExport.Selection(from: 1_000_000)) }
    }

    @Test func `shows what the board gave up as gaps, cut where the export begins`() throws {
        let limits = StateFolder.Limits(records: 1 << 16, traces: 1 << 20)
        let folder = try StateFolder(home.path + "/board", program: "test", limits: limits)
        for quarter in Int64(0)..<6_000 {
            let start = Life.start + .minutes(15 * quarter)
            let interval = Record.Interval(
                zone: "office", boot: 1, start: start, end: start + .minutes(15), totals: Totals())
            try folder.records.append(Record.interval(interval).encoded())
            if quarter % 50 == 0 { try folder.records.sync() }
        }
        try folder.records.sync()
        let whole = try exported(BoardExport.Selection()).entries
        let gap = try #require(whole.first { $0.isGap && $0.sequence > $0.first + 1 })
        #expect(whole.first?.first == 1 && whole.last?.sequence == 6_000)
        let rest = try exported(BoardExport.Selection(from: gap.first + 1)).entries
        #expect(rest.first?.first == gap.first + 1 && rest.first?.sequence == gap.sequence && rest.first?.isGap == true)
        #expect(rest.dropFirst().elementsEqual(whole.drop { $0.first <= gap.sequence }))
    }

    @Test func `does not go onto a file that is there`() throws {
        _ = try lived()
        home.write("precious", to: "stick")
        let export = try BoardExport(of: home.path + "/board", as: name, software: "test", at: now)
        #expect(throws: ExportError.self) { try export.write(to: home.path + "/stick") }
        _ = try export.write(to: home.path + "/stick", replacing: true)
        #expect(access(home.path + "/stick.part", F_OK) != 0)
    }

    @Test func `of a folder without journals is a sentence`() {
        #expect(throws: ExportError.self) { try BoardExport(of: home.path, as: name, software: "test", at: now) }
    }

    private func lived() throws -> StateFolder {
        let folder = try home.folder()
        try Life(seed: 7, lasting: .hours(5)).run(in: folder, until: .hours(5))
        return folder
    }

    private func exported(_ selection: BoardExport.Selection) throws -> (entries: [Entry], header: ExportHeader) {
        let path = home.path + "/stick"
        let export = try BoardExport(of: home.path + "/board", as: name, selection, software: "test", at: now)
        _ = try export.write(to: path, replacing: true)
        let reader = try ExportReader(path)
        var entries: [Entry] = []
        while let item = try reader.next() { entries.append(item.entry) }
        #expect(reader.header == export.header)
        return (entries, reader.header)
    }
}
