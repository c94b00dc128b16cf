public import Control
public import Quantities

/// What a board saw and did, step by step: the input of every replay and audit.
///
/// Only conditioned inputs are kept, as they reached the core, so that stepping
/// the core on them reproduces every decision exactly.
public enum Trace {
    /// One thing that was different from the step before.
    public enum Event: Hashable, Sendable {
        case motion(Motion?)
        case illuminance(Lux?)
        case presses(WrappingCount)
        case schedule(ScheduleState)
        case door(Door?)
        case draw(Draw?)
        case shed(UInt8)
        case link(Bool)
        case doubles(WrappingCount)
        case longs(WrappingCount)
        /// Of the catalogue; or ``Record/Change/reset``, and the zone forgot what it had learned.
        case setting(UInt8, Double)
        case output(level: UInt8, reason: Reason)
    }

    public struct Entry: Hashable, Sendable {
        public var at: Instant
        public var zone: Int
        public var event: Event

        public init(at: Instant, zone: Int, event: Event) { (self.at, self.zone, self.event) = (at, zone, event) }
    }

    /// A run of entries of one boot.
    public struct Block: Hashable, Sendable {
        public var boot: Int64
        /// The same moment by both clocks, to place the entries in time.
        public var base: Instant
        public var baseTime: Timestamp
        public var entries: [Entry]
    }

    /// When a block or a snapshot was begun, by the board's clock; `nil` when the bytes are neither.
    public static func time(of bytes: [UInt8]) -> Timestamp? {
        (try? Block(decoding: bytes))?.baseTime ?? (try? Snapshot(decoding: bytes))?.time
    }

    static let version: UInt8 = 1
    static let blockKind: UInt8 = 10
    static let snapshotKind: UInt8 = 11
}

extension Trace {
    /// Collects entries until they are worth writing.
    public struct Writer: Sendable {
        private let boot: Int64
        private var writer = ByteWriter()
        private var base: (at: Instant, time: Timestamp)?
        private var last = Instant.epoch
        private var inputs: [Zone.Inputs?]
        private var shown: [(level: UInt8, reason: Reason)?]
        /// When each zone was last stepped; `nil` when nothing noted since can be taken for that step.
        private var stepped: [Instant?]

        public init(zones: Int, boot: Int64) {
            self.boot = boot
            inputs = Array(repeating: nil, count: zones)
            shown = Array(repeating: nil, count: zones)
            stepped = Array(repeating: nil, count: zones)
        }

        /// Takes memory for so many bytes at once, so that it takes none while it collects them.
        public mutating func reserve(_ count: Int) { writer.reserve(count) }

        /// Forgets what was collected and what was noted last, as after a snapshot; keeps its memory.
        public mutating func begin() {
            writer.removeAll()
            (base, last) = (nil, .epoch)
            for zone in inputs.indices { (inputs[zone], shown[zone], stepped[zone]) = (nil, nil, nil) }
        }

        /// Bytes waiting to be taken.
        public var count: Int { writer.bytes.count }

        /// Notes what differs from the last call for this zone.
        ///
        /// Entries of one moment are one step while they come in the order setting, motion, illuminance,
        /// presses, schedule, door, draw, shed, link, doubles, longs, output.
        public mutating func note(
            _ zone: Int, _ next: Zone.Inputs, _ outputs: Zone.Outputs, at now: Instant, time: Timestamp
        ) {
            let before = inputs[zone]
            let decided = (level: outputs.level, reason: outputs.reason)
            let isSilent = before == next && shown[zone].map { $0 == decided } ?? false
            if !isSilent { part(zone, now, time) }
            stepped[zone] = before == nil ? nil : now
            if before != next {
                inputs[zone] = next
                if before?.motion != next.motion || before == nil { add(zone, .motion(next.motion), now, time) }
                if before?.illuminance != next.illuminance || before == nil {
                    add(zone, .illuminance(next.illuminance), now, time)
                }
                if before?.presses != next.presses { add(zone, .presses(next.presses), now, time) }
                if before?.schedule != next.schedule { add(zone, .schedule(next.schedule), now, time) }
                if before?.door != next.door { add(zone, .door(next.door), now, time) }
                if before?.draw != next.draw { add(zone, .draw(next.draw), now, time) }
                if before?.shed ?? 0 != next.shed { add(zone, .shed(next.shed), now, time) }
                if before?.isLinked ?? false != next.isLinked { add(zone, .link(next.isLinked), now, time) }
                if before?.doubles ?? .zero != next.doubles { add(zone, .doubles(next.doubles), now, time) }
                if before?.longs ?? .zero != next.longs { add(zone, .longs(next.longs), now, time) }
            }
            if shown[zone].map({ $0 != decided }) ?? true {
                shown[zone] = decided
                add(zone, .output(level: decided.level, reason: decided.reason), now, time)
            }
        }

        /// Notes a setting that came into force before this instant's step.
        public mutating func note(_ zone: Int, setting: UInt8, value: Double, at now: Instant, time: Timestamp) {
            part(zone, now, time)
            add(zone, .setting(setting, value), now, time)
        }

        /// Adds an entry as it is, such as one read from another block.
        public mutating func add(_ entry: Entry, time: Timestamp) { add(entry.zone, entry.event, entry.at, time) }

        /// The collected entries as one coded block; `nil` if there are none.
        public mutating func take() -> [UInt8]? {
            var bytes: [UInt8] = []
            return take(into: &bytes) ? bytes : nil
        }

