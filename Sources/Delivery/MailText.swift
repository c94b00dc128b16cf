internal import Calendars
public import Quantities

/// A mail as it goes over the wire: headers and a plain text in UTF-8, quoted-printable, so that any server takes it.
///
/// Forms: RFC 5322 (headers, date), RFC 2047 (words that are not ASCII), RFC 2045 (quoted-printable), RFC 3834 (a
/// program wrote it; no absence note is wanted).
public struct MailText: Hashable, Sendable {
    public let bytes: [UInt8]

    /// - Parameter id: tells it from all other mails of this sender; the same for a second copy.
    public init(from: Mailbox, to: [Mailbox], subject: String, text: String, id: String, date: Timestamp) {
        let headers = [
            "Date: \(Self.written(date))",
            "From: Lightwell <\(from)>",
            "To: " + to.map(\.description).joined(separator: ",\r\n "),
            "Subject: " + Self.encodedWords(subject, after: 9),
            "Message-ID: <\(id)@\(from.domain)>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "Auto-Submitted: auto-generated",
        ]
        bytes = Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + Self.quotedPrintable(text)).utf8)
    }

    /// `Tue, 30 Jun 2026 12:00:00 +0000`.
    static func written(_ time: Timestamp) -> String {
        let (date, clock) = TimeZone.utc.civil(of: time)
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(days[date.weekday.rawValue - 1]), \(two(date.day)) \(months[date.month - 1]) \(date.year) "
            + "\(two(clock.hour)):\(two(clock.minute)):\(two(clock.second)) +0000"
    }

    /// A header's text: as it is, or in words of RFC 2047 where it is not ASCII or looks like such a word. Lines have 76
    /// characters at most where there are spaces to break at.
    static func encodedWords(_ text: String, after used: Int) -> String {
        guard text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }), !text.contains("=?") else {
            return encoded(text, after: used).joined(separator: "\r\n ")
        }
        var (line, result) = (used, "")
        for (index, word) in text.split(separator: " ").enumerated() {
            if index > 0, line + 1 + word.count > 76 {
                result += "\r\n "
                line = 1
            } else if index > 0 {
                result += " "
                line += 1
            }
            result += word
            line += word.count
        }
        return result
    }

    /// Words of at most 63 characters between their marks, the first shorter; no scalar is torn apart.
    private static func encoded(_ text: String, after used: Int) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            let isPlain = bytes.count == 1 && (scalar.properties.isAlphabetic || 0x30...0x39 ~= bytes[0])
            let piece = isPlain ? String(scalar) : bytes.map { "=" + hexadecimal($0) }.joined()
            if word.utf8.count + piece.utf8.count > (words.isEmpty ? 64 - used : 63) {
                words.append(word)
                word = ""
            }
            word += piece
        }
        return (words + [word]).map { "=?utf-8?Q?\($0)?=" }
    }

    /// Lines end with CRLF and have 76 characters at most; what does not fit or is not ASCII is marked with `=`.
    static func quotedPrintable(_ text: String) -> String {
        var result = ""
        var line = 0
        let bytes = Array(text.utf8)
        for (place, byte) in bytes.enumerated() {
            if byte == 10 {
                result += "\r\n"
                line = 0
                continue
            }
            let endsLine = place + 1 == bytes.count || bytes[place + 1] == 10
            let isPlain = (0x21...0x7E ~= byte && byte != 0x3D) || (byte == 0x20 && !endsLine)
            let piece = isPlain ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
            if line + piece.utf8.count > (endsLine ? 76 : 75) {
                result += "=\r\n"
                line = 0
            }
            result += piece
            line += piece.utf8.count
        }
        return result
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
