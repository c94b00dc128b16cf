public import Quantities

/// What really happened in a virtual zone whose board knows only its lines; counted since the start.
public struct ZoneTruth: Hashable, Sendable {
    /// Somebody was there, seen or not.
    public var occupied = Duration.zero
    /// Any lamp was lit.
    public var lit = Duration.zero
    /// The part of ``lit`` in which somebody was there; the rest was for nobody.
    public var litOccupied = Duration.zero
    /// Somebody was there, no lamp was lit, and daylight was less than nine tenths of what people need.
    public var darkOccupied = Duration.zero
    /// The longest part of ``darkOccupied`` without a break.
    public var longestDark = Duration.zero
    /// Times the last lamp went out over somebody who needed it, and for longer than it blinks.
    public var falseOffs = 0
    /// Times the share of lit lamps changed.
    public var changes = 0
    /// What the lamps drew, standby included.
    public var energy = Energy.zero
    /// Times the motion sensor's output became active.
    public var motions = 0
    /// Pulses of the meter begun; `nil` without one.
    public var pulses: Int64?
    /// Presses of the wall button.
    public var presses = 0
    /// Times the door was opened.
    public var openings = 0
    /// Edges of the light-to-frequency converter.
    public var lightEdges = 0

    public var litVacant: Duration { lit - litOccupied }
}
