internal import Control
internal import Quantities
internal import Records
internal import Settings

extension Audit {
    /// One uninterrupted stretch of a boot, followed from a snapshot.
    struct Run: Sendable {
        let boot: Int64
        let names: [String]
        /// The last moment that the trace tells of.
        private(set) var now: Instant
        /// UTC less monotonic.
        private(set) var offset: Duration
        private var zones: Zones
        /// What each zone knows and, by the board's word, does.
        private var inputs: [Zone.Inputs]
        private var shown: [Decision?]
        /// Zones not stepped since the snapshot this set out from: it may have been taken before
        /// their step of that instant, so that step waits until the trace has told it.
        private var waiting: Set<Int>
        /// When the last snapshot was taken, until the block behind it has said what the zones knew then.
        private var restated: Instant?
    }
}

extension Audit.Run {
    /// Sets out.
    init(_ snapshot: Snapshot) throws(Audit.Unreadable) {
        var settings: [Zone.Settings] = []
        for state in snapshot.zones { settings.append(try Self.settings(of: state)) }
        zones = Zones(settings)
        for (index, state) in snapshot.zones.enumerated() {
            var (reader, writer) = (StateReader(state.words), StateWriter())
            zones.exchange(index, &reader)
            zones.exchange(index, &writer)
            guard reader.missing == 0, writer.words == state.words else { throw .state(zone: state.name) }
        }
        (boot, names, now, restated) = (snapshot.boot, snapshot.zones.map(\.name), snapshot.at, snapshot.at)
        offset = snapshot.time - Timestamp(milliseconds: snapshot.at.milliseconds)
        inputs = zones.inputs
        shown = names.map { _ in nil }
        waiting = Set(names.indices)
    }

    private static func settings(of state: Snapshot.ZoneState) throws(Audit.Unreadable) -> Zone.Settings {
        guard state.steps > 0 else { throw .state(zone: state.name) }
        var settings = Zone.Settings(steps: state.steps)
        settings.isEgress = state.isEgress
        settings.sensesMotion = state.sensesMotion
        settings.daylight.isThreshold = state.isThreshold
        for (id, value) in state.settings { try set(id, to: value, in: &settings) }
        return settings
    }

    private static func set(
        _ id: UInt8, to value: Double, in settings: inout Zone.Settings
    ) throws(Audit.Unreadable) {
        guard let setting = Setting.numbered(id) else { throw .setting(id, value) }
        do throws(Setting.Refused) { try setting.set(value, in: &settings) } catch { throw .setting(id, value) }
    }

    /// The state reached by replay, against the one that the board wrote down.
    mutating func compare(with snapshot: Snapshot) throws(Audit.Unreadable) -> Audit.Difference? {
        guard names == snapshot.zones.map(\.name) else { throw .zones(snapshot.zones.map(\.name), before: names) }
        if let difference = advance(to: snapshot.at) { return difference }
        offset = snapshot.time - Timestamp(milliseconds: snapshot.at.milliseconds)
        restated = snapshot.at
        let board = try Audit.Run(snapshot)
        for zone in names.indices {
            let (said, held) = (board.zones.settings(of: zone), zones.settings(of: zone))
            for setting in Setting.all where setting.value(in: said) != setting.value(in: held) {
                return difference(
                    zone, .setting(setting.id, board: setting.value(in: said), core: setting.value(in: held)))
            }
            // Steps that change nothing are not traced, but they move the last sign of life of
            // somebody who still moves. One more step on either side settles that; then the board's
            // word counts, which includes steps of this very moment.
            var (theirs, ours) = (board.zones, zones)
            theirs.step(zone, inputs[zone], at: now)
            ours.step(zone, inputs[zone], at: now)
            let (written, reached) = (theirs.words(of: zone), ours.words(of: zone))
            if written == reached {
                var words = StateReader(board.zones.words(of: zone))
                zones.exchange(zone, &words)
                continue
            }
            let words = zip(written, reached).count { $0 != $1 } + abs(written.count - reached.count)
            return difference(zone, .state(board: theirs.outputs[zone], core: ours.outputs[zone], words: words))
        }
        return nil
    }

    /// Follows a block to its end or the first difference, and says how many decisions it reproduced.
    mutating func follow(_ block: Trace.Block) throws(Audit.Unreadable) -> (Audit.Difference?, Int) {
        offset = block.baseTime - Timestamp(milliseconds: block.base.milliseconds)
        var (entries, count) = (block.entries[...], 0)
        for entry in entries where entry.zone >= names.count { throw .zone(entry.zone, of: names.count) }
        if let restated, let difference = try restate(&entries, at: restated) { return (difference, count) }
        while let first = entries.first {
            let step = entries.firstStep
            entries = entries.dropFirst(step.count)
            if let difference = advance(to: first.at) { return (difference, count) }
            for entry in step { try take(entry) }
            if let difference = self.step(first.zone) { return (difference, count) }
            count += 1
        }
        return (nil, count)
    }

