import Activities
import Calendars
import Quantities

/// A site in a period: what its bills and meters say of that time, and the inventory drawn from them.
struct Place: Sendable {
    let site: Estate.Site
    /// On the site's own days, where the figures' period is of whole days.
    let period: Period
    /// In the order of kind, document and line, whatever order they came in.
    let entries: [Entry]
    /// What documents state as cost, whole: a bill is paid even where a meter is believed for its amount.
    let costs: [Entry]
    /// Calendar years that lie in the period from their first moment to their last.
    let wholeYears: Set<Int>
    /// The site's meters, with the intervals that touch the period.
    let series: [Series]
    /// How meters and bills stand to each other.
    let supplies: Supplies
    let inventory: Inventory
    /// The fuels among the entries in kWh, as far as that is known.
    let fuels: FuelEnergy

    init(_ site: Estate.Site, over period: Period, books: Books) {
        let period = period.days(in: site.timezone)
        (self.site, self.period) = (site, period)
        let cut = Cut(period, in: site.timezone)
        wholeYears = cut.wholeYears
        var entries: [Entry] = []
        var metered: [Kind: [String: TimeRanges]] = [:]
        var streams: [String: String] = [:]
        for series in site.series {
            guard let kind = series.kind else { continue }
            let details = Self.details(of: series, kind, in: site.activities)
            if kind == .heat { streams[series.meter] = details[.stream] }
            let own = cut.entries(
                of: series, as: kind, details: details,
                suppliers: Self.suppliers(of: series.meter, kind, in: site.activities))
            entries += own
            let time = own.reduce(TimeRanges()) { $0.union($1.time) }
            metered[kind, default: [:]][series.meter] = (metered[kind]?[series.meter] ?? TimeRanges()).union(time)
        }
        var costs: [Entry] = []
        for activity in site.activities {
            entries += cut.entries(of: activity, apartFrom: Self.supersession(of: activity, by: metered, streams))
            if activity.cost != nil { costs += cut.entries(of: activity) }
        }
        self.costs = costs.sorted(by: Self.isBefore)
        supplies = Supplies(of: site, over: period, metered: metered, streams: streams)
        self.entries = entries.sorted(by: Self.isBefore)
        series = site.series.map { series in
            var series = series
            series.intervals.removeAll { $0.to <= period.from || period.to <= $0.from || !$0.amount.isFinite }
            return series
        }.sorted { ($0.meter, $0.medium.rawValue, $0.use.rawValue) < ($1.meter, $1.medium.rawValue, $1.use.rawValue) }
        inventory = Inventory(of: self.entries, at: site, books: books, wholeYears: wholeYears)
        fuels = FuelEnergy(
            of: self.entries.filter { $0.kind == .fuel }, factors: books.factors, zone: site.grid?.zone ?? "")
    }

    func entries(_ kinds: Kind...) -> [Entry] { entries.filter { kinds.contains($0.kind) } }

    /// The share of the period that entries of these kinds tell of, 0 to 1.
    ///
    /// What flows without a pause (electricity, heat, water, people) must be told of throughout: over several supply
    /// points it is their mean. What comes in events (fuel, waste, travel) is taken to be told of from the first line
    /// to the last. Over several kinds it is the mean of those that have entries or meters; a meter that is silent is
    /// a supply point of which nothing is told.
    func coverage(of kinds: [Kind]) -> Double { coverage(of: kinds, in: entries, meters: supplies.meters) }

    /// The share of the period that the documents which state a cost tell of, 0 to 1.
    var costCoverage: Double {
        coverage(of: Set(costs.map(\.kind)).sorted { $0.rawValue < $1.rawValue }, in: costs, meters: [:])
    }

    /// The kinds without any entry of which the site undertakes to report, or has a meter.
    func missing(of kinds: [Kind]) -> [Kind] {
        kinds.filter { kind in
            (site.boundary?.included.contains(kind) == true || supplies.meters[kind] != nil)
                && !entries.contains { $0.kind == kind }
        }
    }

    /// The share of the period that is told of some streams of district energy, 0 to 1.
    func coverage(ofDistrict streams: [String]) -> Double {
        // A meter of which nothing is known is taken for one of heat, as a bill without a stream is.
        let others = Set(entries.filter { $0.kind == .heat && !streams.contains($0.stream) }.compactMap(\.meter))
        let meters = streams.contains(Kind.heatStreams[0]) ? (supplies.meters[.heat] ?? []).subtracting(others) : []
        return coverage(
            of: [.heat], in: entries.filter { $0.kind == .heat && streams.contains($0.stream) }, meters: [.heat: meters]
        )
    }

    func notes(onMissing kinds: [Kind]) -> [String] {
        guard !kinds.isEmpty else { return [] }
        return ["declared, but without data: \(site.id) \(kinds.map(\.rawValue).joined(separator: ", "))"]
    }

