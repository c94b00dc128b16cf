internal import Activities
internal import Baselines
internal import CSV
internal import Calendars
internal import Quantities

/// A CSV file of intervals, read into what a saving is computed from: starts, and one or two values beside them.
///
/// An interval ends where the next one starts; where that is more than one and a half times the usual step away, after
/// the usual step (the median). What had to be left out is counted in ``notes``, never silently dropped.
struct IntervalFile {
    let name: String
    /// Sentences about rows that were left out.
    private(set) var notes: [String] = []
    private var starts: [Timestamp] = []
    private var columns: [[Double]]

    /// Names of the column of times, in lower case; the first that the header has is taken.
    static let times = [
        "start", "time", "timestamp", "timestamp_utc", "timestamp_local", "datetime", "datetime_local", "date",
    ]

    /// - Parameter wanted: for each column the names it may have, in lower case, and whether it must be there.
    /// - Throws: ``HubError`` with all problems (up to twenty), a line each.
    init(_ path: String, in zone: TimeZone, wanted: [(names: [String], isNeeded: Bool)]) throws {
        (name, columns) = (path, wanted.map { _ in [] })
        var table = try CSVTable(path)
        guard let time = Self.times.lazy.compactMap({ table.column($0) }).first else {
            throw HubError("\(path):1: there is no column start (or \(Self.times.dropFirst().joined(separator: ", ")))")
        }
        let places = wanted.map { $0.names.lazy.compactMap { table.column($0) }.first }
        for (want, place) in zip(wanted, places) where want.isNeeded && place == nil {
            throw HubError("\(path):1: there is no column \(want.names.joined(separator: " or "))")
        }
        var clock = WrittenClock(zone: zone)
        var (problems, more) = ([String](), 0)
        func complain(_ line: Int, _ sentence: String) {
            if problems.count < 20 { problems.append("\(path):\(line): \(sentence)") } else { more += 1 }
        }
        var (skipped, twice, contrary) = (0, 0, 0)
        while table.next(complain) {
            let start: Timestamp
            do throws(WrittenTime.Fault) {
                guard case .moment(let moment) = try table.time(time, by: &clock) else {
                    skipped += 1
                    continue
                }
                start = moment
            } catch {
                complain(table.line, "“\(quotable(table.text(time)))” \(error.message)")
                continue
            }
            let values = places.map { place in
                guard let place, !table.isBlank(place) else { return Double.nan }
                if let value = table.number(place) { return value }
                let cell = table.text(place)
                complain(
                    table.line,
                    "“\(quotable(cell))” is not a number"
                        + (cell.contains(",") ? ": write a point for decimals and nothing between thousands" : ""))
                return .nan
            }
            guard let last = starts.last, start <= last else {
                starts.append(start)
                for index in columns.indices { columns[index].append(values[index]) }
                continue
            }
            guard start == last else {
                complain(table.line, "\(table.text(time)) is before the time above it: sort the rows by time")
                continue
            }
            let above = columns.map { $0[starts.count - 1] }
            if zip(above, values).allSatisfy({ $0 == $1 || ($0.isNaN && $1.isNaN) }) {
                twice += 1
            } else {
                contrary += 1
                for index in columns.indices { columns[index][starts.count - 1] = .nan }
            }
        }
        guard problems.isEmpty else {
            throw HubError((problems + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "\n"))
        }
        guard starts.count > 1 else { throw HubError("\(path): two rows at least are needed") }
        for (count, what) in [
            (skipped, "are at times that the clock of \(zone.name) skips: left out"),
            (twice, "say again what the row above says: counted once"),
            (contrary, "contradict the row above at the same time: both left out"),
        ] where count > 0 {
            notes.append("\(path): \(count) rows \(what)")
        }
    }

    /// Whether the column holds any value.
    func has(_ column: Int) -> Bool { columns[column].contains { $0.isFinite } }

    /// A column as amounts, in kWh.
    func series(_ column: Int = 0) -> Series {
        let bounds = Course.spans(from: starts)
        return Series(
            site: "", meter: name, medium: .electricity, use: .total,
            intervals: zip(bounds, columns[column]).map { .init(from: $0.0, to: $0.1, amount: $1) })
    }

    /// The column as a course; rows without value leave room for those above, by their own usual step.
    func course(_ column: Int, converting: (Double) -> Double = { $0 }) -> Course {
        let known = starts.indices.filter { columns[column][$0].isFinite }
        let bounds = Course.spans(from: known.map { starts[$0] })
        return Course(
            intervals: zip(known, bounds).map {
                .init(from: $1.0, to: $1.1, value: converting(columns[column][$0]))
            })
    }
}
