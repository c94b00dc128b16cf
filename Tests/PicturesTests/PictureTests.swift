import Calendars
import Control
import Pictures
import Quantities
import Testing

@Suite struct `The picture of a day` {
    let zone: TimeZone
    let start: Timestamp
    var picture: DayPicture

    init() throws {
        zone = try TimeZone(named: "Europe/Zurich")
        start = zone.timestamp(of: try CivilDate("2026-06-30"))
        let day = start..<start + .hours(24)
        picture = DayPicture(title: "Office", zone: zone, day: day, recorded: [day])
    }

    private func at(_ hour: Int64, _ minute: Int64 = 0) -> Timestamp { start + .minutes(hour * 60 + minute) }

    private func drawn(_ change: (inout DayPicture) -> Void) -> Drawing {
        var picture = picture
        change(&picture)
        return Drawing(picture.svg)
    }

    @Test func `says what it is to who cannot see it`() {
        let drawing = drawn {
            $0.subtitle = "30 June"
            $0.occupancy = [.init(false, at: start), .init(true, at: at(8)), .init(false, at: at(10))]
            $0.lamps = [.init(0, at: start), .init(1, at: at(8)), .init(0, at: at(10, 30))]
        }
        #expect(drawing.text.contains("role=\"img\" aria-labelledby=\"title desc\""))
        #expect(drawing.text.contains("viewBox=\"0 0 960 "))
        #expect(drawing.content("title") == "Office")
        #expect(
            drawing.content("desc") == """
                30 June. Lanes from 00 to 24 o’clock in Europe/Zurich: people, motion, lamps and reasons. \
                Occupied 2 h · lit 2.5 h · lit with nobody there 0.5 h · dark with somebody there 0 min.
                """)
    }

    @Test func `escapes whatever text it is given`() {
        let drawing = drawn {
            $0.title = "a<b> & \"c\" 'd'\u{1}\n"
            $0.subtitle = "</svg><script>"
            $0.notes = [.init(.falseOff, at: at(9), "1 < 2 && ü")]
        }
        #expect(drawing.content("title") == "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\u{FFFD} ")
        #expect(drawing.words.contains("&lt;/svg&gt;&lt;script&gt;"))
        #expect(drawing.words.contains("false off: 1 &lt; 2 &amp;&amp; ü"))
        #expect(!drawing.text.contains("<script"))
    }

    @Test func `cuts a title that does not fit`() {
        let drawing = drawn { $0.title = String(repeating: "longer ", count: 60) }
        #expect(drawing.words[0].hasSuffix("longer…") || drawing.words[0].hasSuffix("longe…"))
        #expect((60..<100).contains(drawing.words[0].count))
    }

    @Test func `colours light by who was there`() {
        let drawing = drawn {
            $0.occupancy = [.init(true, at: start), .init(false, at: at(8)), .init(nil, at: at(16))]
            $0.lamps = [.init(0.5, at: start)]
        }
        let middles = ["litOccupied", "litVacant", "litUnknown"].map { drawing.boxes($0) }
        #expect(middles.map(\.count) == [1, 1, 1])
        #expect(middles.allSatisfy { $0[0].top == 42 && $0[0].bottom == 84 })
        #expect(middles.map { $0[0].left } == [136, 402.67, 669.33])
        #expect(drawing.boxes("unknown").map(\.left) == [669])
        for words in ["lit, somebody there", "lit, nobody there", "lit, people unknown", "people unknown"] {
            #expect(drawing.words.contains(words))
        }
        #expect(!drawing.words.contains("dark, somebody there"))
    }

    @Test func `shows the level of a dimmer as a height with an edge, and half of it as a line`() {
        let levels: (inout DayPicture) -> Void = {
            $0.occupancy = [.init(true, at: start)]
            $0.lamps = [.init(0, at: start), .init(0.8, at: at(6)), .init(0.25, at: at(12)), .init(0, at: at(18))]
        }
        let dimmed = drawn {
            levels(&$0)
            $0.isDimmed = true
        }
        #expect(dimmed.words.contains("50 %"))
        #expect(dimmed.text.contains("d=\"M136 42H936\""))
        #expect(dimmed.boxes("litOccupied").map(\.top) == [16.8, 63])
        #expect(dimmed.text.contains("d=\"M336 84V16.8H536V63H736V84\""))
        let switched = drawn(levels)
        #expect(!switched.words.contains("50 %") && !switched.text.contains("class=\"level\""))
    }

    @Test func `stays small where a dimmer follows every cloud`() {
        let drawing = drawn { picture in
            picture.isDimmed = true
            picture.occupancy = [.init(true, at: start)]
            picture.lamps = (0..<1_440).map { .init(0.5 + Double($0 * 37 % 50) / 100, at: at(0, $0)) }
        }
        #expect(drawing.text.utf8.count < 100_000)
        #expect(drawing.boxes("litOccupied").count > 1_000)
    }

    @Test func `shows a few seconds of darkness, however short, and no step through a door`() {
        let seconds = Duration.seconds(3)
        let drawing = drawn {
            $0.occupancy = [.init(false, at: start), .init(true, at: at(8)), .init(false, at: at(17))]
            $0.lamps = [
                .init(0, at: start), .init(1, at: at(8) + .seconds(1)), .init(0, at: at(12)),
                .init(1, at: at(12) + seconds), .init(0, at: at(17)),
            ]
        }
        let dark = drawing.boxes("dark")
        #expect(dark.count == 1)
        #expect(abs(dark[0].width - 2.5) < 0.011)
        #expect(abs((dark[0].left + dark[0].right) / 2 - 536.02) < 0.02)
        #expect(drawing.words.contains("dark, somebody there"))
        #expect(drawing.words.last?.hasSuffix("dark with somebody there 0.07 min") == true)
    }

    @Test(arguments: [
        (Reason.vacant, nil, true), (.occupied, nil, true), (.daylight, nil, false), (.manualOff, nil, false),
        (.warning, nil, false), (.vacant, Lux(600), false), (.daylight, Lux(600), false), (.daylight, Lux(300), true),
        (.manualOff, Lux(300), false), (.vacant, Lux(500), false), (.vacant, Lux(.nan), true),
    ]) func `calls dark what somebody needed to be lit`(reason: Reason, daylight: Lux?, isDark: Bool) {
        let drawing = drawn {
            $0.target = Lux(500)
            $0.occupancy = [.init(true, at: start)]
            $0.lamps = [.init(0, at: start)]
            $0.daylight = [.init(daylight, at: start)]
            $0.reasons = [.init(reason, at: start)]
        }
        #expect(drawing.boxes("dark").isEmpty != isDark)
    }

    @Test func `leaves the daylight out where there is none`() {
        let without = drawn { $0.target = Lux(500) }
        #expect(!without.text.contains("Daylight") && !without.text.contains("lx"))
        let with = drawn {
            $0.target = Lux(500)
            $0.daylight = [.init(nil, at: start), .init(Lux(812.5), at: at(8)), .init(Lux(20), at: at(20))]
        }
        #expect(with.words.contains("Daylight"))
        #expect(with.words.contains("target 500 lx"))
        #expect(with.words.contains("1000 lx"))
        #expect(with.text.contains("d=\"M402 84L402 15.8"))
    }

    @Test func `explains the reasons that occur, and no others`() {
        let drawing = drawn {
            $0.reasons = [.init(.vacant, at: start), .init(.manualOn, at: at(9)), .init(.vacant, at: at(9, 20))]
        }
        #expect(drawing.boxes("vacant").count == 2)
        #expect(drawing.boxes("manualOn").map(\.left) == [436])
        let reasons = Set(drawing.words).intersection([
            "vacant", "occupied", "hold", "warning", "daylight", "manual on", "manual off", "scheduled",
        ])
        #expect(reasons == ["vacant", "manual on"])
    }

    @Test func `keeps a warning of seconds in the strip`() {
        let drawing = drawn {
            $0.reasons = [
                .init(.hold, at: start), .init(.warning, at: at(9)), .init(.vacant, at: at(9) + .seconds(4)),
            ]
        }
        #expect(drawing.boxes("warning").map(\.width) == [0.5])
    }

    @Test func `hatches what was not recorded, draws nothing there and counts nothing`() {
        let drawing = drawn {
            $0.recorded = [at(12)..<at(18), at(2)..<at(6), at(5)..<at(7), at(20)..<at(40)]
            $0.occupancy = [.init(true, at: start - .hours(1))]
            $0.lamps = [.init(1, at: start - .hours(1))]
        }
        let gaps: [ClosedRange<Double>] = [136...202.67, 369.33...536, 736...802.67]
        #expect(drawing.boxes("silent").map { $0.left...$0.right } == gaps)
        #expect(drawing.boxes("litOccupied").map { $0.left...$0.right } == [202.67...369.33, 536...736, 802.67...936])
        #expect(
            drawing.words.contains(
                "Occupied 15 h · lit 15 h · lit with nobody there 0 h · dark with somebody there 0 min"))
        #expect(drawing.words.last == "Recorded 15 h of 24 h.")
    }

    @Test func `of a zone of which nothing is known can be drawn`() {
        let drawing = drawn { $0.recorded = [] }
        #expect(drawing.boxes("silent").map(\.width) == [800])
        #expect(drawing.words.last == "Recorded 0 h of 24 h. Nobody knows whether people were there.")
        #expect(drawing.words.contains("Lit 0 h"))
    }

    @Test func `joins notes that would hide each other, and counts those beyond the list`() {
        let drawing = drawn { picture in
            picture.notes = (0..<12).map { .init(.darkening, at: at(8, $0), "") }
            picture.notes.append(.init(.falseOff, at: at(20), ""))
            picture.notes.append(.init(.falseOff, at: at(25), "tomorrow"))
        }
        #expect(drawing.words.contains("1–12"))
        #expect(drawing.words.contains("13"))
        #expect(drawing.words.contains("and 4 more"))
        #expect(!drawing.text.contains("tomorrow"))
    }
}

