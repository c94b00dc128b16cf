public import Quantities

/// What a fleet is to be.
public struct Plan: Sendable {
    /// 1 to 10,000.
    public var boards: Int
    /// Sparkplug group of all boards.
    public var group = "fleet"
    /// Of people, weather, sensors and misfortunes.
    public var seed: UInt64 = 1
    /// The host application whose acknowledgements count.
    public var host = "lightwell"
    /// What the boards say they run.
    public var software = "lightwell-lab"
    public var speed = Speed.times(1)
    /// Virtual.
    public var start: Timestamp
    /// Where the boards stop, virtual; `nil`: nowhere.
    public var end: Timestamp?
    /// Live values of a board are published no more often than this, in real time.
    public var live = Duration.seconds(5)
    /// The network of a board fails; `nil`: never.
    public var outages: Misfortune?
    /// The power of a board fails; `nil`: never.
    public var kills: Misfortune?
    /// The most bytes of records that a board keeps in memory.
    public var memory = Self.standardMemory
    /// Folder of the boards' journals; `nil`: they are in memory.
    public var journals: String?

    public init(boards: Int, start: Timestamp) { (self.boards, self.start) = (boards, start) }

    /// A day of eight zones, every quarter of an hour.
    public static let standardMemory = 65_536

    /// Of a board, from 1.
    func name(of number: Int) -> String {
        let digits = "\(number)"
        let width = Swift.max(4, "\(boards)".utf8.count)
        return "board-" + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
