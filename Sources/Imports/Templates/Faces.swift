import Activities

extension Template {
    static let faces = Template(
        "faces", "what the faces of meters showed, reading by reading.",
        columns: [
            Column("site", "id of the site in the organisation's file", required: true, "headquarters", "headquarters"),
            Column("meter", "the meter's id in the register of meters", required: true, "main", "main"),
            Column(
                "time", "when it was read, such as 2026-01-31T08:00 (the site's clock) or …T08:00:00Z", required: true,
                "2026-03-02T08:00", "2026-04-01T08:00"),
            Column("reading", "what the face showed, in its own units", required: true, "48210.5", "49120"),
            Column(
                "unit",
                "unit on the face; what it is worth the register says, this is held against it ("
                    + WrittenUnit.choices(for: [.kilowattHours, .cubicMetres]).map(\.name).joined(separator: ", ")
                    + ")",
                "kWh", "kWh"),
        ],
        notes: [
            "Needs the register of meters (--register): medium, use, instruments with their first and last readings,",
            "digits, transformers and what 1 on the face is worth. What flowed is the difference of two readings; one",
            "that is not believed is left out, and said. Begin a file with the last reading of the one before: what",
            "flowed between two files is otherwise known to nobody. Of each meter either all times say an offset or none",
            "does; those that do not stand in the order in which they were taken, so that the hour that comes twice when",
            "clocks are set back is understood.",
        ])
}
