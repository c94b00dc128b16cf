public import Control
public import Quantities

/// A compact recording of what zones knew, for a machine that has neither files nor strings.
///
///     "LWTP", version, zones                1 to 64
///     length of Settings, of Inputs         in bytes: another length is another release
///     of each zone: its links, its settings
///     steps: milliseconds since the step before, whose, what differs from the zone before
///     end: 0, 0xFF
///
/// Whose is the zone's number, plus 64 where settings change instead of inputs. What differs is a mask of 8-byte
/// words, and those words. Numbers are groups of seven bits. Values lie as in memory, which Swift lays out alike
/// wherever a `Double` is aligned to 8 bytes, so that no field can be forgotten here; a machine that lays them out in
/// another way would decide otherwise at once.
public struct Tape: Sendable {
    /// As written so far; complete after ``end()``.
    public private(set) var bytes: [UInt8] = []
    public private(set) var steps = 0
    private var inputs: [Zone.Inputs]
    private var settings: [Zone.Settings]
    private var now = Instant.epoch

    static let mark: [4 of UInt8] = [0x4C, 0x57, 0x54, 0x50]
    static let version: UInt8 = 1
    static let most = 64
    static let ending: UInt8 = 0xFF

    /// Begins a tape of zones that start at the epoch.
    ///
    /// - Parameter links: as in ``Zones/init(_:links:)``.
    public init(_ settings: [Zone.Settings], links: [UInt64]) {
        precondition(1...Self.most ~= settings.count && links.count == settings.count)
        // What lies elsewhere, such as an array, would not be on the tape.
        precondition(_isPOD(Zone.Settings.self) && _isPOD(Zone.Inputs.self))
        precondition(Swift.max(Self.length(Zone.Settings.self), Self.length(Zone.Inputs.self)) <= 512)
        self.settings = settings
        inputs = settings.map { _ in Zone.Inputs(motion: nil) }
        for index in 0..<4 { bytes.append(Self.mark[index]) }
        bytes.append(Self.version)
        bytes.append(UInt8(settings.count))
        number(UInt64(Self.length(Zone.Settings.self)))
        number(UInt64(Self.length(Zone.Inputs.self)))
        for (settings, links) in zip(settings, links) {
            number(links)
            withUnsafeBytes(of: settings) { bytes += $0 }
        }
    }

    /// What a zone knows from `now` on.
    public mutating func step(_ zone: Int, _ inputs: Zone.Inputs, at now: Instant) {
        whose(UInt8(zone), at: now)
        differences(from: self.inputs[zone], to: inputs)
        self.inputs[zone] = inputs
        steps += 1
    }

    /// A zone's new settings; a step of it at the same moment must follow.
    public mutating func apply(_ settings: Zone.Settings, to zone: Int, at now: Instant) {
        whose(UInt8(zone + Self.most), at: now)
        differences(from: self.settings[zone], to: settings)
        self.settings[zone] = settings
    }

    public mutating func end() { whose(Self.ending, at: now) }

    static func length<Value>(_ type: Value.Type) -> Int { MemoryLayout<Value>.size }

    private mutating func whose(_ byte: UInt8, at now: Instant) {
        precondition(now >= self.now)
        number(UInt64((now - self.now).milliseconds))
        bytes.append(byte)
        self.now = now
    }

    private mutating func differences<Value>(from before: Value, to after: Value) {
        withUnsafeBytes(of: before) { before in
            withUnsafeBytes(of: after) { after in
                let words = stride(from: 0, to: after.count, by: 8).map { $0..<Swift.min($0 + 8, after.count) }
                let changed = words.filter { !before[$0].elementsEqual(after[$0]) }
                number(changed.reduce(0) { $0 | 1 << UInt64($1.lowerBound / 8) })
                for word in changed { bytes += after[word] }
            }
        }
    }

    private mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// Why a tape cannot be played. Raw values are exit statuses of a firmware image.
public enum TapeError: UInt8, Error {
    case notATape = 10
    /// Of another release, or of a machine with another layout of memory.
    case foreign = 11
    case truncated = 12
    case malformed = 13
}
