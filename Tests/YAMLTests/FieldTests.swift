import Chance
import Quantities
import Spelling
import Testing
import YAML

@Suite struct `A file read by its schema` {
    @Test func `gives every value its type`() throws {
        let room = try Room(Node(parsing: Array(Room.valid.utf8), file: "room.yaml"), file: "room.yaml")
        #expect(room.name == "Büro \"Süd\"")
        #expect(room.kind == .office)
        #expect(room.hold == .minutes(15))
        #expect(room.lux == Lux(500))
        #expect(room.load == Watts(1_200))
        #expect(room.area == SquareMetres(120.5))
        #expect(room.share == 10)
        #expect(room.lines == ["GPIO17", "GPIO27"])
        #expect(room.sensor == ["GPIO5"])
        #expect(room.traces == false)
    }

    @Test func `reports every mistake at once, by place`() {
        let text = """
            id: büro 1
            name: ~
            kind: offices
            hold: 90 min
            lumx: 500 lx
            load: 1,2 kW
            area: 120
            share: 10 percent
            lines: GPIO17
            sensor: {line: 5, activ: low}
            traces: false
            steps: 2.0
            offset: -0.5
            bearing: 400 °
            depth:
            """
        let expected = """
            room.yaml:1:1: error: this file lacks "lux"
            room.yaml:1:5: error: id: "büro 1" contains "ü"; a name has only letters A-Z, a-z, digits, - and _
            room.yaml:2:7: error: name: ~ is no text; leave the key out, or put the word in quotes
            room.yaml:3:7: error: kind: unknown word "offices", did you mean "office"?
            room.yaml:4:7: error: hold: 90 min is above 60 min
            room.yaml:5:1: error: unknown key "lumx", did you mean "lux"?
            room.yaml:6:7: error: load: "1,2 kW" has the unit ",2 kW"; here it is W or kW
            room.yaml:7:7: error: area: 120 needs a unit: m2
            room.yaml:8:8: error: share: "10 percent" has the unit "percent"; here it is %
            room.yaml:9:8: error: lines should be a list, not a single value
            room.yaml:10:1: error: sensor lacks "active"
            room.yaml:10:19: error: unknown key "activ", did you mean "active"?
            room.yaml:11:9: error: traces: "false" is neither yes nor no
            room.yaml:12:8: error: steps: "2.0" is not a whole number
            room.yaml:13:9: error: offset: -0.5 is below 0
            room.yaml:14:10: error: bearing: 400 ° is above 360 °
            room.yaml:15:7: error: depth: needs a value
            """
        #expect(said(by: text) == expected)
    }

    @Test(arguments: [
        ("10", "hold: 10 needs a unit: ms, s, min or h"),
        ("10 minutes", "hold: \"10 minutes\" has the unit \"minutes\"; here it is ms, s, min or h"),
        ("soon", "hold: \"soon\" is not a number with a unit (ms, s, min or h)"),
        ("2 h", "hold: 2 h is above 1 h"), ("20 s", "hold: 20 s is below 60 s"),
        ("30000 ms", "hold: 30000 ms is below 60000 ms"), ("0.5 h", nil), ("60min", nil),
        ("60000.5 ms", "hold: is finer than 1 ms"),
        ("010 min", "hold: \"010 min\" is not a number with a unit (ms, s, min or h)"),
        ("1e2 min", "hold: \"1e2 min\" has the unit \"e2 min\"; here it is ms, s, min or h"),
    ])
    func `wants a duration with its unit, within bounds`(written: String, complaint: String?) throws {
        let findings = Findings(file: "f")
        let node = try Node(parsing: Array("hold: \(written)".utf8), file: "f")
        let value = findings.root(node)?.required("hold")?.duration(in: .minutes(1) ... .hours(1))
        #expect(findings.problems.map(\.message) == [complaint].compactMap { $0 })
        #expect((value == nil) == (complaint != nil))
    }

