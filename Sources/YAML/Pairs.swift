extension Node {
    /// Reads `hold=15min,daylight=off` as a mapping of bare words: what a command line has in place of a file.
    ///
    /// - Parameter name: what problems call the text, such as `--settings`.
    /// - Throws: every pair that is none, and every key that stands there twice.
    public init(pairs text: String, named name: String) throws(Problems) {
        var entries: [Entry] = []
        var problems: [Problem] = []
        var column = 1
        for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
            let mark = Mark(line: 1, column: column)
            column += pair.count + 1
            guard let sign = pair.firstIndex(of: "="), sign > pair.startIndex, pair.index(after: sign) < pair.endIndex
            else {
                problems.append(
                    Problem(
                        file: name, at: mark, "\"\(pair)\" is not key=value; pairs stand between commas, as in a=1,b=2")
                )
                continue
            }
            let key = String(pair[..<sign])
            if entries.contains(where: { $0.key == key }) {
                problems.append(Problem(file: name, at: mark, "\"\(key)\" stands there twice"))
            }
            let value = Node.Scalar(text: String(pair[pair.index(after: sign)...]), quoted: false)
            let valueMark = Mark(line: 1, column: mark.column + key.count + 1)
            entries.append(Entry(key: key, keyMark: mark, value: Node(content: .scalar(value), mark: valueMark)))
        }
        guard problems.isEmpty else { throw Problems(problems) }
        self.init(content: .mapping(entries), mark: .start)
    }
}
