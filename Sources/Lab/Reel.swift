internal import Control
internal import Journal
internal import Playback
internal import Quantities
internal import Records
internal import Settings

/// The first boot of a traces journal, cut to a ``Tape`` of some of its zones.
///
/// On the tape the zones start at the first snapshot, without the state they had by then.
struct Reel {
    private(set) var names: [String] = []
    /// From the first step to the last, to the nearest hour.
    private(set) var hours: Int64 = 0
    private var reader: JournalReader
    private let wanted: [String]?
    private var strewing: Strewing?
    /// Place on the tape, by number of the zone on the board.
    private var places: [Int?] = []
    private var inputs: [Zone.Inputs] = []
    private var settings: [Zone.Settings] = []
    private var planned: [Zone.Settings] = []
    private var start = Instant.epoch
    private var last = Instant.epoch

    /// - Parameters:
    ///   - zones: names in the order of the tape; `nil` takes all.
    ///   - seed: of what is strewn in; `nil` strews nothing.
    init(_ reader: JournalReader, zones: [String]?, seed: UInt64?) {
        (self.reader, wanted, strewing) = (reader, zones, seed.map { Strewing(seed: $0) })
    }

    /// - Throws: ``LabError`` when there is no snapshot to begin with or no such zone, ``JournalError`` when the
    ///   journal cannot be read.
    mutating func cut() throws -> Tape {
        var (tape, boot) = (Tape?.none, Int64(0))
        while let entry = try reader.next() {
            guard let bytes = entry.bytes else {
                if tape == nil { continue }
                break
            }
            if var running = tape {
                // Without a second owner, the tape is written in place.
                tape = nil
                guard let block = try? Trace.Block(decoding: bytes) else {
                    tape = running
                    continue
                }
                if block.boot == boot { try record(block.entries, on: &running) }
                tape = running
                if block.boot != boot { break }
            } else if let snapshot = try? Snapshot(decoding: bytes) {
                boot = snapshot.boot
                tape = try begin(snapshot)
            }
        }
        guard var tape, tape.steps > 0 else {
            throw LabError("journal \(reader.directory) holds no step behind a snapshot: there is nothing to play")
        }
        tape.end()
        hours = ((last - start).milliseconds + 1_800_000) / 3_600_000
        return tape
    }

    private mutating func begin(_ snapshot: Snapshot) throws -> Tape {
        let known = snapshot.zones.map(\.name)
        names = wanted ?? known
        if let missing = names.first(where: { !known.contains($0) }) {
            throw LabError(
                "there is no zone \(missing) in \(reader.directory); there are: \(known.joined(separator: ", "))")
        }
        guard 1...64 ~= names.count, Set(names).count == names.count else {
            throw LabError("a tape has 1 to 64 zones, each once, not \(names.count): name them with --zones")
        }
        places = known.map { names.firstIndex(of: $0) }
        (start, last) = (snapshot.at, snapshot.at)
        for name in names {
            guard let state = snapshot.zones.first(where: { $0.name == name }) else { continue }
            settings.append(try Self.settings(of: state))
        }
        planned = settings
        inputs = names.map { _ in Zone.Inputs(motion: nil) }
        let links = strewing?.links(settings.count) ?? settings.map { _ in 0 }
        return Tape(settings, links: links)
    }

    private static func settings(of state: Snapshot.ZoneState) throws -> Zone.Settings {
        var settings = Zone.Settings(steps: state.steps)
        (settings.isEgress, settings.sensesMotion) = (state.isEgress, state.sensesMotion)
        settings.daylight.isThreshold = state.isThreshold
        for (id, value) in state.settings.sorted(by: { $0.key < $1.key }) {
            guard let setting = Setting.numbered(id) else {
                throw LabError("zone \(state.name) has a setting number \(id), which this release does not know")
            }
            try setting.set(value, in: &settings)
        }
        return settings
    }

    private mutating func record(_ entries: [Trace.Entry], on tape: inout Tape) throws {
        var waiting: (zone: Int, at: Instant)?
        for entry in entries {
            guard entry.zone < places.count else { throw LabError("the trace tells of zone number \(entry.zone)") }
            guard let zone = places[entry.zone] else { continue }
            if let due = waiting, due.zone != zone || due.at != entry.at {
                step(due.zone, at: due.at, on: &tape)
                waiting = nil
            }
            let isInput = try take(entry.event, of: zone, at: entry.at, on: &tape)
            if isInput { waiting = (zone, entry.at) }
        }
        if let due = waiting { step(due.zone, at: due.at, on: &tape) }
    }

    /// - Returns: Whether the zone must be stepped: not for what it decided.
    private mutating func take(
        _ event: Trace.Event, of zone: Int, at now: Instant, on tape: inout Tape
    ) throws -> Bool {
        switch event {
        case .motion(let motion): inputs[zone].motion = motion
        case .illuminance(let lux): inputs[zone].illuminance = lux
        case .presses(let count): inputs[zone].presses = count
        case .schedule(let state): inputs[zone].schedule = state
        case .door(let door): inputs[zone].door = door
        case .draw(let draw): inputs[zone].draw = draw
        case .shed(let share): inputs[zone].shed = share
        case .link(let isLinked): inputs[zone].isLinked = isLinked
        case .doubles(let count): inputs[zone].doubles = count
        case .longs(let count): inputs[zone].longs = count
        case .setting(let id, let value):
            try Setting.numbered(id)?.set(value, in: &settings[zone])
            tape.apply(settings[zone], to: zone, at: moment(now))
        case .output: return false
        }
        return true
    }

    private mutating func step(_ zone: Int, at now: Instant, on tape: inout Tape) {
        last = now
        if strewing?.change(&settings[zone], from: planned[zone]) == true {
            tape.apply(settings[zone], to: zone, at: moment(now))
        }
        tape.step(zone, strewing?.change(inputs[zone], of: zone, settings[zone]) ?? inputs[zone], at: moment(now))
    }

    private func moment(_ now: Instant) -> Instant { .epoch + (now - start) }
}
