internal import Baselines
internal import Calendars
internal import JSON

/// A list of holidays, and how many of them lie in the two periods of a saving.
struct FreeDays {
    let file: String
    let kept: Weekday
    let baseline: Int
    let reporting: Int

    init(file: String, _ holidays: Holidays, _ baseline: Dates, _ reporting: Dates) {
        (self.file, kept) = (file, holidays.kept)
        self.baseline = holidays.dates.count { baseline.contains($0) }
        self.reporting = holidays.dates.count { reporting.contains($0) }
    }

    /// A sentence for each period that has none: the list may end before it.
    var doubts: [String] {
        [("baseline", baseline), ("reporting period", reporting)].filter { $0.1 == 0 }.map {
            "no holiday of \(file) lies in the \($0.0): does the list reach over it?"
        }
    }

    var json: JSON {
        .object([
            ("file", .string(file)), ("kept_as", .string(kept.abbreviation)), ("baseline", .integer(Int64(baseline))),
            ("reporting", .integer(Int64(reporting))),
        ])
    }
}
