import Activities
import Calendars
import Meters
import Quantities
import Testing

@Suite struct `A reconciliation` {
    @Test func `says what has no meter of its own`() throws {
        let branch = try #require(compare(total: 100, [("light", .lighting, 30), ("plugs", .plugs, 50)]))
        #expect((branch.inflow, branch.metered, branch.difference, branch.unmetered) == (100, 80, -20, 20))
        #expect(branch.percent == -20)
        #expect(branch.verdict == .remainder)
    }

    @Test func `differs where the meters below should count it all and do not`() {
        #expect(compare(total: 100, [("light", .lighting, 97.9)], isComplete: true)?.verdict == .differs)
        #expect(compare(total: 100, [("light", .lighting, 98.1)], isComplete: true)?.verdict == .agrees)
    }

    @Test func `differs where the meters below count more than flows in, beyond the tolerance`() {
        #expect(compare(total: 100, [("light", .lighting, 101.9)])?.verdict == .agrees)
        #expect(compare(total: 100, [("light", .lighting, 102.1)])?.verdict == .differs)
    }

    @Test func `adds what is generated below a meter and takes away what is exported`() throws {
        let branch = try #require(
            compare(total: 60, [("sun", .generation, 50), ("out", .export, 10), ("all", .other, 100)]))
        #expect((branch.inflow, branch.metered, branch.verdict) == (100, 100, .agrees))
    }

    @Test func `takes its tolerance from the instruments' classes when all of them are known`() throws {
        let known = try #require(
            compare(total: 100, [("light", .lighting, 101.4)], above: "MID C", below: "MID B"))
        #expect(known.tolerance == Terms.Tolerance(0.5 + 1.014, .classes))
        #expect(known.verdict == .agrees)
        let unknown = try #require(compare(total: 100, [("light", .lighting, 101.4)], above: "MID C"))
        #expect(unknown.tolerance == Terms.Tolerance(2, .stated))
    }

    @Test func `adds the class of transformers, and does not know the limit without it`() {
        var installation = Installation(from: day(0), serial: "A", accuracy: AccuracyClass("IEC 0.5S"))
        #expect(installation.limit == 0.5)
        installation.transformer = CurrentTransformer("200/5", limit: 0.5)
        #expect(installation.limit == 1)
        installation.transformer = CurrentTransformer("200/5")
        #expect(installation.limit == nil)
    }

    @Test func `does not judge where the data is short, and says whose`() throws {
        let branch = try #require(compare(total: 100, [("light", .lighting, 100)], until: day(29)))
        #expect(branch.verdict == .missingData)
        #expect(branch.coverage == 29.0 / 30)
    }

    @Test func `does not judge what was split from longer intervals`() throws {
        let meters = [meter("total", .total), meter("light", .lighting, under: "total")]
        let long = [series("total", .total, 100), series("light", .lighting, 150, until: day(60))]
        let branch = try #require(
            Reconciliation(meters, series: long, activities: [], of: "s", .electricity, over: june).branch(of: "total"))
        #expect((branch.metered, branch.coverage, branch.verdict) == (75, 1, .splitIntervals))
    }

    @Test func `does not judge what was counted twice`() throws {
        let twice = [series("total", .total, 100), series("total", .total, 100), series("light", .lighting, 100)]
        let meters = [meter("total", .total), meter("light", .lighting, under: "total")]
        let result = Reconciliation(meters, series: twice, activities: [], of: "s", .electricity, over: june)
        #expect(result.branches.map(\.verdict) == [.countedTwice])
        #expect(result.isFaulty)
    }

    @Test(arguments: [(1_009.0, Verdict.agrees), (1_011, .differs)])
    func `holds a bill against the meter it names, over the time it bills`(billed: Double, verdict: Verdict) throws {
        let found = try #require(check(bill(billed)))
        #expect(found.account?.portion.amount == 1_000)
        #expect(found.difference == 1_000 - billed)
        #expect(found.verdict == verdict)
    }

    @Test func `says of a bill why it cannot be compared`() {
        #expect(check(bill(1_000, meter: "elsewhere"))?.verdict == .unknownMeter)
        #expect(check(bill(1_000, kind: .generation))?.verdict == .notComparable)
        #expect(check(bill(1_000, until: day(31)))?.verdict == .missingData)
        #expect(check(bill(1_000, meter: nil)) == nil)
    }

    @Test func `says of bills that they overlap, or are estimates`() {
        let result = Reconciliation.all(
            [meter("total", .total)], series: [series("total", .total, 1_000)],
            activities: [bill(1_000, quality: .proxy), bill(500, until: day(10))], over: june)
        #expect(
            result[0].bills.map(\.note) == [
                "another bill of the meter overlaps it; the meter's share of an interval was split",
                "another bill of the meter overlaps it; the bill itself is an estimate",
            ])
    }

    /// The law: the parts of a series are its whole, wherever it is cut.
    @Test func `splits a series into parts that add up to it`() {
        let intervals =
            series("m", .total, 77).intervals + [
                Series.Interval(from: day(33), to: day(34), amount: 5)
            ]
        for cut in 1..<40 {
            let before = Portion(of: intervals, from: day(0), to: day(Int64(cut)))
            let after = Portion(of: intervals, from: day(Int64(cut)), to: day(50))
            #expect(abs(before.amount + after.amount - 82) < 1e-9)
            #expect(before.covered + after.covered == .days(31))
        }
    }

    @Test func `reads as a table`() {
        #expect(example.table == golden)
    }

    @Test func `reads as JSON`() {
        #expect(example.json.contains(#""verdict": "remainder""#))
        #expect(example.json.contains(#""unmetered": 120"#))
    }
}

