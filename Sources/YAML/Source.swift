import Glibc

/// The text of a file that is fit to be parsed: not too large, UTF-8, with
/// line breaks and indents that every editor shows alike.
struct Source {
    /// The largest file read, in bytes (1 MiB).
    static let limit = 1 << 20

    let file: String
    let bytes: [UInt8]
    /// Where the text ends.
    private(set) var end = Mark.start

    /// - Throws: every place that is not fit.
    init(_ bytes: [UInt8], file: String) throws(Problems) {
        (self.file, self.bytes) = (file, bytes)
        guard bytes.count <= Source.limit else {
            throw Problems([Problem(file: file, at: nil, "is larger than 1 MiB")])
        }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            let byte = String(bytes[offset], radix: 16, uppercase: true)
            throw Problems([
                Problem(
                    file: file, at: mark(atByte: offset),
                    "is not UTF-8: byte \(offset) is 0x\(byte.count < 2 ? "0" : "")\(byte); save the file as UTF-8")
            ])
        }
        let unfit = unfitPlaces()
        guard unfit.isEmpty else { throw Problems(unfit) }
        end = mark(atByte: bytes.count)
    }

    /// - Throws: that the file is missing, unreadable or unfit.
    init(reading path: String) throws(Problems) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Source.unreadable(path, errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= Source.limit {
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { break }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw Source.unreadable(path, errno)
            }
        }
        try self.init(bytes, file: path)
    }

    /// The place of a byte. A byte beyond the end is at the end.
    func mark(atByte offset: Int) -> Mark {
        var (line, column) = (1, 1)
        for byte in bytes[..<min(max(offset, 0), bytes.count)] {
            if byte == UInt8(ascii: "\n") {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return Mark(line: line, column: column)
    }

    /// The place itself, or the end of the file if it lies beyond.
    func clamped(_ mark: Mark) -> Mark { min(mark, end) }

    private static func unreadable(_ path: String, _ code: Int32) -> Problems {
        let reason = code == ENOENT ? "there is no such file" : "cannot be read: \(String(cString: strerror(code)))"
        return Problems([Problem(file: path, at: nil, reason)])
    }

    /// Tabs that indent, and line breaks that not every program takes for one.
    private func unfitPlaces() -> [Problem] {
        var problems: [Problem] = []
        var indenting = true
        for (offset, byte) in bytes.enumerated() {
            let next = offset + 1 < bytes.count ? bytes[offset + 1] : UInt8(ascii: "\n")
            switch byte {
            case UInt8(ascii: "\n"): indenting = true
            case UInt8(ascii: "\t") where indenting:
                indenting = false
                problems.append(Problem(file: file, at: mark(atByte: offset), "a tab cannot indent; use spaces"))
            case UInt8(ascii: "\r") where next != UInt8(ascii: "\n"):
                let message = "a lone carriage return does not end a line; use line feeds"
                problems.append(Problem(file: file, at: mark(atByte: offset), message))
            case 0xC2 where next == 0x85, 0xE2 where next == 0x80 && isSeparator(at: offset + 2):
                let message = "an invisible Unicode line separator stands here; remove it"
                problems.append(Problem(file: file, at: mark(atByte: offset), message))
            case UInt8(ascii: " "), UInt8(ascii: "\r"): break
            default: indenting = false
            }
            if problems.count == 20 { break }
        }
        return problems
    }

    /// Whether the third byte of U+2028 or U+2029 is at `offset`.
    private func isSeparator(at offset: Int) -> Bool {
        offset < bytes.count && (bytes[offset] == 0xA8 || bytes[offset] == 0xA9)
    }
}
