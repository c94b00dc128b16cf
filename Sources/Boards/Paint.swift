/// Colours of a terminal (ECMA-48 SGR), or none.
struct Paint {
    let isOn: Bool

    enum Style: String {
        case plain = ""
        case strong = "1"
        case faint = "2"
        case claimed = "1;32"
        case refused = "31"
        case moving = "33"
    }

    /// Spaces around the text stay as they are, so that they can be trimmed.
    func callAsFunction(_ style: Style, _ text: String) -> String {
        guard isOn, style != .plain, let first = text.firstIndex(where: { $0 != " " }),
            let last = text.lastIndex(where: { $0 != " " })
        else { return text }
        let (before, after) = (text[..<first], text[text.index(after: last)...])
        return "\(before)\u{1B}[\(style.rawValue)m\(text[first...last])\u{1B}[0m\(after)"
    }
}
