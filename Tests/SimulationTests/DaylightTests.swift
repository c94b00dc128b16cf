import Astronomy
import Quantities
import Simulation
import Testing

@Suite struct `Daylight in a room` {
    let south = Window(azimuth: .degrees(180), area: SquareMetres(8))
    let geneva: Place
    let noon = Timestamp(milliseconds: 20_624 * 86_400_000 + 41_760_000)

    init() throws { geneva = try #require(Place(latitude: .degrees(46.22), longitude: .degrees(6.14))) }

    @Test func `has the mean daylight factor of its window, and that mean over its depth`() throws {
        let office = try office([south])
        // 0.68 · 8 · 65 · 0.9 / (139.2 · 0.75) = 3.05 %.
        #expect(abs(office.meanFactor(of: south) - 0.0305) < 0.0001)
        let mean = (0..<600).map { office.factor(of: south, at: (Double($0) + 0.5) / 100) }.mean
        #expect(abs(mean - office.meanFactor(of: south)) < 1e-5)
        #expect(office.factor(of: south, at: 5) < office.factor(of: south, at: 1) / 7)
    }

    @Test func `is the daylight factor times the overcast sky`() throws {
        let office = try office([south])
        let grey = outdoors(.overcast)
        let expected = grey.diffuseHorizontal * office.factor(of: south, at: 3)
        #expect(abs(office.illuminance(at: 3, under: grey).value - expected.value) < 1e-6)
    }

    @Test func `closes the blinds when the sun is on the desk, and only then`() {
        let winterNoon = Timestamp(milliseconds: 20_807 * 86_400_000 + 41_760_000)
        let north = Window(azimuth: .zero, area: SquareMetres(8))
        #expect(south.blind(under: outdoors(.clear, at: winterNoon), deskAt: 2) == .closed)
        #expect(south.blind(under: outdoors(.overcast, at: winterNoon), deskAt: 2) == .open)
        #expect(north.blind(under: outdoors(.clear, at: winterNoon), deskAt: 2) == .open)
        // In summer the sun stands too high to reach two metres into the room.
        #expect(south.blind(under: outdoors(.clear), deskAt: 2) == .open)
        #expect(south.blind(under: outdoors(.clear), deskAt: 0.3) == .closed)
    }

    @Test func `loses the beam and three quarters of the rest behind a closed blind`() {
        let grey = outdoors(.overcast)
        let ratio = south.illuminance(under: grey, .closed) / south.illuminance(under: grey, .open)
        #expect(abs(ratio - 0.25) < 1e-9)
        let blue = outdoors(.clear)
        #expect(south.illuminance(under: blue, .closed) < south.illuminance(under: blue, .open) * 0.25)
    }

    @Test func `adds up over windows, and is nothing at night`() throws {
        let (one, two) = (try office([south]), try office([south, south]))
        let grey = outdoors(.overcast)
        #expect(abs(two.illuminance(at: 3, under: grey) / one.illuminance(at: 3, under: grey) - 2) < 1e-9)
        #expect(two.illuminance(at: 3, under: outdoors(.clear, at: noon + .hours(12))) == .zero)
    }

    /// Random rooms, skies, years and places: never negative, never not a number, never brighter than outdoors.
    @Test func `is never absurd`() throws {
        var random = SplitMix64(seed: 12)
        for _ in 0..<3_000 {
            let place = try #require(
                Place(
                    latitude: .degrees(Double.random(in: -90...90, using: &random)),
                    longitude: .degrees(Double.random(in: -180...180, using: &random))))
            let weather = Weather(seed: Seed(random.next()), climate: .continental, place: place)
            let time = Timestamp(milliseconds: Int64.random(in: -1_000_000_000_000...4_000_000_000_000, using: &random))
            let window = Window(
                azimuth: .degrees(Double.random(in: 0...360, using: &random)),
                area: SquareMetres(Double.random(in: 1...12, using: &random)))
            let room = try room(Seed(random.next()), [window])
            let outdoors = weather.outdoors(at: time)
            let daylight = room.daylight(under: outdoors)
            #expect(daylight >= .zero && daylight.value < 60_000)
            if outdoors.sun.altitude <= .zero { #expect(daylight == .zero) }
            let sensor = room.sensor(daylight: daylight, lampLevel: 0, at: time).value
            #expect(sensor >= 0.14 * daylight.value - 1e-9 && sensor <= 0.26 * daylight.value + 1e-9)
        }
    }

    @Test func `and lamps add up on the desk, and a fifth of the lamps at the ceiling`() throws {
        let room = try room(Seed(1), [south])
        #expect(room.desk(daylight: Lux(120), lampLevel: 0.5) == Lux(370))
        #expect(room.sensor(daylight: .zero, lampLevel: 1, at: noon) == Lux(100))
    }

    @Test func `at the sensor drifts slowly, within thirty per cent`() throws {
        let room = try room(Seed(1), [south])
        let readings = (0..<5_000).map {
            room.sensor(daylight: Lux(1_000), lampLevel: 0, at: noon + .minutes($0)).value
        }
        #expect(readings.allSatisfy { (140...260).contains($0) })
        #expect(abs(readings.mean - 200) < 15)
        #expect(zip(readings, readings.dropFirst()).allSatisfy { abs($0 - $1) < 1.01 })
        #expect(readings.deviation > 10)
    }

    private func office(_ windows: [Window]) throws -> Daylight {
        try #require(Daylight(floorArea: SquareMetres(36), depth: 6, windows: windows))
    }

    private func room(_ seed: Seed, _ windows: [Window]) throws -> Room {
        let lamps = Lamps(rated: Watts(240), standby: Watts(2), gear: .switched, deskAtFull: Lux(500))
        return Room(daylight: try office(windows), lamps: lamps, deskDistance: 3, seed: seed)
    }

    private func outdoors(_ sky: Sky, at time: Timestamp? = nil) -> Outdoors {
        let time = time ?? noon
        let sun = Sun(at: time, from: geneva)
        let beam = sky.beamNormal(sun, at: time)
        return Outdoors(
            sun: sun, sky: sky, diffuseHorizontal: sky.diffuseHorizontal(sun), beamNormal: beam, steadyBeamNormal: beam)
    }
}
