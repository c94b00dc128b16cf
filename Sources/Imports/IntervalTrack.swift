internal import Activities
internal import Quantities

/// The intervals of one meter as they are read, with their lines.
struct IntervalTrack {
    var series: Series
    var lines: [Int] = []
    /// The line on which the meter stands first.
    let firstLine: Int

    init(_ series: Series, line: Int) { (self.series, firstLine) = (series, line) }

    mutating func append(_ interval: Series.Interval, line: Int) {
        series.intervals.append(interval)
        lines.append(line)
    }

    /// In time order, and every two that overlap reported.
    func delivered(_ table: inout Table) -> Delivery.Meter {
        let intervals = series.intervals
        var meter = Delivery.Meter(series: series, lines: lines)
        if !zip(intervals, intervals.dropFirst()).allSatisfy({ $0.from <= $1.from }) {
            let order = intervals.indices.sorted { (intervals[$0].from, lines[$0]) < (intervals[$1].from, lines[$1]) }
            meter.series.intervals = order.map { intervals[$0] }
            meter.lines = order.map { lines[$0] }
        }
        for index in meter.lines.indices.dropFirst() {
            let (last, next) = (meter.series.intervals[index - 1], meter.series.intervals[index])
            guard next.from < last.to else { continue }
            table.report(
                line: meter.lines[index],
                "the interval of meter \(series.meter) of \(series.site) overlaps that of line \(meter.lines[index - 1]): "
                    + "leave one out, or name the meter differently")
        }
        return meter
    }
}
