import JSON
import Testing

@Suite struct `A JSON text` {
    @Test func `keeps the order of its members`() {
        let text = JSON.object([("b", .integer(1)), ("a", .bool(true)), ("c", .null)]).text
        #expect(text == #"{"b": 1, "a": true, "c": null}"#)
    }

    @Test func `takes a line for each member that holds others`() {
        let text = JSON.object([("list", .array([.object([("a", .integer(1))])])), ("n", .integer(2))]).text
        #expect(text == "{\n  \"list\": [\n    {\"a\": 1}\n  ],\n  \"n\": 2\n}")
    }

    @Test func `escapes what it must`() {
        #expect(JSON.string("a\"b\\c\nd\u{1}é").text == #""a\"b\\c\nd\u0001é""#)
    }

    @Test func `rounds, and knows no infinity`() {
        #expect(JSON.number(0.1 + 0.2, places: 6).text == "0.3")
        #expect(JSON.number(-2.0000004, places: 6).text == "-2")
        #expect(JSON.number(.infinity).text == "null")
        #expect(JSON.number(nil, places: 3).text == "null")
        #expect(JSON.number(1e300, places: 6).text == "1e+300")
    }
}
