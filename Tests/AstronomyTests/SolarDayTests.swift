import Astronomy
import Chance
import Quantities
import Testing

@Suite struct `A day of the sun` {
    /// Computed with PyEphem 4.2.1 (VSOP87, another theory than ours) for the same horizon, centre at −0.833° without
    /// further refraction; POSIX seconds, on 29 March, 21 June and 25 October 2026 and on 1 September 2035.
    @Test(
        arguments: [
            ("Geneva", 46.23, 6.14, 1_774_761_676, 1_774_807_196),
            ("Geneva", 46.23, 6.14, 1_782_013_418, 1_782_070_251),
            ("Geneva", 46.23, 6.14, 1_792_908_378, 1_792_945_924),
            ("Geneva", 46.23, 6.14, 2_072_235_329, 2_072_283_280),
            ("Nairobi", -1.23, 36.82, 1_774_755_271, 1_774_798_825),
            ("Nairobi", -1.23, 36.82, 1_782_012_778, 1_782_056_163),
            ("Nairobi", -1.23, 36.82, 1_792_897_943, 1_792_941_674),
            ("Nairobi", -1.23, 36.82, 2_072_230_215, 2_072_273_723),
            ("New York", 40.75, -73.97, 1_774_781_054, 1_774_826_253),
            ("New York", 40.75, -73.97, 1_782_033_885, 1_782_088_243),
            ("New York", 40.75, -73.97, 1_792_927_098, 1_792_965_660),
            ("New York", 40.75, -73.97, 2_072_254_966, 2_072_302_097),
            ("Tromsø", 69.65, 18.96, 1_774_756_968, 1_774_805_846),
            ("Tromsø", 69.65, 18.96, 1_792_910_281, 1_792_937_819),
            ("Tromsø", 69.65, 18.96, 2_072_228_417, 2_072_283_921),
            ("Sydney", -33.87, 151.21, 1_774_728_286, 1_774_770_884),
            ("Sydney", -33.87, 151.21, 1_781_989_197, 1_782_024_828),
            ("Sydney", -33.87, 151.21, 1_792_868_550, 1_792_916_197),
            ("Sydney", -33.87, 151.21, 2_072_204_058, 2_072_245_012),
            ("Apia", -13.83, -171.77, 1_774_805_510, 1_774_848_678),
            ("Apia", -13.83, -171.77, 1_782_064_182, 1_782_104_897),
            ("Apia", -13.83, -171.77, 1_792_947_321, 1_792_992_422),
            ("Apia", -13.83, -171.77, 2_072_280_701, 2_072_323_348),
        ] as [(String, Double, Double, Int64, Int64)])
    func `rises and sets when another theory says, within ten seconds`(
        name: String, latitude: Double, longitude: Double, sunrise: Int64, sunset: Int64
    ) throws {
        let place = try place(latitude, longitude)
        let between = Timestamp(milliseconds: (sunrise + sunset) * 500)
        let day = SolarDay(nearest: between, at: place)
        #expect(abs(try #require(day.sunrise).milliseconds - sunrise * 1_000) < 10_000, "\(name)")
        #expect(abs(try #require(day.sunset).milliseconds - sunset * 1_000) < 10_000, "\(name)")
    }

    @Test func `has no rising and no setting when the sun stays up or down`() throws {
        let tromso = try place(69.65, 18.96)
        let june = SolarDay(nearest: Timestamp(milliseconds: 1_782_043_200_000), at: tromso)
        #expect((june.sunrise, june.sunset) == (nil, nil))
        #expect(june.isUpAtNoon)
        let december = SolarDay(nearest: Timestamp(milliseconds: 1_797_854_400_000), at: tromso)
        #expect((december.sunrise, december.sunset) == (nil, nil))
        #expect(!december.isUpAtNoon)
    }

    /// The law: what it says is where the sun's own altitude crosses the horizon, and it crosses nowhere else.
    @Test(arguments: [-89.9, -66.7, -34, -1.2, 0, 23.4, 46.2, 60.2, 66.0, 67.4, 69.7, 78.2, 90])
    func `agrees with the sun minute by minute`(latitude: Double) throws {
        var random = SplitMix(state: UInt64(abs(latitude) * 10))
        for _ in 0..<8 {
            let place = try place(latitude, Double.random(in: -180...180, using: &random))
            let time = Timestamp(milliseconds: Int64.random(in: 1_577_836_800...2_524_608_000, using: &random) * 1_000)
            let day = SolarDay(nearest: time, at: place)
            #expect(abs((day.noon - time).milliseconds) <= 43_200_000 + 1_200_000)
            var broken: Int64?
            // Ten minutes around the sun's midnights belong to either day.
            for minute: Int64 in -710...710 {
                let time = day.noon + .minutes(minute)
                let isUp = Sun(at: time, from: place).altitude >= SolarDay.horizon
                let isAfterRise = day.sunrise.map { $0 <= time } ?? day.isUpAtNoon
                let isBeforeSet = day.sunset.map { time < $0 } ?? day.isUpAtNoon
                // At noon within a minute of the limit, a sun that barely shows may be missed.
                let isBare = abs(Sun(at: time, from: place).altitude.degrees - SolarDay.horizon.degrees) < 0.02
                if isUp != (isAfterRise && isBeforeSet), !isBare { broken = minute }
            }
            #expect(broken == nil, "\(place) \(day)")
            #expect(day.sunrise.map { Sun(at: $0, from: place).altitude >= SolarDay.horizon } ?? true)
            #expect(day.sunset.map { Sun(at: $0, from: place).altitude < SolarDay.horizon } ?? true)
            #expect(day.sunset.map { Sun(at: $0 - .seconds(1), from: place).altitude >= SolarDay.horizon } ?? true)
        }
    }

    @Test func `follows another, one a day, and is the same wherever in it one asks`() throws {
        let geneva = try place(46.23, 6.14)
        var noon = SolarDay(nearest: Timestamp(milliseconds: 1_767_268_800_000), at: geneva).noon
        for _ in 0..<366 {
            let next = SolarDay(nearest: noon + .hours(24), at: geneva)
            #expect(abs((next.noon - noon - .hours(24)).milliseconds) < 40_000)
            #expect(SolarDay(nearest: next.noon - .hours(11), at: geneva) == next)
            #expect(SolarDay(nearest: next.noon + .hours(11), at: geneva) == next)
            noon = next.noon
        }
    }

    private func place(_ latitude: Double, _ longitude: Double) throws -> Place {
        try #require(Place(latitude: .degrees(latitude), longitude: .degrees(longitude)))
    }
}