    @Test func `warns without refusing, and says all of it where something is wrong too`() throws {
        let findings = Findings(file: "f")
        let top = findings.root(try Node(parsing: Array("a: 1\nb: 2".utf8), file: "f"))
        top?.optional("b")?.warn("is odd")
        _ = top?.optional("a")
        try findings.conclude()
        #expect(findings.warnings.map(\.description) == ["f:2:4: warning: b: is odd"])
        top?.optional("a")?.report("is wrong")
        let problems = #expect(throws: Problems.self) { try findings.conclude() }
        #expect(problems?.description == "f:1:4: error: a: is wrong\nf:2:4: warning: b: is odd")
    }

    @Test(arguments: [
        ("lumx", "lux"), ("ligth", "light"), ("pulsesPerKwh", "pulses-per-kwh"), ("gpio5", "GPIO5"), ("ca", nil),
        ("button", nil),
    ])
    func `guesses what a misspelt word was meant to be`(word: String, meant: String?) {
        let known = ["lux", "light", "pulses-per-kwh", "GPIO5", "id"]
        #expect(Spelling.closest(to: word, among: known) == meant)
    }

    /// The law: whatever happens to a file, its reader gets a value or a problem that lies inside it.
    @Test(arguments: 0..<400) func `gives a value or a problem inside the file, however it is damaged`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var bytes = Array(Room.valid.utf8)
        for _ in 0...random.next() % 6 {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 4 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(Array(":{}[]&*!|>%\t\n\"' -#,\u{0}".utf8)[Int(random.next() % 20)], at: place)
            default: bytes.append(contentsOf: bytes[place...].prefix(40))
            }
        }
        do throws(Problems) {
            _ = try Room(Node(parsing: bytes, file: "f"), file: "f")
        } catch {
            #expect(!error.list.isEmpty)
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for problem in error.list {
                guard let mark = problem.mark else {
                    #expect(Bool(false), "no place: \(problem)")
                    continue
                }
                #expect((1...lines.count).contains(mark.line), "\(problem)")
                #expect((1...lines[mark.line - 1].count + 1).contains(mark.column), "\(problem)")
            }
        }
    }
}

/// A schema of our own, with every kind of field in it.
private struct Room {
    enum Kind: String, CaseIterable { case office, corridor }

    var name: String?
    var kind: Kind?
    var hold: Duration?
    var lux: Lux?
    var load: Watts?
    var area: SquareMetres?
    var share: Double?
    var lines: [String]?
    var sensor: [String] = []
    var traces: Bool?

    static let valid = """
        # One room.
        id: room-1
        name: "Büro \\"Süd\\""
        kind: office
        hold: 15 min
        lux: 500 lx
        load: 1.2 kW
        area: 120.5 m²
        share: 10 %
        lines:
          - GPIO17
          - GPIO27
        sensor: {line: GPIO5, active: low}
        traces: no

        """

    init(_ node: Node, file: String) throws(Problems) {
        let findings = Findings(file: file)
        if let top = findings.root(node) {
            _ = top.required("id")?.identifier()
            name = top.optional("name")?.text()
            kind = top.required("kind")?.choice()
            hold = top.required("hold")?.duration(in: .minutes(1) ... .minutes(60))
            lux = top.required("lux")?.lux(in: .zero...Lux(2_000))
            load = top.required("load")?.watts(in: .zero...Watts(10_000))
            area = top.required("area")?.area(in: SquareMetres(1)...SquareMetres(10_000))
            share = top.required("share")?.percent(in: 0...100)
            lines = top.required("lines")?.list()?.compactMap { $0.identifier() }
            for field in top.required("sensor")?.listOrOne() ?? [] {
                let sensor = field.mapping()
                if let line = sensor?.required("line")?.text() { self.sensor.append(line) }
                _ = sensor?.required("active")?.text()
            }
            traces = top.optional("traces")?.flag()
            _ = top.optional("steps")?.integer(in: 1...3)
            _ = top.optional("offset")?.number(in: 0...1)
            _ = top.optional("bearing")?.degrees(in: 0...360)
            _ = top.optional("depth")?.quantity(.length, in: 1...30)
        }
        try findings.conclude()
    }
}

private func said(by text: String) -> String {
    do throws(Problems) {
        _ = try Room(Node(parsing: Array(text.utf8), file: "room.yaml"), file: "room.yaml")
        return "nothing"
    } catch {
        return error.description
    }
}
