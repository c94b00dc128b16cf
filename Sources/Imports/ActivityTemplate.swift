internal import Activities

extension Template {
    /// The table of a kind of activity: where and when, how much, what the kind asks for, and what proves it.
    ///
    /// - Parameters:
    ///   - span: `from` and `to` of two example lines; one date each for what happens on a day.
    ///   - amount: its column.
    ///   - details: further columns of this kind.
    init(
        _ kind: Kind, _ summary: String, span: [(String, String?)], amount: Column, details: [Column] = [],
        notes: [String] = []
    ) {
        let isDay = span.allSatisfy { $0.1 == nil }
        var columns = [
            Column("site", "id of the site in the organisation's file", required: true, "headquarters", "headquarters")
        ]
        let days = "a date, such as 2026-01-31, or a time, such as 2026-01-31T08:00 (the site's clock) or …T08:00:00Z"
        if isDay {
            columns.append(
                Column("date", "the day, in place of from and to", all: span.map(\.0)))
            columns.append(Column("from", "first day or moment: \(days)"))
            columns.append(Column("to", Self.to))
        } else {
            columns.append(Column("from", "first day or moment: \(days)", all: span.map(\.0)))
            columns.append(Column("to", Self.to, all: span.map { $0.1 ?? "" }))
        }
        columns.append(Column("through", "last day that belongs to it, in place of to"))
        if !isDay { columns.append(Column("date", "the day, in place of from and to")) }
        columns += details + [amount]
        if !details.contains(where: { $0.name == "unit" }) {
            columns.append(Column("unit", "unit of the amount, where the header does not say it"))
        }
        let known = Set(columns.map(\.name))
        columns += Self.proof.filter {
            !known.contains($0.name) && (kind.takesStatedEmission || $0.name != Self.emitted)
        }
        self.init(kind.rawValue, summary, columns: columns, notes: notes + Self.evidence, kind: kind)
    }

    private static let to = "first day or moment that no longer belongs to it; of a bill for January 2026-02-01"

    /// The column of what a document itself says was emitted.
    static let emitted = "emitted_kgco2e"

    /// Columns that a file may have, and nothing may stand in.
    var barred: [String] { kind?.takesStatedEmission == false ? [Self.emitted] : [] }

    private static let proof = [
        Column("meter", "the meter that a bill is for"),
        Column("cost", "what was paid"),
        Column("currency", "of the cost, three capitals of ISO 4217"),
        Column(emitted, "what the document itself says was emitted, kg"),
        Column("quality", "how the amount is known; billed where it is empty", words: Quality.allCases.map(\.rawValue)),
        Column("own_m2", "own area where a landlord's bill is for the whole building"),
        Column("building_m2", "the building's area that this bill is for"),
        Column("supplier", "who made the document"),
        Column("invoice", "its number"),
        Column("note", "evidence, or what else should be known"),
        Column(
            "document",
            "a file that proves the line, such as bills/2026-01.pdf: its path from this file's folder; a copy is kept"),
    ]

    private static let evidence = [
        "A line of quality proxy needs a note: how the amount was derived, and from what. With own_m2 and building_m2,",
        "amount, cost and emission are the building's; the own share of them is taken, as interpolated, and the note must",
        "say what proves the areas. A time on a clock that was set back is the first of the two.",
    ]
}

extension Column {
    /// How much it was, in any unit that becomes one of the kind's.
    static func amount(
        _ kind: Kind, _ meaning: String, named name: String = "amount", shown: String?, _ examples: String...
    )
        -> Column
    {
        Column(
            name, meaning, required: true, units: WrittenUnit.choices(for: kind.units), shown: shown,
            all: examples)
    }

    /// What a kind asks for beside the amount.
    static func detail(_ detail: Detail, _ meaning: String, words: [String] = [], _ examples: String...) -> Column {
        Column(detail.rawValue, meaning, required: true, words: words, all: examples)
    }

    /// What may stand there.
    static func shown(_ name: String, _ meaning: String, _ examples: String...) -> Column {
        Column(name, meaning, all: examples)
    }
}
