/// The lines of a text and their cells, parted by commas; spaces around a cell do not count.
struct Rows {
    private let bytes: [UInt8]
    private var place: Int
    /// Of the line read last, counted from 1.
    private(set) var line = 0
    private(set) var cells: [Substring] = []

    /// Of bytes in any encoding that has ASCII in it; a byte order mark is skipped.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Goes to the next line that is not empty.
    ///
    /// - Returns: `false` at the end.
    mutating func next() -> Bool {
        while place < bytes.count {
            let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let text = String(decoding: bytes[place..<end], as: UTF8.self)
            place = end + 1
            line += 1
            let cells = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            guard cells.count > 1 || cells.contains(where: { !Rows.trimmed(Substring($0)).isEmpty }) else { continue }
            self.cells = cells.map { Rows.trimmed(Substring($0)) }
            return true
        }
        return false
    }

    /// A number with a point, and a power of ten perhaps; `nil`: the cell is none.
    static func number(_ cell: Substring) -> Double? {
        let isPlain = cell.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        guard isPlain, let value = Double(cell), value.isFinite else { return nil }
        return value
    }

    private static func trimmed(_ cell: Substring) -> Substring {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var bytes = cell.utf8
        while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return Substring(bytes)
    }
}
