internal import Activities
internal import CSV
internal import Calendars
internal import Spelling
internal import YAML

/// A map of meters laid on the header of a file: which column is what.
struct MeterPlan {
    let map: MeterMap
    let time: Int
    /// The column that names the site, and the site of each cell.
    let site: (column: Int, of: [String: String])?
    /// The site of all rows, where there is no column.
    let only: String?
    let meters: [(column: Int, meter: MeterMap.Meter)]
    let temperature: Int?
    /// Whether rows of other sites are passed over, rather than wrong.
    let passesOthers: Bool

    /// - Parameter map: `nil`: the headings say it themselves, such as `light:electricity:lighting:kW`.
    /// - Returns: `nil` when something is wrong; it is reported.
    init?(_ map: MeterMap?, _ table: inout Table, _ clocks: SiteClocks) {
        guard let map = map ?? Self.map(of: &table) else { return nil }
        self.map = map
        func find(_ name: String, _ table: inout Table) -> Int? {
            if let column = table.headings.firstIndex(of: name) { return column }
            table.report(
                "there is no column \"\(quotable(name))\""
                    + Spelling.hint(for: name, among: table.headings.map(quotable), otherwise: "the header has"))
            return nil
        }
        func check(_ site: String, _ mark: Mark, _ table: inout Table) {
            guard clocks.zone(of: site) == nil else { return }
            table.report(
                "\(map.file):\(mark.line):\(mark.column): there is no site \"\(quotable(site))\""
                    + Spelling.hint(for: site, among: clocks.sites, otherwise: "there are"))
        }
        let time = find(map.timeColumn, &table)
        switch map.place {
        case .site(let name, let mark):
            check(name, mark, &table)
            (only, site, passesOthers) = (name, nil, false)
        case .column(let name, let rows):
            for row in rows { check(row.site, row.mark, &table) }
            let column = find(name, &table)
            passesOthers = !rows.isEmpty
            only = nil
            let named = rows.isEmpty ? clocks.sites.map { ($0, $0) } : rows.map { ($0.cell, $0.site) }
            site = column.map { ($0, Dictionary(named) { $1 }) }
        }
        meters = map.meters.compactMap { meter in find(meter.column, &table).map { ($0, meter) } }
        temperature = map.temperature.flatMap { find($0.column, &table) }
        guard table.problems.isEmpty, let time else { return nil }
        self.time = time
    }

    /// Columns `site`, `time` and `temperature_c`; all others are meters.
    private static func map(of table: inout Table) -> MeterMap? {
        var meters: [MeterMap.Meter] = []
        for (column, heading) in table.headings.enumerated() where !["site", "time", "temperature_c"].contains(heading)
        {
            let parts = heading.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, !parts[0].isEmpty else {
                table.report(
                    column: column,
                    "\"\(quotable(heading))\" is no meter: write name:medium:use:unit, such as main:electricity:total:kWh, "
                        + "or give a map by --columns; see lightwell-hub template meters")
                continue
            }
            guard let medium = Series.Medium(rawValue: parts[1]) else {
                let words = Series.Medium.allCases.map(\.rawValue)
                table.report(
                    column: column,
                    "unknown medium \"\(quotable(parts[1]))\""
                        + Spelling.hint(for: parts[1], among: words, otherwise: "it is one of"))
                continue
            }
            guard let use = Series.Use(rawValue: parts[2]) else {
                let words = Series.Use.allCases.map(\.rawValue)
                table.report(
                    column: column,
                    "unknown use \"\(quotable(parts[2]))\""
                        + Spelling.hint(for: parts[2], among: words, otherwise: "it is one of"))
                continue
            }
            guard let factor = MeterMap.factor(parts[3], medium, .minutes(60)) else {
                table.report(column: column, MeterMap.noUnit(quotable(parts[3]), medium))
                continue
            }
            guard !meters.contains(where: { $0.name == parts[0] && $0.medium == medium }) else {
                table.report(
                    column: column, "another column is meter \(quotable(parts[0])) of \(medium.rawValue) already")
                continue
            }
            meters.append(
                MeterMap.Meter(
                    column: heading, mark: .start, name: parts[0], medium: medium, use: use, factor: factor,
                    belowZero: .refuse))
        }
        guard table.problems.isEmpty else { return nil }
        let hasTemperature = table.headings.contains("temperature_c")
        return MeterMap(
            timeColumn: "time", place: .column("site", []), meters: meters,
            temperature: hasTemperature ? ("temperature_c", .start, false) : nil)
    }
}
