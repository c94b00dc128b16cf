import Boards
import Control
import GPIO
import Glibc
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Testing

@testable import Edge

/// The books of a board whose power fails while they are written.
@Suite struct `A board whose power fails` {
    let home = Home()
    static let start = Timestamp(milliseconds: 1_782_777_600_000)
    static let main = MeterKey("main", .water)
    static let site = try? SiteText.site(
        SiteText.whole.replacing(
            "zones:",
            with: """
                meters:
                  main: { line: GPIO20, medium: water, constant: 10 L/pulse, maximum: 5 m3/h, serial: A, start: 1 m3 }
                zones:
                """))

    /// What was on the card when so many bytes of a journal were.
    private struct Standing {
        var bytes: Int
        var observed: Int64
        var pulses: Int64
    }

    /// The law: cut at whatever byte, a journal gives back all that was synced before, and registers go on from there.
    @Test(arguments: ["counters", "records"]) func `loses no more than the last minute, at whatever byte it fails`(
        journal: String
    ) throws {
        let site = try #require(Self.site)
        let (standings, segment) = try live(site, in: "whole", noting: journal)
        let bytes = try #require(SiteCopy.bytes(of: segment))
        let last = try #require(standings.last)
        #expect(last.bytes == bytes.count && standings.count == 4)
        for cut in 0...bytes.count {
            let folder = home.path + "/cut-\(cut)"
            try copy(bytes.prefix(cut), of: journal, to: folder)
            let state = try StateFolder(folder, program: "test")
            let history = try History(of: ["hall"], meters: [Self.main], in: state.books)
            // The other journal is whole: what it holds is not lost, and the first one adds what it has.
            let mustKnow = standings.last { $0.bytes <= cut }
            let observed = history.totals["hall"]?[.observedTime] ?? 0
            let pulses = try MeterStandings(site, after: history, in: state.books, known: []).accounts[0].pulses
            #expect(observed >= mustKnow?.observed ?? 0 && observed <= last.observed, "byte \(cut)")
            #expect(pulses >= mustKnow?.pulses ?? 0 && pulses <= last.pulses, "byte \(cut)")
            try goOn(state, from: history, observed: observed, pulses: pulses)
        }
    }

    /// Four minutes: with a checkpoint each, or with the end of an interval after every second one.
    private func live(
        _ site: Site, in name: String, noting journal: String
    ) throws -> (standings: [Standing], segment: String) {
        let state = try StateFolder(home.path + "/" + name, program: "test")
        var logbook = logbook(in: state, boot: 1, from: Totals(), meter: nil)
        var standings: [Standing] = []
        for minute in 1...4 as ClosedRange<Int64> {
            let now = Instant.epoch + .minutes(minute)
            logbook.meter(board: 0, UInt64(minute * 7), face: nil, isCounting: true, at: now)
            if journal == "records", minute % 2 == 0 { logbook.roll(to: now) }
            if journal == "counters" || minute == 1 { logbook.checkpoint(at: now) }
            for journal in [state.records, state.counters] { try journal.sync() }
            let segment = try #require(try file(of: journal, in: state.path))
            standings.append(
                Standing(
                    bytes: SiteCopy.bytes(of: segment)?.count ?? 0,
                    observed: journal == "counters" ? minute * 60_000 : minute / 2 * 120_000,
                    pulses: journal == "counters" ? minute * 7 : minute / 2 * 14))
        }
        return (standings, try #require(try file(of: journal, in: state.path)))
    }

    /// The next boot counts on, and no register runs back.
    private func goOn(_ state: StateFolder, from history: History, observed: Int64, pulses: Int64) throws {
        var logbook = logbook(
            in: state, boot: history.boot + 1, from: history.totals["hall"] ?? Totals(),
            meter: history.meters[Self.main])
        logbook.meter(board: 0, UInt64(pulses), face: nil, isCounting: true, at: .epoch)
        logbook.meter(board: 0, UInt64(pulses) + 3, face: nil, isCounting: true, at: .epoch + .minutes(1))
        logbook.close(at: .epoch + .minutes(1))
        try state.records.sync()
        let after = try History(of: ["hall"], meters: [Self.main], in: state.books)
        #expect(after.totals["hall"]?[.observedTime] == observed + 60_000)
        #expect(after.meters[Self.main]?.pulses == pulses + 3)
        #expect(after.boot == history.boot + 1)
    }

    private func logbook(
        in state: StateFolder, boot: Int64, from totals: Totals, meter: Record.Metering?
    ) -> Logbook {
        let subject = MeterAccount.Subject(name: "main", medium: .water, pulses: 100, per: 1, serial: "A")
        let settings = Control.Zone.Settings(steps: 1)
        var logbook = Logbook(
            [
                Logbook.Subject(
                    id: "hall", rating: Accumulator.Rating(load: Watts(300), standby: .zero, steps: 1),
                    settings: settings)
            ], in: state.books, boot: boot, from: [totals], interval: .minutes(2),
            meters: [MeterAccount(subject, from: meter)], software: "test", at: .epoch,
            time: Self.start + .hours(boot - 1))
        logbook.stepped(
            0, Control.Zone.Inputs(), Control.Zone.Outputs(level: 1, reason: .starting), at: .epoch)
        return logbook
    }

    private func file(of journal: String, in state: String) throws -> String? {
        let stream = try #require(opendir("\(state)/\(journal)"))
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".segment") { return "\(state)/\(journal)/\(name)" }
        }
        return nil
    }

    /// The whole folder but for the end of one journal. The ids of journals are on the card before their first entries.
    private func copy(_ bytes: ArraySlice<UInt8>, of journal: String, to folder: String) throws {
        for part in ["", "/records", "/counters"] { mkdir(folder + part, 0o700) }
        for part in ["records", "counters"] {
            let source = try #require(try file(of: part, in: home.path + "/whole"))
            let content = part == journal ? Array(bytes) : SiteCopy.bytes(of: source) ?? []
            put(content, "\(folder)/\(part)/\(source.split(separator: "/").last ?? "")")
            put(SiteCopy.bytes(of: "\(home.path)/whole/\(part)/id") ?? [], "\(folder)/\(part)/id")
        }
    }

    private func put(_ bytes: [UInt8], _ path: String) {
        guard let file = fopen(path, "we") else { return }
        _ = fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}

/// A board that died with its lamps dark and begins again: nothing is asked of a line before it is safe.
@Suite struct `A board that begins again after it was killed` {
    @Test func `requests every lamp lit, plugs on and climate at comfort, whatever the lines show`() throws {
        let site = try SiteText.site(
            SiteText.whole.replacing(
                "    lamps: GPIO17\n", with: "    lamps: GPIO17\n    plugs: GPIO23\n    setback: GPIO24\n"))
        let (relays, lamps) = LampDrive.places(of: site)
        #expect(relays.flatMap { $0 }.map(\.name) == ["GPIO17", "GPIO27"])
        #expect(lamps.flatMap { $0 }.map(\.isActive) == [true, true])
        let followers = Followers.lines(of: site, behind: lamps).flatMap { $0 }.dropFirst(2)
        #expect(followers.map(\.isActive) == [true, false])
    }
}
