import Activities
import Calendars
import Indicators
import Quantities
import Testing

/// Random bills and meters of random sites; whatever is in them, these hold.
@Suite struct `Whatever was billed` {
    private static let additive: [Indicator] = [
        .electricity, .siteEnergy, .water, .waste, .scopeOne, .ghgFuel, .scopeTwoLocation, .scopeThree, .ghgTravel,
        .ghgGross, .ghgCredits, .cost,
    ]

    private func estate(_ random: inout SplitMix) throws -> Estate {
        var estate = Estate(
            id: "demo", sites: ["a", "b", "c"].map { Estate.Site(id: $0, zones: []) })
        estate.factors = try FactorTable(parsing: Array(YearExample.factors.utf8), file: "factors.csv")
        for place in estate.sites.indices {
            estate.sites[place].grid = Grid(zone: "AAA")
            estate.sites[place].activities = (0..<12).map { line in random.activity(at: estate.sites[place].id, line) }
            let start = Timestamp(milliseconds: 1_735_689_600_000) + random.hours(0...2_000)
            let intervals = (0..<100).compactMap { number -> Series.Interval? in
                guard random.next() % 5 > 0 else { return nil }
                let from = start + .hours(Int64(number))
                return Series.Interval(
                    from: from, to: from + .hours(1), amount: Double.random(in: 0...9, using: &random))
            }
            estate.sites[place].series = [
                Series(
                    site: estate.sites[place].id, meter: "m", medium: random.next() % 2 == 0 ? .electricity : .water,
                    use: .total, intervals: intervals)
            ]
        }
        return estate
    }

    /// All of 2025, cut at a random moment.
    private func halves(_ random: inout SplitMix) throws -> [Period] {
        let year = try YearExample.year()
        let middle = year.from + random.hours(1...8_000)
        return [
            try #require(Period(from: year.from, to: middle)), try #require(Period(from: middle, to: year.to)), year,
        ]
    }

    @Test(arguments: 0..<12) func `two parts of the year add up to the year`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let estate = try estate(&random)
        let figures = try halves(&random).map { Catalogue.compute(Self.additive, of: estate, over: $0) }
        for (place, whole) in figures[2].enumerated() {
            guard !figures[0][place].isRefused, !figures[1][place].isRefused, !whole.isRefused else { continue }
            let sum = [figures[0], figures[1]].compactMap { $0[place].value }.reduce(nil) { ($0 ?? 0) + $1 }
            #expect(isClose(whole.value, sum), "\(whole.indicator) of \(whole.id)")
        }
    }

    @Test(arguments: 0..<12) func `sites add up to the organisation`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let estate = try estate(&random)
        let figures = Catalogue.compute(Self.additive, of: estate, over: try halves(&random)[0])
        for indicator in Self.additive {
            let own = figures.filter { $0.indicator == indicator.key }
            let whole = try #require(own.last)
            guard !own.contains(where: \.isRefused) else { continue }
            let sum = own.dropLast().compactMap(\.value).reduce(nil) { ($0 ?? 0) + $1 }
            #expect(isClose(whole.value, sum), "\(indicator.key)")
        }
    }

    @Test(arguments: 0..<12) func `net is gross less credits, wherever the credits are held`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let estate = try estate(&random)
        let period = try halves(&random)[2]
        func value(_ indicator: Indicator) throws -> Double? {
            try estate.figure(indicator, of: "demo", over: period).value
        }
        let expected = try value(.ghgGross).map { $0 - (try value(.ghgCredits) ?? 0) }
        #expect(isClose(try value(.ghgNet), expected))
    }

    @Test(arguments: 0..<12) func `the order of lines and meters changes nothing`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var estate = try estate(&random)
        let period = try halves(&random)[1]
        let before = Catalogue.compute(estate, over: period)
        for place in estate.sites.indices {
            estate.sites[place].activities.shuffle(using: &random)
            estate.sites[place].series.shuffle(using: &random)
        }
        #expect(Catalogue.compute(estate, over: period) == before)
    }

    @Test(arguments: 0..<12) func `a figure is finite, or says why there is none, and its coverage is a share`(
        seed: UInt64
    ) throws {
        var random = SplitMix(state: seed)
        let estate = try estate(&random)
        for figure in Catalogue.compute(estate, over: try halves(&random)[0]) {
            #expect((0...1).contains(figure.coverage), "\(figure.indicator)")
            #expect(figure.value?.isFinite != false, "\(figure.indicator)")
            #expect(figure.value != nil || figure.note?.isEmpty == false, "\(figure.indicator)")
        }
    }
}

extension SplitMix {
    /// A line of some kind that the example's factors know, somewhere around 2025.
    fileprivate mutating func activity(at site: String, _ line: Int) -> Activity {
        let choices: [(Kind, [Detail: String])] = [
            (.electricity, [:]), (.electricity, [.meter: "m"]), (.heat, [:]), (.fuel, [.fuel: "diesel"]),
            (.water, [:]), (.waste, [.stream: "paper", .fate: "recycle"]),
            (.travel, [.mode: "air", .travelClass: "economy"]),
            (.credits, [.registry: "V", .serial: "\(site)\(line)", .vintage: "2024"]), (.personnel, [:]),
        ]
        let (kind, details) = choices[Int(next() % UInt64(choices.count))]
        let from = Timestamp(milliseconds: 1_735_689_600_000) + hours(0...7_000)
        let to = min(from + hours(1...3_000), Timestamp(milliseconds: 1_767_225_600_000))
        return Activity(
            kind, site: site, from: from, to: max(to, from + .hours(1)),
            amount: Double.random(in: 1...1_000, using: &self), unit: kind.units[0], details: details,
            cost: next() % 2 == 0 ? Money(Double.random(in: 1...99, using: &self), "CHF") : nil,
            quality: next() % 3 == 0 ? .proxy : .billed, origin: Origin(batch: 1, file: "\(site).csv", line: line))
    }
}
