public import Activities

/// What of an organisation's activities a site's inventory takes in, as somebody declares it: printed with every
/// carbon figure, because a total without its boundary says nothing.
public struct Boundary: Hashable, Sendable {
    /// GHG Protocol, Corporate Standard: by which control an activity belongs to the organisation.
    public enum Approach: String, CaseIterable, Hashable, Sendable {
        case operational, financial, both
    }
    public enum Extent: Hashable, Sendable {
        case complete
        /// Why it is not, such as `the landlord meters the floor together with others`.
        case partial(reason: String)
    }

    public var approach: Approach
    public var extent: Extent
    /// What is left out, each in words.
    public var excluded: [String]
    /// The kinds of activity that the site undertakes to report; a kind without any line is then a gap.
    public var included: [Kind]
    /// The kinds of which the site declares that there are none: no vehicles, no gas.
    public var none: [Kind]

    public init(
        approach: Approach, extent: Extent, excluded: [String] = [], included: [Kind] = [], none: [Kind] = []
    ) {
        (self.approach, self.extent, self.excluded) = (approach, extent, excluded)
        (self.included, self.none) = (included, none)
    }

    /// What a complete inventory tells of, be it that there is none: scope 1, scope 2 and travel (A/72/82, paragraph 8;
    /// Greening the Blue).
    public static let whole: [Kind] = [.electricity, .heat, .fuel, .refrigerant, .vehicle, .travel]

    /// Kinds of a complete inventory of which nothing is declared.
    public var untold: [Kind] { Self.whole.filter { !included.contains($0) && !none.contains($0) } }

    public var isComplete: Bool { extent == .complete && excluded.isEmpty }

    /// `operational control, complete`, or with what is missing and why.
    public var text: String {
        var text = approach == .both ? "operational and financial control" : "\(approach.rawValue) control"
        switch extent {
        case .complete: text += ", \(excluded.isEmpty ? "complete" : "not complete")"
        case .partial(let reason): text += ", partial: \(reason)"
        }
        if !none.isEmpty { text += "; none of \(none.map(\.rawValue).joined(separator: ", "))" }
        return text + (excluded.isEmpty ? "" : "; excluded: \(excluded.joined(separator: ", "))")
    }
}
