import Calendars
import Indicators
import Quantities
import Testing

/// Random estates over random halves of a month; whatever is in them, these hold.
@Suite struct `Whatever was recorded` {
    private static let additive: [Indicator] = [
        .energy, .energyMetered, .energyEstimated, .occupiedHours, .litVacantHours, .litVacantEnergy,
        .darkOccupiedMinutes, .falseOffs, .switchings, .overrides, .saving, .emissions,
    ]

    @Test(arguments: 0..<100) func `two adjacent periods add up to both together`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let from = Timestamp(milliseconds: Int64(random.next() % 1_000_000))
        let lengths = [random.hours(1...300), random.hours(1...300)]
        let middle = from + lengths[0]
        let first = try #require(Period(from: from, to: middle))
        let second = try #require(Period(from: middle, to: middle + lengths[1]))
        let both = try #require(Period(from: first.from, to: second.to))
        let facts = try random.facts()
        let uses = lengths.map { length in facts.map { _ in random.use(in: length) } }
        let estates = uses.map { estate(facts, $0) }
        let together = estate(facts, zip(uses[0], uses[1]).map { add($0, $1) })
        let parts = zip(estates, [first, second]).map { Catalogue.compute($0, over: $1) }
        let whole = Catalogue.compute(together, over: both)
        for (place, figure) in whole.enumerated() where Self.additive.contains(where: { $0.key == figure.indicator }) {
            let sum = [parts[0][place].value, parts[1][place].value].compactMap(\.self).reduce(nil) { ($0 ?? 0) + $1 }
            #expect(isClose(figure.value, sum), "\(figure.indicator) of \(figure.id)")
        }
    }

    @Test(arguments: 0..<100) func `zones add up to sites, and sites to the organisation`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let period = try Example.june()
        let facts = try random.facts()
        let figures = Catalogue.compute(estate(facts, facts.map { _ in random.use(in: period.length) }), over: period)
        for indicator in Self.additive {
            let own = figures.filter { $0.indicator == indicator.key }
            for kind in ["zone", "site"] {
                let sum = own.filter { $0.scope.kind == kind }.compactMap(\.value).reduce(nil) { ($0 ?? 0) + $1 }
                #expect(isClose(own.last?.value, sum), "\(indicator.key) by \(kind)")
            }
        }
    }

    @Test(arguments: 0..<100) func `a silent zone lowers coverage and changes no sum`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let period = try Example.june()
        let facts = try random.facts()
        var full = estate(facts, facts.map { _ in random.use(in: period.length) ?? ZoneUse(observed: .hours(1)) })
        let before = Catalogue.compute(full, over: period)
        full.sites[0].zones.append(Estate.Zone(id: "silent", area: SquareMetres(10), baseline: try Example.twoWatts()))
        let after = Catalogue.compute(full, over: period)
        for indicator in Self.additive {
            let old = try before.about("demo", indicator)
            let new = try after.about("demo", indicator)
            #expect(new.value == old.value, "\(indicator.key)")
            #expect(new.coverage < old.coverage || old.coverage == 0, "coverage of \(indicator.key)")
        }
    }

    @Test(arguments: 0..<100) func `a saving never grows when less was observed`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let period = try Example.june()
        let facts = try random.facts()
        let energies = facts.map { _ in Energy(microjoules: Int64(random.next() % 100_000_000_000_000)) }
        var observed = facts.map { _ in random.hours(1...720) }
        var last: Double?
        for _ in 0..<20 {
            let uses = zip(observed, energies).map { ZoneUse(observed: $0, meteredEnergy: $1) }
            let saving = try Catalogue.compute([.saving], of: estate(facts, uses), over: period)
                .about("demo", .saving).value
            if let saving, let last { #expect(saving <= last) }
            last = saving
            let place = Int(random.next() % UInt64(observed.count))
            observed[place] = .milliseconds(observed[place].milliseconds / 2)
        }
    }

    @Test(arguments: 0..<100) func `coverage is a share, and nothing is annual below 329 days`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let length = random.hours(1...7_895)
        let period = try #require(Period(from: Timestamp(milliseconds: 0), to: Timestamp(milliseconds: 0) + length))
        let facts = try random.facts()
        let uses = facts.map { _ in random.use(in: length).map { $0 + $0 } }
        for figure in Catalogue.compute(estate(facts, uses), over: period) {
            #expect((0...1).contains(figure.coverage), "even where twice the period was claimed")
            #expect(figure.value?.isFinite != false)
            #expect(figure.value != nil || figure.note != nil)
            if figure.indicator == Indicator.energyIntensityAnnual.key { #expect(figure.value == nil) }
        }
    }

    private func estate(_ facts: [Estate.Zone], _ uses: [ZoneUse?]) -> Estate {
        let zones = zip(facts, uses).map { Estate.Zone(id: $0.id, area: $0.area, baseline: $0.baseline, use: $1) }
        let half = zones.count / 2
        return Estate(
            id: "demo",
            sites: [
                Estate.Site(id: "a", factor: try? Example.direct(), zones: Array(zones[..<half])),
                Estate.Site(id: "b", factor: try? Example.lifeCycle(), zones: Array(zones[half...])),
            ])
    }

    private func add(_ a: ZoneUse?, _ b: ZoneUse?) -> ZoneUse? {
        guard let a, let b else { return a ?? b }
        return a + b
    }
}

