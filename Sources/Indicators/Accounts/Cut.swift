import Activities
import Calendars
import Quantities

/// Cuts activities and meter series to the calendar years of a period.
///
/// What straddles an edge is split in proportion to time, and marked as interpolated. Where a meter and a bill tell
/// of the same supply, the meter is believed and the bill stands for the rest of its time only.
struct Cut {
    let period: Period
    /// The years with the time that each has in the period, in milliseconds.
    private let years: [(year: Int, range: Range<Int64>)]
    private let whole: Range<Int64>
    /// Those that lie in the period from their first moment to their last.
    let wholeYears: Set<Int>

    init(_ period: Period, in zone: TimeZone) {
        (self.period, whole) = (period, period.from.milliseconds..<period.to.milliseconds)
        var years: [(Int, Range<Int64>)] = []
        var complete: Set<Int> = []
        var start = whole.lowerBound
        while start < whole.upperBound {
            let year = zone.civil(of: Timestamp(milliseconds: start)).date.year
            let next = CivilDate(year: year + 1, month: 1, day: 1).map { zone.timestamp(of: $0).milliseconds }
            let end = min(whole.upperBound, max(start + 1, next ?? whole.upperBound))
            years.append((year, start..<end))
            let first = CivilDate(year: year, month: 1, day: 1).map { zone.timestamp(of: $0).milliseconds }
            if first == start, next == end { complete.insert(year) }
            start = end
        }
        (self.years, wholeYears) = (years, complete)
    }

    /// What a meter counted, a piece for each year, quality and supplier; an interval that straddles an edge is split.
    ///
    /// - Parameter suppliers: who supplied in which time; an interval is of the one who supplied in its middle, of none
    ///   where several did.
    func entries(
        of series: Series, as kind: Kind, details: [Detail: String] = [:],
        suppliers: [(range: Range<Int64>, name: String)] = []
    ) -> [Entry] {
        var pieces: [Piece: (amount: Double, time: TimeRanges)] = [:]
        for interval in series.intervals {
            let range = interval.from.milliseconds..<max(interval.from.milliseconds, interval.to.milliseconds)
            guard range.overlaps(whole), !range.isEmpty, interval.amount.isFinite else { continue }
            let supplier = Self.supplier(at: range.lowerBound + Int64(range.count / 2), among: suppliers)
            for (year, bounds) in years where bounds.overlaps(range) {
                let part = range.clamped(to: bounds)
                let isSplit = part != range
                let piece = Piece(
                    year: year, quality: isSplit ? .interpolated : interval.quality, isSplit: isSplit,
                    supplier: supplier)
                let share = isSplit ? Double(part.count) / Double(range.count) : 1
                pieces[piece, default: (0, TimeRanges())].amount += interval.amount * share
                pieces[piece]?.time.append(part)
            }
        }
        return pieces.sorted { $0.key < $1.key }.map { piece, sum in
            var details = details
            if let supplier = piece.supplier { details[.supplier] = supplier }
            return Entry(
                kind: kind, year: piece.year, amount: sum.amount, unit: series.medium.unit, details: details,
                emitted: nil, cost: nil, quality: piece.quality, isSplit: piece.isSplit, time: sum.time,
                source: .meter(MeterName(site: series.site, name: series.meter, medium: series.medium)))
        }
    }

    /// The pieces of an activity outside of `metered` time.
    func entries(of activity: Activity, apartFrom metered: TimeRanges = TimeRanges()) -> [Entry] {
        let span = activity.from.milliseconds..<max(activity.from.milliseconds, activity.to.milliseconds)
        guard !span.isEmpty, span.overlaps(whole), activity.amount.isFinite else { return [] }
        let free = TimeRanges(span).subtracting(metered)
        return years.compactMap { year, bounds in
            let time = free.clamped(to: bounds)
            guard !time.isEmpty else { return nil }
            let isSplit = time != TimeRanges(span)
            let share = isSplit ? Double(time.milliseconds) / Double(span.count) : 1
            return Entry(
                kind: activity.kind, year: year,
                amount: activity.kind.isStock ? activity.amount : activity.amount * share, unit: activity.unit,
                details: activity.details, emitted: activity.emitted.map { $0 * share },
                cost: activity.cost.map { Money($0.amount * share, $0.currency) },
                quality: isSplit && !activity.kind.isStock ? weaker(activity.quality) : activity.quality,
                isSplit: isSplit && !activity.kind.isStock, time: time, source: .line(activity.origin))
        }
    }

    private static func supplier(at time: Int64, among suppliers: [(range: Range<Int64>, name: String)]) -> String? {
        var found: String?
        for supplier in suppliers where supplier.range.contains(time) {
            if let found, found != supplier.name { return nil }
            found = supplier.name
        }
        return found
    }

    private func weaker(_ quality: Quality) -> Quality {
        quality.weight < Quality.interpolated.weight ? quality : .interpolated
    }

    private struct Piece: Hashable, Comparable {
        let year: Int
        let quality: Quality
        let isSplit: Bool
        let supplier: String?

        static func < (a: Piece, b: Piece) -> Bool {
            (a.year, b.quality.weight, a.isSplit ? 1 : 0, a.supplier ?? "")
                < (b.year, a.quality.weight, b.isSplit ? 1 : 0, b.supplier ?? "")
        }
    }
}
