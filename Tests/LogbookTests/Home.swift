import Chance
import Control
import Cycle
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Settings

extension Home {
    /// A place for the memory of a board.
    func folder(_ name: String = "board") throws -> StateFolder { try StateFolder(path + "/" + name, program: "test") }
}

/// Two zones and what happens in them: the same for one seed however often it is lived.
struct Life {
    /// The board is switched on then: 2026-06-30T06:52:00Z.
    static let start = Timestamp(milliseconds: 1_782_802_320_000)
    static let subjects = ["office", "hall"].map { id in
        Logbook.Subject(
            id: id, rating: Accumulator.Rating(load: Watts(600), standby: Watts(4), steps: 2),
            settings: Zone.Settings(steps: 2))
    }

    private enum Event {
        case motion(Int, Bool)
        case light(Int, Lux?)
        case press(Int)
    }
    private var events: [(at: Instant, event: Event)] = []

    init(seed: UInt64, lasting length: Duration) {
        var random = SplitMix(state: seed)
        var now = Instant.epoch
        while now < .epoch + length {
            let zone = Int.random(in: 0...1, using: &random)
            let event: Event =
                switch Int.random(in: 0..<20, using: &random) {
                case 0: .press(zone)
                case 1: .light(zone, nil)
                case 2..<6: .light(zone, Lux(Double.random(in: 0...900, using: &random)))
                default: .motion(zone, Bool.random(using: &random))
                }
            events.append((now, event))
            now = now + .milliseconds(.random(in: 0...600_000, using: &random))
        }
    }

    /// Lives up to a moment, and leaves everything in the folder as a cut of power after a sync would.
    @discardableResult
    func run(
        in folder: StateFolder, until end: Duration, boot: Int64 = 1, from totals: [Totals] = [Totals(), Totals()],
        start: Timestamp = Self.start, known: Logbook.Known = Logbook.Known()
    ) throws -> Logbook {
        var logbook = Logbook(
            Self.subjects, in: folder.books, boot: boot, from: totals, interval: .minutes(15), software: "test",
            at: .epoch,
            time: start, known: known)
        var cycle = Cycle(Zones(Self.subjects.map(\.settings)))
        var rooms = Rooms()
        _ = cycle.turn(on: &rooms, telling: &logbook, at: .epoch)
        logbook.snapshot(of: &cycle, at: .epoch)
        for (at, event) in events where at <= .epoch + end {
            let zone: Int
            switch event {
            case .motion(let place, let isActive):
                zone = place
                let onsets = rooms.inputs[zone].motion?.onsets.count ?? 0
                rooms.inputs[zone].motion = Motion(
                    isActive: isActive, onsets: WrappingCount(onsets + (isActive ? 1 : 0)))
            case .light(let place, let lux):
                zone = place
                rooms.inputs[zone].illuminance = lux
            case .press(let place):
                zone = place
                rooms.inputs[zone].presses.increment()
            }
            _ = cycle.turn(zone, on: &rooms, telling: &logbook, at: at)
        }
        cycle.review(on: &rooms, telling: &logbook, before: .epoch + end)
        logbook.roll(to: .epoch + end)
        if let failure = logbook.failure { throw failure }
        try folder.records.sync()
        try folder.traces.sync()
        return logbook
    }
}

/// The rooms of a life, with lamps that always obey.
struct Rooms: Plant {
    var inputs = [Zone.Inputs(), Zone.Inputs()]

    mutating func sample(_ zone: Int, at now: Instant) -> Zone.Inputs { inputs[zone] }
    mutating func actuate(_ zone: Int, _ outputs: Zone.Outputs, at now: Instant) -> Bool { true }
}

extension Journal {
    var contents: [[UInt8]] { get throws { try read(from: 1, atMost: 100_000).compactMap(\.bytes) } }
}

extension StateFolder {
    var kept: [Record] { get throws { try records.contents.map { try Record(decoding: $0) } } }
    var intervals: [Record.Interval] {
        get throws { try kept.compactMap { if case .interval(let interval) = $0 { interval } else { nil } } }
    }
}
