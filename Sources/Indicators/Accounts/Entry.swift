import Activities

/// The part of an activity, or of a meter's intervals, that falls into one calendar year of a period.
///
/// Calendar years, because emission factors are of years.
struct Entry: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        /// A line of a document.
        case line(Origin)
        /// A meter by its name.
        case meter(String)
    }

    let kind: Kind
    /// On the site's own clock.
    let year: Int
    /// Of stocks the mean, else the sum; in ``unit``.
    let amount: Double
    let unit: Unit
    let details: [Detail: String]
    /// kgCO2e that the document itself states for this part.
    let emitted: Double?
    let cost: Money?
    /// Interpolated where the document was split in proportion to time.
    let quality: Quality
    /// Whether only a part of the document, split in proportion to time, is meant.
    let isSplit: Bool
    let time: TimeRanges
    let source: Source

    /// Which supply point it belongs to; `nil` when it says nothing.
    var meter: String? {
        if case .meter(let name) = source { name } else { details[.meter] }
    }

    var supplier: String? { details[.supplier] }
}
