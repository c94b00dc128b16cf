import Astronomy
import Quantities
import Simulation
import Testing

@Suite struct `A typical year` {
    let geneva: Place
    /// 2026-06-21 00:00 by the standard time of Geneva.
    let midsummer = Timestamp(milliseconds: 20_625 * 86_400_000 - 3_600_000)

    init() throws { geneva = try #require(Place(latitude: .degrees(46.25), longitude: .degrees(6.13))) }

    @Test func `is lived through in every calendar year, 28 February twice in leap years`() throws {
        let year = try year { _ in self.grey }
        // 2028-02-28, -29 and 2028-03-01 at 0 h; 2027-01-01 and 2028-12-31.
        for (day, number) in [(21_242, 58), (21_243, 58), (21_244, 59), (20_819, 0), (21_549, 364), (-365, 0)] {
            let start = Timestamp(milliseconds: Int64(day) * 86_400_000 - 3_600_000)
            for hour in 0..<24 {
                let found = year.hour(at: start + .hours(Int64(hour)) + .minutes(59))
                #expect(found.number == number * 24 + hour)
                #expect(found.start == start + .hours(Int64(hour)))
            }
        }
    }

    @Test func `has 8760 possible hours`() throws {
        #expect(TypicalYear(name: "", place: geneva, utcOffset: .zero, hours: [grey]) == nil)
        var dark = [TypicalYear.Hour](repeating: grey, count: 8_760)
        dark[17].directNormal = -1
        #expect(TypicalYear(name: "", place: geneva, utcOffset: .zero, hours: dark) == nil)
    }

    /// Irradiance by the minute adds up to that of the file in every hour with enough sun in it.
    @Test func `keeps the sums of its hours`() throws {
        let weather = weather(try year { $0 % 3 == 0 ? self.grey : self.bright })
        for day in stride(from: 0, to: 365, by: 13) {
            for number in 0..<24 {
                let start =
                    Timestamp(milliseconds: Int64(20_454 + day) * 86_400_000 - 3_600_000) + .hours(Int64(number))
                let hour = try #require(weather.hour(at: start))
                let suns = (0..<60).map { Sun(at: start + .minutes($0) + .seconds(30), from: geneva) }
                let diffuse = suns.map { hour.diffuseHorizontal($0) }.mean
                let direct = suns.map { hour.directNormal($0) }.mean
                let source = try self.source(of: weather, at: start)
                #expect(suns.allSatisfy { $0.altitude > .zero || hour.directNormal($0) == 0 })
                guard suns.allSatisfy({ $0.altitude > .degrees(4) }) else {
                    // Never more than the file has, but for the grid by which the hour is known.
                    #expect(diffuse <= source.diffuseHorizontal * 1.05 && direct <= source.directNormal * 1.05)
                    continue
                }
                #expect(abs(diffuse / source.diffuseHorizontal - 1) < 0.005)
                #expect(source.directNormal == 0 ? direct == 0 : abs(direct / source.directNormal - 1) < 0.005)
            }
        }
    }

    @Test func `is the same whatever order it is asked in, and dark at night`() throws {
        let weather = weather(try year { _ in self.bright }, cloudiness: 0.25)
        let times = (0..<500).map { midsummer + .milliseconds($0 * 3_234_567) }
        let forward = times.map { weather.outdoors(at: $0) }
        #expect(times.reversed().map { weather.outdoors(at: $0) } == forward.reversed())
        for outdoors in forward where outdoors.sun.altitude <= .zero { #expect(outdoors.globalHorizontal == .zero) }
        #expect(forward.contains { $0.globalHorizontal > Lux(50_000) })
    }

    @Test func `gives lux by the efficacy of its skies`() throws {
        let noon = midsummer + .hours(12) + .minutes(30)
        let clear = weather(try year { _ in self.bright }).outdoors(at: noon)
        let overcast = weather(try year { _ in self.grey }).outdoors(at: noon)
        #expect(clear.sky == .clear && overcast.sky == .overcast)
        // Blue sky has more lumens to the watt than the sun, and a grey one lies between.
        #expect((120...150).contains(clear.diffuseHorizontal.value / 100))
        #expect((90...112).contains(clear.beamNormal.value / 850))
        #expect((105...125).contains(overcast.diffuseHorizontal.value / 200))
        #expect(overcast.beamNormal == .zero)
    }

    @Test func `flickers under clouds and takes no light on average`() throws {
        let year = try year { _ in self.grey }
        let (steady, cloudy) = (weather(year), weather(year, cloudiness: 0.25))
        let factors = (Int64(0)..<20_000).map { minute in
            let time = midsummer + .days(minute / 240) + .minutes(600 + minute % 240)
            return cloudy.outdoors(at: time).diffuseHorizontal / steady.outdoors(at: time).diffuseHorizontal
        }
        #expect(abs(factors.mean - 1) < 0.015)
        #expect(abs(factors.deviation - 0.254) < 0.02)
    }

    private let grey = TypicalYear.Hour(
        globalHorizontal: 200, directNormal: 0, diffuseHorizontal: 200, dryBulb: 12, dewPoint: 11)
    private let bright = TypicalYear.Hour(
        globalHorizontal: 800, directNormal: 850, diffuseHorizontal: 100, dryBulb: 22, dewPoint: 11)

    private func year(_ hour: (Int) -> TypicalYear.Hour) throws -> TypicalYear {
        try #require(
            TypicalYear(name: "made up", place: geneva, utcOffset: .hours(1), hours: (0..<8_760).map(hour)))
    }

    private func weather(_ year: TypicalYear, cloudiness: Double = 0) -> Weather {
        Weather(seed: Seed(7), .year(year), place: geneva, cloudiness: cloudiness)
    }

    private func source(of weather: Weather, at time: Timestamp) throws -> TypicalYear.Hour {
        guard case .year(let year) = weather.source else { throw Missing() }
        return year.hours[year.hour(at: time).number]
    }

    private struct Missing: Error {}
}
