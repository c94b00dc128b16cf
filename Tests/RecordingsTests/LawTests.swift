import Calendars
import Chance
import Quantities
import Recordings
import Testing

@Suite struct `Any recording` {
    /// The law of reading: whoever writes a recording, in whatever dialect, it is the same one that is read.
    @Test(arguments: 0..<150) func `is read as it was written`(seed: UInt64) throws {
        var writer = try Writer(seed: seed)
        let text = writer.text()
        let read = try Recording(csv: Array(text.utf8), named: "room.csv", columns: writer.map, zone: writer.zone)
        #expect(read.rows == writer.rows)
        let runs = read.runs(gap: .minutes(Int64(seed % 50)))
        #expect(runs.flatMap { Array($0) } == Array(read.rows.indices))
        for run in runs {
            let edges = read.motionEdges(in: run)
            #expect(zip(edges, edges.dropFirst()).allSatisfy { $0.time < $1.time && $0.value != $1.value })
            #expect(edges.first?.time == (read.hasMotion ? read.rows[run.lowerBound].time : nil))
            #expect(edges.last?.value == (read.hasMotion ? false : nil))
            let (people, presence) = (read.peopleChanges(in: run), read.presenceEdges(in: run))
            #expect(people.last?.value == .some(nil) && presence.last?.value == .some(nil))
            #expect(Set(presence.map(\.time)).isSubset(of: people.map(\.time)))
        }
        #expect(read.writtenOffset == (writer.saysZone ? .zero : nil))
    }

    /// Whatever happens to a file, it is read or refused with places that are in it.
    @Test(arguments: 0..<150) func `survives damage`(seed: UInt64) throws {
        var writer = try Writer(seed: seed)
        let whole = Array(writer.text().utf8)
        let lines = whole.count { $0 == 0x0A } + 1
        var random = SplitMix(state: ~seed)
        let likely = Array("\",;\t\r\n+-.:eE0189TZ \u{FEFF}ä".utf8) + [0xFF, 0x00]
        for _ in 0..<20 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = likely.randomElement(using: &random) ?? 0
                case 1: bytes.insert(likely.randomElement(using: &random) ?? 0, at: place)
                case 2: bytes.remove(at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 30))
                }
                if bytes.isEmpty { bytes = [0x0A] }
            }
            do throws(RecordingProblems) {
                let read = try Recording(csv: bytes, named: "room.csv", columns: writer.map, zone: writer.zone)
                #expect(!read.rows.isEmpty)
                #expect(zip(read.rows, read.rows.dropFirst()).allSatisfy { $0.time < $1.time })
            } catch {
                #expect(isTold(error, lines: lines + 8))
            }
        }
    }

    /// Whatever the bytes are, at the start or below a header, they are read or refused with places that are in them.
    @Test(arguments: 0..<300) func `survives bytes that never were one`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let letters = Array("\"\",,,;\t\r\n\n+-.:: eE0123456789TZtruefalse\u{0}\u{FEFF}ä€😀".utf8)
        for _ in 0..<20 {
            var bytes = Array(
                ["", "timestamp,motion,occupied\n", "timestamp\n", "\u{FEFF}", "\u{1F}"].randomElement(using: &random)!
                    .utf8)
            let isLikely = Bool.random(using: &random)
            for _ in 0..<Int.random(in: 0...300, using: &random) {
                bytes.append(
                    isLikely ? letters.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random))
            }
            do throws(RecordingProblems) {
                let read = try Recording(csv: bytes, named: "room.csv", zone: random.one(in: 2) ? .utc : nil)
                #expect(read.hasMotion || read.hasTruth)
            } catch {
                #expect(isTold(error, lines: bytes.count { $0 == 0x0A } + 1))
                #expect(error.description.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
            }
        }
    }
}

/// Whether there is a problem, and each is on one of so many lines.
private func isTold(_ problems: RecordingProblems, lines: Int) -> Bool {
    (1...20).contains(problems.list.count) && (problems.list.count == 20 || problems.more == 0)
        && problems.list.allSatisfy { (1...lines).contains($0.line ?? 0) && ($0.column ?? 0) >= 1 }
}

/// Somebody who writes a random recording in a random dialect of CSV.
private struct Writer {
    private var random: SplitMix
    let zone: TimeZone
    private(set) var map = ColumnMap()
    private(set) var rows: [Recording.Row] = []
    let saysZone: Bool
    private let separator: String

