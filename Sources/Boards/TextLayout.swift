extension String {
    /// Filled up with spaces at its end.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// Filled up with spaces before it.
    func alignedRight(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

    /// This and `end`, where this is cut so that both fit.
    func cut(before end: String = "", to width: Int) -> String {
        count + end.count <= width ? self + end : prefix(max(1, width - end.count - 1)) + "…" + end
    }

    /// Broken between words into lines; every one but the first begins with `indent` spaces. Runs of spaces stay
    /// inside a line and vanish at its end.
    func wrapped(indent: Int, to width: Int) -> [String] {
        var lines: [String] = []
        var (line, gap) = ("", "")
        for word in split(separator: " ", omittingEmptySubsequences: false) {
            if word.isEmpty {
                gap += " "
            } else if line.isEmpty {
                (line, gap) = (gap + word, "")
            } else if line.count + gap.count + word.count + 1 <= width {
                line += " \(gap)\(word)"
                gap = ""
            } else {
                lines.append(line)
                (line, gap) = (String(repeating: " ", count: indent) + word, "")
            }
        }
        return lines + [line]
    }
}

extension [[String]] {
    /// Rows of cells as lines, each column as wide as its widest cell.
    var columns: [String] {
        var widths: [Int] = []
        for row in self {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = Swift.max(widths[column], cell.count)
            }
        }
        return map { row in
            row.indices.map { $0 == row.count - 1 ? row[$0] : row[$0].padded(to: widths[$0]) }.joined(separator: "  ")
        }
    }
}
