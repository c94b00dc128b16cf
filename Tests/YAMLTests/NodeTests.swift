import Testing
import YAML

@Suite struct `A YAML file` {
    @Test func `knows the place of every key and value`() throws {
        let node = try Node(parsing: Array("# a lamp\nné: {b: [1, \"no\"]}\n".utf8), file: "f")
        guard case .mapping(let top) = node.content, case .mapping(let inner) = top[0].value.content,
            case .sequence(let items) = inner[0].value.content
        else { return #expect(Bool(false), "the shape is lost") }
        #expect(top[0].key == "né")
        #expect(top[0].keyMark == Mark(line: 2, column: 1))
        #expect(top[0].value.mark == Mark(line: 2, column: 5))
        #expect(inner[0].keyMark == Mark(line: 2, column: 6))
        #expect(items.map(\.mark) == [Mark(line: 2, column: 10), Mark(line: 2, column: 13)])
        #expect(items[0].content == .scalar(scalar("1", quoted: false)))
        #expect(items[1].content == .scalar(scalar("no", quoted: true)))
    }

    @Test(arguments: [
        (
            "a: &x 1\nb: *x\n",
            [
                "f:1:4: error: anchors (&) are not read; remove it, and write values out",
                "f:2:4: error: aliases (*) are not read; write the value out",
            ]
        ),
        ("a: !!int 1\n", ["f:1:4: error: tags (!) are not read; remove it, the key decides the type"]),
        ("a: 1\n---\nb: 2\n", ["f:2:1: error: a second document starts here; one file holds one document"]),
        ("%YAML 1.1\n---\na: 1\n", ["f:1:1: error: directives (%) are not read; remove the line"]),
        (
            "a: 1\nb: {c: 1, c: 2}\na: 3\n",
            [
                "f:2:11: error: duplicate key \"c\", first on line 2",
                "f:3:1: error: duplicate key \"a\", first on line 1",
            ]
        ),
        (
            "[a]: 1\n\"\": 2\n",
            [
                "f:1:1: error: a key must be a word, not a list",
                "f:2:1: error: a key must be a word, not empty",
            ]
        ),
        ("a:\n\tb: 1\n", ["f:2:1: error: a tab cannot indent; use spaces"]),
        ("a: 1\n  b: 2\n", ["f:2:4: error: is not valid YAML: mapping values are not allowed in this context"]),
        (
            "a: [1, 2\nb: 3\n",
            [
                "f:2:2: error: is not valid YAML: did not find expected ',' or ']' "
                    + "(while parsing a flow sequence that starts on line 1)"
            ]
        ),
        ("a: 1\u{7}\n", ["f:1:5: error: control characters are not allowed"]),
        ("a: 1\rb: 2", ["f:1:5: error: a lone carriage return does not end a line; use line feeds"]),
        ("a: 1\u{2028}b: 2", ["f:1:5: error: an invisible Unicode line separator stands here; remove it"]),
        ("# nothing\n", ["f:1:1: error: the file is empty"]),
    ])
    func `is refused outside the strict subset, with the place`(text: String, expected: [String]) {
        #expect(problems(of: Array(text.utf8)) == expected)
    }

    @Test func `may be nested to its limit, and no deeper`() {
        let open = String(repeating: "[", count: Node.depthLimit)
        let close = String(repeating: "]", count: Node.depthLimit)
        #expect(problems(of: Array("\(open)\(close)".utf8)) == [])
        #expect(problems(of: Array("[\(open)\(close)]".utf8)) == ["f:1:33: error: is nested deeper than 32 levels"])
    }

    @Test func `is at most one mebibyte`() {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
        #expect(problems(of: text) == [])
        #expect(problems(of: text + [UInt8(ascii: "a")]) == ["f: error: is larger than 1 MiB"])
    }

    @Test func `says which byte is not UTF-8`() {
        let expected = "f:2:4: error: is not UTF-8: byte 8 is 0xE9; save the file as UTF-8"
        #expect(problems(of: Array("a: b\nc: ".utf8) + [0xE9, 0x0A]) == [expected])
    }

    @Test func `says when it cannot be read`() {
        let missing = #expect(throws: Problems.self) { try Node(reading: "/nowhere/site.yaml") }
        #expect(missing?.description == "/nowhere/site.yaml: error: there is no such file")
        let folder = #expect(throws: Problems.self) { try Node(reading: "/") }
        #expect(folder?.description == "/: error: cannot be read: Is a directory")
    }
}

private func scalar(_ text: String, quoted: Bool) -> Node.Scalar { Node.Scalar(text: text, quoted: quoted) }

private func problems(of bytes: [UInt8]) -> [String] {
    do throws(Problems) {
        _ = try Node(parsing: bytes, file: "f")
        return []
    } catch {
        return error.list.map(\.description)
    }
}
