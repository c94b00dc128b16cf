import Glibc
import Testing

/// The table of requirements, `conformance.csv` beside this file: every id of the Sparkplug B 3.0 specification, whom it
/// binds, our answer, and the tests that show it.
@Suite struct `The conformance table` {
    let rows: [Row]

    init() throws { rows = try Row.all(in: text(Place.tests + "/SparkplugTests/conformance.csv")) }

    @Test func `names each requirement once`() {
        var known: Set<String> = []
        for row in rows { #expect(known.insert(row.id).inserted, "\(row.id) is there twice") }
        #expect(rows.count == 299, "as many as the specification has")
    }

    @Test func `shows what is met by tests that there are`() throws {
        let sentences = try Place.sentences()
        for row in rows where row.answer == "met" {
            #expect(!row.evidence.isEmpty, "\(row.id) names no test")
            for sentence in row.evidence {
                #expect(
                    sentences.contains(sentence) || sentence == "scripts/conformance",
                    "\(row.id): there is no test “\(sentence)”")
            }
        }
    }

    @Test func `gives a reason for what is not met or does not apply`() {
        for row in rows where row.answer != "met" {
            #expect(["not applicable", "not met"].contains(row.answer), "\(row.id): \(row.answer)?")
            #expect(row.evidence.joined().count >= 10, "\(row.id) gives no reason")
        }
    }

    @Test(.enabled(if: Place.checklist != nil, "the checklist of requirements is not beside the package"))
    func `has every requirement of the checklist, with whom it binds`() throws {
        var wanted: [String: String] = [:]
        for line in try text(#require(Place.checklist)).split(separator: "\n") where line.hasPrefix("| tck-id-") {
            let cells = line.split(separator: "|").map { $0.trimmed }
            wanted[String(cells[0].dropFirst("tck-id-".count))] = cells[1]
        }
        let known = Dictionary(rows.map { ($0.id, $0.binds) }, uniquingKeysWith: { one, _ in one })
        for (id, binds) in wanted { #expect(known[id] == binds, "\(id)") }
        #expect(Set(known.keys).subtracting(wanted.keys).isEmpty)
    }
}

/// One line of the table: id, whom it binds, answer, and a test's sentence, several with bars between, or a reason.
struct Row {
    let id: String
    let binds: String
    let answer: String
    let evidence: [String]

    static func all(in text: String) throws -> [Row] {
        try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let cells = line.split(separator: ";", maxSplits: 3).map(\.trimmed)
            try #require(cells.count == 4, "\(line)")
            return Row(
                id: cells[0], binds: cells[1], answer: cells[2], evidence: cells[3].split(separator: "|").map(\.trimmed)
            )
        }
    }
}

private enum Place {
    static let tests = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 }

    /// The checklist in our own words, where this machine has it.
    static let checklist: String? = {
        let path = tests + "/../../shared/sparkplug/checklist.md"
        return access(path, R_OK) == 0 ? path : nil
    }()

    /// The names of all tests: what stands between "func `" and "`".
    static func sentences() throws -> Set<String> {
        var sentences: Set<String> = []
        for folder in files(in: tests) where folder.hasSuffix("Tests") {
            for file in files(in: tests + "/" + folder) where file.hasSuffix(".swift") {
                for part in try text(tests + "/" + folder + "/" + file).split(separator: "func `").dropFirst() {
                    if let end = part.firstIndex(of: "`") { sentences.insert(String(part[..<end])) }
                }
            }
        }
        return sentences
    }

    private static func files(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }
}

private func text(_ path: String) throws -> String {
    let file = try #require(fopen(path, "re"), "cannot read \(path)")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