    init(seed: UInt64) throws {
        random = SplitMix(state: seed)
        zone = try TimeZone(named: "Europe/Zurich")
        saysZone = Bool.random(using: &random)
        separator = [",", ";", "\t"].randomElement(using: &random)!
        // Half of them begin in the night in which the clock is set back.
        var moment = Timestamp(milliseconds: 1_509_220_000_000)
        if Bool.random(using: &random) {
            moment = moment + .milliseconds(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random))
            // But none in the second of two hours, which nobody could tell from the first.
            let (date, time) = zone.civil(of: moment)
            moment = zone.timestamp(of: date, at: time)
        }
        let (truth, motion) = [(true, true), (true, false), (false, true)].randomElement(using: &random)!
        let (daylight, lux) = (Bool.random(using: &random), Bool.random(using: &random))
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            rows.append(
                Recording.Row(
                    time: moment, motion: motion ? Bool.random(using: &random) : nil,
                    // The first one is known: without motion there is no recording of nothing.
                    people: truth ? rows.isEmpty ? 3 : maybe { max(0, Int($0 % 20) - 10) } : nil,
                    daylight: daylight ? maybe { Lux(Double($0 % 2_000_000) / 10) } : nil,
                    illuminance: lux ? maybe { Lux(Double($0) / Double(UInt64.max) * 2_000) } : nil))
            // Below an hour, so that the clock is seen to go back.
            let longest: Int64 = saysZone && random.next() % 10 == 0 ? 900_000_000 : 3_500_000
            moment = moment + .milliseconds(Int64.random(in: 1...longest, using: &random))
        }
    }

    mutating func text() -> String {
        var columns: [(name: String, cell: (Recording.Row, inout SplitMix) -> String)] = []
        var targets: [String] = []
        func add(_ target: String, _ sources: [(String, (Recording.Row, inout SplitMix) -> String)], mapped: Bool) {
            if mapped {
                targets.append(target + "=" + sources.map { quoted($0.0) }.joined(separator: "+"))
                columns += sources.map { (name: $0.0, cell: $0.1) }
            } else {
                columns.append((name: target, cell: sources[0].1))
            }
        }
        let (zone, saysZone) = (zone, saysZone)
        if Bool.random(using: &random) {
            let parts: [(String, (Recording.Row, inout SplitMix) -> String)] = [
                ("the \"day\"", { row, _ in String(stamp(row.time, in: zone, saysZone: saysZone).prefix(10)) }),
                ("of+day", { row, _ in String(stamp(row.time, in: zone, saysZone: saysZone).dropFirst(11)) }),
            ]
            add("timestamp", parts, mapped: true)
        } else {
            let whole: (Recording.Row, inout SplitMix) -> String = { row, _ in
                stamp(row.time, in: zone, saysZone: saysZone)
            }
            add("timestamp", [("a,t;i\tme\n", whole)], mapped: Bool.random(using: &random))
        }
        if rows[0].motion != nil {
            add("motion", [("m=1", { row, _ in row.motion == true ? "1" : "0" })], mapped: Bool.random(using: &random))
        }
        add(
            "occupied",
            [
                (
                    "Köpfe",
                    { row, random in
                        row.people.map {
                            $0 > 0
                                ? ["\($0)", "\($0 - 1).25", "\($0)e0"].randomElement(using: &random)!
                                : ["0", "false", "0.0"].randomElement(using: &random)!
                        } ?? ""
                    }
                ), ("nobody", { row, _ in row.people == nil ? "" : "0" }),
            ], mapped: Bool.random(using: &random))
        add("daylight_lux", [("sky", { row, _ in written(row.daylight) })], mapped: Bool.random(using: &random))
        add(
            "illuminance_lux",
            [("desk", { row, _ in written(row.illuminance) }), ("floor", { row, _ in written(row.illuminance) })],
            mapped: Bool.random(using: &random))
        columns.append(
            (name: "note", cell: { _, random in ["", "a \"b\"", "1;2\t3,4", "x\r\ny"].randomElement(using: &random)! }))
        columns.shuffle(using: &random)
        map = (try? ColumnMap(targets.joined(separator: ","))) ?? ColumnMap()
        let lineEnd = ["\n", "\r\n"].randomElement(using: &random)!
        var lines = [line(columns.map(\.name))]
        for row in rows { lines.append(line(columns.map { $0.cell(row, &random) })) }
        let (mark, last) = (Bool.random(using: &random) ? "\u{FEFF}" : "", Bool.random(using: &random) ? lineEnd : "")
        return mark + lines.joined(separator: lineEnd) + last
    }

    private mutating func line(_ cells: [String]) -> String {
        cells.map { cell in
            let needsQuotes = cell.unicodeScalars.contains { "\",;\t\r\n".unicodeScalars.contains($0) }
            return needsQuotes || random.next() % 8 == 0 ? quoted(cell) : cell
        }.joined(separator: separator)
    }

    private mutating func maybe<Value>(_ make: (UInt64) -> Value) -> Value? {
        random.next() % 5 == 0 ? nil : make(random.next())
    }
}

private func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

private func written(_ lux: Lux?) -> String { lux.map { "\($0.value)" } ?? "" }

private func stamp(_ moment: Timestamp, in zone: TimeZone, saysZone: Bool) -> String {
    if saysZone { return moment.iso8601 }
    let (date, time) = zone.civil(of: moment)
    let wall = TimeZone.utc.timestamp(of: date, at: time) + .milliseconds((moment.milliseconds % 1_000 + 1_000) % 1_000)
    return String(wall.iso8601.dropLast())
}
