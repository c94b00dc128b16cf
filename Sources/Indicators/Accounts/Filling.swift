public import Activities
import Quantities

extension Series {
    /// The same meter as two counted it: these intervals, and where there are none what `other` says.
    ///
    /// An interval of `other` that is covered in part gives the rest in proportion to time, as interpolated.
    public func filled(by other: Series) -> Series {
        var own = TimeRanges()
        let spans = intervals.map { $0.from.milliseconds..<max($0.from.milliseconds, $0.to.milliseconds) }
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) { own.append(span) }
        var all = self
        for interval in other.intervals where interval.from < interval.to {
            let span = interval.from.milliseconds..<interval.to.milliseconds
            for gap in own.gaps(in: span) {
                guard gap != span else {
                    all.intervals.append(interval)
                    continue
                }
                let share = Double(gap.count) / Double(span.count)
                let quality = interval.quality.weight < Quality.interpolated.weight ? interval.quality : .interpolated
                all.intervals.append(
                    Interval(
                        from: Timestamp(milliseconds: gap.lowerBound), to: Timestamp(milliseconds: gap.upperBound),
                        amount: interval.amount * share, quality: quality))
            }
        }
        all.intervals.sort { ($0.from, $0.to) < ($1.from, $1.to) }
        return all
    }
}

extension TimeRanges {
    /// What of a span lies in none of them; found by halving, as a meter has very many.
    fileprivate func gaps(in span: Range<Int64>) -> [Range<Int64>] {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= span.lowerBound { low = middle + 1 } else { high = middle }
        }
        var gaps: [Range<Int64>] = []
        var start = span.lowerBound
        while low < ranges.count, ranges[low].lowerBound < span.upperBound {
            if start < ranges[low].lowerBound { gaps.append(start..<ranges[low].lowerBound) }
            start = max(start, ranges[low].upperBound)
            low += 1
        }
        if start < span.upperBound { gaps.append(start..<span.upperBound) }
        return gaps
    }
}
