public import Activities

/// What one unit of an activity emits, as one row of a ``FactorTable`` says it, with all that the number means.
public struct EmissionFactor: Hashable, Sendable {
    /// Which emissions of a life cycle a number takes in.
    public enum Content: String, CaseIterable, Hashable, Sendable {
        /// Where the activity is: the burning, or the power plants.
        case direct
        /// All of them.
        case lifeCycle = "life-cycle"
        /// Of fuels before they are burnt, here or in power plants: scope 3, category 3.
        case upstream
        /// Of what grids lose on the way to the buyer, per unit that is bought: scope 3, category 3.
        case losses
    }

    /// The meaning of the number, in the words of ``Factor`` and ``Content``.
    public struct Meaning: Hashable, Sendable {
        /// Electricity only, direct and life-cycle; so are margin and point.
        public var method: Factor.Method?
        public var margin: Factor.Margin?
        public var content: Content
        public var point: Factor.Point?
        /// Of a life-cycle factor: that it may stand, less the direct factor of the same thing, for scope 3, category 3.
        /// Said by whoever made the file, never assumed.
        public var isLessDirect: Bool

        public init(
            method: Factor.Method? = nil, margin: Factor.Margin? = nil, content: Content, point: Factor.Point? = nil,
            isLessDirect: Bool = false
        ) {
            (self.method, self.margin, self.content, self.point) = (method, margin, content, point)
            self.isLessDirect = isLessDirect
        }

        /// In a table's column `kind`.
        static let lessDirect = "less-direct"

        /// `location-based average direct generation`: what is known, in this order.
        public var text: String {
            [
                method?.rawValue, margin?.rawValue, content.rawValue, point?.rawValue,
                isLessDirect ? Self.lessDirect : nil,
            ].compactMap(\.self).joined(separator: " ")
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
        var meaning = meaning
        meaning.isLessDirect = false
        return Key(activity: activity, item: item, zone: zone, year: year, unit: unit, meaning: meaning)
    }

    /// Whether purchased electricity times it is a scope 2 figure.
    public var isScope2: Bool {
        activity == .electricity && meaning.content == .direct
            && (meaning.margin == .average || meaning.margin == .residual && meaning.method == .market)
    }

    /// Whether it says what the supply of energy emits, alone or less a direct factor: scope 3, category 3.
    public var isOfSupply: Bool { [.upstream, .losses].contains(meaning.content) || meaning.isLessDirect }

    /// `electricity CHE 2024: 0.02 kgCO2e/kWh (source, version 3, CC BY 4.0; location-based average …)`.
    public var text: String {
        "\(name): \(kilogramsPerUnit.plain) kgCO2e/\(unit.rawValue)"
            + " (\(source), version \(version), \(licence); \(meaning.text); \(place))"
    }

    /// `electricity CHE 2024 (location-based average direct generation)`.
    var fullName: String { "\(name) (\(meaning.text))" }

    /// `electricity CHE 2024`.
    public var name: String {
        ([activity.rawValue, item, zone].filter { !$0.isEmpty } + ["\(year)"]).joined(separator: " ")
    }
}
