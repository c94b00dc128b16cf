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

    public init(approach: Approach, extent: Extent, excluded: [String] = [], included: [Kind] = []) {
        (self.approach, self.extent, self.excluded, self.included) = (approach, extent, excluded, included)
    }

    public var isComplete: Bool { extent == .complete && excluded.isEmpty }

    /// `operational control, complete`, or with what is missing and why.
    public var text: String {
        var text = approach == .both ? "operational and financial control" : "\(approach.rawValue) control"
        switch extent {
        case .complete: text += ", \(excluded.isEmpty ? "complete" : "not complete")"
        case .partial(let reason): text += ", partial: \(reason)"
        }
        return text + (excluded.isEmpty ? "" : "; excluded: \(excluded.joined(separator: ", "))")
    }
}
