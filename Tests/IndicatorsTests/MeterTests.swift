import Activities
import Calendars
import Indicators
import Quantities
import Testing

@Suite struct `The meters of a site` {
    private func estate(_ series: Series...) throws -> Estate {
        var estate = Estate(id: "demo", sites: [Estate.Site(id: "geneva", zones: [])])
        (estate.sites[0].series, estate.sites[0].area) = (series, SquareMetres(1_000))
        return estate
    }

    private func period(_ days: Int64, from: String = "2025-01-01") throws -> Period {
        let start = try Timestamp(iso8601: from)
        return try #require(Period(from: start, to: start + .days(days)))
    }

    @Test func `give the peak with its time and interval, over all supplies together`() throws {
        // East peaks at 10:00 with 30 kW, west at 11:00 with 20; together 11:00 is the highest.
        let east = try YearExample.series(.electricity, .total, "east", days: 1, minutes: 15) {
            $0 == 40 ? 7.5 : $0 == 44 ? 7 : 1
        }
        let west = try YearExample.series(.electricity, .total, "west", days: 1, minutes: 15) { $0 == 44 ? 5 : 1 }
        var estate = try estate(east, west)
        estate.sites[0].timezone = try #require(TimeZone(offset: .hours(1)))
        let peak = try estate.figure(.peakDemand, over: period(1))
        #expect(isClose(peak.value, 48))
        #expect(peak.note == "at 2025-01-01T12:00:00+01:00, mean of 15 min")
        #expect(isClose(peak.coverage, 23 / 24.0), "the first hour of the site's own day has no interval")
    }

    @Test func `have no peak where intervals are long, apart or interpolated`() throws {
        let daily = try YearExample.series(.electricity, .total, "a", days: 3, minutes: 1_440) { _ in 10 }
        #expect(
            try estate(daily).figure(.peakDemand, over: period(3)).note
                == "the meters' intervals are longer than an hour")
        let hourly = try YearExample.series(.electricity, .total, "a", days: 1) { _ in 10 }
        let quarters = try YearExample.series(.electricity, .total, "b", days: 1, minutes: 15) { _ in 10 }
        #expect(
            try estate(hourly, quarters).figure(.peakDemand, over: period(1)).note
                == "the supply meters' intervals do not fall together")
        var filled = hourly
        filled.intervals[5].amount = 1_000
        filled.intervals[5].quality = .interpolated
        #expect(try estate(filled).figure(.peakDemand, over: period(1)).value == 10)
    }

    @Test func `give the base load of the nights on the site's clock`() throws {
        // 01:00 to 05:00 UTC: four values a night; of forty the fourth smallest is the tenth percentile.
        let meter = try YearExample.series(.electricity, .total, "main", days: 10) { number in
            let hour = number % 24
            return (1..<5).contains(hour) ? Double(number / 24 * 4 + hour) : 0.5
        }
        #expect(try estate(meter).figure(.nightBaseLoad, over: period(10)).value == 4)
        var other = try estate(meter)
        other.sites[0].night = try #require(NightHours(from: TimeOfDay(hour: 6)!, to: TimeOfDay(hour: 8)!))
        #expect(try other.figure(.nightBaseLoad, over: period(10)).value == 0.5)
    }

    @Test func `make the shares of lighting and plugs, where they ran for as long as the whole`() throws {
        let total = try YearExample.series(.electricity, .total, "main", days: 10) { _ in 10 }
        let lamps = try YearExample.series(.electricity, .lighting, "lamps", days: 10) { _ in 2 }
        let plugs = try YearExample.series(.electricity, .plugs, "plugs", days: 5) { _ in 4 }
        let estate = try estate(total, lamps, plugs)
        let most = try YearExample.series(.electricity, .plugs, "plugs", days: 9) { _ in 4 }
        #expect(isClose(try self.estate(total, most).figure(.plugShare, over: period(10)).coverage, 0.9))
        #expect(isClose(try estate.figure(.lightingShare, over: period(10)).value, 0.2))
        let share = try estate.figure(.plugShare, over: period(10))
        #expect(share.value == nil)
        #expect(
            share.note
                == "plugs meters tell of 50.0 % of the time and electricity of 100.0 %: no share is made of different "
                + "times")
    }

    @Test func `give LENI only of a whole year, and only when somebody says they see all lighting`() throws {
        let lamps = try YearExample.series(.electricity, .lighting, "lamps", days: 365) { _ in 2 }
        var estate = try estate(lamps)
        let year = try YearExample.year()
        #expect(
            try estate.figure(.leni, over: year).note
                == "nobody states that its meters see all lighting and standby (lighting-meters: all)")
        estate.sites[0].isAllLightingMetered = true
        #expect(isClose(try estate.figure(.leni, over: year).value, 17.52))
        #expect(
            try estate.figure(.leni, over: period(300)).note == "the period has 300.0 days: LENI is of a year")
        estate.sites[0].series[0].intervals.remove(at: 100)
        #expect(try estate.figure(.leni, over: year).note == "its lighting meters cover 99.9 % of the year")
    }

    @Test func `alarm when water never stops, with days and flow`() throws {
        // A tap that drips 20 L/h from the fourth day on; by day 400 L an hour are used for ten hours.
        let meter = try YearExample.series(.water, .total, "cold", days: 12) { number in
            let (day, hour) = (number / 24, number % 24)
            return ((8..<18).contains(hour) ? 0.4 : 0) + (day >= 3 ? 0.02 : 0)
        }
        let dry = try YearExample.series(.water, .other, "garden", days: 12) { $0 % 24 == 12 ? 0.1 : 0 }
        let figure = try estate(meter, dry).figure(.leakAlarm, over: period(12))
        #expect(figure.value == 1)
        #expect(
            figure.note == "meter geneva/cold: leak alarm: never below 20.0 L/h in 9 nights running, 2025-01-04 to "
                + "2025-01-12 (limit 18.2 L/h, a tenth of the mean); about 0.48 m³ a day")
        #expect(
            figure.evidence.last?.text
                == "meter geneva/garden: no leak seen in 12 nights (limit 0.4 L/h, a tenth of the mean)")
    }

    @Test func `do not alarm for four nights, nor for nights with a gap between them`() throws {
        func figure(_ nights: Set<Int>) throws -> Figure {
            let meter = try YearExample.series(.water, .total, "cold", days: 12) { nights.contains($0 / 24) ? 0.1 : 0 }
            return try estate(meter).figure(.leakAlarm, over: period(12))
        }
        #expect(try figure([3, 4, 5, 6]).value == 0)
        #expect(try figure([3, 4, 5, 7, 8, 9]).value == 0)
        #expect(try figure([3, 4, 5, 6, 7]).value == 1)
    }

    @Test func `split an interval at the edge of the period in proportion to time`() throws {
        let meter = try YearExample.series(.electricity, .total, "main", days: 2, minutes: 1_440) { _ in 24 }
        let start = try Timestamp(iso8601: "2025-01-01T12:00:00Z")
        let period = try #require(Period(from: start, to: start + .days(1)))
        let figure = try estate(meter).figure(.electricity, over: period)
        #expect(isClose(figure.value, 24))
        #expect(
            figure.evidence.map(\.text) == [
                "meter of electricity: main; 100.0 % split in proportion to time"
            ])
    }
}
