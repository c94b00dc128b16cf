/// A place in a text that is read strictly, byte by byte: no white space is
/// skipped, no sign is taken where only digits may be.
struct Cursor {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Array(text.utf8) }
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }
    var next: Character? { isAtEnd ? nil : Character(Unicode.Scalar(bytes[place])) }

    /// Takes `character` if it comes next.
    mutating func take(_ character: Character) -> Bool {
        guard !isAtEnd, bytes[place] == character.asciiValue else { return false }
        place += 1
        return true
    }

    /// Takes every byte that satisfies `belongs`, and says how many there were.
    mutating func skip(while belongs: (UInt8) -> Bool) -> Int {
        let start = place
        while place < bytes.count, belongs(bytes[place]) { place += 1 }
        return place - start
    }

    /// Takes as many digits as there are, up to the larger count; `nil` when fewer than the smaller.
    mutating func number(digits: ClosedRange<Int>) -> Int? {
        var (value, taken) = (0, 0)
        while taken < digits.upperBound, place < bytes.count, (0x30...0x39).contains(bytes[place]) {
            value = value * 10 + Int(bytes[place] - 0x30)
            taken += 1
            place += 1
        }
        return taken < digits.lowerBound ? nil : value
    }
}
