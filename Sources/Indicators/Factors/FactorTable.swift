import Activities

/// The emission factors an organisation works with: versioned data from a file, never built in.
///
/// A CSV file with a header and these columns, in any order:
///
/// | column | holds |
/// |-|-|
/// | `activity` | a kind of activity: electricity, heat, fuel, refrigerant, water, wastewater, waste, vehicle, travel, paper, cartridges |
/// | `item` | which: fuel, substance, `stream/fate`, `mode/class`, vehicle class; of electricity the supplier, else empty |
/// | `zone` | grid zone or country; empty: anywhere (not for electricity and heat) |
/// | `year` | the calendar year it is valid for |
/// | `value`, `unit` | such as 128.4 and `gCO2e/kWh`; g, kg or t of CO2e per unit of the activity |
/// | `kind` | `direct` or `life-cycle`; of electricity also `location-based` or `market-based`, `average`, `marginal` or `residual`, `generation` or `consumption` |
/// | `source`, `version`, `licence` | whom to name, the table's version, the terms |
public struct FactorTable: Hashable, Sendable {
    public static let columns = [
        "activity", "item", "zone", "year", "value", "unit", "kind", "source", "version", "licence",
    ]

    /// Rows in the order of the file.
    public let factors: [EmissionFactor]
    /// The same by activity: grids have thousands of rows, and lines of travel should not walk through them.
    private let groups: [Kind: [EmissionFactor]]

    public init() { (factors, groups) = ([], [:]) }

    /// Reads a table; `file` is what problems and evidence call it.
    ///
    /// - Throws: every problem of the file, by line.
    public init(parsing bytes: [UInt8], file: String) throws(FactorProblems) {
        var reader = FactorReader(file: file)
        factors = try reader.factors(CSVRows(bytes))
        groups = Dictionary(grouping: factors, by: \.activity)
    }

    /// One table of several files.
    ///
    /// - Throws: the rows that say the same thing twice.
    public init(joining tables: [FactorTable]) throws(FactorProblems) {
        factors = tables.flatMap(\.factors)
        groups = Dictionary(grouping: factors, by: \.activity)
        var first: [EmissionFactor.Key: EmissionFactor] = [:]
        var problems: [FactorProblems.Problem] = []
        for factor in factors {
            if let twin = first.updateValue(factor, forKey: factor.key) {
                problems.append(.init(place: factor.place, message: FactorReader.twice(factor, twin)))
            }
        }
        guard problems.isEmpty else { throw FactorProblems(problems) }
    }

    /// The versions in it, each once, in order.
    public var versions: [String] { Set(factors.map(\.version)).sorted() }

    /// Whether there is anything about this kind of activity.
    func knows(_ kind: Kind) -> Bool { groups[kind] != nil }

    /// Rows about one kind of activity, in the order of the file.
    func rows(of kind: Kind) -> [EmissionFactor] { groups[kind] ?? [] }
}

/// What is wrong with a factor table, all of it.
public struct FactorProblems: Error, Hashable, Sendable, CustomStringConvertible {
    public struct Problem: Hashable, Sendable {
        /// `factors.csv:12`.
        public let place: String
        public let message: String
    }

    public let list: [Problem]

    init(_ list: [Problem]) { self.list = list }

    /// One problem per line: `factors.csv:12: error: …`.
    public var description: String { list.map { "\($0.place): error: \($0.message)" }.joined(separator: "\n") }
}
