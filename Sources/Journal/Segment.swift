/// One file of the journal: the frames from its first sequence to before the next segment's.
struct Segment: Hashable {
    let first: UInt64
    /// Its size, as far as it is known to be on the disk.
    var bytes: Int
    /// How many thinnings it went through since the journal was opened.
    var level = 0

    /// `first` in twenty digits, so that names sort as their sequences do.
    var name: String { Segment.name(first: first) }

    static func name(first: UInt64) -> String {
        let digits = String(first)
        return String(repeating: "0", count: 20 - digits.count) + digits + suffix
    }

    /// The first sequence of the segment with this name; `nil` if it is no segment's name.
    static func first(of name: String) -> UInt64? {
        guard name.hasSuffix(suffix), let first = UInt64(name.dropLast(suffix.count)), first > 0,
            Segment.name(first: first) == name
        else { return nil }
        return first
    }

    private static let suffix = ".segment"
}
