/// Text as XML takes it: what has a meaning there is escaped, what is forbidden there is replaced.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        case "\t", "\n", "\r": result += " "
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// A number with a point and at most two places; must be finite.
func plain(_ value: Double) -> String {
    let hundredths = (value * 100).rounded(.toNearestOrAwayFromZero)
    guard abs(hundredths) < 9e15 else { return "\(value)" }
    let number = Int64(hundredths)
    let (whole, part) = number.magnitude.quotientAndRemainder(dividingBy: 100)
    let places = part == 0 ? "" : part % 10 == 0 ? ".\(part / 10)" : part < 10 ? ".0\(part)" : ".\(part)"
    return "\(number < 0 ? "-" : "")\(whole)\(places)"
}

/// A sub-path: a box with these edges.
func box(_ x: (from: Double, to: Double), _ y: (from: Double, to: Double)) -> String {
    "M\(plain(x.from)) \(plain(y.from))H\(plain(x.to))V\(plain(y.to))H\(plain(x.from))z"
}

/// About how wide a text of this size is, at least in the common fonts.
func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { sum, scalar in
        switch scalar {
        case "i", "l", "j", "t", "f", "r", " ", ".", ",", ":", ";", "(", ")", "|", "'", "·": sum + 0.4
        case "m", "w", "M", "W", "%", "@": sum + 0.95
        case "A"..."Z": sum + 0.72
        case "\u{1100}"...: sum + 1.05
        default: sum + 0.63
        }
    } * size
}

/// As much of a text as fits so many units, with `…` where some is missing.
func fitted(_ text: String, size: Double, into room: Double) -> String {
    guard width(text, size: size) > room else { return text }
    var cut = text
    while !cut.isEmpty, width(cut + "…", size: size) > room { cut.removeLast() }
    while cut.last == " " { cut.removeLast() }
    return cut + "…"
}

/// How a piece of text looks.
struct Type {
    var size = 11.0
    var isBold = false
    var colour = Palette.ink
    var anchor = "start"

    func text(_ text: String, x: Double, y: Double) -> String {
        let weight = isBold ? " font-weight=\"600\"" : ""
        let place = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
        return "<text x=\"\(plain(x))\" y=\"\(plain(y))\" font-size=\"\(plain(size))\"\(weight)\(place) "
            + "fill=\"\(colour)\">\(escaped(text))</text>\n"
    }
}
