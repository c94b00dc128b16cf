import Activities

/// Turns a published list of grid factors into a ``FactorTable``'s file, keeping whom to name and under which terms.
///
/// Most published lists are life-cycle or marginal values: they stay marked so, and scope 2 refuses them.
public struct PublishedFactors: Sendable {
    public enum Format: String, CaseIterable, Hashable, Sendable {
        /// Our World in Data, chart carbon-intensity-electricity, its download: `Entity,Code,Year,…`; grams.
        case owid
        /// Seven columns, `country,iso_or_zone,year,gco2e_per_kwh,metric,source,licence`, of several publishers.
        case extract
    }

    /// The file, with a header; in the order of the source.
    public let csv: String
    public let rows: Int
    /// What was left out or looks wrong, each a sentence.
    public let remarks: [String]

    /// - Parameters:
    ///   - version: of the published list, such as the day it was fetched.
    ///   - zones: only these; empty: all.
    /// - Throws: every line that cannot be read.
    public init(
        parsing bytes: [UInt8], file: String, as format: Format, version: String, zones: Set<String> = []
    ) throws(FactorProblems) {
        let text = CSVRows(bytes)
        var problems = text.faults.map { FactorProblems.Problem(place: "\(file):\($0.line)", message: $0.message) }
        let header = text.rows.first?.cells ?? []
        let wanted = format == .owid ? ["Entity", "Code", "Year"] : Self.columns
        let isKnown = format == .owid ? header.count >= 4 && Array(header.prefix(3)) == wanted : header == wanted
        guard isKnown else {
            throw FactorProblems(
                problems + [.init(place: "\(file):1", message: "the header should be \(wanted.joined(separator: ","))")]
            )
        }
        var lines = [FactorTable.columns.joined(separator: ",")]
        var (unzoned, zeros, unknown) = (0, Set<String>(), [String: Int]())
        // A code that two places of one publisher share in one year belongs to one of them: neither is believed. Several
        // publishers may call one place differently.
        var names: [Claim: Set<String>] = [:]
        func claim(_ cells: [String]) -> Claim {
            Claim(code: cells[1], year: cells[2], publisher: format == .owid ? "" : cells[5])
        }
        for row in text.rows.dropFirst() where row.cells.count == header.count {
            names[claim(row.cells), default: []].insert(row.cells[0])
        }
        var shared: [String: Set<String>] = [:]
        for row in text.rows.dropFirst() {
            guard row.cells.count == header.count else {
                problems.append(
                    .init(
                        place: "\(file):\(row.line)",
                        message: "has \(row.cells.count) cells; the header has \(header.count)"))
                continue
            }
            let metric = format == .owid ? "generation_average_lifecycle" : row.cells[4]
            guard let (item, meaning) = Self.meanings[metric] else {
                unknown[metric, default: 0] += 1
                continue
            }
            guard let year = Int(row.cells[2]), let value = Double(row.cells[3]), value >= 0, value.isFinite else {
                problems.append(
                    .init(
                        place: "\(file):\(row.line)",
                        message: "year or value is no number: \(row.cells[2]), \(row.cells[3])"))
                continue
            }
            guard !row.cells[1].isEmpty else {
                unzoned += 1
                continue
            }
            guard zones.isEmpty || zones.contains(row.cells[1]) else { continue }
            if let places = names[claim(row.cells)], places.count > 1 {
                shared[row.cells[1], default: []].formUnion(places)
                continue
            }
            if value == 0 { zeros.insert("\(row.cells[1]) \(year)") }
            let source = format == .owid ? Self.owid : "\(row.cells[5]): \(row.cells[0])"
            let licence = format == .owid ? "CC BY 4.0" : row.cells[6]
            lines.append(
                [
                    "electricity", item, row.cells[1], "\(year)", row.cells[3], "gCO2e/kWh", meaning, source, version,
                    licence,
                ].map(Self.quoted).joined(separator: ","))
        }
        guard problems.isEmpty else { throw FactorProblems(problems) }
        (csv, rows) = (lines.map { $0 + "\n" }.joined(), lines.count - 1)
        var remarks: [String] = []
        if unzoned > 0 {
            remarks.append("\(unzoned) rows without a zone code, such as sums of continents, are left out")
        }
        if !zeros.isEmpty { remarks.append("zero is suspect: \(zeros.sorted().joined(separator: ", "))") }
        for (code, places) in shared.sorted(by: { $0.key < $1.key }) {
            let list = places.sorted().joined(separator: " and ")
            remarks.append("the code \(code) stands for \(list): the rows of both are left out")
        }
        for (metric, count) in unknown.sorted(by: { $0.key < $1.key }) {
            remarks.append("\(count) rows of unknown metric \"\(metric)\" are left out")
        }
        self.remarks = remarks
    }

    /// What a publisher uses a code for in a year.
    private struct Claim: Hashable {
        let code, year, publisher: String
    }

    private static let columns = ["country", "iso_or_zone", "year", "gco2e_per_kwh", "metric", "source", "licence"]
    private static let owid =
        "Our World in Data, carbon-intensity-electricity, from Ember and Energy Institute, Statistical Review of World Energy"

    /// What each metric's numbers mean. Margins of the IFI carry their name as item: there are several of one kind.
    private static let meanings: [String: (item: String, kind: String)] = [
        "generation_average_lifecycle": ("", "location-based average life-cycle generation"),
        "generation_average_lifecycle_latest": ("", "location-based average life-cycle generation"),
        "consumption_average_lifecycle_flowtraced": ("", "location-based average life-cycle consumption"),
        "ifi_operating_margin": ("ifi_operating_margin", "location-based marginal direct generation"),
        "ifi_cm_energy_efficiency": ("ifi_cm_energy_efficiency", "location-based marginal direct generation"),
        "ifi_cm_electricity_consumption": (
            "ifi_cm_electricity_consumption", "location-based marginal direct generation"
        ),
    ]

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
