import Activities
import Chance
import Meters
import Quantities
import Testing

@Suite struct `A use of nested meters` {
    @Test func `is counted by the uppermost of them alone`() {
        let nesting = nest(
            [
                ("main", .total, nil), ("light", .lighting, "main"), ("box", .other, "light"),
                ("room", .lighting, "box"),
            ],
            counting: ["main", "light", "box", "room"])
        #expect(nesting.series.map(\.use) == [.total, .lighting, .other, .other])
        #expect(nesting.remarks.isEmpty)
    }

    @Test func `is counted once where strings stand under the meter of all that is made`() {
        let nesting = nest(
            [("sun", .generation, nil), ("one", .generation, "sun"), ("two", .generation, "sun")],
            counting: ["sun", "one", "two"])
        #expect(nesting.series.map(\.use) == [.generation, .other, .other])
    }

    @Test func `is counted by those below where the one above has counted nothing, and it is said`() {
        let meters: [Place] = [
            ("light", .lighting, nil), ("a", .lighting, "light"), ("b", .lighting, "light"), ("c", .lighting, "a"),
        ]
        let nesting = nest(meters, counting: ["a", "b", "c"])
        #expect(nesting.series.map(\.use) == [.other, .lighting, .lighting, .other])
        #expect(
            nesting.remarks == [
                "s/light has no counts in this period: a, b below it stand in; what they do not count is missing"
            ])
        let silent = nest(meters, counting: ["c"])
        #expect(silent.series.map(\.use) == [.other, .other, .lighting, .lighting], "b is known to be silent")
        let none = nest(meters, counting: [])
        #expect(none.series.map(\.use) == [.lighting, .other, .other, .other])
        #expect(none.remarks.isEmpty)
    }

    @Test func `is told by the bills of a silent supply rather than by the meters below it`() {
        let meters: [Place] = [("main", .total, nil), ("wing", .total, "main")]
        #expect(nest(meters, counting: ["wing"]).series.map(\.use) == [.other, .total])
        #expect(nest(meters, counting: ["wing"], billed: "main").series.map(\.use) == [.total, .other])
        #expect(nest(meters, counting: ["wing"], billed: "wing").series.map(\.use) == [.other, .total])
    }

    @Test func `is no supply of the site under any meter`() {
        let nesting = nest([("box", .other, nil), ("main", .total, "box")], counting: ["box", "main"])
        #expect(nesting.series.map(\.use) == [.other, .other])
    }

    /// The law: however meters hang, and whichever of them count, what flows in at the top of a use is counted once.
    @Test(arguments: 0..<200 as Range<UInt64>) func `is counted once, however meters hang`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let uses: [Series.Use] = [.lighting, .plugs]
        var places: [Place] = []
        for number in 0..<Int.random(in: 1...9, using: &random) {
            let parent = number == 0 ? nil : Int.random(in: -1..<number, using: &random)
            let above = parent.flatMap { $0 < 0 ? nil : "m\($0)" }
            places.append(("m\(number)", uses[Int.random(in: 0...1, using: &random)], above))
        }
        let counting = places.map(\.id).filter { _ in Int.random(in: 0...2, using: &random) > 0 }
        let nesting = nest(places, counting: counting)
        for place in places where counting.contains(place.id) {
            // Itself and all above it.
            var (chain, next) = ([place], place.parent)
            while let id = next, let above = places.first(where: { $0.id == id }) {
                (chain, next) = (chain + [above], above.parent)
            }
            let same = chain.filter { $0.use == place.use && counting.contains($0.id) }
            let counted = same.filter { one in nesting.series.first { $0.meter == one.id }?.use == place.use }
            #expect(counted.map(\.id) == same.suffix(1).map(\.id), "\(place) of \(places)")
        }
    }
}

private typealias Place = (id: String, use: Series.Use, parent: String?)

private func nest(_ places: [Place], counting: [String], billed: String? = nil) -> Nesting {
    let start = Timestamp(milliseconds: 1_780_272_000_000)
    let meters = places.map { Meter(site: "s", id: $0.id, medium: .electricity, use: $0.use, parent: $0.parent) }
    let series = meters.map { meter in
        Series(
            site: "s", meter: meter.id, medium: .electricity, use: meter.use,
            intervals: counting.contains(meter.id) ? [.init(from: start, to: start + .days(1), amount: 1)] : [])
    }
    let bills = billed.map { name in
        Activity(
            .electricity, site: "s", from: start, to: start + .days(1), amount: 1, unit: .kilowattHours,
            details: [.meter: name], quality: .billed, origin: Origin(batch: 0, file: "bills.csv", line: 2))
    }
    return Nesting(series, as: meters, bills: bills.map { [$0] } ?? [], over: start..<(start + .days(1)))
}
