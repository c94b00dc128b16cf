internal import Activities

extension Template {
    static let meters = Template(
        "meters", "sets of meters, a column each, hour by hour (or by another fixed step).",
        columns: [
            Column("site", "id of the site in the organisation's file", required: true, "headquarters", "headquarters"),
            Column(
                "time", "when the hour begins, such as 2026-01-31T08:00 (the site's clock) or …T08:00:00Z",
                required: true, "2026-03-02T08:00", "2026-03-02T09:00"),
            Column("temperature_c", "outdoors, °C", "4.5", "5.1"),
            Column("main:electricity:total:kWh", "a meter: its name, medium, use and unit", "41.5", "44.25"),
            Column("light:electricity:lighting:kW", "of a power the mean over the hour", "6.5", "7"),
        ],
        notes: [
            "A meter's heading is name:medium:use:unit. The medium is one of \(list(Series.Medium.allCases.map(\.rawValue))).",
            "The use is one of \(list(Series.Use.allCases.map(\.rawValue))).",
            "The unit of electricity and heat is one of \(units(.kilowattHours)), W, kW, MW;",
            "of gas and water one of \(units(.cubicMetres)). A power is the mean over a step shorter than a day.",
            "An empty cell is a gap. A file with other headings, or rows that are not an hour apart, needs a map,",
            "--columns MAP.YAML:",
            "  lightwell: 1",
            "  time:",
            "    column: Date and Time",
            "    marks: end               # start (default) or end of the step",
            "    step: 1h                 # 15min, 1h (default), 1d",
            "    order: month-first       # where dates are 12/31/2011; or day-first",
            "    timezone: -07:00         # of the file's clock; without, the site's",
            "    consecutive: yes         # rows follow without gap: the first time counts, the others are compared",
            "  site: research             # or a column whose values are sites:",
            "  # sites: {column: building, rows: {Tower A: tower-a}}   other rows are passed over",
            "  meters:",
            "    Lighting (kW): {meter: lighting, medium: electricity, use: lighting, unit: kW}",
            "    PV (kW): {meter: pv, medium: electricity, use: generation, unit: kW, sign: negative, below_zero: zero}",
            "  temperature: {column: Outdoor, unit: C}   # or F",
            "  empty: [NaN]               # further cells that are gaps",
            "Columns that the map does not name are passed over.",
        ])

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

    private static func units(_ unit: Unit) -> String { list(WrittenUnit.choices(for: [unit]).map(\.name)) }
}
