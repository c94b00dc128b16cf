internal import Astronomy
internal import Calendars
internal import Quantities
internal import Spelling
internal import YAML

extension Site {
    init(_ node: Node, file: String, boards: String) throws(Problems) {
        let findings = Findings(file: file)
        let top = findings.root(node)
        _ = top?.required("lightwell")?.integer(in: 1...1)
        let group = top?.required("site")?.identifier()
        let id = top?.required("id")?.identifier()
        name = top?.optional("name")?.text()
        let board = top?.required("board").flatMap { Site.board($0, in: boards, findings) }
        let place = top?.required("place")?.mapping().flatMap(Place.init)
        let hours = HoursReader(top, at: place)
        records = Site.records(top?.optional("records"))
        clock = top?.optional("clock")?.choice() ?? .auto
        uplink = top?.optional("uplink")?.mapping().flatMap(UplinkPlan.init)
        let wiring = WiringReader(board: board)
        shed = top?.optional("shed").flatMap { wiring.shed($0) }
        button = top?.optional("button").flatMap { wiring.button($0) }
        zones = Site.zones(top?.required("zones"), wiring, hours)
        meters = wiring.meters(top?.optional("meters"), besides: zones.map(\.id), in: hours.timezone)
        wiring.reportConflicts()
        try findings.conclude()
        warnings = findings.warnings.sorted()
        guard let group, let id, let board, let place else {
            throw Problems([Problem(file: file, at: nil, "is incomplete")])
        }
        (self.group, self.id, self.board, self.place) = (group, id, board, place)
        (self.hours, cleaning, holidays) = (hours.site, hours.cleaning, hours.holidays)
    }

    private static func board(_ field: Field, in boards: String, _ findings: Findings) -> BoardModel? {
        guard let name = field.identifier() else { return nil }
        let models = BoardModel.names(in: boards)
        guard models.contains(name) else {
            let hint = Spelling.hint(for: name, among: models, otherwise: "there are")
            field.report("there is no \(name).yaml in \(boards)\(hint)")
            return nil
        }
        do throws(Problems) {
            return try BoardModel(named: name, in: boards)
        } catch {
            findings.add(error)
            return nil
        }
    }

    private static func records(_ field: Field?) -> Duration {
        let standard = Duration.minutes(15)
        guard let interval = field?.duration(in: .minutes(1) ... .minutes(60)) else { return standard }
        guard interval.milliseconds % 60_000 == 0, 3_600_000 % interval.milliseconds == 0 else {
            field?.report("the interval must divide an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60 min")
            return standard
        }
        return interval
    }

    private static func zones(_ field: Field?, _ wiring: WiringReader, _ hours: HoursReader) -> [Zone] {
        guard let field, let fields = field.mapping()?.all() else { return [] }
        if fields.isEmpty { field.report("a board has at least one zone") }
        if fields.count > 64 { field.report("a board has at most 64 zones, this has \(fields.count)") }
        let names = fields.map(\.name)
        return fields.prefix(64).compactMap { Zone($0, wiring, hours, among: names) }
    }
}

extension Site.Place {
    init?(_ mapping: Mapping) {
        let latitude = mapping.required("latitude")?.degrees(in: -90...90)
        let longitude = mapping.required("longitude")?.degrees(in: -180...180)
        let timezone = mapping.required("timezone").flatMap { field in
            field.text().flatMap { name in field.said { () throws(TimeZone.Unavailable) in try TimeZone(named: name) } }
        }
        climate = mapping.optional("climate")?.choice()
        weather = mapping.optional("weather").flatMap { field in
            field.text().map { Site.WeatherFile(path: $0, mark: field.mark) }
        }
        guard let latitude, let longitude, let timezone else { return nil }
        (self.latitude, self.longitude, self.timezone) = (latitude, longitude, timezone)
    }
}

extension Field {
    /// What `read` gives, or `nil` with its complaint reported here.
    func said<R, Complaint: Error & CustomStringConvertible>(
        _ read: () throws(Complaint) -> R
    ) -> R? {
        do throws(Complaint) { return try read() } catch {
            report(error.description)
            return nil
        }
    }
}
