public import Quantities

/// What a zone has learned, and the evidence for it.
public struct Learned: Hashable, Sendable {
    /// The hold time it would use; the one that is set as long as there is no evidence.
    public var hold: Duration
    /// Occupied hours that count as evidence; older ones fade.
    public var hours: Double
    /// Gaps between movements of 90 s to 30 min in them.
    public var gaps: Double
    /// Expected false-offs per occupied hour at that hold time.
    public var rate: Double
    /// What all lamps add at the light sensor.
    public var lamps: Lux
}
