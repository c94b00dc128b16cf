import Activities

/// The emission factors an organisation works with: versioned data from a file, never built in.
///
/// A CSV file with a header and these columns, in any order:
///
/// | column | holds |
/// |-|-|
/// | `activity` | a kind of activity: electricity, heat, fuel, refrigerant, water, wastewater, waste, vehicle, travel, paper, cartridges |
/// | `item` | which: fuel, substance, `stream/fate`, `mode/class`, vehicle class; of electricity the supplier, of heat `steam` or `cooling`, else empty |
/// | `zone` | grid zone or country; empty: anywhere (not for electricity and heat) |
/// | `year` | the calendar year it is valid for |
/// | `value`, `unit` | such as 128.4 and `gCO2e/kWh`; g, kg or t of CO2e per unit of the activity |
/// | `kind` | `direct` or `life-cycle`; of electricity also `location-based` or `market-based`, `average`, `marginal` or `residual`, `generation` or `consumption`. For scope 3, category 3: `upstream` of electricity, heat, fuel and vehicle, `losses` of electricity and heat, or beside `life-cycle` the word `less-direct` |
/// | `source`, `version`, `licence` | whom to name, the table's version, the terms |
///
/// A row of fuel whose unit is such as `kWh/L` or `MJ/kg` is the fuel's heating value; its `kind` is `net` or `gross`.
///
/// A row of `losses` is per unit that is bought, whatever it takes in; where a source gives what is upstream of the losses
/// apart, add it to one of the two. `less-direct` states the method: that this life-cycle factor less the direct one,
/// which scope 1 or 2 takes, is what supply emits. It should then be of the same publisher and year.
public struct FactorTable: Hashable, Sendable {
    public static let columns = [
        "activity", "item", "zone", "year", "value", "unit", "kind", "source", "version", "licence",
    ]

    /// Rows in the order of the file.
    public let factors: [EmissionFactor]
    /// Rows that turn fuels into kWh, in the order of the file.
    public let heatingValues: [HeatingValue]
    /// The same by activity: grids have thousands of rows, and lines of travel should not walk through them.
    private let groups: [Kind: [EmissionFactor]]

    public init() { (factors, heatingValues, groups) = ([], [], [:]) }

    /// Reads a table; `file` is what problems and evidence call it.
    ///
    /// - Throws: every problem of the file, by line.
    public init(parsing bytes: [UInt8], file: String) throws(FactorProblems) {
        var reader = FactorReader(file: file)
        (factors, heatingValues) = try reader.rows(CSVRows(bytes))
        groups = Dictionary(grouping: factors, by: \.activity)
    }

    /// One table of several files.
    ///
    /// - Throws: the rows that say the same thing twice.
    public init(joining tables: [FactorTable]) throws(FactorProblems) {
        (factors, heatingValues) = (tables.flatMap(\.factors), tables.flatMap(\.heatingValues))
        groups = Dictionary(grouping: factors, by: \.activity)
        var first: [EmissionFactor.Key: EmissionFactor] = [:]
        var problems: [FactorProblems.Problem] = []
        for factor in factors {
            if let twin = first.updateValue(factor, forKey: factor.key) {
                problems.append(.init(place: factor.place, message: FactorReader.twice(factor.fullName, twin.place)))
            }
        }
        var values: [HeatingValue.Key: HeatingValue] = [:]
        for value in heatingValues {
            if let twin = values.updateValue(value, forKey: value.key) {
                problems.append(.init(place: value.place, message: FactorReader.twice(value.name, twin.place)))
            }
        }
        guard problems.isEmpty else { throw FactorProblems(problems) }
    }

    /// The versions in it, each once, in order.
    public var versions: [String] { Set(factors.map(\.version) + heatingValues.map(\.version)).sorted() }

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
