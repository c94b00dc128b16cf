/// Why a document that a line names cannot be taken.
public struct Unreadable: Error, Hashable, Sendable {
    /// Goes on after the path: `cannot be read: No such file or directory`.
    public let reason: String

    public init(_ reason: String) { self.reason = reason }
}
