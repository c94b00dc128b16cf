import Activities
import Calendars
import Indicators
import Quantities
import Testing

/// Meters and bills of one site, side by side.
@Suite struct `A supply` {
    private func days(_ count: Int64) throws -> Period {
        let start = try Timestamp(iso8601: "2025-01-01")
        return try #require(Period(from: start, to: start + .days(count)))
    }

    private func estate(_ series: Series..., activities: [Activity] = []) throws -> Estate {
        var estate = Estate(id: "demo", sites: [Estate.Site(id: "geneva", zones: [])])
        (estate.sites[0].series, estate.sites[0].activities) = (series, activities)
        estate.sites[0].area = SquareMetres(1_000)
        return estate
    }

    @Test func `is counted on the site's own days where its meters reach a day beyond them`() throws {
        let wide = try YearExample.series(.electricity, .total, "main", from: "2024-12-31", days: 33) { _ in 1 }
        var estate = try estate(wide)
        estate.sites[0].timezone = try #require(TimeZone(offset: .hours(1)))
        let january = try estate.figure(.electricity, over: days(31))
        #expect(january.value == 744 && january.coverage == 1)
        let lamps = try YearExample.series(.electricity, .lighting, "lamps", from: "2024-12-31", days: 367) { _ in 1 }
        (estate.sites[0].series, estate.sites[0].isAllLightingMetered) = ([lamps], true)
        #expect(isClose(try estate.figure(.leni).value, 8.76))
    }

    @Test func `keeps the cost of a bill whose amount a meter tells`() throws {
        let estate = try YearExample.estate {
            $0.sites[0].series = [
                try YearExample.series(.electricity, .total, "main", days: 365) { _ in 10 }
            ]
        }
        let cost = try estate.figure(.cost)
        #expect(cost.value == 24_000 && cost.coverage == 1)
        #expect(isClose(try estate.figure(.electricity).value, 87_600 + 15_000))
        let half = try #require(
            Period(from: try Timestamp(iso8601: "2025-01-01"), to: try Timestamp(iso8601: "2025-03-15")))
        #expect(isClose(try estate.figure(.cost, over: half).value, 24_000 / 5), "73 of 365 days")
    }

    @Test func `keeps the supplier of the bill that its meter replaces, each in its time`() throws {
        let alone = try YearExample.estate {
            $0.sites[0].activities[0].details[.supplier] = "Alpine"
            $0.sites[0].series = [
                try YearExample.series(.electricity, .total, "main", days: 365) { _ in 10 }
            ]
        }
        #expect(isClose(try alone.figure(.scopeTwoMarket).value, (87_600 - 60_000) * 0.02 + 5_000))
        let changed = try YearExample.estate {
            $0.sites[0].activities.removeAll { [.electricity, .certificate].contains($0.kind) }
            $0.sites[0].activities += [
                try YearExample.line(.electricity, 1, "geneva", 30, [.supplier: "Alpine"], to: "2025-07-02"),
                try YearExample.line(.electricity, 1, "geneva", 31, [.supplier: "Nobody"], from: "2025-07-02"),
            ]
            $0.sites[0].series = [
                try YearExample.series(.electricity, .total, "main", days: 365) { _ in 10 }
            ]
        }
        // 182 days of Alpine at 0.02, 183 of the residual mix at 0.2.
        #expect(
            isClose(
                try changed.figure(.scopeTwoMarket).value, 182 * 240 * 0.02 + 183 * 240 * 0.2 + 5_000))
    }

    @Test func `of a meter without counts is not covered, and is named`() throws {
        let east = try YearExample.series(.electricity, .total, "east", days: 10) { _ in 2 }
        let west = Series(site: "geneva", meter: "west", medium: .electricity, use: .total, intervals: [])
        let lamps = try YearExample.series(.electricity, .lighting, "lamps", days: 10) { _ in 1 }
        let annex = Series(site: "geneva", meter: "annex", medium: .electricity, use: .lighting, intervals: [])
        let estate = try estate(east, west, lamps, annex)
        let electricity = try estate.figure(.electricity, over: days(10))
        #expect(electricity.value == 480 && electricity.coverage == 0.5)
        #expect(electricity.note == "no counts in this period of geneva/west")
        let share = try estate.figure(.lightingShare, over: days(10))
        #expect(share.value == 0.5 && share.coverage == 0.5)
        #expect(share.note?.hasPrefix("no counts in this period of geneva/annex") == true)
    }

    @Test func `under two names is added, and said to be`() throws {
        let main = try YearExample.series(.electricity, .total, "main", days: 10) { _ in 2 }
        let bill = try YearExample.line(.electricity, 500, "geneva", 2, [.meter: "M-1"], to: "2025-01-11")
        let figure = try estate(main, activities: [bill]).figure(.electricity, over: days(10))
        #expect(figure.value == 980)
        #expect(
            figure.note == "geneva: bills name the meter M-1, and main counted at the same time: both are added; if "
                + "they are one supply, give them one name")
        var own = bill
        own.details[.meter] = "main"
        let plain = try estate(main, activities: [own]).figure(.electricity, over: days(10))
        #expect(plain.value == 480 && plain.note == nil)
    }

    @Test func `billed without a meter gives way to a meter of the whole supply alone, and says so`() throws {
        let bill = try YearExample.line(.electricity, 500, "geneva", 2, to: "2025-01-11")
        let main = try YearExample.series(.electricity, .total, "main", days: 10) { _ in 2 }
        let figure = try estate(main, activities: [bill]).figure(.electricity, over: days(10))
        #expect(figure.value == 480)
        #expect(
            figure.note == "geneva: lines of electricity without a meter give way where a meter of the whole supply "
                + "counted (main)")
        let lamps = try YearExample.series(.electricity, .lighting, "lamps", days: 10) { _ in 1 }
        let billed = try estate(lamps, activities: [bill]).figure(.electricity, over: days(10))
        #expect(billed.value == 500 && billed.note == nil)
    }
}

