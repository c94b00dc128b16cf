internal import Quantities

/// How much happens on each line: events in the last minute, and losses. Allocates nothing after `init`.
struct Traffic: Sendable {
    /// For each line, so many events for each part of the minute.
    private var counts: [UInt32]
    private var losses: [UInt32]
    private var part: Int64
    private static let parts = 6
    private static let length = Duration.seconds(10)

    init(lines: Int, at now: Instant) {
        counts = Array(repeating: 0, count: lines * Self.parts)
        losses = Array(repeating: 0, count: lines)
        part = Self.part(of: now)
    }

    mutating func note(_ line: Int, lost: UInt32 = 0, at now: Instant) {
        pass(to: now)
        counts[line * Self.parts + Int(part % Int64(Self.parts))] &+= 1
        losses[line] &+= lost
    }

    /// In the last 50 to 60 s.
    mutating func perMinute(_ line: Int, at now: Instant) -> UInt32 {
        pass(to: now)
        var sum: UInt32 = 0
        for place in line * Self.parts..<(line + 1) * Self.parts { sum &+= counts[place] }
        return sum
    }

    func lost(_ line: Int) -> UInt32 { losses[line] }

    /// Forgets what is more than a minute ago. Time that runs back, as edges' may, changes nothing.
    private mutating func pass(to now: Instant) {
        let next = Self.part(of: now)
        guard part < next else { return }
        for gone in Swift.max(part + 1, next - Int64(Self.parts) + 1)...next {
            let slot = Int(gone % Int64(Self.parts))
            for line in losses.indices { counts[line * Self.parts + slot] = 0 }
        }
        part = next
    }

    private static func part(of now: Instant) -> Int64 { Swift.max(now.milliseconds, 0) / length.milliseconds }
}
