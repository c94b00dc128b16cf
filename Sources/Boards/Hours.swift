import YAML

/// The grammar of opening hours and holidays. What they mean is decided by the calendar.
enum Hours {
    static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// What is wrong with `mon-fri 07:00-12:00 13:00-19:00`; `nil` if nothing is.
    static func fault(inOpening text: String) -> String? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count >= 2 else {
            return "\"\(text)\" is not an opening; write days, then hours, such as mon-fri 07:00-19:00"
        }
        if words[0] != "daily" {
            for day in words[0].split(whereSeparator: { $0 == "," || $0 == "-" }) where !days.contains(String(day)) {
                return "\"\(day)\" is not a day"
                    + Spelling.hint(for: String(day), among: days + ["daily"], otherwise: "days are")
            }
            let ranges = words[0].split(separator: ",", omittingEmptySubsequences: false)
            guard ranges.allSatisfy(isRange) else { return "\"\(words[0])\" are not days; write mon-fri or mon,wed" }
        }
        return words.dropFirst().lazy.compactMap(fault(inSpan:)).first
    }

    /// What is wrong with `2026-12-25`; `nil` if nothing is.
    static func fault(inDate text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = digits(parts[0]), let month = digits(parts[1]),
            let day = digits(parts[2])
        else { return "\"\(text)\" is not a date; write year-month-day, such as 2026-12-25" }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
            return "\"\(text)\" is not in the calendar"
        }
        return nil
    }

    private static func isRange(_ text: Substring) -> Bool {
        (1...2).contains(text.split(separator: "-", omittingEmptySubsequences: false).filter { !$0.isEmpty }.count)
            && !text.hasPrefix("-") && !text.hasSuffix("-") && !text.contains("--")
    }

    private static func fault(inSpan text: Substring) -> String? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = minutes(ends[0]), let end = minutes(ends[1]) else {
            return "\"\(text)\" are not hours; write 07:00-19:00"
        }
        return start < end ? nil : "\"\(text)\" ends before it starts; hours past midnight are two entries"
    }

    /// Since midnight; 24:00 ends the day.
    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], let hour = digits(parts[0]), let minute = digits(parts[1]),
            (0...59).contains(minute), hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }

    private static func digits(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}
