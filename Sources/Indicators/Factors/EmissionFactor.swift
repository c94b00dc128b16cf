public import Activities

/// What one unit of an activity emits, as one row of a ``FactorTable`` says it, with all that the number means.
public struct EmissionFactor: Hashable, Sendable {
    /// The meaning of the number, in the words of ``Factor``.
    public struct Meaning: Hashable, Sendable {
        /// Electricity only; so are margin and point.
        public var method: Factor.Method?
        public var margin: Factor.Margin?
        public var content: Factor.Content
        public var point: Factor.Point?

        public init(
            method: Factor.Method? = nil, margin: Factor.Margin? = nil, content: Factor.Content,
            point: Factor.Point? = nil
        ) {
            (self.method, self.margin, self.content, self.point) = (method, margin, content, point)
        }

        /// `location-based average direct generation`: what is known, in this order.
        public var text: String {
            [method?.rawValue, margin?.rawValue, content.rawValue, point?.rawValue].compactMap(\.self)
                .joined(separator: " ")
        }
    }

    /// What an activity must be for a factor to fit it; no two rows of a table share one.
    struct Key: Hashable {
        let activity: Kind
        let item, zone: String
        let year: Int
        let unit: Unit
        let meaning: Meaning
    }

    public let activity: Kind
    /// Which of its sort: a fuel, a substance, `stream/fate`, `mode/class`, a vehicle class, a supplier; may be empty.
    public let item: String
    /// Grid zone or country; empty: anywhere.
    public let zone: String
    /// The calendar year it is valid for.
    public let year: Int
    public let kilogramsPerUnit: Double
    public let unit: Unit
    public let meaning: Meaning
    /// Who says so, as the licence wants them named.
    public let source: String
    /// Of the table it is from.
    public let version: String
    public let licence: String
    /// Where it stands: `factors.csv:12`.
    public let place: String

    var key: Key {
        Key(activity: activity, item: item, zone: zone, year: year, unit: unit, meaning: meaning)
    }

    /// Whether purchased electricity times it is a scope 2 figure.
    public var isScope2: Bool {
        activity == .electricity && meaning.content == .direct
            && (meaning.margin == .average || meaning.margin == .residual && meaning.method == .market)
    }

    /// `electricity CHE 2024: 0.02 kgCO2e/kWh (source, version 3, CC BY 4.0; location-based average …)`.
    public var text: String {
        "\(name): \(kilogramsPerUnit.plain) kgCO2e/\(unit.rawValue)"
            + " (\(source), version \(version), \(licence); \(meaning.text); \(place))"
    }

    /// `electricity CHE 2024`.
    public var name: String {
        ([activity.rawValue, item, zone].filter { !$0.isEmpty } + ["\(year)"]).joined(separator: " ")
    }
}
