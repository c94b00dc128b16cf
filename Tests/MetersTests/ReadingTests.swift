import Activities
import Meters
import Quantities
import Testing

@Suite struct `The readings of a meter` {
    @Test func `are worth their differences`() {
        let result = consumption([100, 103, 103, 110], digits: 6)
        #expect(result.series.intervals.map(\.amount) == [3, 0, 7])
        #expect(result.series.intervals.map(\.from) == [hour(0), hour(1), hour(2)])
        #expect(result.gaps.isEmpty && result.findings.isEmpty)
    }

    @Test func `are multiplied by what the face's unit is worth behind transformers`() {
        var meter = plain()
        meter.installations[0].worth = 40
        let result = ReadingSequence(readings([100, 103]), of: meter).consumption()
        #expect(result.series.intervals.map(\.amount) == [120])
    }

    @Test func `go on past the last digit`() {
        let result = consumption([999_980, 999_990, 12, 20], digits: 6)
        #expect(result.series.intervals.map(\.amount) == [10, 22, 8])
        #expect(result.findings.map(\.kind) == [.rollover])
    }

    @Test func `that fall without a reason leave a gap, never a negative amount`() {
        let result = consumption([5_000, 5_010, 2, 9], digits: 6)
        #expect(result.series.intervals.map(\.amount) == [10, 7])
        #expect(result.gaps == [Consumption.Gap(from: hour(1), to: hour(2))])
        #expect(result.findings.map(\.kind) == [.reset])
    }

    @Test(arguments: [1, 3])
    func `are left out while they show less than before and then go on`(count: Int) {
        let result = consumption([5_000, 5_010] + Array(repeating: 0, count: count) + [5_025], digits: 6)
        #expect(result.series.intervals.map(\.amount) == [10, 15])
        #expect(result.series.intervals.last?.to == hour(Int64(count) + 2))
        #expect(result.gaps.isEmpty)
        #expect(result.findings.map(\.kind) == [.lowSpike])
    }

    @Test(arguments: [nil, 50.0])
    func `are left out when one shows more than both neighbours`(maximum: Double?) {
        let result = consumption([5_000, 5_010, 90_000, 5_025, 5_030], digits: 6, maximum: maximum)
        #expect(result.series.intervals.map(\.amount) == [10, 15, 5])
        #expect(result.series.intervals.allSatisfy { $0.quality == .metered })
        #expect(result.findings.map(\.kind) == [.highSpike])
    }

    @Test func `that rise by more than can flow are counted, but as a proxy`() {
        let result = consumption([5_000, 5_010, 9_000, 9_010], digits: 6, maximum: 50)
        #expect(result.series.intervals.map(\.amount) == [10, 3_990, 10])
        #expect(result.series.intervals.map(\.quality) == [.metered, .proxy, .metered])
        #expect(result.findings.map(\.kind) == [.implausible])
    }

    @Test func `are left out at the start when they lie far below all that follow`() {
        let result = consumption([3, 5_000, 5_010], digits: 6, maximum: 50)
        #expect(result.series.intervals.map(\.amount) == [10])
        #expect(result.gaps == [Consumption.Gap(from: hour(0), to: hour(1))])
        #expect(result.findings.map(\.kind) == [.lowSpike, .unknown])
    }

    @Test func `are believed up to what their transformers carry when no maximum is stated`() {
        var meter = plain()
        meter.installations[0].transformer = CurrentTransformer("200/5")
        // 3 × 230 V × 200 A × 1.2 is 165.6 kW, and a reading may be one unit off.
        #expect(ReadingSequence(readings([0, 1, 167]), of: meter).consumption().findings.isEmpty)
        #expect(ReadingSequence(readings([0, 1, 168]), of: meter).consumption().findings.map(\.kind) == [.implausible])
    }

