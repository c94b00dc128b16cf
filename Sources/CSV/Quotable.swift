/// A text from a file as a message quotes it: its first forty characters, on one line.
package func quotable(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(40).map { scalar -> String in
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
            "\\u{\(String(scalar.value, radix: 16))}"
        default: String(scalar)
        }
    }
    return scalars.joined() + (text.unicodeScalars.count > 40 ? "…" : "")
}
