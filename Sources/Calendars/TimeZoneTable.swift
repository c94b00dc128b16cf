/// The changes of a zone's clock that a TZif file lists, and the rule after them.
///
/// Format: RFC 8536. Only the 64-bit block of version 2 and later is used.
struct TimeZoneTable: Hashable, Sendable {
    /// POSIX seconds of each change, ascending.
    private(set) var changes: [Int64] = []
    /// Seconds east of Greenwich: `offsets[i]` holds before `changes[i]`, the last one after all of them.
    private(set) var offsets: [Int64]
    /// Replaces the last offset when there is one.
    private(set) var rule: TimeZoneRule?

    init(fixedOffset: Int64) { offsets = [fixedOffset] }

    struct Damaged: Error { let reason: String }

    init(tzif bytes: [UInt8]) throws(Damaged) {
        var reader = Reader(bytes: bytes)
        let legacy = try reader.header()
        guard legacy.version >= 0x32 else {
            throw Damaged(reason: "it holds only 32-bit times, which end in 2038: install a current tzdata package")
        }
        try reader.skip(legacy.size(timeWidth: 4))
        let header = try reader.header()
        guard header.leaps == 0 else {
            throw Damaged(reason: "it counts leap seconds: use the zone of the same name outside “right”")
        }
        guard header.types > 0 else { throw Damaged(reason: "it describes no local time") }
        let times = try reader.integers(header.times, width: 8)
        let kinds = try reader.integers(header.times, width: 1).map { Int(UInt8(truncatingIfNeeded: $0)) }
        var kindOffsets: [Int64] = []
        for _ in 0..<header.types {
            kindOffsets += try reader.integers(1, width: 4)
            try reader.skip(2)
        }
        guard kinds.allSatisfy({ $0 < kindOffsets.count }), zip(times, times.dropFirst()).allSatisfy(<),
            kindOffsets.allSatisfy({ abs($0) < 93_600 })
        else { throw Damaged(reason: "its table of changes contradicts itself") }
        try reader.skip(header.characters + header.standardFlags + header.universalFlags)
        changes = times
        offsets = [kindOffsets[0]] + kinds.map { kindOffsets[$0] }
        let footer = try reader.footer()
        guard !footer.isEmpty else { return }
        guard let rule = TimeZoneRule(footer) else {
            throw Damaged(reason: "its last line “\(String(decoding: footer, as: UTF8.self))” is not a rule")
        }
        self.rule = rule
    }

    func offset(at seconds: Int64) -> Int64 {
        let index = firstChange(after: seconds)
        if index == changes.count, let rule { return rule.offset(at: seconds) }
        return offsets[index]
    }

    /// The first change after a POSIX time, be it only one of name; `nil` when the clock never changes again.
    func change(after seconds: Int64) -> Int64? {
        let index = firstChange(after: seconds)
        return index < changes.count ? changes[index] : rule?.change(after: seconds)
    }

    private func firstChange(after seconds: Int64) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The bytes of a TZif file, read from front to back; big-endian.
private struct Reader {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    struct Header {
        let version: UInt8
        let universalFlags, standardFlags, leaps, times, types, characters: Int

        func size(timeWidth: Int) -> Int {
            times * (timeWidth + 1) + types * 6 + characters + leaps * (timeWidth + 4) + standardFlags + universalFlags
        }
    }

    mutating func header() throws(TimeZoneTable.Damaged) -> Header {
        guard bytes.count >= place + 44, bytes[place..<place + 4].elementsEqual("TZif".utf8) else {
            throw TimeZoneTable.Damaged(reason: "it is not a TZif file")
        }
        let version = bytes[place + 4]
        place += 20
        let counts = try integers(6, width: 4).map { Int($0) }
        guard counts.allSatisfy({ (0...1_000_000).contains($0) }) else {
            throw TimeZoneTable.Damaged(reason: "its header is damaged")
        }
        return Header(
            version: version, universalFlags: counts[0], standardFlags: counts[1], leaps: counts[2], times: counts[3],
            types: counts[4], characters: counts[5])
    }

    mutating func skip(_ count: Int) throws(TimeZoneTable.Damaged) {
        guard count <= bytes.count - place else { throw TimeZoneTable.Damaged(reason: "it ends too early") }
        place += count
    }

    /// Signed integers of `width` bytes.
    mutating func integers(_ count: Int, width: Int) throws(TimeZoneTable.Damaged) -> [Int64] {
        let start = place
        try skip(count * width)
        return (0..<count).map { index in
            let first = start + index * width
            let negative = bytes[first] >= 0x80
            return bytes[first..<first + width].reduce(negative ? -1 : 0) { $0 << 8 | Int64($1) }
        }
    }

    /// What stands between the two line feeds at the end.
    mutating func footer() throws(TimeZoneTable.Damaged) -> [UInt8] {
        guard place < bytes.count, bytes[place] == 0x0A, let end = bytes[(place + 1)...].firstIndex(of: 0x0A) else {
            throw TimeZoneTable.Damaged(reason: "it ends too early")
        }
        return Array(bytes[(place + 1)..<end])
    }
}
