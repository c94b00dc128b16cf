internal import Activities
internal import Calendars
internal import Meters
internal import Quantities
internal import Spelling
internal import YAML

/// One meter of the file, with the places that later checks report at.
struct ReadMeter {
    let meter: Meter
    let parentField: Field?
    /// Where each of its installations is written, in their order.
    let marks: [Mark]
    /// Those of its feeds, in their order.
    let feedFields: [Field]

    /// - Parameter organisation: the site as the organisation has it; `nil`: not known.
    init?(_ field: Field, site: String, _ organisation: Organisation.Site?) {
        let zone = organisation?.timezone ?? .utc
        let id = field.identifierKey()
        guard let mapping = field.mapping() else { return nil }
        let medium = mapping.required("medium")?.choice(Series.Medium.self)
        let use = mapping.required("use")?.choice(Series.Use.self)
        let units = medium.map(FaceUnits.init)
        let unit = mapping.required("unit")
        let worth = units.flatMap { units in unit.flatMap(units.worth) }
        parentField = mapping.optional("parent")
        let parent = parentField?.identifier()
        let zones = mapping.optional("zones")?.listOrOne().compactMap { $0.zone(of: organisation) } ?? []
        let serves = mapping.optional("serves")?.text()
        let isComplete = mapping.optional("complete")?.flag() ?? false
        let reader = InstallationReader(zone: zone, units: units, worth: worth)
        let installations = mapping.required("installations").map { reader.all($0) } ?? []
        let feeds =
            (mapping.optional("feeds")?.listOrOne() ?? []).compactMap { item in
                Meter.Feed(item, organisation, zone).map { ($0, item) }
            }.sorted { $0.0.from < $1.0.from }
        for ((earlier, _), (later, field)) in zip(feeds, feeds.dropFirst()) where earlier.overlaps(later) {
            field.report(
                "\(earlier.board)/\(earlier.zone) and \(later.board)/\(later.zone) feed it at the same time: "
                    + "end one of both")
        }
        marks = installations.map(\.field.mark)
        feedFields = feeds.map { $0.1 }
        guard let id, let medium, let use else { return nil }
        meter = Meter(
            site: site, id: id, medium: medium, use: use, parent: parent, zones: zones, serves: serves,
            isComplete: isComplete, installations: installations.map(\.installation), feeds: feeds.map { $0.0 })
    }
}

/// The units that faces of a medium's meters show, each with what it is worth in the unit of series.
struct FaceUnits {
    let units: Units
    /// Pulses per unit of series.
    let pulses: Units
    /// What can flow, per hour in the unit of series.
    let flow: Units
    private let symbols: [(symbol: String, worth: Double)]

    init(_ medium: Series.Medium) {
        let isEnergy = medium == .electricity || medium == .heat
        symbols =
            isEnergy
            ? [("kWh", 1), ("MWh", 1_000)] + (medium == .heat ? [("GJ", 1 / 0.003_6)] : []) : [("L", 0.001), ("m3", 1)]
        units = Units(symbols.map { Units.Unit($0.symbol, aliases: $0.symbol == "m3" ? ["m³"] : [], worth: $0.worth) })
        pulses = Units(
            symbols.map {
                Units.Unit("per \($0.symbol)", aliases: $0.symbol == "m3" ? ["per m³"] : [], worth: 1 / $0.worth)
            })
        flow =
            isEnergy
            ? Units([Units.Unit("W", worth: 0.001), Units.Unit("kW", worth: 1), Units.Unit("MW", worth: 1_000)])
            : Units([Units.Unit("L/h", worth: 0.001), Units.Unit("m3/h", aliases: ["m³/h"], worth: 1)])
    }

    /// What the unit in a field is worth.
    func worth(_ field: Field) -> Double? { field.choice(among: symbols.map(\.symbol)).map { symbols[$0].worth } }
}

extension Meter.Feed {
    fileprivate init?(_ field: Field, _ site: Organisation.Site?, _ timezone: TimeZone) {
        guard let mapping = field.mapping() else { return nil }
        let board = mapping.required("board")?.identifier()
        let zone = mapping.required("zone")?.zone(of: site)
        let (from, to) = mapping.spell(in: timezone)
        guard let board, let zone, let from else { return nil }
        self.init(board: board, zone: zone, from: from, to: to)
    }
}

extension Mapping {
    /// Its `from` and `to`.
    func spell(in zone: TimeZone) -> (from: Timestamp?, to: Timestamp?) {
        let from = required("from")?.time(in: zone)
        let end = optional("to")
        let to = end?.time(in: zone)
        if let from, let to, to <= from { end?.report("does not lie after from, \(from.iso8601(in: zone))") }
        return (from, to)
    }
}

extension Field {
    /// A zone of the site.
    fileprivate func zone(of site: Organisation.Site?) -> String? {
        guard let id = identifier() else { return nil }
        guard let site, site.zone(id) == nil else { return id }
        let hint = Spelling.hint(for: id, among: site.zones.map(\.id), otherwise: "there are")
        report("\(site.id) has no zone \(id)\(hint)")
        return nil
    }

    fileprivate func time(in zone: TimeZone) -> Timestamp? {
        guard let text = text() else { return nil }
        do throws(Malformed) { return try Timestamp(iso8601: text, dateIn: zone) } catch {
            report(error.description)
            return nil
        }
    }
}
