public import Boards
internal import Calendars
public import Quantities
internal import Spelling

/// Reads what shall break, as people write it: `t=3d,for=12h,zone=office,pir=stuck-high`.
///
/// `t` is a time since the start, such as `3d4h30m`, or a date (`2026-03-02`, in the site's time zone) or time of ISO
/// 8601; `for` how long it lasts, for good without; `zone` a zone, or `*` for all that have what breaks.
public struct FaultReader {
    /// Every problem, each with its place and a cure.
    public struct Problems: Error, CustomStringConvertible {
        public let problems: [String]
        public var description: String { problems.joined(separator: "\n") }
    }

    private let site: Site
    private let start: Timestamp
    /// Of which zone people and light are recorded.
    private let recorded: Int?
    private var problems: [String] = []
    private var entries: [FaultScript.Entry] = []

    public init(_ site: Site, from start: Timestamp, recorded: Int? = nil) {
        (self.site, self.start, self.recorded) = (site, start, recorded)
    }

    /// - Parameters:
    ///   - options: one entry each, as after `--fault`.
    ///   - files: name and text of each; one entry a line, comments begin with `#`.
    public mutating func read(options: [String], files: [(name: String, text: String)]) throws(Problems) -> FaultScript
    {
        (problems, entries) = ([], [])
        for option in options { read(option, at: "--fault \(option)") { _ in "--fault \(option)" } }
        for file in files {
            for (number, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let said = line.prefix { $0 != "#" }
                guard said.contains(where: { !$0.isWhitespace }) else { continue }
                read(String(said), at: "\(file.name):\(number + 1)") { "\(file.name):\(number + 1):\($0)" }
            }
        }
        guard problems.isEmpty else { throw Problems(problems: problems) }
        return FaultScript(entries)
    }

    /// One `key=value`, and where it stands in its line, from 1.
    private struct Word {
        let key, value: String
        let column: Int
    }

    private mutating func read(_ text: String, at line: String, place: (Int) -> String) {
        let before = problems.count
        var known: [String: Word] = [:]
        var what: Word?
        for word in words(text, place) {
            if FaultKind.allCases.contains(where: { $0.part == word.key }) {
                if let what {
                    problems.append("\(place(word.column)): \(word.key) after \(what.key): one thing breaks at a time")
                }
                what = what ?? word
            } else if Self.keys.contains(word.key) {
                if known[word.key] != nil { problems.append("\(place(word.column)): \(word.key) stands there twice") }
                known[word.key] = word
            } else {
                let hint = Spelling.hint(for: word.key, among: Self.keys + Self.parts, otherwise: "there are")
                problems.append("\(place(word.column)): unknown key \"\(word.key)\"\(hint)")
            }
        }
        guard let what else {
            if problems.count == before {
                problems.append("\(line): does not say what breaks: add one of \(Self.parts.joined(separator: "=, "))=")
            }
            return
        }
        let kind = kind(what, place)
        let from = moment(known["t"], at: line, place)
        let lasting = known["for"].flatMap { word in length(word, place) }
        guard let kind else {
            // Whatever it is, the zone can be wrong on its own.
            if let word = known["zone"], word.value != "*" { _ = zone(word, place) }
            return
        }
        if let word = known["for"], kind.isMoment {
            problems.append("\(place(word.column)): \(kind.rawValue) is a moment: leave for= out")
        }
        let zones = zones(known["zone"], of: kind, at: line, place)
        let amount = amount(known, of: kind, what, at: line, place)
        guard problems.count == before, let from else { return }
        entries.append(
            FaultScript.Entry(kind, zones: zones, from: from, until: lasting.map { from + $0 }, amount: amount))
    }

