public import Quantities

/// Decides how fast a board that was away catches up: oldest entries first, so many in a second, so that neither a hub
/// to which a hundred boards come back nor the line of this one is taken up by history.
///
/// A bucket that fills with time and holds one ``Delivery/window``. A value without clock.
public struct CatchUp: Hashable, Sendable {
    /// Entries per second; `nil`: as fast as they are acknowledged.
    public let rate: Int64?
    /// Entries times 1,000 that may be sent.
    private var credit = CatchUp.most
    private var since = Instant.epoch

    /// As fast as they are acknowledged.
    public static let free = CatchUp(rate: nil)
    /// A month of ten zones' quarter-hours in ten minutes; a figure of our own.
    public static let standard = CatchUp(rate: 50)

    /// - Parameter rate: entries per second, 1 at least.
    public init(rate: Int64?) { self.rate = rate.map { Swift.max($0, 1) } }

    /// How many entries may be sent now.
    public mutating func allowance(at now: Instant) -> Int {
        guard let rate else { return .max }
        let passed = Swift.min(Swift.max((now - since).milliseconds, 0), Self.most)
        (credit, since) = (Swift.min(credit + passed * rate, Self.most), now)
        return Int(credit / 1_000)
    }

    /// Notes that one entry was sent.
    public mutating func spend() { if rate != nil { credit -= 1_000 } }

    /// When the next entry may be sent; `nil`: now.
    public var due: Instant? {
        guard let rate, credit < 1_000 else { return nil }
        return since + .milliseconds((1_000 - credit + rate - 1) / rate)
    }

    private static let most = Int64(Delivery.window) * 1_000
}
