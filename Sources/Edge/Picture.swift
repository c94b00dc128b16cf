internal import Conditioning
internal import Control
internal import Quantities
internal import Telemetry

/// How the lines and zones of a board are at one moment: what control shows to those who ask.
struct Picture: Sendable {
    struct Line: Hashable, Sendable {
        /// Of an input: active; of a lamp: lit. `nil`: it cannot be read, or driven.
        var isActive: Bool?
        /// Edges in the last minute; of a lamp, switchings.
        var eventsPerMinute: UInt32 = 0
        /// Edges that are known to be lost since the start, at least.
        var lost: UInt32 = 0
        /// Of a relay: closings and openings in its life.
        var operations: UInt64?
        /// Of a dimmer, per cent.
        var light: UInt8?
        /// What speaks against an input; `nil` while nothing does.
        var fault: SensorFault?
        /// Of a meter: pulses that came too soon to be any.
        var implausible: UInt64 = 0
        /// Of a meter: pulses since the board began to count it.
        var pulses: UInt64?
        /// Of a meter: what its face must show, Wh or L; `nil` where nobody said what it once showed.
        var face: UInt64?
    }

    struct Zone: Hashable, Sendable {
        var level: UInt8
        var reason: Reason
        var isFaulty = false
        var faults: Fault = []
        var knowledge = BoardState.Knowledge(hold: .zero)
        /// Its hold time is learned.
        var isAdaptive = false
        var plugs = true
        var setback = Setback.none
    }

    /// As ``BoardLine/lines(of:)`` lists them.
    var lines: [Line]
    var zones: [Zone]
    /// Under a walk test.
    var walking: Int?
    /// Its lamps show which ones are this board's.
    var isIdentifying = false

    init(lines: Int, zones: [Zone]) {
        self.lines = Array(repeating: Line(), count: lines)
        self.zones = zones
    }

    /// A copy that shares no storage: whoever changes the other does not pay for it.
    var detached: Picture {
        var copy = Picture(lines: 0, zones: zones.map { $0 })
        (copy.lines, copy.walking, copy.isIdentifying) = (lines.map { $0 }, walking, isIdentifying)
        return copy
    }
}
