/// The serial numbers that a line names: single ones, and ranges from one to another.
///
/// As people write them: `ID-1-1000..ID-1-1084`, `ID-1-1000..1084` for short; several parted by `;` or `,`. Capitals,
/// spaces and leading zeros tell nothing apart. A range counts upwards in one number of its name, with the same letters
/// around it: what has `..` or `…` and does not, ``init(_:)`` refuses. ` to `, ` - ` and dashes make a range where the ends
/// fit one; else they belong to a name, as in a contract's. A hyphen without spaces always does, as registries write them
/// within names.
public struct SerialNumbers: Hashable, Sendable {
    /// At least one.
    private let ranges: [SerialRange]

    /// - Throws: ``Fault``, how to write it.
    public init(_ text: String) throws(Fault) { ranges = try Self.ranges(of: text) }

    /// What can be said of any text: what is no list of numbers and ranges is one name.
    public init(orName text: String) {
        ranges = (try? Self.ranges(of: text)) ?? [SerialRange(name: Self.words(of: text).joined())]
    }

    /// Whether a number is in both.
    public func overlaps(_ other: SerialNumbers) -> Bool {
        ranges.contains { own in other.ranges.contains { own.overlaps($0) } }
    }

    /// Why a text is no list of serial numbers, to be put behind it.
    public struct Fault: Error, Hashable, Sendable {
        public let message: String
    }

    private static func ranges(of text: String) throws(Fault) -> [SerialRange] {
        var ranges: [SerialRange] = []
        for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
            let words = words(of: part)
            if !words.isEmpty { ranges.append(try SerialRange(words)) }
        }
        guard !ranges.isEmpty else { throw Fault(message: "names no number") }
        return ranges
    }

    /// Capitals; what parts a range is a word of its own: `..`, or `-` where it may belong to a name.
    private static func words(of text: some StringProtocol) -> [String] {
        var spaced = ""
        let characters = Array(text.uppercased())
        var place = 0
        while place < characters.count {
            let character = characters[place]
            if character == ".", place + 1 < characters.count, characters[place + 1] == "." {
                while place < characters.count, characters[place] == "." { place += 1 }
                spaced += " .. "
                continue
            }
            switch character {
            case "…": spaced += " .. "
            case "–", "—": spaced += " - "
            default: spaced.append(character)
            }
            place += 1
        }
        return spaced.split(whereSeparator: \.isWhitespace).map { $0 == "TO" ? "-" : String($0) }
    }
}

/// From one name to another, both included; of a single name both are the same.
private struct SerialRange: Hashable, Sendable {
    /// Text and digits in turn, text first; digits without leading zeros.
    private let first: [String]
    private let last: [String]

    private init(first: [String], last: [String]) { (self.first, self.last) = (first, last) }

    init(name: String) {
        let pieces = Self.pieces(of: name)
        self.init(first: pieces, last: pieces)
    }

    /// - Parameter words: without spaces; `..` parts the ends, and `-` may.
    init(_ words: [String]) throws(SerialNumbers.Fault) {
        let isRange = words.contains("..")
        let ends = words.split(separator: isRange ? ".." : "-", omittingEmptySubsequences: false)
        do throws(SerialNumbers.Fault) { self = try SerialRange(ends: ends) } catch {
            if isRange { throw error }
            self.init(name: words.joined())
        }
    }

    private init(ends: [ArraySlice<String>]) throws(SerialNumbers.Fault) {
        let ends = ends.map { $0.joined() }
        guard ends.count > 1 else {
            self.init(name: ends[0])
            return
        }
        guard ends.count == 2, !ends[0].isEmpty, !ends[1].isEmpty else {
            throw SerialNumbers.Fault(message: "is no range: write its first and its last number, parted by ..")
        }
        let from = Self.pieces(of: ends[0])
        var to = Self.pieces(of: ends[1])
        if to.count == 2, to[0].isEmpty, from.count.isMultiple(of: 2) {
            // Only the number that counts upwards is said again.
            to = from.dropLast() + [to[1]]
        }
        guard from.count == to.count, from.count > 1,
            stride(from: 0, to: from.count, by: 2).allSatisfy({ from[$0] == to[$0] })
        else {
            throw SerialNumbers.Fault(message: "is no range: its first and its last number have other letters")
        }
        let moving = from.indices.filter { from[$0] != to[$0] }
        guard moving.count <= 1 else {
            throw SerialNumbers.Fault(message: "is no range: its ends differ in more than one number")
        }
        guard moving.allSatisfy({ Self.isOrdered(from[$0], to[$0]) }) else {
            throw SerialNumbers.Fault(message: "ends before it begins")
        }
        self.init(first: from, last: to)
    }

    func overlaps(_ other: SerialRange) -> Bool {
        first.count == other.first.count
            && first.indices.allSatisfy { place in
                place % 2 == 0
                    ? first[place] == other.first[place]
                    : Self.isOrdered(first[place], other.last[place])
                        && Self.isOrdered(other.first[place], last[place])
            }
    }

    /// Of digits without leading zeros, of any length.
    private static func isOrdered(_ a: String, _ b: String) -> Bool {
        a.utf8.count == b.utf8.count ? a <= b : a.utf8.count < b.utf8.count
    }

    private static func pieces(of name: String) -> [String] {
        var pieces = [""]
        for character in name {
            let isDigit = ("0"..."9").contains(character)
            if isDigit != (pieces.count % 2 == 0) { pieces.append("") }
            pieces[pieces.count - 1].append(character)
        }
        return pieces.enumerated().map { place, piece in
            guard place % 2 == 1 else { return piece }
            let short = piece.drop { $0 == "0" }
            return short.isEmpty ? "0" : String(short)
        }
    }
}