@Suite struct `The hours of a picture` {
    @Test(arguments: [
        ("2026-06-30", ["00", "02", "04", "06"], nil), ("2026-03-29", ["00", "04", "06", "08"], "clock +1 h"),
        ("2026-10-25", ["00", "02", "02", "04"], "clock −1 h"),
    ]) func `are those that the local clock shows`(date: String, first: [String], change: String?) throws {
        let zone = try TimeZone(named: "Europe/Zurich")
        let day = try CivilDate(date)
        let range = zone.timestamp(of: day)..<zone.timestamp(of: day, at: .endOfDay)
        let drawing = Drawing(DayPicture(title: date, zone: zone, day: range, recorded: [range]).svg)
        let hours = drawing.hours
        #expect(hours.prefix(4).map(\.hour) == first)
        #expect(hours.last?.hour == "24" && hours.last?.x == 936 && hours.first?.x == 136)
        #expect(drawing.words.first { $0.hasPrefix("clock") } == change)
        let noon = zone.timestamp(of: day, at: try TimeOfDay("12:00")) - range.lowerBound
        let place = 136 + 800 * noon.hours / (range.upperBound - range.lowerBound).hours
        #expect(abs(try #require(hours.first { $0.hour == "12" }).x - place) < 0.006)
        #expect(zip(hours, hours.dropFirst()).allSatisfy { $1.x - $0.x > 20 })
    }

    @Test func `begin with one where the clock skips midnight`() throws {
        let cairo = try TimeZone(named: "Africa/Cairo")
        let day = try CivilDate("2025-04-25")
        let range = cairo.timestamp(of: day)..<cairo.timestamp(of: day, at: .endOfDay)
        let drawing = Drawing(DayPicture(title: "Cairo", zone: cairo, day: range, recorded: []).svg)
        #expect(drawing.hours.map(\.hour).prefix(2) == ["02", "04"])
    }
}
