internal import Calendars
internal import Quantities
internal import Records

/// Why a line of a header is none, and where it begins.
struct HeaderProblem: Error {
    let offset: Int
    let reason: String
}

extension ExportHeader {
    /// Reads ``text``, which must be as it is written, to the byte.
    init(parsing bytes: [UInt8]) throws(HeaderProblem) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw HeaderProblem(offset: 0, reason: "is not text")
        }
        self.init(group: "", board: "", software: "", written: Timestamp(milliseconds: 0))
        var offset = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(2) {
            guard take(line, isFirst: offset == 0) else {
                throw HeaderProblem(offset: offset, reason: "“\(line.prefix(80))” is no line of an export's header")
            }
            offset += line.utf8.count + 1
        }
        // Whatever was out of order, missing, double or spelled otherwise shows here.
        guard self.text.utf8.elementsEqual(bytes) else {
            let same = zip(self.text.utf8, bytes).prefix { $0 == $1 }.count
            throw HeaderProblem(offset: same, reason: "the header is not in the order of its version")
        }
        guard !group.isEmpty, !board.isEmpty, records != nil else {
            throw HeaderProblem(offset: 0, reason: "the header names no board, or no records")
        }
    }

    private mutating func take(_ line: Substring, isFirst: Bool) -> Bool {
        if isFirst { return (1...Self.version).contains { line == "\(Self.title)\($0)" } }
        if line.utf8.starts(with: "  ".utf8), let last = commissionings.indices.last {
            commissionings[last] += String(Substring(line.utf8.dropFirst(2))) + "\n"
            return true
        }
        let words = line.split(separator: " ")
        guard let key = words.first else { return false }
        let rest = words.dropFirst().map(String.init)
        switch (key, rest.count) {
        case ("group", 1): group = rest[0]
        case ("board", 1): board = rest[0]
        case ("software", 1...): software = rest.joined(separator: " ")
        case ("commissioning", 0): commissionings.append("")
        case ("written", 1):
            guard let time = try? Timestamp(iso8601: rest[0]) else { return false }
            written = time
        case ("boot", 1):
            guard let number = Int64(rest[0]), number >= 0 else { return false }
            boot = number
        case ("session", 1):
            guard let number = UInt8(rest[0]) else { return false }
            session = number
        case ("override", 4):
            guard let value = Double(rest[2]), let base = Double(rest[3]), value.isFinite, base.isFinite else {
                return false
            }
            overrides.append(Override(zone: rest[0], setting: rest[1], value: value, base: base))
        case ("standing", Total.allCases.count + 3): return takeStanding(rest)
        case ("metering", 7): return takeMetering(rest)
        case ("face", 5):
            guard let face = MeterFace(line: line.dropFirst("face ".count)) else { return false }
            faces.append(face)
        case ("relay", 2):
            guard let count = UInt64(rest[1]) else { return false }
            relays[rest[0]] = count
        case ("learned", 3...): return takeLesson(rest)
        case ("journal", 4): return takeJournal(rest)
        default: return false
        }
        return true
    }

    private mutating func takeStanding(_ words: [String]) -> Bool {
        guard let end = try? Timestamp(iso8601: words[1]), let boot = Int64(words[2]) else { return false }
        var totals = Totals()
        for (total, word) in zip(Total.allCases, words.dropFirst(3)) {
            guard let value = Int64(word), 0..<Total.limit ~= value else { return false }
            totals[total] = value
        }
        standings.append(Record.Interval(zone: words[0], boot: boot, start: end, end: end, totals: totals))
        return true
    }

    private mutating func takeMetering(_ words: [String]) -> Bool {
        let registers = words.dropFirst(4).compactMap { Int64($0) }
        guard let medium = Medium.allCases.first(where: { "\($0.name)" == words[1] }),
            let end = try? Timestamp(iso8601: words[2]), let boot = Int64(words[3]), registers.count == 3,
            registers.allSatisfy({ 0..<Record.Metering.limit ~= $0 })
        else { return false }
        var metering = Record.Metering(meter: words[0], medium: medium, boot: boot, start: end, end: end)
        (metering.observed, metering.pulses, metering.amount) = (registers[0], registers[1], registers[2])
        meterings.append(metering)
        return true
    }

    private mutating func takeLesson(_ words: [String]) -> Bool {
        let numbers = words.dropFirst(2).compactMap { Int64($0) }
        guard let version = UInt8(words[1]), numbers.count == words.count - 2, numbers.count <= Lesson.mostWords else {
            return false
        }
        lessons.append(Lesson(zone: words[0], version: version, words: numbers))
        return true
    }

    private mutating func takeJournal(_ words: [String]) -> Bool {
        guard let kind = Extent.Kind(rawValue: words[0]), !journals.contains(where: { $0.kind == kind }),
            words[1].utf8.count == 32, words[1].allSatisfy(\.isHexDigit), let first = UInt64(words[2]),
            let last = UInt64(words[3]), first > 0, last < 1 << 62, first <= last + 1
        else { return false }
        journals.append(Extent(kind, id: words[1], first: first, last: last))
        return true
    }
}
