import Activities
import Imports
import Testing
import YAML

@Suite struct `What is wrong with a table` {
    @Test(arguments: [
        (
            "geneva,2026-01-01,2026-02-01,\"1.250,5\"",
            "amount_kwh: \"1.250,5\" is not a number: write a point for decimals and nothing between thousands, such as 1234.5",
            30
        ),
        (
            "geneva,2026-01-01,2026-02-01,1'250",
            "amount_kwh: \"1'250\" is not a number: write a point for decimals and nothing between thousands, such as 1234.5",
            30
        ),
        ("geneva,2026-01-01,2026-02-01,much", "amount_kwh: \"much\" is not a number: write digits, such as 1234.5", 30),
        (
            "geneva,2026-01-01,2026-02-01,-5",
            "amount_kwh: \"-5\" is less than nothing: correct the line that it corrects (undo its batch first)", 30
        ),
        ("geneva,2026-01-01,2026-02-01,", "amount_kwh: is empty: write the amount, 0 where it was none", 30),
        ("genva,2026-01-01,2026-02-01,5", "site: there is no site \"genva\", did you mean \"geneva\"?", 1),
        ("geneva,2026-01-32,2026-02-01,5", "from: “2026-01-32” is not a date: that month has the days 01 to 31", 8),
        (
            "geneva,01/02/2026,2026-02-01,5",
            "from: “01/02/2026” is not a date: write year-month-day, such as 2026-06-30", 8
        ),
        (
            "geneva,2026-03-29T02:30,2026-04-01,5",
            "from: \"2026-03-29T02:30\" never was: the clock of Europe/Zurich was put forward past it; write the offset, such as +01:00",
            8
        ),
        (
            "geneva,2026-02-01,2026-02-01,5",
            "to: \"2026-02-01\" does not lie after from; the last day stands under through", 19
        ),
        ("geneva,2026-02-01,,5", "to: is empty: write when it ended, or its last day under through", 19),
        ("geneva,,2026-02-01,5", "from: is empty: write when it began", 8),
        (
            "geneva,2026-01-01,2026-02-01",
            "the row has 3 cells, but the header has 4: leave a cell empty rather than out", 29
        ),
        (
            "geneva,2026-01-01,2026-02-01,1,2",
            "the row has 5 cells, but the header has 4: put a cell that contains the separator in quotes", 32
        ),
        (
            "geneva,2026-01-01,2026-02-01,1\"2",
            "a quote within a cell: put the whole cell in quotes, and double those within", 31
        ),
    ]) func `is told with its place and its cure`(line: String, message: String, column: Int) throws {
        #expect(
            try problems("electricity", "site,from,to,amount_kwh\n\(line)\n") == [
                "a.csv:2:\(column): error: \(message)"
            ])
    }

    @Test(arguments: [
        (
            "site,from,to,amount_kwh,quality", "geneva,2026-01-01,2026-02-01,5,estimated",
            "quality: unknown word \"estimated\"; it is one of metered, billed, interpolated, proxy", 32
        ),
        (
            "site,from,to,amount_kwh,quality", "geneva,2026-01-01,2026-02-01,5,proxy",
            "note: is empty: a proxy needs it: how the amount was derived, and from what", 1
        ),
        (
            "site,from,to,amount_kwh,own_m2,building_m2,note", "geneva,2026-01-01,2026-02-01,5,10,20,",
            "note: is empty: a share by area needs it: what proves the areas", 38
        ),
        (
            "site,from,to,amount_kwh,own_m2,building_m2,note", "geneva,2026-01-01,2026-02-01,5,10,,x",
            "own_m2 and building_m2 go together: write both, or none", 32
        ),
        (
            "site,from,to,amount_kwh,own_m2,building_m2,note", "geneva,2026-01-01,2026-02-01,5,30,20,x",
            "own_m2: \"30\" is not within 0 to building_m2, 20", 32
        ),
        (
            "site,from,to,amount_kwh,own_m2,building_m2,note,quality", "geneva,2026-01-01,2026-02-01,5,10,20,x,billed",
            "quality: a share by area is not billed: write interpolated or proxy, or leave it empty", 40
        ),
        (
            "site,from,to,amount_kwh,cost", "geneva,2026-01-01,2026-02-01,5,10",
            "currency: is empty: write that of the cost, such as CHF", 32
        ),
        (
            "site,from,to,amount_kwh,cost,currency", "geneva,2026-01-01,2026-02-01,5,10,Fr.",
            "currency: \"Fr.\" is no currency: write three capitals of ISO 4217, such as CHF", 35
        ),
        (
            "site,from,to,amount,unit", "geneva,2026-01-01,2026-02-01,5,kW",
            "unit: unknown unit \"kW\", did you mean \"kWh\"?", 32
        ),
        (
            "site,from,to,through,amount_kwh", "geneva,2026-01-01,2026-02-01,2026-01-31,5",
            "to: through says when it ended already: leave one of them empty", 19
        ),
        (
            "site,date,from,to,amount_kwh", "geneva,2026-01-01,2026-01-01,,5",
            "from: date says when it was already: leave one of them empty", 19
        ),
    ]) func `is told of what stands beside the amount`(header: String, line: String, message: String, column: Int)
        throws
    {
        #expect(try problems("electricity", "\(header)\n\(line)\n") == ["a.csv:2:\(column): error: \(message)"])
    }

    @Test(arguments: [
        ("", ["a.csv: error: the file is empty: write a header, as lightwell-hub template shows it"]),
        ("# nothing\n", ["a.csv: error: the file is empty: write a header, as lightwell-hub template shows it"]),
        (
            "site,from,to,amount_kwh\n",
            ["a.csv: error: there is nothing to import below the header: write at least one line"]
        ),
        (
            "site,from,to,amount_kwh,invoic\n",
            [
                "a.csv:1:25: error: unknown column \"invoic\", did you mean \"invoice\"?; see lightwell-hub template electricity"
            ]
        ),
        ("site,from,to,amount_kwh,site\n", ["a.csv:1:25: error: the column \"site\" occurs twice: rename one"]),
        (
            "from,to\n",
            [
                "a.csv:1:1: error: there is no column amount_kwh; see lightwell-hub template electricity",
                "a.csv:1:1: error: there is no column site; see lightwell-hub template electricity",
            ]
        ),
        (
            "site,from,to,amount\n",
            ["a.csv:1:14: error: amount has no unit: name it in the header, such as amount_kwh, or in a column unit"]
        ),
        ("site,from,to,amount_kw\n", ["a.csv:1:14: error: amount_kw: unknown unit \"kw\", did you mean \"kWh\"?"]),
        (
            "site,from,to,amount_kwh,unit\n",
            ["a.csv:1:25: error: unit: the heading of the amount names it already: leave this column out"]
        ),
        ("site,from,to,amount_kwh,amount_mwh\n", ["a.csv:1:25: error: amount_mwh: amount_kwh is the amount already"]),
        (
            "site,from,amount_kwh\n",
            ["a.csv:1:1: error: there is no time: name columns from and to (or through), or date"]
        ),
    ]) func `is told of the header`(text: String, expected: [String]) throws {
        #expect(try problems("electricity", text) == expected)
    }

    @Test func `is told all at once`() throws {
        let text = "site,from,to,amount_kwh\ngenva,2026-01-01,2026-02-01,x\ngeneva,2026-13-01,2026-02-01,1\n"
        #expect(try problems("electricity", text).count == 3)
        let many = "site,from,to,amount_kwh\n" + String(repeating: "x,2026-01-01,2026-02-01,1\n", count: 1_200)
        let told = try problems("electricity", many)
        #expect(told.count == 1_001)
        #expect(told[0] == "a.csv: error: has 200 more problems")
    }

    @Test func `is told of a file that is not text`() throws {
        let template = try #require(Template.named("water"))
        #expect(throws: (any Error).self) {
            try Sheet.read([0x1F, 0x8B, 8, 0], file: "a.csv", as: template, sites: ["geneva": .zurich])
        }
    }

    @Test func `is that two lines say the same, unless deliveries are told apart`() throws {
        let bills =
            "site,from,to,meter,amount_kwh\ngeneva,2026-01-01,2026-02-01,A,1\ngeneva,2026-01-01,2026-02-01,B,1\n"
        #expect(try problems("electricity", bills).isEmpty)
        #expect(
            try problems("electricity", bills + "geneva,2026-01-01,2026-02-01,A,2\n") == [
                "a.csv:4:1: error: says the same as line 2: leave one out, or tell them apart by meter"
            ])
        #expect(
            try problems("electricity", bills + "geneva,2025-12-01,2026-01-15,A,2\n") == [
                "a.csv:4:1: error: says the same as line 2 for a part of its span: leave one out, or tell them apart by meter"
            ])
        let waste = "site,date,stream,fate,amount_kg,note\ngeneva,2026-01-05,paper,recycle,5,morning\n"
        #expect(try problems("waste", waste + "geneva,2026-01-05,paper,recycle,5,evening\n").isEmpty)
        #expect(
            try problems("waste", waste + "geneva,2026-01-05,paper,recycle,6,morning\n") == [
                "a.csv:3:1: error: says the same as line 2: leave one out, or tell them apart by meter, invoice or note"
            ])
    }

    @Test func `is a detail that is no word of its kind`() throws {
        let text = "site,date,stream,fate,amount_kg\ngeneva,2026-01-05,paper,recycled,5\ngeneva,2026-01-05,,recycle,5\n"
        #expect(
            try problems("waste", text) == [
                "a.csv:2:25: error: fate: unknown word \"recycled\", did you mean \"recycle\"?",
                "a.csv:3:19: error: stream: is empty: write what it was",
            ])
    }

    @Test func `does not hide what the other lines say, so that they can be compared at once`() throws {
        let text = "site,from,to,amount_m3\ngeneva,2026-01-01,2026-02-01,5\ngeneva,2026-02-01,2026-03-01,\"1,5\"\n"
        let (delivery, problems) = Sheet.attempt(
            Array(text.utf8), file: "a.csv", as: try #require(Template.named("water")), sites: ["geneva": .zurich],
            document: { _ throws(Unreadable) in throw Unreadable("is not here") })
        #expect(delivery.activities.map(\.origin.line) == [2])
        #expect(problems.map(\.mark?.line) == [3])
    }
}
