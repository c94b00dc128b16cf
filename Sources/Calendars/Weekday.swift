/// A day of the week, numbered as in ISO 8601: Monday is 1, Sunday is 7.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The three letters used in files: `mon`, `tue`, … `sun`.
    public var abbreviation: String {
        switch self {
        case .monday: "mon"
        case .tuesday: "tue"
        case .wednesday: "wed"
        case .thursday: "thu"
        case .friday: "fri"
        case .saturday: "sat"
        case .sunday: "sun"
        }
    }

    public var next: Weekday { Weekday(rawValue: rawValue % 7 + 1) ?? .monday }

    /// - Returns: `nil` unless the text is one of the seven abbreviations, in lower case.
    public init?(abbreviation: some StringProtocol) {
        guard let day = Weekday.allCases.first(where: { $0.abbreviation == abbreviation }) else { return nil }
        self = day
    }
}
