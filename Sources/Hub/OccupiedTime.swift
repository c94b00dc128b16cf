internal import Baselines
internal import Indicators
internal import Ledger
internal import Meters
internal import Quantities

/// How much of each hour zones were occupied, as boards saw it: the variable of a baseline that people make.
///
/// Of each hour the mean over the zones, 0 to 1, of the occupied share of the time in which motion was seen. A zone
/// tells of an hour where that is half of it at least; an hour of which fewer than nine tenths of the zones tell is
/// missing. Both limits are assumptions: one silent zone must not cost a day, and no other zones stand in for many.
struct OccupiedTime {
    let course: Course
    /// In the order of their names.
    let zones: [String]
    /// A sentence for the report.
    let note: String

    private static let (leastKnown, leastZones) = (0.5, 0.9)

    /// - Parameter named: of the site; `nil`: all of which the ledger tells in the span.
    /// - Throws: ``HubError`` when nothing is known of any of them.
    init(of site: String, zones named: [String]? = nil, in ledger: Ledger, over span: Range<Timestamp>) throws {
        guard let period = Period(from: span.lowerBound, to: span.upperBound) else {
            throw HubError("there is no time to tell of")
        }
        let told = try ledger.zoneUses(over: period).filter {
            $0.key.site == site && $0.value.observed > $0.value.blind
        }
        let all = Set(told.map(\.key.zone))
        zones = (named.map { $0.filter(all.contains) } ?? Array(all)).sorted()
        guard !zones.isEmpty else {
            let whose = named.map { "the zones \($0.joined(separator: ", ")) of \(site)" } ?? site
            throw HubError("the ledger does not tell when \(whose) was occupied")
        }
        var shares: [Range<Int64>: (sum: Double, count: Int)] = [:]
        for zone in zones {
            let path = ZonePath(site: site, zone: zone)
            for step in try ledger.steps(of: path, .hour, from: span.lowerBound, to: span.upperBound) {
                let (seen, length) = (step.use.sighted, step.to - step.from)
                guard seen > .zero, Double(seen.milliseconds) >= Self.leastKnown * Double(length.milliseconds) else {
                    continue
                }
                let share = min(1, Double(step.use.occupied.milliseconds) / Double(seen.milliseconds))
                let hour = step.from.milliseconds..<step.to.milliseconds
                let known = shares[hour] ?? (0, 0)
                shares[hour] = (known.sum + share, known.count + 1)
            }
        }
        let least = Self.leastZones * Double(zones.count)
        let hours = shares.filter { Double($0.value.count) >= least }.sorted { $0.key.lowerBound < $1.key.lowerBound }
        course = Course(
            intervals: hours.map { hour, share in
                Course.Interval(
                    from: Timestamp(milliseconds: hour.lowerBound), to: Timestamp(milliseconds: hour.upperBound),
                    value: share.sum / Double(share.count))
            })
        let silent = (named ?? []).filter { !all.contains($0) }
        note =
            "occupancy is the occupied share of each hour, the mean of \(zones.count) "
            + "\(zones.count == 1 ? "zone" : "zones") (\(zones.joined(separator: ", ")))"
            + (silent.isEmpty ? "" : "; nothing is known of \(silent.joined(separator: ", "))")
    }
}
