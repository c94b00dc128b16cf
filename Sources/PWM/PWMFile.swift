import Glibc

/// Small files of the kernel: a text or a number each.
enum PWMFile {
    /// `nil` where it cannot be read.
    static func text(in path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(file, &bytes, bytes.count)
        return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// The first line.
    static func word(in path: String) -> String? {
        text(in: path).map { String($0.prefix { $0 != "\n" }) }
    }

    static func number(in path: String) -> UInt64? { word(in: path).flatMap { UInt64($0) } }

    static func write(_ word: String, to path: String) throws(PWMError) {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw PWMError(errno, doing: "opening", path: path) }
        defer { close(file) }
        let bytes = Array("\(word)\n".utf8)
        guard pwrite(file, bytes, bytes.count, 0) == bytes.count else {
            throw PWMError(errno, doing: "writing \(word) to", path: path)
        }
    }

    /// Writes a number to an open file, from its beginning. Allocates nothing.
    ///
    /// - Returns: 0, or the error number.
    static func write(_ number: UInt64, to file: Int32) -> Int32 {
        withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { bytes in
            var (rest, place) = (number, 23)
            bytes[23] = UInt8(ascii: "\n")
            repeat {
                place -= 1
                bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            let count = 24 - place
            return pwrite(file, bytes.baseAddress! + place, count, 0) == count ? 0 : errno
        }
    }
}
