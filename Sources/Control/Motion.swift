public import Quantities

/// What a zone's motion sensors report, taken together.
public struct Motion: Hashable, Sendable {
    /// At least one sensor sees motion now.
    public var isActive: Bool
    /// How often motion began, counted since the board started.
    public var onsets: WrappingCount

    public init(isActive: Bool, onsets: WrappingCount) { (self.isActive, self.onsets) = (isActive, onsets) }
    public static let still = Motion(isActive: false, onsets: .zero)
}
