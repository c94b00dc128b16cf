extension Template {
    static let weather = Template(
        "weather", "outdoor temperature at a site.",
        columns: [
            Column("site", "id of the site in the organisation's file", required: true, "headquarters", "headquarters"),
            Column(
                "time", "such as 2026-01-31T08:00 (the site's clock) or …T08:00:00Z", required: true,
                "2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"),
            Column("temperature_c", "in °C; or temperature_f, in °F", "4.5", "5.1"),
            Column("temperature_f", "in °F, in place of temperature_c"),
        ],
        notes: [
            "Of a clock that is set back the second of two equal times is the later one. A line without temperature is",
            "passed over and counted.",
        ])
}
