import Activities
import Calendars
import Imports
import Quantities
import Testing

@Suite struct `A set of meters` {
    @Test func `names each meter in its heading, a power being the mean over the hour`() throws {
        let text =
            "site,time,main:electricity:total:MWh,light:electricity:lighting:kW,temperature_c\n"
            + "geneva,2026-03-02T08:00,0.5,6,4.5\ngeneva,2026-03-02T09:00,,7,\n"
        let delivery = try read("meters", text)
        #expect(delivery.meters.map(\.series.meter) == ["main", "light"])
        #expect(delivery.meters.map { $0.series.intervals.map(\.amount) } == [[500], [6, 7]])
        #expect(delivery.meters[1].series.intervals[1].to == .at("2026-03-02T09:00:00Z"))
        #expect(delivery.weather[0].temperatures.readings.map(\.celsius) == [4.5])
        #expect(delivery.remarks == ["1 cells are gaps"])
    }

    @Test func `may have any headings where a map says what they mean`() throws {
        let map = """
            lightwell: 1
            time: {column: When, marks: end, step: 15min, order: month-first}
            sites: {column: House, rows: {A: geneva, B: vienna}}
            meters:
              Light (W): {meter: light, medium: electricity, use: lighting, unit: W}
              PV (kW): {meter: pv, medium: electricity, use: generation, unit: kW, sign: negative, below_zero: zero}
            temperature: {column: Out, unit: F}
            empty: [NaN]
            """
        let text =
            "House,When,Light (W),PV (kW),Out,Remark\nA,03/02/2026 08:15,400,-8,50,x\nB,03/02/2026 08:15,NaN,0.5,41,\n"
            + "C,03/02/2026 08:15,1,1,1,\n"
        let delivery = try read("meters", text, map: map)
        #expect(delivery.meters.map(\.series.site) == ["geneva", "geneva", "vienna"])
        #expect(delivery.meters.map { $0.series.intervals.map(\.amount) } == [[0.1], [2], [0]])
        #expect(delivery.meters[0].series.intervals[0].from == .at("2026-03-02T07:00:00Z"))
        #expect(delivery.weather.map { $0.temperatures.readings.map(\.celsius) } == [[10], [5]])
        #expect(
            delivery.remarks == [
                "1 rows of other sites were passed over", "1 cells are gaps",
                "1 amounts below zero were set to zero, as the map says",
            ])
    }

    @Test func `of days has days of 23 and 25 hours`() throws {
        let map =
            "lightwell: 1\ntime: {column: day, step: 1d}\nsite: geneva\n"
            + "meters: {kwh: {meter: m, medium: electricity, use: total, unit: kWh}}\n"
        let text = "day,kwh\n2026-03-28,1\n2026-03-29 00:00:00,2\n2026-03-30,3\n2026-10-25,4\n"
        let intervals = try read("meters", text, map: map).meters[0].series.intervals
        #expect(intervals.map { ($0.to - $0.from).hours } == [24, 23, 24, 25])
    }

    @Test func `whose rows are further apart than its step is refused: a day is not an hour`() throws {
        let days = "site,time,m:electricity:total:kWh\n" + (1...4).map { "geneva,2026-03-0\($0) 00:00,240\n" }.joined()
        #expect(
            try problems("meters", days) == [
                "a.csv:2:1: error: the rows of geneva are 1d apart (the median), but the step is 1h: say step: 1d in the "
                    + "map (--columns MAP.YAML), or where rows lack, write them with empty cells"
            ])
        let map =
            "lightwell: 1\ntime: {column: time, step: 1d}\nsite: geneva\n"
            + "meters: {m: {meter: m, medium: electricity, use: total, unit: kWh}}\n"
        let weeks = "time,m\n" + ["02", "09", "16"].map { "2026-03-\($0),1\n" }.joined()
        #expect(
            try problems("meters", weeks, map: map) == [
                "a.csv:2:1: error: the rows of geneva are 7d apart (the median), but the step is 1d: import them as readings, "
                    + "which say when each ends, or where rows lack, write them with empty cells"
            ])
    }

    @Test func `may lack rows now and then, as long as most follow each other by the step`() throws {
        let text =
            "site,time,m:electricity:total:kWh\n"
            + ["08", "09", "10", "14", "15"].map { "geneva,2026-03-02 \($0):00,1\n" }.joined()
        #expect(try read("meters", text).meters[0].series.intervals.count == 5)
    }

    @Test func `whose rows are consecutive is counted, whatever a changed clock was written as`() throws {
        let map =
            "lightwell: 1\ntime: {column: time, consecutive: yes}\nsite: geneva\n"
            + "meters: {kwh: {meter: m, medium: electricity, use: total, unit: kWh}}\n"
        let text = "time,kwh\n" + (0...5).map { "2026-03-29 0\($0):00,1\n" }.joined()
        let intervals = try read("meters", text, map: map).meters[0].series.intervals
        #expect(intervals.last?.to == .at("2026-03-29T05:00:00Z"))
        #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(
            try problems("meters", text + "2026-03-29 09:00,1\n", map: map) == [
                "a.csv:8:1: error: time: \"2026-03-29 09:00\" is not the step after the row above, 2026-03-29T05:00:00Z: rows "
                    + "that are consecutive leave nothing out"
            ])
    }

    @Test(arguments: [
        (
            "site,time,main\n",
            "a.csv:1:11: error: \"main\" is no meter: write name:medium:use:unit, such as "
                + "main:electricity:total:kWh, or give a map by --columns; see lightwell-hub template meters"
        ),
        (
            "site,time,m:elec:total:kWh\n",
            "a.csv:1:11: error: unknown medium \"elec\"; it is one of electricity, gas, water, heat"
        ),
        (
            "site,time,m:water:total:kWh\n",
            "a.csv:1:11: error: \"kWh\" is no unit for water: write one of m3, ft3, ccf, L, US_gal, UK_gal"
        ),
        (
            "site,time,m:water:all:m3\n",
            "a.csv:1:11: error: unknown use \"all\"; it is one of total, lighting, plugs, hvac, process, servers, generation, export, other"
        ),
        ("site,m:water:total:m3\ngeneva,1\n", "a.csv:1:1: error: there is no column \"time\", did you mean \"site\"?"),
        (
            "site,time,m:water:total:m3\ngeneva,2026-03-02T08:00,-1\n",
            "a.csv:2:25: error: m:water:total:m3: \"-1\" is less than nothing: in a map, sign: negative turns a column round, and "
                + "below_zero: zero or missing says what becomes of single values"
        ),
        (
            "site,time,m:water:total:m3\ngeneva,2026-03-02T08:00,1\ngeneva,2026-03-02T08:30,1\n",
            "a.csv:3:8: error: time: \"2026-03-02T08:30\" is less than a step after the row above: sort the rows by time, leave "
                + "out what stands twice, or say the step in a map; consecutive: yes counts rows where a clock was changed"
        ),
    ]) func `that cannot be understood is a problem`(text: String, expected: String) throws {
        #expect(try problems("meters", text) == [expected])
    }

    @Test func `has a map whose mistakes are told by its lines`() throws {
        let map = """
            lightwell: 1
            time: {column: time, step: 2d, timezon: Europe/Zurich}
            site: geneva
            meters:
              kwh: {meter: m, medium: electricity, use: totl, unit: kWh}
              gas: {meter: g, medium: gas, use: total, unit: kWh}
            """
        #expect(
            try problems("meters", "time,kwh\n", map: map) == [
                "map.yaml:2:28: error: step: \"2d\" is no step: write minutes, hours or a day, such as 15min, 1h or 1d",
                "map.yaml:2:32: error: unknown key \"timezon\", did you mean \"timezone\"?",
                "map.yaml:5:45: error: use: unknown word \"totl\", did you mean \"total\"?",
                "map.yaml:6:50: error: unit: \"kWh\" is no unit for gas: write one of m3, ft3, ccf, L, US_gal, UK_gal",
            ])
    }
}
