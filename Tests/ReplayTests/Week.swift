import Chance
import Control
import Cycle
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Settings

/// A week of a board in which everything that may go wrong does, by seed, as its traces journal holds it.
struct Week {
    /// Entries of the traces journal, those that power cuts took left out.
    private(set) var entries: [[UInt8]] = []
    private(set) var boots = 0
    private var random: SplitMix
    private var settings: [Zone.Settings]
    /// What zones had learned at the end of the boot before.
    private var lessons: [[Int64]] = []

    init(seed: UInt64) throws {
        random = SplitMix(state: seed)
        settings = []
        for _ in 0..<Int.random(in: 2...4, using: &random) {
            let steps = UInt8.random(in: 1...4, using: &random)
            var zone = Zone.Settings(steps: steps > 3 ? Zone.Settings.dimmerSteps : steps)
            (zone.isEgress, zone.sensesMotion) = (.random(using: &random), !random.one(in: 8))
            for setting in Setting.all { try setting.set(random.value(of: setting, zone), in: &zone) }
            settings.append(zone)
        }
        var time = Timestamp(milliseconds: 1_782_777_600_000 + .random(in: 0...86_400_000, using: &random))
        let end = time + .days(7)
        while time < end {
            boots += 1
            let length = Duration.milliseconds(.random(in: 60_000...400_000_000, using: &random))
            let stop = Swift.min(end, time + length)
            try live(from: time, to: stop)
            time = stop + .milliseconds(.random(in: 1_000...7_200_000, using: &random))
        }
    }

    /// One boot, ended in good order or by a power cut.
    private mutating func live(from start: Timestamp, to end: Timestamp) throws {
        let home = Home()
        let folder = try StateFolder(home.path + "/state", program: "test")
        var board = Board(settings, in: folder, boot: Int64(boots), from: start, random: random, lessons: lessons)
        let isClean = try board.live(to: end)
        (random, settings, lessons) = (board.random, board.settings, board.lessons)
        try folder.traces.sync()
        var kept = try folder.traces.read(from: 1, atMost: 1_000_000).compactMap(\.bytes)
        if !isClean { kept.removeLast(Int.random(in: 0...Swift.min(kept.count, 4), using: &random)) }
        entries += kept
    }
}

/// From power-on to power-off, as the edge's loop and a virtual board live it.
private struct Board {
    var random: SplitMix
    var settings: [Zone.Settings]
    private var rooms: Chaos
    private var cycle: Cycle
    private var logbook: Logbook
    private let start: Timestamp
    /// The board's clock less the right time.
    private var error: Duration
    private let folder: StateFolder

    init(
        _ settings: [Zone.Settings], in folder: StateFolder, boot: Int64, from start: Timestamp, random: SplitMix,
        lessons: [[Int64]]
    ) {
        (self.random, self.settings, self.folder, self.start) = (random, settings, folder, start)
        let isTrusted = !self.random.one(in: 3)
        error = isTrusted ? .zero : Timestamp(milliseconds: 0) - start
        rooms = Chaos(zones: settings.count)
        cycle = Cycle(Zones(settings))
        for (zone, words) in lessons.enumerated() {
            var reader = StateReader(words)
            cycle.exchangeLearned(zone, &reader)
        }
        logbook = Logbook(
            settings.indices.map { zone in
                Logbook.Subject(
                    id: "zone-\(zone)",
                    rating: Accumulator.Rating(load: Watts(300), standby: .zero, steps: settings[zone].steps),
                    settings: settings[zone])
            }, in: folder.books, boot: boot, from: settings.map { _ in Totals() }, interval: .minutes(15),
            software: "test", at: .epoch, time: start + error, isTrusted: isTrusted)
    }

    var lessons: [[Int64]] {
        var cycle = cycle
        return settings.indices.map { zone in
            var writer = StateWriter()
            cycle.exchangeLearned(zone, &writer)
            return writer.words
        }
    }

    /// - Returns: Whether it was closed in good order.
    mutating func live(to end: Timestamp) throws -> Bool {
        var now = Instant.epoch
        let last = now + (end - start)
        _ = cycle.turn(on: &rooms, telling: &logbook, at: now)
        if random.one(in: 2) { now = now + .milliseconds(1) }
        logbook.snapshot(of: &cycle, at: now)
        var day = 0 as Int64
        while now < last {
            now = next(after: now)
            if random.one(in: 2) { cycle.review(on: &rooms, telling: &logbook, before: now) }
            let zone = Int.random(in: 0..<settings.count, using: &random)
            for _ in 0..<Int.random(in: 0...4, using: &random) { rooms.change(zone, using: &random) }
            if random.one(in: 900) { setClock(at: now) }
            let today = (start.milliseconds + now.milliseconds) / 86_400_000
            if today != day || random.one(in: 600) {
                day = today
                cycle.review(on: &rooms, telling: &logbook, before: now)
                logbook.snapshot(of: &cycle, at: now)
            }
            if random.one(in: 300) { try obey(at: now) }
            if random.one(in: 3) {
                _ = cycle.turn(on: &rooms, telling: &logbook, at: now)
            } else {
                _ = cycle.turn(zone, on: &rooms, telling: &logbook, at: now)
            }
            logbook.roll(to: now)
            if let failure = logbook.failure { throw failure }
            if random.one(in: 4_000) { for journal in [folder.traces, folder.records] { try journal.sync() } }
        }
        guard random.one(in: 2) else { return false }
        logbook.close(at: now)
        return true
    }

