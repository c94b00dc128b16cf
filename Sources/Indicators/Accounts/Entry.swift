import Activities

/// The part of an activity, or of a meter's intervals, that falls into one calendar year of a period.
///
/// Calendar years, because emission factors are of years.
struct Entry: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        /// A line of a document.
        case line(Origin)
        case meter(MeterName)
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
        if case .meter(let meter) = source { meter.name } else { details[.meter] }
    }

    /// What of district energy it is: one of ``Kind/heatStreams``.
    var stream: String { details[.stream] ?? Kind.heatStreams[0] }

    var supplier: String? { details[.supplier] }
}

/// A meter of a site: names are a site's own, and a medium's.
struct MeterName: Hashable, Sendable {
    let site, name: String
    let medium: Series.Medium

    /// `geneva/main`.
    var text: String { "\(site)/\(name)" }
}