    private func coverage(of kinds: [Kind], in entries: [Entry], meters: [Kind: Set<String>]) -> Double {
        let shares = kinds.compactMap { kind -> Double? in
            let own = entries.filter { $0.kind == kind }
            let declared = meters[kind] ?? []
            guard !own.isEmpty || !declared.isEmpty else { return nil }
            let common = own.filter { $0.meter == nil }.reduce(TimeRanges()) { $0.union($1.time) }
            var points: [String: TimeRanges] = Dictionary(declared.map { ($0, common) }) { first, _ in first }
            for entry in own {
                guard let meter = entry.meter else { continue }
                points[meter] = (points[meter] ?? common).union(entry.time)
            }
            let times = points.isEmpty ? [common] : points.sorted { $0.key < $1.key }.map(\.value)
            let known = times.map { kind.flowsThroughout ? $0.milliseconds : $0.hull.milliseconds }.reduce(0, +)
            return Double(known) / Double(times.count) / Double(period.length.milliseconds)
        }
        return shares.isEmpty ? 0 : min(1, shares.reduce(0, +) / Double(shares.count))
    }

    /// What a gas meter counts; an assumption, as its face names no gas.
    static let meteredFuel = "natural gas"

    /// The time that meters tell of in place of a document: of one that names a meter that one, of another any meter of
    /// the whole supply, of district energy of the same stream.
    private static func supersession(
        of activity: Activity, by metered: [Kind: [String: TimeRanges]], _ streams: [String: String]
    ) -> TimeRanges {
        guard let meters = metered[activity.kind] else { return TimeRanges() }
        if activity.kind == .fuel, activity.details[.fuel] != meteredFuel { return TimeRanges() }
        if let meter = activity.details[.meter] { return meters[meter] ?? TimeRanges() }
        return meters.filter { activity.kind != .heat || streams[$0.key] == activity.districtStream }.values
            .reduce(TimeRanges()) { $0.union($1) }
    }

    /// What a meter's counts are of: a gas meter's of gas, with the heating value of its bills; a generator's made of the fuel, and a district meter's of the
    /// stream, that all bills that name it say.
    private static func details(of series: Series, _ kind: Kind, in activities: [Activity]) -> [Detail: String] {
        if series.medium == .gas {
            return heating(of: series.meter, in: activities).merging([.fuel: meteredFuel]) { $1 }
        }
        guard kind == .generation || kind == .heat else { return [:] }
        let detail: Detail = kind == .heat ? .stream : .fuel
        let own = activities.filter { $0.kind == kind && $0.details[.meter] == series.meter }
        guard let said = own.first?.details[detail], own.allSatisfy({ $0.details[detail] == said }) else { return [:] }
        return [detail: said]
    }

    /// The heating value that the bills of a gas meter state, by one basis: their mean by amount where they differ.
    private static func heating(of meter: String, in activities: [Activity]) -> [Detail: String] {
        let bills = activities.filter {
            $0.kind == .fuel && $0.unit == .cubicMetres && $0.details[.meter] == meter
                && $0.details[.fuel] == meteredFuel
        }
        let stated = bills.compactMap { bill in
            bill.details[.heatingValue].flatMap(Double.init).map { (value: $0, amount: bill.amount) }
        }
        let volume = stated.reduce(0) { $0 + $1.amount }
        guard let first = bills.first, let basis = first.details[.heatingBasis], stated.count == bills.count,
            volume > 0,
            bills.allSatisfy({ $0.details[.heatingBasis] == basis })
        else { return [:] }
        let isOne = Set(stated.map(\.value)).count == 1
        let mean = isOne ? stated[0].value : stated.reduce(0) { $0 + $1.value * $1.amount } / volume
        let source = isOne ? first.details[.heatingSource] ?? "its line" : "mean by amount"
        return [.heatingValue: "\(mean)", .heatingBasis: basis, .heatingSource: source]
    }

    /// Who supplied what a meter counted, as the bills that it replaces say.
    private static func suppliers(
        of meter: String, _ kind: Kind, in activities: [Activity]
    ) -> [(range: Range<Int64>, name: String)] {
        activities.compactMap { activity in
            guard activity.kind == kind, let name = activity.details[.supplier],
                activity.details[.meter].map({ $0 == meter }) ?? true, activity.from < activity.to
            else { return nil }
            return (activity.from.milliseconds..<activity.to.milliseconds, name)
        }
    }

    private static func isBefore(_ a: Entry, _ b: Entry) -> Bool {
        func key(_ entry: Entry) -> (String, String, Int, Int, String) {
            switch entry.source {
            case .line(let origin): (entry.kind.rawValue, origin.file, origin.line, entry.year, "")
            case .meter(let meter):
                (entry.kind.rawValue, "", 0, entry.year, "\(meter.name) \(entry.quality.rawValue)")
            }
        }
        let (first, second) = (key(a), key(b))
        return first == second ? a.amount < b.amount : first < second
    }
}

extension Series {
    /// The kind of activity that the whole supply of a medium is; `nil` of sub-meters.
    var kind: Kind? {
        switch (medium, use) {
        case (.electricity, .total): .electricity
        case (.electricity, .generation): .generation
        case (.electricity, .export): .export
        case (.water, .total): .water
        case (.heat, .total): .heat
        case (.gas, .total): .fuel
        default: nil
        }
    }
}

extension Kind {
    /// Whether there is always some of it, so that a time without a line is a gap.
    var flowsThroughout: Bool {
        switch self {
        case .electricity, .generation, .export, .heat, .water, .wastewater, .personnel, .devices: true
        default: false
        }
    }
}
