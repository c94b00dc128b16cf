/// Where a site's electricity comes from, as far as emission factors ask.
public struct Grid: Hashable, Sendable {
    /// What stands for electricity that neither certificates nor a supplier's factor cover, in the market-based method.
    public enum Untracked: String, CaseIterable, Hashable, Sendable {
        /// The residual mix; without one there is no market-based figure.
        case residual
        /// The location-based average, where no residual mix is published (GHG Protocol, Scope 2 Guidance, table 6.3);
        /// the figure says so.
        case gridAverage = "grid-average"
    }

    /// As the factor table names it, such as `CHE`.
    public var zone: String
    /// As the factor table names it; a bill that names its own goes before. `nil`: no contract is stated.
    public var supplier: String?
    public var untracked: Untracked

    public init(zone: String, supplier: String? = nil, untracked: Untracked = .residual) {
        (self.zone, self.supplier, self.untracked) = (zone, supplier, untracked)
    }
}
