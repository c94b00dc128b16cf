internal import Quantities

/// How far the rows of a site are apart: whether they are what the step says.
///
/// An amount counts for one step. Where rows are further apart, such as a day of kWh where the step is an hour, all of
/// it would be put into the first hour of the day.
struct Pace {
    /// The line of the site's first row.
    let line: Int
    /// How many rows are how far behind the one before, by milliseconds.
    private var counts: [Int64: Int] = [:]

    init(line: Int) { self.line = line }

    mutating func add(_ distance: Duration) { counts[distance.milliseconds, default: 0] += 1 }

    /// The lower median; `nil` where there is one row alone.
    var median: Duration? {
        var left = (counts.values.reduce(0, +) + 1) / 2
        for distance in counts.keys.sorted() {
            left -= counts[distance] ?? 0
            if left <= 0 { return .milliseconds(distance) }
        }
        return nil
    }

    /// What is wrong, and its cure; `nil` where the median is the step.
    func contradiction(to step: MeterMap.Step) -> String? {
        guard let median else { return nil }
        switch step {
        case .minutes(let minutes): if median == .minutes(minutes) { return nil }
        // Clocks are put forward and back by an hour.
        case .day: if (.hours(23))...(.hours(25)) ~= median { return nil }
        }
        let cure =
            Self.step(of: median).map { "say step: \($0.text) in the map (--columns MAP.YAML)" }
            ?? "import them as readings, which say when each ends"
        return
            "are \(Self.step(of: median)?.text ?? Self.text(median)) apart (the median), but the step is \(step.text): \(cure), "
            + "or where rows lack, write them with empty cells"
    }

    /// The step that rows so far apart have; `nil`: none that a map can say.
    private static func step(of distance: Duration) -> MeterMap.Step? {
        let (minutes, rest) = distance.milliseconds.quotientAndRemainder(dividingBy: 60_000)
        if (23 * 60...25 * 60) ~= minutes { return .day }
        return rest == 0 && minutes < 24 * 60 ? .minutes(minutes) : nil
    }

    private static func text(_ distance: Duration) -> String {
        let (minutes, rest) = distance.milliseconds.quotientAndRemainder(dividingBy: 60_000)
        guard rest == 0 else { return "\(Double(distance.milliseconds) / 1_000) s" }
        return minutes % 1_440 == 0 ? "\(minutes / 1_440)d" : "\(minutes)min"
    }
}

extension MeterMap.Step {
    /// As a map says it.
    fileprivate var text: String {
        switch self {
        case .day: "1d"
        case .minutes(let minutes): minutes % 60 == 0 ? "\(minutes / 60)h" : "\(minutes)min"
        }
    }
}