    /// Behind a snapshot the board repeats what every zone knows and does: no step, but a word to be checked.
    private mutating func restate(
        _ entries: inout ArraySlice<Trace.Entry>, at now: Instant
    ) throws(Audit.Unreadable) -> Audit.Difference? {
        restated = nil
        for zone in names.indices {
            let before = inputs[zone]
            let step = entries.firstStep
            guard step.count >= 5, step.first?.zone == zone, step.first?.at == now else { throw .beginning }
            entries = entries.dropFirst(step.count)
            // What a zone does not have is not repeated.
            inputs[zone] = Zone.Inputs(motion: nil)
            for entry in step { try take(entry) }
            if waiting.contains(zone) { continue }
            guard before == inputs[zone] else {
                return difference(zone, .inputs(board: inputs[zone], core: before))
            }
            if let difference = judge(zone) { return difference }
        }
        return nil
    }

    /// Reviews are not in the trace: one that changes nothing on the board must change nothing here.
    private mutating func advance(to next: Instant) -> Audit.Difference? {
        if now < next {
            for zone in waiting.sorted() { if let difference = step(zone) { return difference } }
        }
        while let (zone, due) = zones.review(before: next) {
            now = due
            if let difference = judge(zone) { return difference }
        }
        now = next
        return nil
    }

    private mutating func step(_ zone: Int) -> Audit.Difference? {
        waiting.remove(zone)
        zones.step(zone, inputs[zone], at: now)
        return judge(zone)
    }

    private mutating func take(_ entry: Trace.Entry) throws(Audit.Unreadable) {
        switch entry.event {
        case .motion(let motion): inputs[entry.zone].motion = motion
        case .illuminance(let lux): inputs[entry.zone].illuminance = lux
        case .presses(let count): inputs[entry.zone].presses = count
        case .schedule(let state): inputs[entry.zone].schedule = state
        case .door(let door): inputs[entry.zone].door = door
        case .draw(let draw): inputs[entry.zone].draw = draw
        case .shed(let share): inputs[entry.zone].shed = share
        case .link(let isLinked): inputs[entry.zone].isLinked = isLinked
        case .doubles(let count): inputs[entry.zone].doubles = count
        case .longs(let count): inputs[entry.zone].longs = count
        case .setting(Record.Change.reset, _): zones.resetLearned(of: entry.zone)
        case .setting(let id, let value):
            var settings = zones.settings(of: entry.zone)
            try Self.set(id, to: value, in: &settings)
            zones.apply(settings, to: entry.zone, ordersShed: id == Setting.shed.id, at: entry.at)
        case .output(let level, let reason): shown[entry.zone] = Audit.Decision(level: level, reason: reason)
        }
    }

    private func judge(_ zone: Int) -> Audit.Difference? {
        let core = Audit.Decision(zones.outputs[zone])
        guard let board = shown[zone], board != core else { return nil }
        return difference(zone, .decision(board: board, core: core))
    }

    private func difference(_ zone: Int, _ kind: Audit.Kind) -> Audit.Difference {
        Audit.Difference(
            zone: names[zone], boot: boot, at: now, time: Timestamp(milliseconds: now.milliseconds) + offset,
            kind: kind)
    }
}

extension ArraySlice<Trace.Entry> {
    /// The entries of one step: of one zone and moment, a new setting first, inputs next, the decision last.
    fileprivate var firstStep: ArraySlice {
        guard let first else { return self }
        var last = -1
        return prefix { entry in
            defer { last = entry.event.rank }
            return entry.at == first.at && entry.zone == first.zone && last < entry.event.rank
        }
    }
}

extension Trace.Event {
    fileprivate var rank: Int {
        switch self {
        case .setting: 0
        case .motion: 1
        case .illuminance: 2
        case .presses: 3
        case .schedule: 4
        case .door: 5
        case .draw: 6
        case .shed: 7
        case .link: 8
        case .doubles: 9
        case .longs: 10
        case .output: 11
        }
    }
}

extension Zones {
    fileprivate func words(of zone: Int) -> [Int64] {
        var (copy, writer) = (self, StateWriter())
        copy.exchange(zone, &writer)
        return writer.words
    }
}
