/// What a misspelt name may have been meant to be.
enum Spelling {
    /// The nearest of the known names, if at most a third of its letters, but at least one, would have to be
    /// inserted, dropped or replaced (Levenshtein, 1965). Capitals do not count.
    static func closest(to word: String, among known: [String]) -> String? {
        let letters = Array(word.lowercased())
        var best: (name: String, edits: Int)?
        for name in known {
            let other = Array(name.lowercased())
            let longer = max(letters.count, other.count)
            guard longer <= 64 else { continue }
            let edits = distance(letters, other)
            if edits <= max(1, longer / 3), edits < longer, edits < best?.edits ?? .max { best = (name, edits) }
        }
        return best?.name
    }

    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