private func day(_ n: Int64) -> Timestamp { Timestamp(milliseconds: 1_780_272_000_000) + .days(n) }
private let june = day(0)..<day(30)

private func meter(
    _ id: String, _ use: Series.Use, under parent: String? = nil, isComplete: Bool = false, accuracy: String? = nil
) -> Meter {
    Meter(
        site: "s", id: id, medium: .electricity, use: use, parent: parent, isComplete: isComplete,
        installations: [Installation(from: day(-9), serial: id, accuracy: accuracy.map(AccuracyClass.init))])
}

private func series(_ id: String, _ use: Series.Use, _ amount: Double, until: Timestamp = day(30)) -> Series {
    Series(
        site: "s", meter: id, medium: .electricity, use: use,
        intervals: [Series.Interval(from: day(0), to: until, amount: amount)])
}

private func compare(
    total: Double, _ below: [(String, Series.Use, Double)], isComplete: Bool = false, above: String? = nil,
    below accuracy: String? = nil, until: Timestamp = day(30)
) -> Branch? {
    let meters =
        [meter("total", .total, isComplete: isComplete, accuracy: above)]
        + below.map { meter($0.0, $0.1, under: "total", accuracy: accuracy) }
    let counted = [series("total", .total, total)] + below.map { series($0.0, $0.1, $0.2, until: until) }
    return Reconciliation(meters, series: counted, activities: [], of: "s", .electricity, over: june)
        .branch(of: "total")
}

private func bill(
    _ amount: Double, kind: Kind = .electricity, meter: String? = "total", until: Timestamp = day(30),
    quality: Quality = .billed
) -> Activity {
    var details: [Detail: String] = [.invoice: "7"]
    details[.meter] = meter
    return Activity(
        kind, site: "s", from: day(0), to: until, amount: amount, unit: .kilowattHours, details: details,
        quality: quality, origin: Origin(batch: 1, file: "bills.csv", line: 2))
}

private func check(_ bill: Activity) -> BillCheck? {
    Reconciliation.all(
        [meter("total", .total)], series: [series("total", .total, 1_000)], activities: [bill], over: june
    ).first?.bills.first
}

private var example: [Reconciliation] {
    Reconciliation.all(
        [
            meter("supply", .total), meter("floor", .other, under: "supply", isComplete: true),
            meter("light", .lighting, under: "floor"), meter("plugs", .plugs, under: "floor"),
        ],
        series: [
            series("supply", .total, 1_000), series("floor", .other, 880), series("light", .lighting, 300),
            series("plugs", .plugs, 550, until: day(28)),
        ],
        activities: [
            Activity(
                .electricity, site: "s", from: day(0), to: day(30), amount: 1_020, unit: .kilowattHours,
                details: [.meter: "supply", .invoice: "2026-06"], quality: .billed,
                origin: Origin(batch: 1, file: "bills.csv", line: 2))
        ],
        over: june)
}

private let golden = """
    s, electricity, 2026-06-01T00:00:00Z to 2026-07-01T00:00:00Z (30 days)

    meter      counted  coverage  flows in  below it  difference          tolerance  verdict
                   kWh         %       kWh       kWh         kWh       %          %
    supply      1000.0       100    1000.0     880.0      -120.0  -12.00        2.0  remainder
      floor      880.0       100     880.0     850.0       -30.0   -3.41        2.0  missing data
        light    300.0       100
        plugs    550.0      93.3

    supply: 120.0 kWh have no meter of their own.
    floor: not judged, data is missing of plugs.

    bill                        from                to  billed  counted  coverage  difference      %  tolerance %  verdict
    supply 2026-06  2026-06-01T00:00  2026-07-01T00:00  1020.0   1000.0       100       -20.0  -1.96          1.0  differs

    """
