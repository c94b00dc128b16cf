/// What the colours mean: a swatch and a word each, in as many lines as they need.
struct Legend {
    struct Entry {
        let words: String
        let fill: String
    }

    /// Lines of 18 units each.
    let lines: Int
    private let placed: [(entry: Entry, x: Double, line: Int)]

    /// - Parameter alignment: `end` puts a legend of one line at the right edge.
    init(_ entries: [Entry], left: Double, right: Double, atEnd: Bool = false) {
        var placed: [(entry: Entry, x: Double, line: Int)] = []
        var (x, line) = (left, 0)
        for entry in entries {
            let wide = Self.width(entry)
            if x + wide > right, x > left { (x, line) = (left, line + 1) }
            placed.append((entry, x, line))
            x += wide + 14
        }
        let shift = atEnd && line == 0 && !entries.isEmpty ? right - (x - 14) : 0
        self.placed = placed.map { ($0.entry, $0.x + shift, $0.line) }
        lines = entries.isEmpty ? 0 : line + 1
    }

    /// Readable over the lines that cross it.
    func drawing(baseline y: Double) -> String {
        guard lines > 0 else { return "" }
        let entries = placed.map { entry, x, line in
            let y = y + 18 * Double(line)
            return "<rect x=\"\(plain(x))\" y=\"\(plain(y - 9))\" width=\"12\" height=\"10\" rx=\"1.5\" "
                + "fill=\"\(entry.fill)\"/>\n"
                + Type(size: 10.5, colour: Palette.faint).text(entry.words, x: x + 17, y: y)
        }.joined()
        return "<g paint-order=\"stroke\" stroke=\"\(Palette.sheet)\" stroke-width=\"4\" stroke-linejoin=\"round\">\n"
            + "\(entries)</g>\n"
    }

    private static func width(_ entry: Entry) -> Double { 17 + Pictures.width(entry.words, size: 10.5) }
}
