internal import Activities
internal import Calendars
internal import Meters
internal import Quantities
internal import Spelling
internal import YAML

extension MeterRegister {
    init(_ node: Node, file: String, _ organisation: Organisation?) throws(Problems) {
        let findings = Findings(file: file)
        let top = findings.root(node)
        _ = top?.required("lightwell")?.integer(in: 1...1)
        let field = top?.required("sites")
        let sites = field?.mapping()?.all() ?? []
        if sites.isEmpty { field?.report("a register has at least one site") }
        var read: [ReadMeter] = []
        for site in sites {
            let id = site.identifierKey()
            let known = organisation?.site(site.name)
            if let organisation, known == nil {
                let hint = Spelling.hint(
                    for: site.name, among: organisation.sites.map(\.id), otherwise: "there are")
                site.reportKey("the organisation has no site \(site.name)\(hint)")
            }
            let fields = site.mapping()?.required("meters")?.mapping()?.all() ?? []
            let meters = fields.compactMap { ReadMeter($0, site: id ?? site.name, known) }
            Self.checkTree(meters, ids: fields.map(\.name))
            Self.checkFeeds(meters)
            read += meters
        }
        try findings.conclude()
        var marks: [Place: Mark] = [:]
        for meter in read {
            for (index, mark) in meter.marks.enumerated() {
                marks[Place(site: meter.meter.site, meter: meter.meter.id, installation: index)] = mark
            }
        }
        self.init(file: file, meters: read.map(\.meter), warnings: findings.warnings.sorted(), marks: marks)
    }

    /// Parents that are not there or of another medium, and meters that are their own ancestors.
    ///
    /// - Parameter ids: of all meters of the site, also of those that could not be read.
    private static func checkTree(_ meters: [ReadMeter], ids: [String]) {
        var byID: [String: ReadMeter] = [:]
        for meter in meters { byID[meter.meter.id] = meter }
        var inCycles: Set<String> = []
        for child in meters {
            guard let parent = child.meter.parent, let field = child.parentField else { continue }
            guard let above = byID[parent] else {
                if !ids.contains(parent) {
                    let hint = Spelling.hint(for: parent, among: ids, otherwise: "there are")
                    field.report("there is no meter \(parent)\(hint)")
                }
                continue
            }
            if above.meter.medium != child.meter.medium {
                field.report(
                    "\(parent) counts \(above.meter.medium.rawValue), this one \(child.meter.medium.rawValue); "
                        + "a meter hangs under one of its own medium")
            }
            guard !inCycles.contains(child.meter.id) else { continue }
            var way = [child.meter.id]
            var next = child.meter.parent
            while let id = next, id != child.meter.id, !way.contains(id) {
                way.append(id)
                next = byID[id]?.meter.parent
            }
            if next == child.meter.id {
                inCycles.formUnion(way)
                field.report("\((way + [child.meter.id]).joined(separator: " under ")): a meter is not its own parent")
            }
        }
    }

    /// Zones that feed two meters at the same time, so that their energy would be counted twice.
    private static func checkFeeds(_ meters: [ReadMeter]) {
        var seen: [(feed: Meter.Feed, meter: String)] = []
        for meter in meters {
            for (feed, field) in zip(meter.meter.feeds, meter.feedFields) {
                let twin = seen.first { other in
                    other.meter != meter.meter.id && other.feed.board == feed.board && other.feed.zone == feed.zone
                        && other.feed.overlaps(feed)
                }
                if let twin {
                    field.report("\(feed.board)/\(feed.zone) feeds \(twin.meter) at the same time: end one of both")
                }
                seen.append((feed, meter.meter.id))
            }
        }
    }
}
