import Activities
import Calendars
import Glibc
import Meters
import Quantities
import Testing

/// NREL Research Support Facility 2011, hourly end uses and total, recorded by others (OEDI submission 358).
@Suite struct `The end uses of a metered office` {
    @Test(.enabled(if: Recording.path != nil, "needs the recording beside the repository"))
    func `reconcile with its total, within what its rounding allows`() throws {
        let recording = try #require(Recording())
        // Each value is a whole, even number of kW: seven of them may differ by 1 kW each in every hour.
        let allowed = 7.0 * Double(recording.hours)
        let branch = try #require(
            Reconciliation(
                recording.meters, series: recording.series, activities: [], of: "rsf", .electricity,
                over: recording.period
            ).branch(of: "total"))
        #expect(recording.hours == 4_343)
        #expect(branch.coverage == 1)
        #expect(branch.below.count == 6)
        #expect(abs(branch.difference) < allowed)
        #expect(branch.verdict == .agrees)
        #expect(
            abs(try #require(branch.percent)) < 0.5, "\(branch.difference) kWh, \(String(describing: branch.percent)) %"
        )
    }

    @Test(.enabled(if: Recording.path != nil, "needs the recording beside the repository"))
    func `differ from it when one of them is missing`() throws {
        let recording = try #require(Recording())
        let branch = try #require(
            Reconciliation(
                recording.meters.filter { $0.id != "lighting" }, series: recording.series, activities: [], of: "rsf",
                .electricity, over: recording.period
            ).branch(of: "total"))
        let lighting = try #require(recording.series.first { $0.meter == "lighting" })
        #expect(branch.verdict == .differs)
        #expect(abs(branch.unmetered / lighting.intervals.reduce(0) { $0 + $1.amount } - 1) < 0.1)
    }
}

private struct Recording {
    static let path: String? = {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        let path = root + "/../shared/data/nrel_rsf_2011/rsf_2011_h1_hourly.csv"
        return access(path, R_OK) == 0 ? path : nil
    }()

    private(set) var series: [Series] = []
    let meters: [Meter]
    let hours: Int
    let period: Range<Timestamp>

    /// Columns by place, after weekday and time.
    private static let columns: [(id: String, use: Series.Use)] = [
        ("cooling", .hvac), ("heating", .hvac), ("mechanical", .hvac), ("lighting", .lighting), ("plugs", .plugs),
        ("servers", .servers), ("total", .total),
    ]

    init?() {
        guard let path = Recording.path, let text = Recording.text(of: path) else { return nil }
        let rows = text.split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2).compactMap { Double($0) } }
        // Every row is one hour after the row before; the recording's clock does not matter here.
        let start = Timestamp(milliseconds: 1_293_840_000_000)
        hours = rows.count
        period = start..<(start + .hours(Int64(rows.count)))
        meters = Recording.columns.map { column in
            Meter(
                site: "rsf", id: column.id, medium: .electricity, use: column.use,
                parent: column.id == "total" ? nil : "total", isComplete: column.id == "total",
                installations: [Installation(from: start, serial: column.id)])
        }
        series = Recording.columns.enumerated().map { place, column in
            let intervals = rows.enumerated().map { hour, row in
                let from = start + .hours(Int64(hour))
                return Series.Interval(from: from, to: from + .hours(1), amount: row[place])
            }
            return Series(site: "rsf", meter: column.id, medium: .electricity, use: column.use, intervals: intervals)
        }
    }

    private static func text(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
