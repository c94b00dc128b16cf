import Activities
import Calendars
import Chance
import Meters
import Quantities
import Testing

@Suite struct `A face that shows less than before` {
    @Test(arguments: [
        [10_000, 0, 0, 0, 0, 10_010], [10_000, 5, 7, 10_010], [10_000, 0, 0, 0, 9_990, 10_010],
        [10_000] + Array(repeating: 3, count: 700) + [10_010],
    ])
    func `has been disturbed when it goes on from before, however long it was low`(values: [Double]) {
        for maximum in [nil, 50.0] {
            let result = consumption(values, maximum: maximum)
            #expect(result.series.intervals.map(\.amount) == [10])
            #expect(result.series.intervals.map(\.quality) == [.metered])
            #expect(result.series.intervals.first?.to == hour(Int64(values.count) - 1))
            #expect(result.gaps.isEmpty)
            #expect(result.findings.map(\.kind) == [.lowSpike])
        }
    }

    @Test func `counts anew when it stays low and counts on, without a doubt after three climbs`() {
        let result = consumption([5_000, 5_010, 2, 9, 9, 14, 21])
        #expect(result.series.intervals.map(\.amount) == [10, 7, 0, 5, 7])
        #expect(result.series.intervals.allSatisfy { $0.quality == .metered })
        #expect(result.gaps == [Consumption.Gap(from: hour(1), to: hour(2))])
        let short = consumption([5_000, 5_010, 2, 9, 14])
        #expect(short.series.intervals.map(\.amount) == [10, 7, 5])
        #expect(short.series.intervals.map(\.quality) == [.metered, .proxy, .proxy])
    }

    @Test func `counts anew when it grows past where it was as it always grew`() {
        let result = consumption([4, 7, 10, 0, 3, 6, 9, 12, 15])
        #expect(result.series.intervals.map(\.amount) == [3, 3, 3, 3, 3, 3, 3])
        #expect(result.series.intervals.allSatisfy { $0.quality == .metered })
        #expect(result.findings.map(\.kind) == [.reset])
    }

    @Test func `is in doubt where it may have been either`() {
        let result = consumption([4, 7, 10, 0, 0, 9, 12, 15])
        #expect(result.series.intervals.map(\.amount) == [3, 3, 2, 3])
        #expect(result.series.intervals.map(\.quality) == [.metered, .metered, .proxy, .metered])
        #expect(result.findings.map(\.kind) == [.lowSpike])
    }

    @Test func `leaves a gap where it comes back after more than a month, or not quite`() {
        let long = consumption([9_990, 10_000] + Array(repeating: 0, count: 800) + [10_400, 10_410])
        #expect(long.series.intervals.reduce(0) { $0 + $1.amount } == 20)
        #expect(long.series.intervals.filter { $0.amount > 0 }.allSatisfy { $0.quality == .metered })
        #expect(long.series.intervals.filter { $0.amount == 0 }.allSatisfy { $0.quality == .proxy })
        #expect(long.findings.map(\.kind) == [.reset, .unknown])
        let lower = consumption([9_990, 10_000, 0, 0, 9_995])
        #expect(lower.series.intervals.map(\.amount) == [10, 0])
        #expect(lower.gaps.map(\.to) == [hour(2), hour(4)])
    }

    @Test func `is not led astray by a spike while it counts anew`() {
        let result = consumption([9_980, 9_990, 10_000, 2, 12, 22, 32, 12_000, 42, 52])
        #expect(result.series.intervals.map(\.amount) == [10, 10, 10, 10, 10, 10, 10])
        #expect(result.findings.map(\.kind) == [.reset, .highSpike])
    }

    @Test func `may come back two months later where it is read by hand once a month`() {
        let values: [(Int64, Double)] = [(0, 10_000), (730, 0), (1_460, 10_200), (2_190, 10_300)]
        let result = ReadingSequence(values.map { Reading(hour($0), $1) }, of: meter(nil)).consumption()
        #expect(result.series.intervals.map(\.amount) == [200, 100])
    }

    /// The law: whatever a face shows in between, nothing that is called metered differs from what flowed, and no
    /// disturbance makes more of it than there was.
    @Test(arguments: 0..<100 as Range<UInt64>) func `is never metered otherwise than it counted`(seed: UInt64) {
        var life = Faces(seed: seed)
        let result = ReadingSequence(life.readings(), of: meter(seed.isMultiple(of: 2) ? nil : 200, digits: 5))
            .consumption()
        var sum = 0.0
        for interval in result.series.intervals {
            let truth = (life.truth[interval.to] ?? 0) - (life.truth[interval.from] ?? 0)
            sum += interval.amount
            if interval.quality == .metered {
                #expect(
                    abs(interval.amount - truth) < 1e-6, "\(interval.from.iso8601) \(interval.amount), not \(truth)")
            }
        }
        let whole = (life.truth.values.max() ?? 0) - (life.truth.values.min() ?? 0)
        #expect(sum <= whole * 1.001, "\(sum) of \(whole)")
        #expect(sum > whole * 0.5, "\(sum) of \(whole)")
    }
}

/// Half a year of a face by the hour, with low and high spikes, long low stretches, resets and rollovers.
private struct Faces {
    private var random: SplitMix
    private(set) var truth: [Timestamp: Double] = [:]

    init(seed: UInt64) { random = SplitMix(state: seed) }

    mutating func readings() -> [Reading] {
        var readings: [Reading] = []
        var (face, energy) = (Double(Int.random(in: 20_000...99_000, using: &random)), 0.0)
        var (quiet, low, kind, left) = (Int64(30), 0, 0, 0.0)
        for place in 0..<4_000 as Range<Int64> {
            let counted = Double(Int.random(in: 2...12, using: &random))
            face += counted
            energy += counted
            if face >= 100_000 { face -= 100_000 }
            truth[hour(place)] = energy
            var shown = face
            if low > 0 {
                low -= 1
                if kind == 1 { left = Double(Int.random(in: 0...300, using: &random)) }
                if kind == 2 { left += Double(Int.random(in: 0...2, using: &random)) }
                shown = left
            } else if place > quiet, place < 3_400, (15_000..<85_000).contains(face), random.one(in: 60) {
                quiet = place + 60
                switch Int.random(in: 0...3, using: &random) {
                case 0: shown = face - Double(Int.random(in: 1_000...10_000, using: &random))
                case 1: shown = face + Double(Int.random(in: 5_000...10_000, using: &random))
                case 2:
                    (low, kind) = (Int.random(in: 1...500, using: &random), Int.random(in: 0...2, using: &random))
                    left = Double(Int.random(in: 0...50, using: &random))
                    quiet = place + Int64(low) + 60
                    shown = left
                default:
                    face = 0
                    shown = 0
                }
            }
            readings.append(Reading(hour(place), shown))
        }
        return readings
    }
}

private func hour(_ n: Int64) -> Timestamp { Timestamp(milliseconds: 1_780_272_000_000) + .hours(n) }

private func meter(_ maximum: Double?, digits: Int? = nil) -> Meter {
    Meter(
        site: "s", id: "m", medium: .electricity, use: .total,
        installations: [Installation(from: hour(0), serial: "A", digits: digits, maximum: maximum)])
}

private func consumption(_ values: [Double], maximum: Double? = nil) -> Consumption {
    ReadingSequence(values.enumerated().map { Reading(hour(Int64($0)), $1) }, of: meter(maximum)).consumption()
}
