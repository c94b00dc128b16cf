import Activities
import Calendars
import Chance
import Imports
import Quantities
import Testing

@Suite struct `Readings of a meter` {
    private let header = "site,meter,medium,use,from,minutes,amount_kwh\n"

    @Test func `are a series for each meter, in time order, each with its line`() throws {
        let text =
            header
            + "geneva,m,electricity,lighting,2026-03-02T08:15,15,2\ngeneva,n,electricity,plugs,2026-03-02T08:00,15,3\n"
            + "geneva,m,electricity,lighting,2026-03-02T08:00,15,1\n"
        let meters = try read("readings", text).meters
        #expect(meters.map(\.series.meter) == ["m", "n"])
        #expect(meters[0].lines == [4, 2])
        #expect(
            meters[0].series.intervals == [
                .init(from: .at("2026-03-02T07:00:00Z"), to: .at("2026-03-02T07:15:00Z"), amount: 1),
                .init(from: .at("2026-03-02T07:15:00Z"), to: .at("2026-03-02T07:30:00Z"), amount: 2),
            ])
    }

    @Test func `of the hour that a clock shows twice are understood by their order`() throws {
        let text =
            header
            + ["02:00", "02:30", "02:00", "02:30", "03:00"]
            .map { "geneva,m,electricity,total,2026-10-25T\($0),30,1\n" }.joined()
        let intervals = try read("readings", text).meters[0].series.intervals
        #expect(intervals.first?.from == .at("2026-10-25T00:00:00Z"))
        #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(intervals.last?.to == .at("2026-10-25T02:30:00Z"))
    }

    @Test(arguments: [
        (
            "geneva,m,electricity,total,2026-10-25T02:00,2026-10-25T03:00,1,",
            "6:  to: \"2026-10-25T03:00\" lies behind a change of the clock: give minutes in place of to, or write offsets"
        ),
        (
            "geneva,m,electricty,total,2026-10-24T02:00,2026-10-24T03:00,1,",
            "3:  medium: unknown word \"electricty\", did you mean \"electricity\"?"
        ),
        (
            "geneva,m,electricity,light,2026-10-24T02:00,2026-10-24T03:00,1,",
            "4:  use: unknown word \"light\"; it is one of total, lighting, plugs, hvac, process, servers, generation, export, other"
        ),
        ("geneva,,electricity,total,2026-10-24T02:00,2026-10-24T03:00,1,", "2:  meter: is empty: name the meter"),
        ("geneva,m,gas,total,2026-10-24T02:00,2026-10-24T03:00,1,", "7:  amount_kwh: kWh cannot be counted as m3"),
        (
            "geneva,m,electricity,total,2026-10-24,2026-10-24T03:00,1,",
            "5:  from: \"2026-10-24\" has no time of day: append it, such as T08:00"
        ),
        ("geneva,m,electricity,total,2026-10-24T02:00,,1,", "6:  to: is empty: write when the interval ended"),
        (
            "geneva,m,electricity,total,2026-10-24T02:00,2026-10-24T02:00,1,",
            "6:  to: \"2026-10-24T02:00\" does not lie after from"
        ),
    ]) func `that cannot be understood are problems`(line: String, expected: String) throws {
        let found = try problems("readings", "site,meter,medium,use,from,to,amount_kwh,quality\n\(line)\n")
        let parts = expected.split(separator: ":  ", maxSplits: 1)
        let column = line.split(separator: ",", omittingEmptySubsequences: false)
            .prefix((Int(parts[0]) ?? 1) - 1).reduce(1) { $0 + $1.count + 1 }
        #expect(found == ["a.csv:2:\(column): error: \(parts[1])"])
    }

    @Test func `overlap nothing, and a meter stays what it is`() throws {
        let text =
            header
            + "geneva,m,electricity,total,2026-03-02T08:00,15,1\ngeneva,m,electricity,total,2026-03-02T08:10,15,1\n"
            + "geneva,m,electricity,plugs,2026-03-02T09:00,15,1\n"
        #expect(
            try problems("readings", text) == [
                "a.csv:3:1: error: the interval of meter m of geneva overlaps that of line 2: leave one out, or name the "
                    + "meter differently",
                "a.csv:4:22: error: meter m is electricity, total in line 2: a meter of one medium has one use",
            ])
    }

    @Test func `lose nothing, whatever their order and unit`() throws {
        var random = SplitMix(state: 7)
        let amounts = (0..<200).map { _ in Int.random(in: 0...9_999, using: &random) }
        let lines = amounts.enumerated().map { index, amount in
            "vienna,m,electricity,total,\(Timestamp.at("2026-03-29T00:00:00Z").plus(index * 15).iso8601),15,\(amount)\n"
        }
        let text = "site,meter,medium,use,from,minutes,amount_wh\n" + lines.shuffled(using: &random).joined()
        let intervals = try read("readings", text).meters[0].series.intervals
        #expect(intervals.map { Int(($0.amount * 1_000).rounded()) } == amounts)
    }
}

@Suite struct `Weather` {
    @Test func `is a temperature a line; lines without one are passed over, and counted`() throws {
        let text =
            "site,time,temperature_f\ngeneva,2026-03-02T08:00,50\ngeneva,2026-03-02T09:00,\ngeneva,2026-03-02T07:00,41\n"
        let delivery = try read("weather", text)
        #expect(delivery.weather[0].temperatures.readings.map(\.celsius) == [5, 10])
        #expect(delivery.weather[0].lines == [4, 2])
        #expect(delivery.remarks == ["1 lines without temperature were passed over"])
    }

    @Test func `that is no weather is a problem`() throws {
        let text =
            "site,time,temperature_c\ngeneva,2026-03-02T08:00:00Z,68\ngeneva,2026-03-02T09:00:00Z,6\ngeneva,2026-03-02T09:00:00Z,7\n"
        #expect(
            try problems("weather", text) == [
                "a.csv:2:29: error: temperature_c: \"68\" is no temperature outdoors: it lies within -90 to 60 °C; are these °F? "
                    + "Leave it empty where none is known",
                "a.csv:4:1: error: the time is the same as that of line 3: leave one out",
            ])
    }
}

extension Timestamp {
    fileprivate func plus(_ minutes: Int) -> Timestamp { self + .minutes(Int64(minutes)) }
}

@Suite struct `Meters of one name in one file` {
    @Test func `are one for each medium, as lines and as columns`() throws {
        let lines = try read(
            "readings",
            "site,meter,medium,use,from,minutes,amount,unit\n" + "geneva,main,water,total,2026-03-02T08:00,15,3,m3\n"
                + "geneva,main,gas,total,2026-03-02T08:00,15,50,m3\n"
        ).meters.map(\.series)
        #expect(lines.map(\.medium) == [.water, .gas] && lines.map { $0.intervals.map(\.amount) } == [[3], [50]])
        let header = "site,time,main:water:total:m3,main:gas:total:m3"
        let columns = try read("meters", "\(header)\ngeneva,2026-03-02T08:00,3,50\n").meters.map(\.series)
        #expect(columns.map(\.medium) == [.water, .gas] && columns.map { $0.intervals.map(\.amount) } == [[3], [50]])
        #expect(
            try problems("meters", "\(header),main:gas:other:m3\ngeneva,2026-03-02T08:00,3,50,1\n") == [
                "a.csv:1:49: error: another column is meter main of gas already"
            ])
    }
}
