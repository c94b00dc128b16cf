/// What a misspelt word may have been meant to be.
public enum Spelling {
    /// The known word nearest to `word`, if one is near enough: at most two
    /// edits or a third of its letters, and never more than half of them.
    /// Capitals do not count.
    public static func closest(to word: String, among known: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased())
        guard letters.count <= 64 else { return nil }
        var best: (word: String, edits: Int)?
        for candidate in known {
            let other = Array(candidate.lowercased())
            let longer = max(letters.count, other.count)
            let edits = distance(letters, other)
            guard edits <= max(2, longer / 3), edits * 2 <= longer, edits < best?.edits ?? .max else { continue }
            best = (candidate, edits)
        }
        return best?.word
    }

    /// ", did you mean "lux"?", or failing that what is allowed.
    public static func hint(for word: String, among known: [String], otherwise allowed: String) -> String {
        if let near = closest(to: word, among: known) { return ", did you mean \"\(near)\"?" }
        return known.isEmpty ? "" : "; \(allowed) \(known.joined(separator: ", "))"
    }

    /// "a", "a or b", "a, b or c".
    public static func alternatives(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string
    /// alignment, the restricted form of Damerau, 1964) from one word to the other.
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                row[j] = min(replaced, last[j] + 1, row[j - 1] + 1)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
