/// A mapping being read by someone who knows which keys it may have.
///
/// Keys never asked for are reported when the ``Findings`` conclude.
public struct Mapping {
    /// The dotted way to it, such as `zones.office-south`; empty for a whole file.
    public let path: String
    /// Where it is named: its key, or its first line.
    public let mark: Mark
    private let entries: [Node.Entry]
    private let findings: Findings
    /// Where its content begins, which tells it from every other mapping of the file.
    private let start: Mark

    init(_ entries: [Node.Entry], path: String, at mark: Mark, start: Mark, findings: Findings) {
        (self.entries, self.path, self.mark, self.start, self.findings) = (entries, path, mark, start, findings)
        findings.open(entries, at: start)
    }

    /// The field, or `nil` and a problem when it is missing.
    public func required(_ key: String) -> Field? {
        if let field = optional(key) { return field }
        findings.report("\(path.isEmpty ? "this file" : path) lacks \"\(key)\"", at: mark)
        return nil
    }

    public func optional(_ key: String) -> Field? {
        findings.asked(for: key, at: start)
        return entries.first { $0.key == key }.map(field)
    }

    /// Every field, for a mapping whose keys are names that the writer chose. Names
    /// that differ in capitals only are reported: not everything tells them apart.
    public func all() -> [Field] {
        var seen: [String: String] = [:]
        for entry in entries {
            if let twin = seen.updateValue(entry.key, forKey: entry.key.lowercased()) {
                let message = "\(entry.key) differs from \(twin) in capitals only; give it a name of its own"
                findings.report(message, at: entry.keyMark)
            }
        }
        for entry in entries { findings.asked(for: entry.key, at: start) }
        return entries.map(field)
    }

    private func field(_ entry: Node.Entry) -> Field {
        let path = path.isEmpty ? entry.key : "\(path).\(entry.key)"
        return Field(name: entry.key, path: path, keyMark: entry.keyMark, node: entry.value, findings: findings)
    }
}
