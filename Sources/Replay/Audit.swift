public import Control
public import Quantities
public import Records
internal import Settings

/// Steps the core over a board's trace and compares every decision with what the board did.
///
/// Feed it the entries of a traces journal in order. It sets out from each snapshot, and
/// checks its own state against the next one.
public struct Audit: Sendable {
    /// Where board and core part.
    public struct Difference: Hashable, Sendable {
        public var zone: String
        public var boot: Int64
        public var at: Instant
        public var time: Timestamp
        /// What the board did; `nil` when its state differs without a decision.
        public var board: Decision?
        public var core: Decision
    }

    public struct Decision: Hashable, Sendable {
        public var level: UInt8
        public var reason: Reason
    }

    /// Decisions reproduced so far.
    public private(set) var decisions = 0
    private var run: Run?

    public init() {}

    fileprivate struct Run: Sendable {
        let boot: Int64
        let names: [String]
        var zones: Zones
        var decided: [Decision?]
    }

    /// Takes the next entry of the journal. Blocks before the first snapshot cannot be judged and are passed over.
    ///
    /// - Returns: The first difference in it; `nil` if there is none.
    /// - Throws: ``RecordError`` when it is neither block nor snapshot.
    public mutating func take(_ bytes: [UInt8]) throws(RecordError) -> Difference? {
        if let snapshot = try? Snapshot(decoding: bytes) {
            let difference = compare(with: snapshot)
            setOut(from: snapshot)
            return difference
        }
        let block = try Trace.Block(decoding: bytes)
        guard run?.boot == block.boot else { return nil }
        return follow(block)
    }

    private mutating func setOut(from snapshot: Snapshot) {
        let settings = snapshot.zones.map { state in
            var settings = Zone.Settings(steps: state.steps)
            for (id, value) in state.settings { try? Setting.numbered(id)?.set(value, in: &settings) }
            return settings
        }
        var zones = Zones(settings)
        for (index, state) in snapshot.zones.enumerated() {
            var reader = StateReader(state.words)
            zones.exchange(index, &reader)
        }
        run = Run(
            boot: snapshot.boot, names: snapshot.zones.map(\.name), zones: zones,
            decided: snapshot.zones.map { _ in nil })
    }

    /// The state reached by replay, against the state that the board wrote down.
    private mutating func compare(with snapshot: Snapshot) -> Difference? {
        guard var run, run.boot == snapshot.boot, run.names == snapshot.zones.map(\.name) else { return nil }
        defer { self.run = run }
        let offset = snapshot.time - Timestamp(milliseconds: snapshot.at.milliseconds)
        if let difference = run.review(before: snapshot.at, offset) { return difference }
        for (index, state) in snapshot.zones.enumerated() {
            var words = StateWriter()
            run.zones.exchange(index, &words)
            guard words.words != state.words else { continue }
            return run.difference(index, board: nil, at: snapshot.at, offset)
        }
        return nil
    }

    private mutating func follow(_ block: Trace.Block) -> Difference? {
        guard var run else { return nil }
        defer { self.run = run }
        let offset = block.baseTime - Timestamp(milliseconds: block.base.milliseconds)
        var entries = block.entries[...]
        while let (now, zone) = entries.first.map({ ($0.at, $0.zone) }) {
            guard zone < run.names.count else { return nil }
            let step = entries.prefix { $0.at == now && $0.zone == zone }
            entries = entries.dropFirst(step.count)
            if let difference = run.review(before: now, offset) { return difference }
            var inputs = run.zones.inputs[zone]
            for entry in step { run.take(entry.event, zone, &inputs, at: now) }
            run.zones.step(zone, inputs, at: now)
            if let difference = run.judge(zone, at: now, offset) { return difference }
            decisions += 1
        }
        return nil
    }
}

extension Audit.Run {
    fileprivate func decision(of zone: Int) -> Audit.Decision {
        Audit.Decision(level: zones.outputs[zone].level, reason: zones.outputs[zone].reason)
    }

    /// Reviews are not in the trace: a review that changes nothing on the board must change nothing here.
    fileprivate mutating func review(before now: Instant, _ offset: Duration) -> Audit.Difference? {
        while let (zone, due) = zones.review(before: now) {
            if let difference = judge(zone, at: due, offset) { return difference }
        }
        return nil
    }

    fileprivate func judge(_ zone: Int, at now: Instant, _ offset: Duration) -> Audit.Difference? {
        guard let board = decided[zone], board != decision(of: zone) else { return nil }
        return difference(zone, board: board, at: now, offset)
    }

    fileprivate mutating func take(_ event: Trace.Event, _ zone: Int, _ inputs: inout Zone.Inputs, at now: Instant) {
        switch event {
        case .motion(let motion): inputs.motion = motion
        case .illuminance(let lux): inputs.illuminance = lux
        case .presses(let count): inputs.presses = count
        case .schedule(let state): inputs.schedule = state
        case .setting(let id, let value):
            var settings = zones.settings(of: zone)
            try? Setting.numbered(id)?.set(value, in: &settings)
            zones.apply(settings, to: zone, at: now)
        case .output(let level, let reason): decided[zone] = Audit.Decision(level: level, reason: reason)
        }
    }

    fileprivate func difference(
        _ zone: Int, board: Audit.Decision?, at now: Instant, _ offset: Duration
    ) -> Audit.Difference {
        Audit.Difference(
            zone: names[zone], boot: boot, at: now, time: Timestamp(milliseconds: now.milliseconds) + offset,
            board: board, core: decision(of: zone))
    }
}
