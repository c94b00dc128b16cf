public import Quantities

/// One file that was imported: taken as a whole, and undone as a whole.
public struct Batch: Hashable, Sendable {
    public let id: Int64
    /// The template's name, such as `electricity` or `readings`.
    public let kind: String
    /// The file's name as it was given.
    public let file: String
    /// Of the file.
    public let sha256: String
    /// SHA-256 of the attached document; `nil` when none is.
    public let document: String?
    /// How many lines, or cells of meters, it brought.
    public let lines: Int64
    public let at: Timestamp
    /// Who imported it.
    public let by: String
    /// `nil` while it counts.
    public let undone: Undoing?

    public struct Undoing: Hashable, Sendable {
        public let at: Timestamp
        public let by: String
    }
}

/// A line that says what another batch says already.
public struct Conflict: Hashable, Sendable {
    /// From 1; `nil` when the whole file is meant.
    public let line: Int?
    /// What it says twice, and how to cure it.
    public let message: String
}