    private static let keys = ["t", "for", "zone", "rate", "gap", "by"]
    private static var parts: [String] {
        FaultKind.allCases.map(\.part).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private mutating func words(_ text: String, _ place: (Int) -> String) -> [Word] {
        var (words, column) = ([Word](), 1)
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let said = piece.trimmed
            let own = column + piece.prefix { $0.isWhitespace }.count
            column += piece.count + 1
            let parts = said.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                problems.append("\(place(own)): \"\(said)\" should be key=value, such as t=3d or pir=stuck-high")
                continue
            }
            words.append(Word(key: parts[0].trimmed, value: parts[1].trimmed, column: own))
        }
        return words
    }

    private mutating func kind(_ word: Word, _ place: (Int) -> String) -> FaultKind? {
        if word.key == "clock", word.value.first == "+" || word.value.first == "-" { return .clockStep }
        let all = FaultKind.allCases.filter { $0.part == word.key }
        if let kind = all.first(where: { $0.way == word.value && $0 != .clockStep }) { return kind }
        let ways = all.map { $0 == .clockStep ? "+2h" : $0.way }
        let hint = Spelling.hint(for: word.value, among: ways, otherwise: "there are")
        problems.append("\(place(word.column)): \(word.key) cannot be \"\(word.value)\"\(hint)")
        return nil
    }

    private mutating func moment(_ word: Word?, at line: String, _ place: (Int) -> String) -> Timestamp? {
        guard let word else {
            problems.append("\(line): does not say when: add t=3d (after the start), or t=2026-03-02")
            return nil
        }
        if let time = Duration(spoken: word.value) { return start + time }
        guard let time = try? Timestamp(iso8601: word.value, dateIn: site.place.timezone) else {
            problems.append(
                "\(place(word.column)): t \"\(word.value)\" is neither a time since the start, such as 3d4h30m, nor a "
                    + "date or time, such as 2026-03-02 or 2026-03-02T08:00:00Z")
            return nil
        }
        guard start <= time else {
            problems.append("\(place(word.column)): t \(word.value) is before the start, \(start.iso8601)")
            return nil
        }
        return time
    }

    private mutating func length(_ word: Word, _ place: (Int) -> String) -> Duration? {
        guard let time = Duration(spoken: word.value), time > .zero else {
            problems.append(
                "\(place(word.column)): \(word.key) \"\(word.value)\" is no length of time: write it as 3d4h30m or 90s")
            return nil
        }
        return time
    }

    private mutating func zone(_ word: Word, _ place: (Int) -> String) -> Int? {
        if let zone = site.zones.firstIndex(where: { $0.id == word.value }) { return zone }
        let hint = Spelling.hint(for: word.value, among: site.zones.map(\.id), otherwise: "there are")
        problems.append("\(place(word.column)): there is no zone \"\(word.value)\"\(hint)")
        return nil
    }

    private mutating func zones(
        _ word: Word?, of kind: FaultKind, at line: String, _ place: (Int) -> String
    ) -> [Int] {
        guard !kind.isOfBoard else {
            if let word { problems.append("\(place(word.column)): \(kind.part) is the board's: leave zone= out") }
            return []
        }
        let able = site.zones.indices.filter { site.zones[$0].lack(for: kind, isRecorded: $0 == recorded) == nil }
        guard let word else {
            if site.zones.count == 1, able == [0] { return able }
            problems.append(
                "\(line): does not say where: add zone=NAME or zone=*; there are "
                    + site.zones.map(\.id).joined(separator: ", "))
            return []
        }
        if word.value == "*" {
            if able.isEmpty {
                let lack = site.zones.first?.lack(for: kind, isRecorded: recorded == 0) ?? ""
                problems.append("\(place(word.column)): no zone can have \(kind.rawValue): it \(lack)")
            }
            return able
        }
        guard let zone = zone(word, place) else { return [] }
        if let lack = site.zones[zone].lack(for: kind, isRecorded: zone == recorded) {
            problems.append("\(place(word.column)): \(word.value) cannot have \(kind.rawValue): it \(lack)")
        }
        return [zone]
    }

    private mutating func amount(
        _ known: [String: Word], of kind: FaultKind, _ what: Word, at line: String, _ place: (Int) -> String
    ) -> Double {
        for key in ["rate", "gap", "by"] {
            guard let word = known[key], kind.measure?.key != key || kind == .clockStep else { continue }
            problems.append("\(place(word.column)): \(key) says nothing of \(kind.rawValue): leave it out")
        }
        if kind == .clockStep {
            let step = Duration(spoken: String(what.value.dropFirst()))
            guard let step, step > .zero, step <= .days(366) else {
                problems.append("\(place(what.column)): clock \"\(what.value)\" is no step: write it as +2h or -30m")
                return 0
            }
            return Double(step.milliseconds) * (what.value.first == "-" ? -1 : 1)
        }
        guard let measure = kind.measure else { return 0 }
        guard let word = known[measure.key] else {
            guard let usual = measure.usual else {
                problems.append("\(line): does not say by how much: add \(measure.key)=40lx")
                return 0
            }
            return usual
        }
        let value: Double? =
            switch measure.unit {
            case .perHour: Double(word.value.dropping("/h")).flatMap { 0.01...720 ~= $0 ? $0 : nil }
            case .lux: Double(word.value.dropping("lx")).flatMap { $0 != 0 && -100_000...100_000 ~= $0 ? $0 : nil }
            case .time:
                Duration(spoken: word.value).flatMap {
                    .seconds(1) <= $0 && $0 <= .hours(12) ? Double($0.milliseconds) : nil
                }
            }
        guard let value else {
            let such =
                switch measure.unit {
                case .perHour: "0.01/h to 720/h"
                case .lux: "a number of lux but 0, such as 40lx or -40lx"
                case .time: "1s to 12h"
                }
            problems.append("\(place(word.column)): \(word.key) \"\(word.value)\" should be \(such)")
            return 0
        }
        return value
    }
}

extension Site.Zone {
    /// Why something of it cannot break; `nil`: it can.
    fileprivate func lack(for kind: FaultKind, isRecorded: Bool) -> String? {
        switch kind.part {
        case "pir" where motion.isEmpty: "has no motion sensor"
        case "pir" where kind == .motionDull && (isRecorded || simulation == nil): "has no people to be simulated"
        case "light" where light == nil: "has no light sensor"
        case "meter" where meter == nil: "has no meter"
        case "button" where button == nil: "has no button"
        case "door" where door == nil: "has no door contact"
        default: nil
        }
    }
}

extension Duration {
    /// As people say it: `3d4h30m`, `90s`, `12h`; whole numbers, days first.
    ///
    /// - Returns: `nil` when it is not one, or longer than ten years.
    init?(spoken text: String) {
        let units: [(Character, Duration)] = [
            ("d", .days(1)), ("h", .hours(1)), ("m", .minutes(1)), ("s", .seconds(1)),
        ]
        var (rest, total, place) = (Substring(text), Duration.zero, 0)
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard 1...9 ~= digits.count, let number = Int64(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            guard let letter = rest.first, let unit = units[place...].firstIndex(where: { $0.0 == letter }) else {
                return nil
            }
            rest = rest.dropFirst()
            if letter == "m", rest.hasPrefix("in") { rest = rest.dropFirst(2) }
            total = total + units[unit].1 * number
            place = unit + 1
        }
        guard total <= .days(3_660) else { return nil }
        self = total
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(String(drop { $0.isWhitespace }).reversed().drop { $0.isWhitespace }.reversed())
    }

    /// Without an ending, if it has it.
    fileprivate func dropping(_ ending: String) -> String {
        hasSuffix(ending) ? String(dropLast(ending.count)) : String(self)
    }
}
