import Boards
import Control
import Cycle
import Glibc
import Journal
import Logbook
import Logging
import Loop
import Quantities
import Records
import Scratch
import Service
import Telemetry
import Testing
import Uplink

@testable import Edge

/// Zones whose lamps are dimmed need no GPIO chip; plain files take the place of the PWM's.
@Suite struct `A board that is stopped and started` {
    let home = Home()

    @Test func `goes on with what its zones had learned, and publishes it`() throws {
        let words = try learned()
        let folder = try StateFolder(home.path + "/state", program: "test")
        try folder.counters.append(Lesson(zone: "hall", words: words).encoded())
        try folder.counters.append(Lesson(zone: "room", words: [7]).encoded())
        try folder.counters.sync()
        for boot in 1...2 as ClosedRange<Int64> {
            let state = try live(boot, in: folder)
            #expect(state.zones[1].knowledge.hours.rounded() == 30 && state.zones[0].knowledge.hours == 0)
            #expect(try Lessons(in: folder.path).lessons.first { $0.zone == "hall" }?.words == words)
        }
    }

    @Test func `forgets what it had learned when somebody asks for it, for good`() throws {
        let folder = try StateFolder(home.path + "/state", program: "test")
        try folder.counters.append(Lesson(zone: "hall", words: try learned()).encoded())
        try folder.counters.sync()
        let state = try live(1, in: folder) { $0.ask(ResetRequest(zone: "hall", by: "ada")) }
        #expect(state.zones[1].knowledge.hours == 0)
        let last = try Lessons(in: folder.path).lessons.first { $0.zone == "hall" }
        #expect(last?.words.dropLast().allSatisfy { $0 == 0 } == true)
        let records = try folder.records.read(from: 1, atMost: 100).compactMap { try? Record(decoding: $0.bytes ?? []) }
        let resets = records.compactMap { record in
            if case .change(let change) = record { "\(change.zone) \(change.setting) \(change.by)" } else { nil }
        }
        #expect(resets == ["hall 0 ada"])
        #expect(try live(2, in: folder).zones[1].knowledge.hours == 0)
    }

    /// One boot: it turns once, and a second time to do what is asked; nobody moves.
    private func live(_ boot: Int64, in folder: StateFolder, asking: (Handover) -> Void = { _ in }) throws -> BoardState
    {
        let (site, now, utc) = (try site(), Clock.monotonic(), Clock.utc())
        let plant = try RealPlant(
            site, on: RealPlant.banks(of: site), dimmers: DimmerDrive.drives(of: site, in: home.path),
            past: RealPlant.Past(), at: now)
        let settings = site.zones.map(\.settings)
        let logbook = Logbook(
            zip(site.zones, settings).map { zone, settings in
                Logbook.Subject(
                    id: zone.id, rating: Accumulator.Rating(load: zone.load, standby: .zero, steps: 100),
                    settings: settings)
            }, in: folder.books, boot: boot, from: site.zones.map { _ in Totals() }, interval: .minutes(15),
            software: "test", at: now, time: utc)
        let handover = Handover(
            BoardState(
                BoardState.Description(software: "test", model: "test", journal: folder.records.id),
                zones: site.zones.map { zone in
                    BoardState.ZoneState(
                        id: zone.id, use: "lobby", area: zone.area, load: zone.load, settings: zone.settings,
                        changed: utc)
                }))
        asking(handover)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let company = ControlLoop.Company(
            keeper: Keeper(folder, ClockWatch(.any), log: quiet) { _ in }, handover: handover,
            mailbox: Mailbox(Picture(lines: 0, zones: [])), manager: .none)
        let stop = Stop()
        stop.request()
        var loop = ControlLoop(
            site, plant: plant, logbook: logbook, settings: settings, overrides: [],
            lessons: try Lessons(in: folder.path), with: company, stop: stop, at: now)
        loop.run {}
        for journal in [folder.records, folder.counters] { try journal.sync() }
        return handover.state
    }

    /// What a zone has learned from people who sat at their desks for thirty hours.
    private func learned() throws -> [Int64] {
        var settings = Zone.Settings(steps: 100)
        settings.isAdaptive = true
        var zones = Zones([settings])
        for second in 0..<(30 * 3_600 / 45) as Range<Int64> {
            let motion = Motion(isActive: second % 2 == 0, onsets: WrappingCount(UInt32(second / 2)))
            zones.step(0, Zone.Inputs(motion: motion, schedule: .open), at: .epoch + .seconds(second * 45))
        }
        var writer = StateWriter()
        zones.exchangeLearned(0, &writer)
        return writer.words
    }

    private func site() throws -> Site {
        for file in ["npwm", "export"] { try put("2\n", "pwmchip0/\(file)") }
        for channel in 0..<2 {
            for (file, word) in [("period", "0"), ("duty_cycle", "0"), ("polarity", "normal"), ("enable", "0")] {
                try put("\(word)\n", "pwmchip0/pwm\(channel)/\(file)")
            }
        }
        func zone(_ id: String, _ use: String, _ channel: Int) -> String {
            "  \(id): { use: \(use), area: 20 m2, load: 100 W, hold: adaptive, "
                + "lamps: { dimmer: { chip: pwmchip0, channel: \(channel), curve: linear, minimum: 0 % } } }\n"
        }
        return try SiteText.site(
            """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            open: [daily 00:00-24:00]
            zones:

            """ + zone("room", "cellular-office", 0) + zone("hall", "lobby", 1))
    }

    private func put(_ text: String, _ path: String) throws {
        let parts = path.split(separator: "/")
        for depth in 1..<parts.count { mkdir("\(home.path)/\(parts[..<depth].joined(separator: "/"))", 0o700) }
        let file = try #require(fopen("\(home.path)/\(path)", "w"))
        fputs(text, file)
        fclose(file)
    }
}
