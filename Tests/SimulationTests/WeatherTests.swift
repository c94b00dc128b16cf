import Astronomy
import Quantities
import Simulation
import Testing

@Suite struct `The weather` {
    let geneva: Place
    let midsummerNoon = Timestamp(milliseconds: 20_624 * 86_400_000 + 41_760_000)

    init() throws { geneva = try #require(Place(latitude: .degrees(46.22), longitude: .degrees(6.14))) }

    /// At 60° of altitude the clear IES sky gives about 102 klx, 15.2 of them diffuse.
    @Test func `gives the illuminance of the IES skies`() throws {
        let noon = Sun(at: midsummerNoon, from: geneva)
        let height = noon.altitude.sine
        #expect(abs(Sky.overcast.diffuseHorizontal(noon).value - (300 + 21_000 * height)) < 1e-6)
        #expect(Sky.overcast.beamNormal(noon, at: midsummerNoon) == .zero)
        let morning = try #require(
            (0..<720).map { midsummerNoon - .minutes($0) }.first { Sun(at: $0, from: geneva).altitude < .degrees(60) })
        let sun = Sun(at: morning, from: geneva)
        let clear = Outdoors(
            sun: sun, sky: .clear, diffuseHorizontal: Sky.clear.diffuseHorizontal(sun),
            beamNormal: Sky.clear.beamNormal(sun, at: morning), steadyBeamNormal: .zero)
        #expect(abs(clear.diffuseHorizontal.value - 15_200) < 100)
        #expect(abs(clear.globalHorizontal.value - 99_000) < 3_500)
    }

    @Test func `is the same whatever order it is asked in`() {
        let weather = Weather(seed: Seed(1), climate: .temperate, place: geneva)
        let times = (0..<2_000).map { midsummerNoon + .milliseconds($0 * 1_234_567) }
        let forward = times.map { weather.outdoors(at: $0) }
        let again = Weather(seed: Seed(1), climate: .temperate, place: geneva)
        #expect(times.reversed().map { again.outdoors(at: $0) } == forward.reversed())
        let other = Weather(seed: Seed(2), climate: .temperate, place: geneva)
        #expect(times.map { other.outdoors(at: $0) } != forward)
    }

    @Test func `has the climate's shares of skies, in runs as long as it persists`() {
        let climate = Climate(january: Climate.Mix(clear: 0.2, partly: 0.3), july: Climate.Mix(clear: 0.2, partly: 0.3))
        let weather = Weather(seed: Seed(3), climate: climate, place: geneva)
        let skies = (0..<20_000).map { weather.sky(at: midsummerNoon + .days($0)) }
        #expect(abs(share(.clear, of: skies) - 0.2) < 0.02)
        #expect(abs(share(.overcast, of: skies) - 0.5) < 0.02)
        let repeats = zip(skies, skies.dropFirst()).map { $0 == $1 ? 1.0 : 0 }.mean
        // Persistence, plus the chance to draw the same again: 0.6 + 0.4·(0.04 + 0.09 + 0.25).
        #expect(abs(repeats - 0.752) < 0.015)
    }

    @Test func `keeps one sky from one solar midnight to the next, wherever it is`() throws {
        let bangkok = try #require(Place(latitude: .degrees(13.76), longitude: .degrees(100.51)))
        let weather = Weather(seed: Seed(4), climate: .tropicalMonsoon, place: bangkok)
        for day in Int64(20_000)..<20_200 {
            let start = Timestamp(milliseconds: day * 86_400_000 - 24_100_000)
            let skies = Set((0..<24).map { weather.sky(at: start + .hours($0)) })
            #expect(skies.count == 1)
        }
    }

    @Test func `flickers under clouds by a quarter, and takes no light on average`() {
        let climate = Climate(january: Climate.Mix(clear: 0, partly: 0), july: Climate.Mix(clear: 0, partly: 0))
        let weather = Weather(seed: Seed(5), climate: climate, place: geneva)
        let factors = (Int64(0)..<30_000).map { minute in
            // The same clock minutes about noon on many days.
            let time = midsummerNoon + .days(minute / 60) + .minutes(minute % 60)
            let outdoors = weather.outdoors(at: time)
            return outdoors.diffuseHorizontal / Sky.overcast.diffuseHorizontal(outdoors.sun)
        }
        #expect(abs(factors.mean - 1) < 0.01)
        #expect(abs(factors.deviation - 0.254) < 0.02)
    }

    @Test func `gives no light while the sun is down, and never less than none`() throws {
        var random = SplitMix64(seed: 8)
        let climates: [Climate] = [
            .temperate, .oceanic, .continental, .mediterranean, .tropicalHighland, .tropicalMonsoon, .desert,
            .temperate.mirrored,
        ]
        for _ in 0..<4_000 {
            let place = try #require(
                Place(
                    latitude: .degrees(Double.random(in: -90...90, using: &random)),
                    longitude: .degrees(Double.random(in: -180...180, using: &random))))
            let climate = try #require(climates.randomElement(using: &random))
            let weather = Weather(seed: Seed(random.next()), climate: climate, place: place)
            let time = Timestamp(milliseconds: Int64.random(in: -1_000_000_000_000...4_000_000_000_000, using: &random))
            let outdoors = weather.outdoors(at: time)
            if outdoors.sun.altitude <= .zero { #expect(outdoors.globalHorizontal == .zero) }
            #expect((0...250_000).contains(outdoors.globalHorizontal.value))
            #expect((0...132_000).contains(outdoors.beamNormal.value))
        }
    }

    private func share(_ sky: Sky, of skies: [Sky]) -> Double { skies.map { $0 == sky ? 1.0 : 0 }.mean }
}

extension Climate {
    fileprivate init(january: Mix?, july: Mix?) {
        guard let january, let july, let climate = Climate(january: january, july: july, persistence: 0.6) else {
            self = .temperate
            return
        }
        self = climate
    }
}
