import Activities
import Calendars
import Imports
import Meters
import Quantities
import Testing
import YAML

@Suite struct `Readings of faces` {
    @Test func `are worth their differences, behind transformers and over the last digit`() throws {
        let delivery = try read(
            """
            site,meter,time,reading
            headquarters,main,2026-01-01T00:00Z,99980
            headquarters,main,2026-01-02T00:00Z,99990
            headquarters,main,2026-01-03T00:00Z,5
            """, [meter(digits: 5, worth: 40)])
        let series = try #require(delivery.meters.first)
        #expect((series.series.medium, series.series.use) == (.electricity, .lighting))
        #expect(series.series.intervals.map(\.amount) == [400, 600])
        #expect(series.lines == [3, 4])
        #expect(
            delivery.remarks == [
                "headquarters/main 2026-01-02T00:00:00Z: rollover: the face ran from 99990 over zero to 5"
            ])
    }

    @Test func `that are not believed are left out and said, and refuse no file`() throws {
        let delivery = try read(
            "site,meter,time,reading\n"
                + [10_000, 0, 0, 0, 0, 10_010].enumerated().map {
                    "headquarters,main,2026-01-0\($0 + 1)T00:00Z,\($1)\n"
                }
                .joined(), [meter()])
        #expect(delivery.meters.first?.series.intervals.map(\.amount) == [10])
        #expect(delivery.meters.first?.lines == [7])
        #expect(
            delivery.remarks == [
                "headquarters/main 2026-01-02T00:00:00Z: low spike: 4 readings from 0 on lie below both neighbours: left "
                    + "out"
            ])
    }

    @Test func `go from instrument to instrument by what the register says of their ends`() throws {
        var place = meter()
        place.installations = [
            Installation(from: day(1), to: day(10), serial: "A", start: 100, end: 150),
            Installation(from: day(10), serial: "B", start: 3),
        ]
        let delivery = try read(
            """
            site,meter,time,reading
            headquarters,main,2026-01-05T00:00:00+00:00,120
            headquarters,main,2026-01-12T00:00:00+00:00,10
            """, [place])
        let series = try #require(delivery.meters.first)
        #expect(series.series.intervals.map(\.amount) == [20, 30, 7])
        #expect(series.lines == [2, 2, 3])
        #expect(delivery.remarks.map { $0.contains("A gave way to B") } == [true])
        let early = try read(
            """
            site,meter,time,reading
            headquarters,main,2026-01-05T00:00:00Z,120
            headquarters,main,2026-01-06T00:00:00Z,125
            """, [place])
        #expect(early.meters.first?.series.intervals.map(\.amount) == [20, 5], "what follows is another file's")
        #expect(early.remarks.isEmpty)
    }

    @Test func `go on from another file, or say that something is missing between`() throws {
        let text =
            "site,meter,time,reading\nheadquarters,main,2026-02-01T00:00Z,40\nheadquarters,main,2026-03-01T00:00Z,60\n"
        var place = meter()
        place.installations[0].start = 0
        let first = try read(text, [place])
        #expect(first.meters.first?.series.intervals.map(\.amount) == [40, 20])
        let next = try read(text, [place], told: day(32))
        #expect(next.meters.first?.series.intervals.map(\.amount) == [20])
        #expect(next.remarks.isEmpty)
        let late = try read(text, [place], told: day(31))
        #expect(
            late.remarks == [
                "headquarters/main: nothing tells what flowed from 2026-01-31T00:00:00Z to 2026-02-01T00:00:00Z: begin a "
                    + "file with the last reading of the one before"
            ])
    }

    @Test func `of the hour that comes twice are told apart by their order`() throws {
        let times = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
        let delivery = try read(
            "site,meter,time,reading\n"
                + times.enumerated().map { "headquarters,main,2026-10-25 \($1),\($0 * 2)\n" }.joined(), [meter()])
        let series = try #require(delivery.meters.first)
        #expect(series.series.intervals.map { ($0.to - $0.from).hours } == [0.5, 0.5, 0.5, 0.5, 0.5])
        #expect(series.series.intervals.map(\.amount) == [2, 2, 2, 2, 2])
        #expect(series.lines == [3, 4, 5, 6, 7])
    }

    @Test func `name what is wrong with each line`() throws {
        let complaints: [(String, String)] = [
            (
                "headquarters,mian,2026-01-01T00:00Z,1,kWh",
                "meter: the register of headquarters has no meter \"mian\", did you mean \"main\"?"
            ),
            ("headquarters,main,2026-01-01,1,kWh", "has no time of day"),
            ("headquarters,main,2026-01-01T00:00Z,one,kWh", "reading: \"one\" is not a number"),
            ("headquarters,main,2026-01-01T00:00Z,1,MWh", "unit: \"MWh\" is not what the register says of A, kWh"),
            ("headquarters,main,2026-01-01T00:00Z,1,m3", "unit: \"m3\" is no unit of electricity"),
        ]
        for (line, sentence) in complaints {
            let problems = #expect(throws: Problems.self) {
                try read("site,meter,time,reading,unit\n\(line)\n", [meter()])
            }
            let text = try #require(problems?.list.first).description
            #expect(text.hasPrefix("faces.csv:2:") && text.contains(sentence), "\(text)")
        }
        let single = #expect(throws: Problems.self) {
            try read("site,meter,time,reading\nheadquarters,main,2026-01-01T00:00Z,1\n", [meter()])
        }
        #expect(
            try #require(single?.list.first).description.hasSuffix(
                "no two readings of headquarters/main tell what flowed"))
        let mixed = #expect(throws: Problems.self) {
            try read(
                "site,meter,time,reading\nheadquarters,main,2026-01-01T00:00Z,1\nheadquarters,main,2026-01-02T00:00,2\n",
                [meter()])
        }
        #expect(try #require(mixed?.list.first).description.contains("says an offset where others"))
        let bare = #expect(throws: Problems.self) {
            _ = try Sheet.read(
                Array("site,meter,time,reading\n".utf8), file: "faces.csv", as: #require(Template.named("faces")),
                sites: ["headquarters": .zurich])
        }
        #expect(try #require(bare?.list.first).description.contains("--register FILE"))
    }

    @Test func `behind transformers may be of either side`() throws {
        var place = meter(worth: 40)
        place.installations[0].transformer = CurrentTransformer("200/5")
        let text =
            "site,meter,time,reading,unit\nheadquarters,main,2026-01-01T00:00Z,1,kWh\nheadquarters,main,2026-01-02T00:00Z,2,kWh\n"
        #expect(try read(text, [place]).meters.first?.series.intervals.map(\.amount) == [40])
        #expect(try read(text, [meter(worth: 10)]).meters.first?.series.intervals.map(\.amount) == [10])
    }
}

@discardableResult
private func read(_ text: String, _ meters: [Meter], told: Timestamp? = nil) throws -> Activities.Delivery {
    try Sheet.read(
        Array(text.utf8), file: "faces.csv", as: #require(Template.named("faces")), sites: ["headquarters": .zurich],
        faces: FaceRegister(meters: meters) { _, _, _ in told })
}

private func meter(digits: Int? = nil, worth: Double = 1) -> Meter {
    Meter(
        site: "headquarters", id: "main", medium: .electricity, use: .lighting,
        installations: [Installation(from: day(1), serial: "A", digits: digits, worth: worth)])
}

/// Days of January 2026.
private func day(_ number: Int64) -> Timestamp { Timestamp(milliseconds: 1_767_139_200_000) + .days(number) }
