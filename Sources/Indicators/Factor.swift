/// What a kilowatt-hour of a site's electricity emits, and what exactly that number means.
///
/// Published factors for one grid differ several times over because they differ in
/// these meanings; so a factor never travels without them.
public struct Factor: Hashable, Sendable {
    /// GHG Protocol, Scope 2 Guidance: the grid's mix, or what was bought.
    public enum Method: String, CaseIterable, Hashable, Sendable {
        case location = "location-based"
        case market = "market-based"
    }
    /// Of all plants, of those that answer to one kilowatt-hour more or less, or of what is left when all that was
    /// sold with certificates is taken out.
    public enum Margin: String, CaseIterable, Hashable, Sendable {
        case average, marginal, residual
    }
    /// Combustion at the power plants alone, or with fuel supply and construction.
    public enum Content: String, CaseIterable, Hashable, Sendable {
        case direct
        case lifeCycle = "life-cycle"
    }
    /// Per kilowatt-hour made, or per kilowatt-hour used, after the losses of the grid.
    public enum Point: String, CaseIterable, Hashable, Sendable {
        case generation, consumption
    }

    public let gramsCO2ePerKilowattHour: Double
    public let source: String
    /// The year the number describes.
    public let year: Int
    public let method: Method
    public let margin: Margin
    public let content: Content
    public let point: Point

    /// - Returns: `nil` unless the number is finite and not negative.
    public init?(
        gramsCO2ePerKilowattHour: Double, source: String, year: Int, method: Method, margin: Margin, content: Content,
        point: Point
    ) {
        guard gramsCO2ePerKilowattHour.isFinite, gramsCO2ePerKilowattHour >= 0 else { return nil }
        (self.gramsCO2ePerKilowattHour, self.source, self.year) = (gramsCO2ePerKilowattHour, source, year)
        (self.method, self.margin, self.content, self.point) = (method, margin, content, point)
    }

    /// Whether energy times this factor is a scope 2 figure of an inventory: average direct
    /// emissions of the grid or supplier, or of the residual mix in the market-based method
    /// (GHG Protocol Scope 2 Guidance). Upstream emissions are scope 3; marginal ones describe projects.
    public var isScope2: Bool {
        content == .direct && (margin == .average || margin == .residual && method == .market)
    }

    /// `location-based, average, direct, generation: scope 2`.
    public var label: String {
        let kind = "\(method.rawValue), \(margin.rawValue), \(content.rawValue), \(point.rawValue)"
        return "\(kind): \(isScope2 ? "scope 2" : "not scope 2")"
    }
}