    @Test func `of one moment count once when they agree, and not at all when they differ`() {
        let twice = readings([10, 20, 30]) + [Reading(hour(1), 20)]
        #expect(ReadingSequence(twice, of: plain()).consumption().series.intervals.map(\.amount) == [10, 10])
        let torn = readings([10, 20, 30]) + [Reading(hour(1), 21)]
        let result = ReadingSequence(torn, of: plain()).consumption()
        #expect(result.series.intervals.map(\.amount) == [20])
        #expect(result.findings.map(\.kind) == [.conflict])
    }

    @Test func `that are missing make one long interval, whose parts are interpolated`() {
        let result = ReadingSequence([Reading(hour(0), 0), Reading(hour(1), 4), Reading(hour(5), 12)], of: plain())
            .consumption(step: .hours(1))
        #expect(result.series.intervals.map(\.amount) == [4, 8])
        #expect(result.findings.map(\.kind) == [.longInterval])
        let whole = Portion(of: result.series.intervals, from: hour(0), to: hour(5))
        #expect((whole.amount, whole.interpolated, whole.covered) == (12, 0, .hours(5)))
        let part = Portion(of: result.series.intervals, from: hour(0), to: hour(3))
        #expect((part.amount, part.interpolated, part.covered) == (8, 4, .hours(3)))
    }

    @Test func `that no face can show are left out`() {
        let result = consumption([10, -1, .nan, 1_000, 20], digits: 3)
        #expect(result.series.intervals.map(\.amount) == [10])
        #expect(result.findings.map(\.kind) == [.impossible, .impossible, .impossible])
    }

    @Test func `go from one instrument to the next by its last and the other's first reading`() {
        let result = ReadingSequence(
            [Reading(hour(1), 9_990), Reading(hour(3), 4), Reading(hour(4), 6)], of: replaced(end: 9_995, start: 1)
        ).consumption()
        #expect(result.series.intervals.map(\.amount) == [90, 5, 30, 20])
        #expect(result.series.intervals.map(\.to) == [hour(1), hour(2), hour(3), hour(4)])
        #expect(result.findings.map(\.kind) == [.replacement])
    }

    @Test func `leave gaps where nobody read the instruments that were exchanged`() {
        let result = ReadingSequence(
            [Reading(hour(1), 9_990), Reading(hour(3), 4), Reading(hour(4), 6)], of: replaced(end: nil, start: nil)
        ).consumption()
        #expect(result.series.intervals.map(\.amount) == [90, 20])
        #expect(result.gaps.map(\.from) == [hour(1), hour(2)])
        #expect(result.gaps.map(\.to) == [hour(2), hour(3)])
        #expect(result.findings.map(\.kind) == [.unknown, .replacement, .unknown])
    }

    @Test func `of a time without an instrument are left out`() {
        let result = ReadingSequence([Reading(hour(-1), 5), Reading(hour(0), 0), Reading(hour(1), 3)], of: plain())
            .consumption()
        #expect(result.series.intervals.map(\.amount) == [3])
        #expect(result.findings.map(\.kind) == [.noInstrument])
    }
}

private func hour(_ n: Int64) -> Timestamp { Timestamp(milliseconds: 1_780_272_000_000) + .hours(n) }

private func readings(_ values: [Double]) -> [Reading] {
    values.enumerated().map { Reading(hour(Int64($0)), $1) }
}

private func plain(digits: Int? = nil, maximum: Double? = nil) -> Meter {
    Meter(
        site: "s", id: "m", medium: .electricity, use: .total,
        installations: [Installation(from: hour(0), serial: "A", digits: digits, maximum: maximum)])
}

/// A face that rolls over at 10 000 gives way at hour 2 to one that counts tens.
private func replaced(end: Double?, start: Double?) -> Meter {
    Meter(
        site: "s", id: "m", medium: .electricity, use: .total,
        installations: [
            Installation(from: hour(0), to: hour(2), serial: "A", digits: 4, start: 9_900, end: end),
            Installation(from: hour(2), serial: "B", worth: 10, start: start),
        ])
}

private func consumption(_ values: [Double], digits: Int?, maximum: Double? = nil) -> Consumption {
    ReadingSequence(readings(values), of: plain(digits: digits, maximum: maximum)).consumption()
}
