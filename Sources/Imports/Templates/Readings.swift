internal import Activities

extension Template {
    static let readings = Template(
        "readings", "what sub-meters counted, interval by interval.",
        columns: [
            Column("site", "id of the site in the organisation's file", required: true, "headquarters", "headquarters"),
            Column("meter", "the meter's name", required: true, "floor-1-lighting", "floor-1-lighting"),
            Column(
                "medium", "what flows through it", required: true, words: Series.Medium.allCases.map(\.rawValue),
                "electricity", "electricity"),
            Column(
                "use", "what part of the site's use it sees", required: true,
                words: Series.Use.allCases.map(\.rawValue), "lighting", "lighting"),
            Column(
                "from", "when the interval begins, such as 2026-01-31T08:00 (the site's clock) or …T08:00:00Z",
                required: true, "2026-03-02T08:00", "2026-03-02T08:15"),
            Column("to", "when it ends"),
            Column("minutes", "how long it is, in place of to", "15", "15"),
            Column(
                "amount", "what was counted", required: true,
                units: WrittenUnit.choices(for: [.kilowattHours, .cubicMetres]), shown: "kwh", all: ["1.85", "1.9"]),
            Column("unit", "unit of the amount, where the header does not say it"),
            Column("quality", "metered where it is empty", words: Quality.allCases.map(\.rawValue)),
        ],
        notes: [
            "A meter of one medium has one use; those of other media may have its name. Its intervals do not overlap; gaps are gaps. Gas counts in volume.",
            "A clock that is set back shows an hour twice: lines in the order of time are understood, the second of two",
            "equal times is the later one. Where a clock was changed within an interval, give minutes rather than to.",
        ])
}
