internal import Calendars
internal import Indicators
internal import Quantities
internal import Spelling
internal import YAML

extension Organisation {
    init(_ node: Node, file: String) throws(Problems) {
        let findings = Findings(file: file)
        let top = findings.root(node)
        _ = top?.required("lightwell")?.integer(in: 1...1)
        let id = top?.required("organisation")?.identifier()
        let name = top?.required("name")?.text()
        let field = top?.required("sites")
        let sites = field?.mapping()?.all() ?? []
        if sites.isEmpty { field?.report("an organisation has at least one site") }
        let boundary = top?.optional("boundary")?.mapping().flatMap(Boundary.init)
        self.sites = sites.compactMap { Site($0, boundary: boundary) }
        factorFiles = (top?.optional("factors")?.listOrOne() ?? []).compactMap { FactorFile($0, beside: file) }
        potentials = top?.optional("gwp")?.choice(Potentials.self)
        neutrality = top?.optional("neutrality")?.mapping().map(Neutrality.init) ?? Neutrality()
        if factorFiles.isEmpty {
            for site in self.sites where site.grid != nil {
                top?.optional("sites")?.mapping()?.optional(site.id)?.mapping()?.optional("grid")?.report(
                    "needs a table of emission factors: say factors: FILE at the top")
            }
        }
        reviews = Review.all(top?.optional("reviews"))
        targets = Target.all(top?.optional("targets"), sites: sites.map(\.name))
        try findings.conclude()
        guard let id, let name else { throw Problems([Problem(file: file, at: nil, "is incomplete")]) }
        (self.file, self.id, self.name) = (file, id, name)
    }
}

extension Organisation.FactorFile {
    init?(_ field: Field, beside file: String) {
        guard let text = field.text() else { return nil }
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        self.init(path: text.hasPrefix("/") ? text : folder + text, mark: field.mark)
    }
}

extension Organisation.Site {
    init?(_ field: Field, boundary: Boundary?) {
        let id = field.identifierKey()
        guard let mapping = field.mapping() else { return nil }
        let name = mapping.required("name")?.text()
        let timezone = mapping.required("timezone")?.timezone()
        grid = mapping.optional("grid").flatMap { Grid($0, of: mapping) }
        let stated = mapping.optional("factor")
        factor = stated?.mapping().flatMap(Factor.init)
        if stated == nil, mapping.optional("grid") == nil {
            field.report("needs a factor of its own (factor:) or its grid (grid:)")
        }
        area = mapping.optional("area")?.area(in: SquareMetres(1)...SquareMetres(10_000_000))
        attendance = mapping.optional("attendance")?.percent(in: 0...100).map { $0 / 100 }
        self.boundary = mapping.optional("boundary")?.mapping().flatMap(Boundary.init) ?? boundary
        night = mapping.optional("night")?.nightHours() ?? .usual
        isAllLightingMetered = mapping.optional("lighting-meters")?.choice(among: ["all", "part"]) == 0
        boards = mapping.optional("boards").map { Set($0.listOrOne().compactMap { $0.identifier() }) }
        let zones = mapping.required("zones")?.mapping()?.all() ?? []
        self.zones = zones.compactMap(Organisation.Zone.init)
        guard let id, let name, let timezone, grid != nil || factor != nil else { return nil }
        (self.id, self.name, self.timezone) = (id, name, timezone)
    }
}

extension Organisation.Zone {
    init?(_ field: Field) {
        let id = field.identifierKey()
        guard let mapping = field.mapping() else { return nil }
        let area = mapping.required("area")?.area(in: SquareMetres(1)...SquareMetres(100_000))
        baseline = mapping.optional("baseline")?.mapping().flatMap(Baseline.init)
        guard let id, let area else { return nil }
        (self.id, self.area) = (id, area)
    }
}

extension Baseline {
    fileprivate init?(_ mapping: Mapping) {
        let perYear = Units("kWh/m2yr", aliases: ["kWh/m²yr", "kWh/m2·yr", "kWh/m²·yr"])
        let value = mapping.required("value")?.quantity(perYear, in: 0.1...2_000)
        let source = mapping.required("source")?.text()
        let period = mapping.required("period")?.text()
        guard let value, let source, let period else { return nil }
        self.init(kilowattHoursPerSquareMetreYear: value, source: source, period: period)
    }
}

extension Factor {
    fileprivate init?(_ mapping: Mapping) {
        let value = mapping.required("value")?.quantity(Units("gCO2e/kWh"), in: 0...3_000)
        let source = mapping.required("source")?.text()
        let year = mapping.required("year")?.integer(in: 1990...2100)
        let kind = mapping.required("kind").flatMap(Kind.init)
        guard let value, let source, let year, let kind else { return nil }
        self.init(
            gramsCO2ePerKilowattHour: value, source: source, year: year, method: kind.method, margin: kind.margin,
            content: kind.content, point: kind.point)
    }

    /// One word of each of four vocabularies, in any order.
    private struct Kind {
        let method: Method
        let margin: Margin
        let content: Content
        let point: Point

        init?(_ field: Field) {
            guard let text = field.text() else { return nil }
            var words = text.split(separator: " ").map(String.init)
            func take<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) -> Choice? {
                let found = words.filter { Choice(rawValue: $0) != nil }
                words.removeAll { Choice(rawValue: $0) != nil }
                let vocabulary = Spelling.alternatives(Choice.allCases.map(\.rawValue))
                if found.count != 1 { field.report("say once whether it is \(vocabulary)") }
                return found.count == 1 ? Choice(rawValue: found[0]) : nil
            }
            let (method, margin) = (take(Method.self), take(Margin.self))
            let (content, point) = (take(Content.self), take(Point.self))
            for word in words { field.report("unknown word \"\(word)\"") }
            guard let method, let margin, let content, let point, words.isEmpty else { return nil }
            (self.method, self.margin, self.content, self.point) = (method, margin, content, point)
        }
    }
}

extension Field {
    fileprivate func timezone() -> TimeZone? {
        guard let name = text() else { return nil }
        do throws(TimeZone.Unavailable) { return try TimeZone(named: name) } catch {
            report(error.description)
            return nil
        }
    }
}
