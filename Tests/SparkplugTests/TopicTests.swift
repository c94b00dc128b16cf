import Sparkplug
import Testing

@Suite struct `A topic` {
    static let node = NodeID(group: "office", node: "pi-1")!

    static let forms: [(String, Topic)] = [
        ("spBv1.0/office/NBIRTH/pi-1", .node(.birth, node)),
        ("spBv1.0/office/NDATA/pi-1", .node(.data, node)),
        ("spBv1.0/office/NDEATH/pi-1", .node(.death, node)),
        ("spBv1.0/office/NCMD/pi-1", .node(.command, node)),
        ("spBv1.0/office/DBIRTH/pi-1/east", .device(.birth, node, device: "east")),
        ("spBv1.0/office/DDATA/pi-1/east", .device(.data, node, device: "east")),
        ("spBv1.0/office/DDEATH/pi-1/east", .device(.death, node, device: "east")),
        ("spBv1.0/office/DCMD/pi-1/east", .device(.command, node, device: "east")),
        ("spBv1.0/STATE/hub", .state(host: "hub")),
        ("spBv1.0/Büro 3.OG/NDATA/a.b", .node(.data, NodeID(group: "Büro 3.OG", node: "a.b")!)),
    ]

    @Test(arguments: forms) func `is read and printed in each form`(text: String, topic: Topic) {
        #expect(Topic(text) == topic)
        #expect(topic.description == text)
    }

    @Test(arguments: [
        "", "spBv1.0", "spBv1.0/office", "spBv1.0/office/NDATA", "spAv1.0/office/NDATA/pi", "STATE/hub",
        "spBv1.0/office/NDATA/pi/east", "spBv1.0/office/DDATA/pi", "spBv1.0/office/DDATA/pi/east/more",
        "spBv1.0/office/XDATA/pi", "spBv1.0/office/N/pi", "spBv1.0/office/DATA/pi", "spBv1.0/office/ndata/pi",
        "spBv1.0//NDATA/pi", "spBv1.0/office/NDATA/", "spBv1.0/office/DDATA/pi/", "spBv1.0/+/NDATA/pi",
        "spBv1.0/office/NDATA/#", "spBv1.0/STATE", "spBv1.0/STATE/", "spBv1.0/STATE/a/b", "spBv1.0/STATE/NDATA/pi",
        "spBv1.0/office/äDATA/pi", "spBv1.0/office/NDATA/" + String(repeating: "x", count: 256),
    ]) func `of another form is no topic`(text: String) {
        #expect(Topic(text) == nil)
    }
}

@Suite struct `An ID that we give` {
    @Test(arguments: ["a", "Pi_5-east", String(repeating: "9", count: 64)])
    func `has up to 64 letters, digits, lines`(text: String) throws {
        #expect(try Identifier(text).text == text)
    }

    @Test(arguments: ["", "a b", "a.b", "a/b", "+", "ä", "STATE", String(repeating: "9", count: 65)])
    func `has nothing that a broker may bend`(text: String) throws {
        let error = try #require(throws: Identifier.Invalid.self) { try Identifier(text) }
        #expect(error.description.contains("“\(text)”: use 1 to 64"))
    }
}

@Suite struct `A node's ID` {
    @Test func `takes a stranger's names unless they cannot be topic levels`() {
        #expect(NodeID(group: "a b", node: "ä")?.description == "a b/ä")
        #expect(NodeID(group: "STATE", node: "n") == nil)
        #expect(NodeID(group: "g", node: "a/b") == nil)
        #expect(NodeID(group: "", node: "n") == nil)
    }
}
