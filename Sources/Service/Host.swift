public import Quantities

/// Who answers at a ``LocalServer``; called on its thread.
public protocol Host {
    /// - Parameters:
    ///   - request: the line, without its end.
    ///   - visitor: a number for this visit alone.
    func answer(_ request: String, to visitor: Int) -> Reply

    /// Whether what a visitor stays for has ended before its time.
    func isOver(for visitor: Int) -> Bool

    /// A visitor that was to stay has left, or its time is over, or the server ends.
    func left(_ visitor: Int)
}

/// What a visitor is told, and whether it stays.
public struct Reply: Hashable, Sendable {
    public var text: String
    /// `nil`: it leaves with its answer.
    public var stay: Stay?

    /// The connection stays open until the visitor leaves, and no longer than this.
    public struct Stay: Hashable, Sendable {
        public var atMost: Duration
        /// What it is told when that is over.
        public var farewell: String

        public init(atMost: Duration, farewell: String) { (self.atMost, self.farewell) = (atMost, farewell) }
    }

    public init(_ text: String, stay: Stay? = nil) { (self.text, self.stay) = (text, stay) }
}