    /// Often the very moment of a review, sometimes a while after it, or the same moment again.
    private mutating func next(after now: Instant) -> Instant {
        let due = cycle.zones.reviewBy.flatMap { $0 < now + .minutes(5) ? $0 : nil } ?? now + .minutes(1)
        return switch random.next() % 8 {
        case 0: now
        case 1: Swift.max(due, now)
        case 2: Swift.max(due, now) + .milliseconds(.random(in: 0...5_000, using: &random))
        case 3, 4, 5: now + .milliseconds(.random(in: 0...40, using: &random))
        case 6: now + .milliseconds(.random(in: 0...10_000, using: &random))
        default: now + .milliseconds(.random(in: 0...90_000, using: &random))
        }
    }

    private mutating func setClock(at now: Instant) {
        error = random.one(in: 3) ? .milliseconds(.random(in: -90_000...90_000, using: &random)) : .zero
        let right = start + Duration(milliseconds: now.milliseconds)
        logbook.setClock(to: right + error, at: now)
    }

    /// One or several settings at once, even of one zone; or a zone forgets what it has learned.
    private mutating func obey(at now: Instant) throws {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let zone = Int.random(in: 0..<settings.count, using: &random)
            if random.one(in: 8) {
                cycle.resetLearned(of: zone, on: &rooms, telling: &logbook, at: now)
                logbook.reset(zone, by: "test", at: now)
                _ = cycle.turn(zone, on: &rooms, telling: &logbook, at: now)
                continue
            }
            let setting = Setting.all[Int.random(in: 0..<Setting.all.count, using: &random)]
            try setting.set(random.value(of: setting, settings[zone]), in: &settings[zone])
            cycle.apply(
                settings[zone], to: zone, ordersShed: setting.id == Setting.shed.id, on: &rooms, telling: &logbook,
                at: now)
            logbook.changed(zone, setting, to: settings[zone], by: "test", at: now)
            _ = cycle.turn(zone, on: &rooms, telling: &logbook, at: now)
        }
        logbook.snapshot(of: &cycle, at: now)
    }
}

/// Rooms in which anything may happen, with lamps that always obey.
private struct Chaos: Plant {
    private var inputs: [Zone.Inputs]

    init(zones: Int) { inputs = (0..<zones).map { _ in Zone.Inputs(motion: nil) } }

    mutating func change(_ zone: Int, using random: inout SplitMix) {
        let openings = inputs[zone].door?.openings ?? .zero
        let onsets = inputs[zone].motion?.onsets.count ?? .random(in: 0...3, using: &random) &- 2
        switch random.next() % 21 {
        case 0: inputs[zone].motion = nil
        case 1...3: inputs[zone].motion = Motion(isActive: true, onsets: WrappingCount(onsets &+ 1))
        case 4...6: inputs[zone].motion = Motion(isActive: false, onsets: WrappingCount(onsets))
        // A burst between two looks.
        case 7: inputs[zone].motion = Motion(isActive: false, onsets: WrappingCount(onsets &+ 9))
        case 8: inputs[zone].illuminance = random.one(in: 3) ? nil : .zero
        case 9: inputs[zone].illuminance = Lux(Double(Int.random(in: 0...2_000, using: &random)))
        case 10, 11:
            inputs[zone].illuminance = inputs[zone].illuminance.map { $0 * .random(in: 0.8...1.25, using: &random) }
        case 12: inputs[zone].presses.increment(by: .random(in: 1...3, using: &random))
        case 13: inputs[zone].schedule = ScheduleState(rawValue: .random(in: 0...3, using: &random)) ?? .unknown
        case 14: inputs[zone].door = random.one(in: 4) ? nil : Door(isOpen: false, openings: openings)
        case 15: inputs[zone].door = Door(isOpen: true, openings: WrappingCount(openings.count &+ 1))
        case 16: inputs[zone].draw = Draw(rawValue: .random(in: 0...3, using: &random))
        case 17: inputs[zone].shed = .random(in: 0...100, using: &random)
        case 18: inputs[zone].doubles.increment()
        case 19: inputs[zone].longs.increment()
        default: inputs[zone].isLinked.toggle()
        }
    }

    mutating func sample(_ zone: Int, at now: Instant) -> Zone.Inputs { inputs[zone] }
    mutating func actuate(_ zone: Int, _ outputs: Zone.Outputs, at now: Instant) -> Bool { true }
}

extension SplitMix {
    /// Any value that the setting may have; often its least or greatest, rarely a round one.
    fileprivate mutating func value(of setting: Setting, _ settings: Zone.Settings) -> Double {
        if setting.unit == .steps { return Double(Int.random(in: 0...Int(settings.steps), using: &self)) }
        let bounds = setting.bounds
        if setting.unit == .choice || setting.unit == .percent {
            return Double(Int.random(in: Int(bounds.lowerBound)...Int(bounds.upperBound), using: &self))
        }
        switch next() % 6 {
        case 0: return bounds.lowerBound
        case 1: return bounds.upperBound
        case 2: return .random(in: bounds, using: &self)
        default: return .random(in: bounds.lowerBound...Swift.min(bounds.upperBound, 600), using: &self).rounded()
        }
    }
}