@Suite struct `Two tellers of one meter` {
    private func series(_ hours: [(Int64, Int64, Double)]) -> Series {
        Series(
            site: "geneva", meter: "main", medium: .water, use: .total,
            intervals: hours.map {
                Series.Interval(
                    from: Timestamp(milliseconds: 0) + .hours($0.0), to: Timestamp(milliseconds: 0) + .hours($0.1),
                    amount: $0.2)
            })
    }

    @Test func `give the first one's intervals, and the other's where the first has none`() {
        let board = series([(2, 3, 1), (3, 4, 1)])
        let joined = board.filled(by: series([(0, 2, 20), (2, 4, 20), (4, 6, 20)]))
        #expect(joined.intervals == series([(0, 2, 20), (2, 3, 1), (3, 4, 1), (4, 6, 20)]).intervals)
    }

    @Test func `share an interval that the first covers in part in proportion to time`() {
        let joined = series([(1, 2, 1)]).filled(by: series([(0, 4, 40)]))
        #expect(joined.intervals.map(\.amount) == [10, 1, 20])
        #expect(joined.intervals.map(\.quality) == [.interpolated, .metered, .interpolated])
        #expect(joined.intervals.map(\.from.milliseconds) == [0, 3_600_000, 7_200_000])
    }

    /// The law: whatever both say, nothing overlaps, the first one's intervals stay, and no time of either is lost.
    @Test(arguments: 0..<20) func `never count a moment twice, nor lose one`(seed: UInt64) {
        var random = SplitMix(state: seed)
        func track() -> Series {
            var (hour, intervals) = (Int64(0), [(Int64, Int64, Double)]())
            while hour < 200 {
                let next = hour + Int64(random.next() % 5) + 1
                if random.next() % 3 > 0 { intervals.append((hour, next, Double(next - hour))) }
                hour = next
            }
            return series(intervals)
        }
        let (first, second) = (track(), track())
        let joined = first.filled(by: second).intervals
        #expect(zip(joined, joined.dropFirst()).allSatisfy { $0.to <= $1.from })
        #expect(first.intervals.allSatisfy(joined.contains))
        func hours(_ series: [Series.Interval]) -> Set<Int64> {
            Set(series.flatMap { ($0.from.milliseconds / 3_600_000)..<($0.to.milliseconds / 3_600_000) })
        }
        #expect(hours(joined) == hours(first.intervals).union(hours(second.intervals)))
        #expect(isClose(joined.reduce(0) { $0 + $1.amount }, Double(hours(joined).count)))
    }
}
