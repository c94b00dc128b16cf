import Astronomy
import Quantities
import Simulation
import Testing

@Suite struct `Daylight through a pane` {
    let geneva: Place
    let pane: Pane
    let shell: Shell
    let midsummerNoon = Timestamp(milliseconds: 20_624 * 86_400_000 + 41_760_000)
    let midwinterNoon = Timestamp(milliseconds: 20_807 * 86_400_000 + 41_760_000)

    init() throws {
        geneva = try #require(Place(latitude: .degrees(46.22), longitude: .degrees(6.14)))
        pane = try #require(Pane(width: 3, height: 1.6, sill: 0.9))
        shell = try #require(Shell(width: 5, depth: 6))
    }

    /// EnergyPlus 25.2 gives this room 4.824, 2.390 and 1.538 % under an overcast sky.
    @Test(arguments: [(2.0, 4.824), (3, 2.390), (4, 1.538)])
    func `has the daylight factor that EnergyPlus gives the room, within a twelfth`(at: Double, percent: Double) throws
    {
        let factor = try room(at: at).daylightFactor * 100
        #expect(abs(factor / percent - 1) < 1.0 / 12, "\(factor)")
        #expect(factor > percent)
    }

    @Test func `is the daylight factor times the overcast sky`() throws {
        let room = try room(at: 3)
        let outdoors = outdoors(.overcast, midsummerNoon)
        let light = room.illuminance(under: outdoors, .open).value
        #expect(abs(light / (outdoors.diffuseHorizontal.value * room.daylightFactor) - 1) < 1e-9)
    }

    @Test func `lets the winter sun onto the desk, and the blind keeps it out`() throws {
        let (south, north) = (try room(at: 3), try room(at: 3, facing: 0))
        let winter = outdoors(.clear, midwinterNoon)
        #expect(south.blind(under: winter) == .closed)
        #expect(north.blind(under: winter) == .open)
        #expect(south.blind(under: outdoors(.overcast, midwinterNoon)) == .open)
        // In summer the sun stands too high to reach three metres into the room.
        #expect(south.blind(under: outdoors(.clear, midsummerNoon)) == .open)
        let (open, closed) = (south.illuminance(under: winter, .open), south.illuminance(under: winter, .closed))
        #expect(open > Lux(10_000) && closed < Lux(600))
    }

    @Test func `is less behind a horizon, which hides the low sun too`() throws {
        let (free, shaded) = (try room(at: 3), try room(at: 3, horizon: 30))
        #expect(shaded.daylightFactor < free.daylightFactor * 0.6)
        // At 20° of altitude it is behind the roofs.
        #expect(shaded.blind(under: outdoors(.clear, midwinterNoon)) == .open)
        #expect(try room(at: 3, horizon: 90).daylightFactor < shaded.daylightFactor)
    }

    @Test func `falls with the distance from the pane`() throws {
        let factors = try [0.5, 1, 2, 3, 4, 5, 5.9].map { try room(at: $0).daylightFactor }
        #expect(zip(factors, factors.dropFirst()).dropFirst().allSatisfy { $0 > $1 })
    }

    @Test func `needs a pane that fits and a point in the room`() throws {
        let wide = try #require(Pane(width: 6, height: 1, sill: 1))
        #expect(SplitFlux(shell, pane: wide, facing: .zero, at: 3) == nil)
        #expect(SplitFlux(shell, pane: pane, facing: .zero, at: 7) == nil)
        #expect(Pane(width: -1, height: 1, sill: 1) == nil)
        #expect(Shell(width: 5, depth: 6, walls: 1) == nil)
    }

    /// Random suns and directions, under each sky: never negative, and never brighter than outdoors.
    @Test func `is never absurd`() throws {
        var random = SplitMix64(seed: 5)
        for facing in [0.0, 77, 180, 301] {
            let room = try room(at: 1.5, facing: facing)
            for _ in 0..<1_000 {
                let time = Timestamp(milliseconds: Int64.random(in: 0...2_000_000_000_000, using: &random))
                let sky = try #require(Sky.allCases.randomElement(using: &random))
                let outdoors = outdoors(sky, time)
                let light = room.illuminance(under: outdoors, .open)
                #expect(light >= .zero && light <= outdoors.globalHorizontal)
                #expect(room.illuminance(under: outdoors, .closed) <= light)
                if outdoors.sun.altitude <= .zero { #expect(light == .zero) }
            }
        }
    }

    private func room(at distance: Double, facing: Double = 180, horizon: Double = 0) throws -> SplitFlux {
        try #require(
            SplitFlux(shell, pane: pane, facing: .degrees(facing), at: distance, horizon: .degrees(horizon)))
    }

    private func outdoors(_ sky: Sky, _ time: Timestamp) -> Outdoors {
        let sun = Sun(at: time, from: geneva)
        let beam = sky.beamNormal(sun, at: time)
        return Outdoors(
            sun: sun, sky: sky, diffuseHorizontal: sky.diffuseHorizontal(sun), beamNormal: beam, steadyBeamNormal: beam)
    }
}
