import Activities
import Imports
import Testing

@Suite struct `A line of district energy` {
    private let span = "2026-01-01,2026-02-01"

    @Test func `may say its stream, and is heat without`() throws {
        let lines = try read(
            "heat",
            "site,from,to,meter,stream,amount_mwh\ngeneva,\(span),,heat,1\ngeneva,\(span),,cooling,2\ngeneva,\(span),,steam,3\n"
        ).activities
        #expect(lines.map(\.districtStream) == [nil, "cooling", "steam"])
        let older = try read("heat", "site,from,to,amount_mwh\ngeneva,\(span),1\n").activities[0]
        #expect(older.details == lines[0].details && older.identity == lines[0].identity)
    }

    @Test func `says the same only as one of its own stream`() throws {
        #expect(
            try problems("heat", "site,from,to,stream,amount_mwh\ngeneva,\(span),,1\ngeneva,\(span),heat,1\n") == [
                "a.csv:3:1: error: says the same as line 2: leave one out, or tell them apart by meter or stream"
            ])
        #expect(
            try problems("heat", "site,from,to,stream,amount_mwh\ngeneva,\(span),cold,1\n") == [
                "a.csv:2:30: error: stream: unknown word \"cold\"; it is one of heat, steam, cooling"
            ])
    }
}