        /// The same, over what `bytes` hold; allocates nothing where they have room.
        ///
        /// - Returns: `false` if there are none.
        public mutating func take(into bytes: inout [UInt8]) -> Bool {
            guard let base else { return false }
            var block = ByteWriter(reusing: &bytes)
            defer { block.give(to: &bytes) }
            block.byte(Trace.version)
            block.byte(Trace.blockKind)
            block.signed(boot)
            block.signed(base.at.milliseconds)
            block.signed(base.time.milliseconds)
            block.append(writer.bytes)
            writer.removeAll()
            self.base = nil
            return true
        }

        /// Parts a step from the one before it at the same moment, which a replay must make too: even one
        /// that changed nothing to be seen may have ended what was due then.
        private mutating func part(_ zone: Int, _ now: Instant, _ time: Timestamp) {
            guard stepped[zone] == now, let known = inputs[zone] else { return }
            stepped[zone] = nil
            add(zone, .schedule(known.schedule), now, time)
        }

        private mutating func add(_ zone: Int, _ event: Event, _ now: Instant, _ time: Timestamp) {
            if base == nil { (base, last) = ((now, time), now) }
            writer.unsigned(UInt64(clamping: (now - last).milliseconds))
            last = Swift.max(last, now)
            writer.unsigned(UInt64(zone))
            writer.event(event)
        }
    }
}

extension Trace.Block {
    /// - Throws: ``RecordError`` when the bytes are no block of a version known here.
    public init(decoding bytes: [UInt8]) throws(RecordError) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == Trace.version else { throw .version(version) }
        let kind = try reader.byte()
        guard kind == Trace.blockKind else { throw .kind(kind) }
        boot = try reader.signed()
        base = Instant(milliseconds: try reader.signed())
        baseTime = Timestamp(milliseconds: try reader.signed())
        entries = []
        var now = base
        while !reader.isAtEnd {
            let step = try reader.unsigned()
            guard step <= 1 << 50 else { throw .malformed }
            now = now + .milliseconds(Int64(step))
            let zone = try reader.unsigned()
            guard zone < 1 << 16 else { throw .malformed }
            entries.append(Trace.Entry(at: now, zone: Int(zone), event: try reader.event()))
        }
    }
}

extension ByteWriter {
    fileprivate mutating func event(_ event: Trace.Event) {
        switch event {
        case .motion(nil): byte(0)
        case .motion(let motion?):
            byte(motion.isActive ? 2 : 1)
            unsigned(UInt64(motion.onsets.count))
        case .illuminance(nil): byte(3)
        case .illuminance(let lux?):
            if let whole = Int64(exactly: lux.value) {
                byte(4)
                signed(whole)
            } else {
                byte(5)
                real(lux.value)
            }
        case .presses(let count):
            byte(6)
            unsigned(UInt64(count.count))
        case .schedule(let schedule):
            byte(7)
            byte(schedule.rawValue)
        case .door(nil): byte(10)
        case .door(let door?):
            byte(door.isOpen ? 12 : 11)
            unsigned(UInt64(door.openings.count))
        case .draw(nil): byte(13)
        case .draw(let draw?):
            byte(14)
            byte(draw.rawValue)
        case .shed(let share):
            byte(15)
            byte(share)
        case .link(let isLinked): byte(isLinked ? 17 : 16)
        case .doubles(let count):
            byte(18)
            unsigned(UInt64(count.count))
        case .longs(let count):
            byte(19)
            unsigned(UInt64(count.count))
        case .setting(let setting, let value):
            byte(8)
            byte(setting)
            real(value)
        case .output(let level, let reason):
            byte(9)
            byte(level)
            byte(reason.rawValue)
        }
    }
}

extension ByteReader {
    fileprivate mutating func event() throws(RecordError) -> Trace.Event {
        switch try byte() {
        case 0: return .motion(nil)
        case 1: return .motion(Motion(isActive: false, onsets: try count()))
        case 2: return .motion(Motion(isActive: true, onsets: try count()))
        case 3: return .illuminance(nil)
        case 4: return .illuminance(Lux(Double(try signed())))
        case 5: return .illuminance(Lux(try real()))
        case 6: return .presses(try count())
        case 7:
            guard let schedule = ScheduleState(rawValue: try byte()) else { throw .malformed }
            return .schedule(schedule)
        case 8: return .setting(try byte(), try real())
        case 9:
            let level = try byte()
            guard let reason = Reason(rawValue: try byte()) else { throw .malformed }
            return .output(level: level, reason: reason)
        case 10: return .door(nil)
        case 11: return .door(Door(isOpen: false, openings: try count()))
        case 12: return .door(Door(isOpen: true, openings: try count()))
        case 13: return .draw(nil)
        case 14:
            guard let draw = Draw(rawValue: try byte()) else { throw .malformed }
            return .draw(draw)
        case 15:
            let share = try byte()
            guard share <= 100 else { throw .malformed }
            return .shed(share)
        case 16: return .link(false)
        case 17: return .link(true)
        case 18: return .doubles(try count())
        case 19: return .longs(try count())
        case let kind: throw .kind(kind)
        }
    }

    private mutating func count() throws(RecordError) -> WrappingCount {
        guard let count = UInt32(exactly: try unsigned()) else { throw .malformed }
        return WrappingCount(count)
    }
}
