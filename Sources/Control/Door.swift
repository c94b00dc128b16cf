public import Quantities

/// What the contact at a zone's door tells.
public struct Door: Hashable, Sendable {
    public var isOpen: Bool
    /// How often it was opened, counted since the board started.
    public var openings: WrappingCount

    public init(isOpen: Bool, openings: WrappingCount) { (self.isOpen, self.openings) = (isOpen, openings) }
}
