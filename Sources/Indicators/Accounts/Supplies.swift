import Activities
import Quantities

/// How a site's meters of whole supplies and its bills stand to each other in a period: which meters there are, which
/// are silent, and where a supply may have been counted under two names.
struct Supplies: Sendable {
    /// Names of the meters of each kind, whether they counted in the period or not.
    let meters: [Kind: Set<String>]
    private let sentences: [Kind: [String]]

    /// - Parameters:
    ///   - metered: the time that each meter tells of.
    ///   - streams: what of district energy a meter counts, where that is not heat.
    init(
        of site: Estate.Site, over period: Period, metered: [Kind: [String: TimeRanges]], streams: [String: String]
    ) {
        var sentences: [Kind: [String]] = [:]
        for (kind, points) in metered {
            let bills = site.activities.filter {
                $0.kind == kind && $0.from < period.to && period.from < $0.to
                    && (kind != .fuel || $0.details[.fuel] == Place.meteredFuel)
            }
            let named = Set(bills.compactMap { $0.details[.meter] })
            let counting = points.filter { !$0.value.isEmpty }
            let silent = points.keys.filter { counting[$0] == nil && !named.contains($0) }.sorted()
            var own: [String] = []
            if !silent.isEmpty {
                own.append("no counts in this period of \(silent.map { "\(site.id)/\($0)" }.joined(separator: ", "))")
            }
            // A bill of one name and a meter of another, neither of which has its own counterpart: perhaps one supply.
            let strange = bills.filter { bill in bill.details[.meter].map { points[$0] == nil } ?? false }
            for name in Set(strange.compactMap { $0.details[.meter] }).sorted() {
                let spans = strange.filter { $0.details[.meter] == name }
                let twins = counting.filter { meter, time in
                    !named.contains(meter) && spans.contains { Self.overlap($0, time) }
                }.keys.sorted()
                guard !twins.isEmpty else { continue }
                own.append(
                    "\(site.id): bills name the meter \(name), and \(twins.joined(separator: ", ")) counted at the same "
                        + "time: both are added; if they are one supply, give them one name")
            }
            let unnamed = bills.filter { $0.details[.meter] == nil }
            let believed = counting.filter { meter, time in
                unnamed.contains { (kind != .heat || streams[meter] == $0.districtStream) && Self.overlap($0, time) }
            }.keys.sorted()
            if !believed.isEmpty {
                own.append(
                    "\(site.id): lines of \(kind.rawValue) without a meter give way where a meter of the whole supply "
                        + "counted (\(believed.joined(separator: ", ")))")
            }
            sentences[kind] = own
        }
        let own = site.activities.filter { $0.from < period.to && period.from < $0.to }
        for same in Dictionary(grouping: own, by: { "\($0.kind) \($0.from) \($0.to)" }).values {
            for (place, activity) in same.enumerated() {
                guard let twin = same[..<place].first(where: { $0.isTwin(withoutMeterOf: activity) }) else { continue }
                let kind = activity.kind
                sentences[kind, default: []].append(
                    "\(site.id): \(twin.origin.text) and \(activity.origin.text) seem to be one bill, once with a meter and once "
                        + "without: both are counted; undo one, or name both meters")
            }
        }
        (self.meters, self.sentences) = (metered.mapValues { Set($0.keys) }, sentences)
    }

    /// What a reader must know beside a figure of these kinds.
    func notes(of kinds: [Kind]) -> [String] { kinds.flatMap { sentences[$0] ?? [] } }

    private static func overlap(_ activity: Activity, _ time: TimeRanges) -> Bool {
        time.ranges.contains { $0.lowerBound < activity.to.milliseconds && activity.from.milliseconds < $0.upperBound }
    }
}
