public import Control
public import Quantities

/// The whole state of a board's zones at one moment, from which a replay sets out.
public struct Snapshot: Equatable, Sendable {
    public struct ZoneState: Equatable, Sendable {
        public var name: String
        public var steps: UInt8
        public var isEgress: Bool
        public var sensesMotion: Bool
        /// See ``Daylight/Settings/isThreshold``.
        public var isThreshold: Bool
        /// Value of every setting, by its number in the catalogue.
        public var settings: [UInt8: Double]
        /// The core's state, as ``Zone/exchange(_:)`` writes it.
        public var words: [Int64]

        public init(
            name: String, steps: UInt8, isEgress: Bool = false, sensesMotion: Bool = true, isThreshold: Bool = false,
            settings: [UInt8: Double], words: [Int64]
        ) {
            (self.name, self.steps, self.isEgress, self.sensesMotion) = (name, steps, isEgress, sensesMotion)
            (self.isThreshold, self.settings, self.words) = (isThreshold, settings, words)
        }
    }

    /// What the bytes of every snapshot begin with, and of nothing else that travels as a trace.
    public static let beginning: [UInt8] = [Trace.version, Trace.snapshotKind]

    public var boot: Int64
    public var at: Instant
    public var time: Timestamp
    public var zones: [ZoneState]

    public init(boot: Int64, at: Instant, time: Timestamp, zones: [ZoneState]) {
        (self.boot, self.at, self.time, self.zones) = (boot, at, time, zones)
    }

    public func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(Trace.version)
        writer.byte(Trace.snapshotKind)
        writer.byte(Zone.stateVersion)
        writer.signed(boot)
        writer.signed(at.milliseconds)
        writer.signed(time.milliseconds)
        writer.unsigned(UInt64(zones.count))
        for zone in zones {
            writer.text(zone.name)
            writer.byte(zone.steps)
            writer.byte((zone.isEgress ? 1 : 0) | (zone.sensesMotion ? 0 : 2) | (zone.isThreshold ? 4 : 0))
            writer.unsigned(UInt64(zone.settings.count))
            for (setting, value) in zone.settings.sorted(by: { $0.key < $1.key }) {
                writer.byte(setting)
                writer.real(value)
            }
            writer.unsigned(UInt64(zone.words.count))
            for word in zone.words { writer.signed(word) }
        }
        return writer.bytes
    }

    /// - Throws: ``RecordError`` when the bytes are no snapshot of a version known here.
    public init(decoding bytes: [UInt8]) throws(RecordError) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == Trace.version else { throw .version(version) }
        let kind = try reader.byte()
        guard kind == Trace.snapshotKind else { throw .kind(kind) }
        let state = try reader.byte()
        guard state == Zone.stateVersion else { throw .version(state) }
        boot = try reader.signed()
        at = Instant(milliseconds: try reader.signed())
        time = Timestamp(milliseconds: try reader.signed())
        zones = []
        for _ in 0..<(try Self.count(&reader)) {
            var zone = ZoneState(name: try reader.text(), steps: try reader.byte(), settings: [:], words: [])
            let wiring = try reader.byte()
            guard wiring < 8 else { throw .malformed }
            (zone.isEgress, zone.sensesMotion) = (wiring & 1 != 0, wiring & 2 == 0)
            zone.isThreshold = wiring & 4 != 0
            for _ in 0..<(try Self.count(&reader)) {
                let setting = try reader.byte()
                zone.settings[setting] = try reader.real()
            }
            for _ in 0..<(try Self.count(&reader)) { zone.words.append(try reader.signed()) }
            zones.append(zone)
        }
        guard reader.isAtEnd else { throw .malformed }
    }

    private static func count(_ reader: inout ByteReader) throws(RecordError) -> UInt64 {
        let count = try reader.unsigned()
        guard count <= 4_096 else { throw .malformed }
        return count
    }
}

/// Writes the core's state as words.
public struct StateWriter: StateCodec {
    public private(set) var words: [Int64] = []
    public init() {}

    /// Takes memory that is there already and writes over what it holds, until ``give(to:)``.
    public init(reusing memory: inout [Int64]) {
        swap(&words, &memory)
        words.removeAll(keepingCapacity: true)
    }

    /// Gives what was written away.
    public mutating func give(to memory: inout [Int64]) {
        memory = []
        swap(&words, &memory)
    }

    public mutating func exchange(_ word: inout Int64) { words.append(word) }
}

/// Reads the core's state from words. Words that are missing read as zero and are counted.
public struct StateReader: StateCodec {
    public private(set) var missing = 0
    private var words: ArraySlice<Int64>

    public init(_ words: [Int64]) { self.words = words[...] }

    public mutating func exchange(_ word: inout Int64) {
        if let next = words.popFirst() {
            word = next
        } else {
            missing += 1
        }
    }
}
