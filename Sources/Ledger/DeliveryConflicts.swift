public import Activities
internal import Quantities

extension Delivery {
    /// What of this file another that is to be imported before it says already: what ``Batches/conflicts(with:)`` will
    /// find once that one is in. In the order of lines, a thousand at most.
    public func conflicts(with earlier: Delivery) -> [Conflict] {
        guard sha256 != earlier.sha256 || kind != earlier.kind else {
            return [Conflict(line: nil, message: "is the same file as \(earlier.file): leave one out")]
        }
        let all = twins(in: earlier) + overlaps(with: earlier) + moments(in: earlier)
        return Array(all.sorted { ($0.line ?? 0) < ($1.line ?? 0) }.prefix(1_000))
    }

    private struct Subject: Hashable {
        let kind: Kind
        let site, identity: String

        init(_ activity: Activity) { (kind, site, identity) = (activity.kind, activity.site, activity.identity) }
    }

    private func twins(in earlier: Delivery) -> [Conflict] {
        let said = Dictionary(grouping: earlier.activities) { Subject($0) }
        return activities.compactMap { activity in
            let twin = said[Subject(activity)]?.first { other in
                activity.isEvent
                    ? other.from == activity.from && other.to == activity.to
                    : other.from < activity.to && activity.from < other.to
            }
            guard let twin else { return unnamed(activity, in: earlier) }
            return Conflict(
                line: activity.origin.line,
                message: "\(activity.site) has \(activity.kind.rawValue) for this span, or a part of it, in line "
                    + "\(twin.origin.line) of \(earlier.file): leave one out, or tell the two apart by \(activity.distinction)"
            )
        }
    }

    private func unnamed(_ activity: Activity, in earlier: Delivery) -> Conflict? {
        earlier.activities.first { $0.isTwin(withoutMeterOf: activity) }.map { twin in
            Conflict(
                line: activity.origin.line, unnamed: activity, twin: "line \(twin.origin.line) of \(earlier.file)")
        }
    }

    private func overlaps(with earlier: Delivery) -> [Conflict] {
        meters.flatMap { meter -> [Conflict] in
            let series = meter.series
            let same = earlier.meters.map(\.series).filter {
                $0.site == series.site && $0.meter == series.meter && $0.medium == series.medium
            }
            return same.flatMap { other -> [Conflict] in
                guard other.use == series.use else {
                    let words =
                        "meter \(series.meter) of \(series.site) is \(series.medium.rawValue), "
                        + "\(other.use.rawValue) in \(earlier.file), not \(series.use.rawValue): a meter of one "
                        + "medium has one use"
                    return [Conflict(line: meter.lines.first, message: words)]
                }
                return meter.lines(overlapping: other).map { line in
                    let words = "says already what meter \(series.meter) of \(series.site) counted then"
                    return Conflict(line: line, message: "\(earlier.file) \(words): leave one of the lines out")
                }
            }
        }
    }

    private func moments(in earlier: Delivery) -> [Conflict] {
        weather.flatMap { place -> [Conflict] in
            let site = place.temperatures.site
            let known = Set(
                earlier.weather.filter { $0.temperatures.site == site }.flatMap { $0.temperatures.readings.map(\.at) })
            return zip(place.temperatures.readings, place.lines).filter { known.contains($0.0.at) }.map { _, line in
                Conflict(
                    line: line,
                    message: "\(earlier.file) has a temperature of \(site) at this time: leave one of the lines out")
            }
        }
    }
}

extension Conflict {
    /// Of a bill that is there already, once with the name of its meter and once without.
    init(line: Int?, unnamed activity: Activity, twin: String) {
        self.init(
            line: line,
            message:
                "seems to be the bill of \(activity.kind.rawValue) of \(activity.site) in \(twin), once with a meter and "
                + "once without: leave one out, or name both meters")
    }
}

extension Delivery.Meter {
    /// Both in the order of time.
    fileprivate func lines(overlapping other: Series) -> [Int] {
        var place = other.intervals.startIndex
        return zip(series.intervals, lines).compactMap { interval, line in
            while place < other.intervals.count, other.intervals[place].to <= interval.from { place += 1 }
            return place < other.intervals.count && other.intervals[place].from < interval.to ? line : nil
        }
    }
}
