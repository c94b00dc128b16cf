/// The accuracy class on an instrument's face, such as `MID B` or `IEC 0.5S`.
public struct AccuracyClass: Hashable, Sendable, CustomStringConvertible {
    /// As written.
    public let description: String
    /// Largest error at reference conditions and full load, in per cent either way; `nil`: the designation is not
    /// one of those known here.
    ///
    /// Electricity: A ±2 %, B ±1 %, C ±0.5 % (EN 50470-3, the classes of directive 2014/32/EU); a class of
    /// IEC 62053-21, -22 and -24 is called after its limit. Water: 1 and 2 likewise, in the upper flow range
    /// (ISO 4064-1). At low load every class allows more.
    public let limit: Double?

    public init(_ text: String) {
        description = text
        var words = text.split(separator: " ")
        if let first = words.first, ["MID", "IEC", "EN", "ISO"].contains(first) { words.removeFirst() }
        if let first = words.first, first.lowercased() == "class" { words.removeFirst() }
        limit = words.count == 1 ? Self.limits[String(words[0])] : nil
    }

    private static let limits: [String: Double] = [
        "A": 2, "B": 1, "C": 0.5, "2": 2, "1": 1, "0.5": 0.5, "0.5S": 0.5, "0.2": 0.2, "0.2S": 0.2, "0.1S": 0.1,
    ]
}