@Suite struct `The use of a zone` {
    @Test func `is unchanged by a time of which nothing is known`() throws {
        let metered = ZoneUse(observed: .hours(1), meteredEnergy: Watts(10) * .hours(1))
        #expect(metered + .none == metered)
        let estimated = try #require(Example.corridor.use)
        #expect(.none + estimated == estimated)
    }

    @Test func `keeps metered and estimated apart when a meter is fitted`() throws {
        let before = ZoneUse(observed: .hours(10), lampEnergy: Watts(100) * .hours(5))
        let after = ZoneUse(
            observed: .hours(30), lampEnergy: Watts(100) * .hours(20), meteredEnergy: Watts(110) * .hours(20))
        let both = before + after
        #expect(both.estimatedEnergy?.kilowattHours == 0.5)
        #expect(both.meteredEnergy?.kilowattHours == 2.2)
        #expect(both.energy.kilowattHours == 2.7)
        #expect((both.estimated, both.metered) == (.hours(10), .hours(30)))
        #expect(both.lampEnergy.kilowattHours == 2.5)
    }
}

@Suite struct `A period` {
    @Test func `ends after it starts`() {
        let now = Timestamp(milliseconds: 5)
        #expect(Period(from: now, to: now) == nil)
        #expect(Period(from: now, to: now - .seconds(1)) == nil)
        #expect(Period(from: now, to: now + .seconds(1))?.length == .seconds(1))
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func hours(_ range: ClosedRange<Int64>) -> Duration { .hours(Int64.random(in: range, using: &self)) }

    /// Two to nine zones, with areas; about half have a baseline.
    mutating func facts() throws -> [Estate.Zone] {
        let baseline = try Example.twoWatts()
        return (0..<Int.random(in: 2...9, using: &self)).map { number in
            Estate.Zone(
                id: "z\(number)", area: SquareMetres(Double.random(in: 5...200, using: &self)),
                baseline: next() % 2 == 0 ? baseline : nil)
        }
    }

    /// Anything that can happen in so much time; in one of six, nothing known.
    mutating func use(in length: Duration) -> ZoneUse? {
        guard next() % 6 > 0 else { return nil }
        let observed = part(of: length)
        let (blind, occupied, lit) = (part(of: observed), part(of: observed), part(of: observed))
        let lamps = Watts(300) * lit
        return ZoneUse(
            observed: observed, blind: blind, occupied: occupied, lit: lit, litVacant: part(of: lit),
            darkOccupied: part(of: occupied), lampEnergy: lamps, litVacantEnergy: lamps,
            meteredEnergy: next() % 2 == 0 ? Watts(320) * lit : nil, switchings: Int64(next() % 500),
            falseOffs: Int64(next() % 5), presses: Int64(next() % 9), interpolated: part(of: observed))
    }

    private mutating func part(of length: Duration) -> Duration {
        .milliseconds(Int64.random(in: 0...length.milliseconds, using: &self))
    }
}
