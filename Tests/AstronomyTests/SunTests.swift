import Astronomy
import Chance
import Glibc
import Quantities
import Testing

@Suite struct `The sun` {
    let geneva: Place
    let nairobi: Place

    init() throws {
        geneva = try #require(Place(latitude: .degrees(46.22), longitude: .degrees(6.14)))
        nairobi = try #require(Place(latitude: .degrees(-1.234), longitude: .degrees(36.817)))
    }

    @Test func `culminates at the height the solstices and equinoxes demand`() throws {
        // 2026: equinox 20 March, solstices 21 June and 21 December; obliquity 23.44°.
        #expect(abs(highest(on: 20_624, from: geneva).altitude.degrees - (90 - 46.22 + 23.44)) < 0.3)
        #expect(abs(highest(on: 20_807, from: geneva).altitude.degrees - (90 - 46.22 - 23.44)) < 0.3)
        #expect(abs(highest(on: 20_532, from: geneva).altitude.degrees - (90 - 46.22)) < 0.3)
        let june = highest(on: 20_624, from: nairobi)
        #expect(abs(june.altitude.degrees - (90 - 1.234 - 23.44)) < 0.3)
        #expect(
            abs(june.azimuth.degrees - 0).truncatingRemainder(dividingBy: 359) < 1.5, "it stands in the north there")
    }

    @Test func `rises in the east and sets in the west at the equinox`() throws {
        let day = Int64(20_532) * 86_400_000
        let up = (0..<1_440).map { Sun(at: Timestamp(milliseconds: day + Int64($0) * 60_000), from: geneva) }
            .filter { $0.altitude > .zero }
        #expect(abs(try #require(up.first).azimuth.degrees - 90) < 1)
        #expect(abs(try #require(up.last).azimuth.degrees - 270) < 1)
        #expect(abs(up.count - 720) < 6)
    }

    /// The NOAA solar calculator's equations (after Meeus), written out here independently.
    @Test func `is where the equations of NOAA put it, within a twentieth of a degree`() throws {
        var random = SplitMix(state: 5)
        for _ in 0..<3_000 {
            let place = try #require(
                Place(
                    latitude: .degrees(Double.random(in: -66...66, using: &random)),
                    longitude: .degrees(Double.random(in: -180...180, using: &random))))
            let time = Timestamp(milliseconds: Int64.random(in: 1_577_836_800_000...2_524_608_000_000, using: &random))
            let sun = Sun(at: time, from: place)
            let expected = noaa(time, place)
            #expect(angle(between: sun, and: expected) < 0.05, "\(place) \(time)")
        }
    }

    @Test func `is never nowhere, in any year and place`() throws {
        var random = SplitMix(state: 6)
        for latitude in [-90.0, -66.6, 0, 23.44, 90] {
            let place = try #require(Place(latitude: .degrees(latitude), longitude: .degrees(180)))
            for _ in 0..<500 {
                let time = Timestamp(
                    milliseconds: Int64.random(in: -62_000_000_000_000...250_000_000_000_000, using: &random))
                let sun = Sun(at: time, from: place)
                #expect((-90.1...90).contains(sun.altitude.degrees))
                #expect((0...360).contains(sun.azimuth.degrees))
            }
        }
    }

    private func highest(on day: Int64, from place: Place) -> Sun {
        (0..<1_440).map { Sun(at: Timestamp(milliseconds: day * 86_400_000 + $0 * 60_000), from: place) }
            .max { $0.altitude < $1.altitude } ?? Sun(at: Timestamp(milliseconds: 0), from: place)
    }

    private func angle(between sun: Sun, and other: (altitude: Double, azimuth: Double)) -> Double {
        let (a, b) = (sun.altitude.radians, other.altitude)
        let cosine = sin(a) * sin(b) + cos(a) * cos(b) * cos(sun.azimuth.radians - other.azimuth)
        return acos(min(1, cosine)) * 180 / .pi
    }

    private func noaa(_ time: Timestamp, _ place: Place) -> (altitude: Double, azimuth: Double) {
        let rad = Double.pi / 180
        let days = Double(time.milliseconds) / 86_400_000
        let t = (days - 10_957.5) / 36_525
        let l0 = (280.46646 + t * (36_000.76983 + t * 0.0003032)).truncatingRemainder(dividingBy: 360)
        let m = 357.52911 + t * (35_999.05029 - 0.0001537 * t)
        let e = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
        let c =
            sin(m * rad) * (1.914602 - t * (0.004817 + 0.000014 * t)) + sin(2 * m * rad) * (0.019993 - 0.000101 * t)
            + sin(3 * m * rad) * 0.000289
        let omega = (125.04 - 1_934.136 * t) * rad
        let lambda = (l0 + c - 0.00569 - 0.00478 * sin(omega)) * rad
        let obliquity =
            (23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60 + 0.00256 * cos(omega)) * rad
        let declination = asin(sin(obliquity) * sin(lambda))
        let y = tan(obliquity / 2) * tan(obliquity / 2)
        let equation =
            4 / rad
            * (y * sin(2 * l0 * rad) - 2 * e * sin(m * rad) + 4 * e * y * sin(m * rad) * cos(2 * l0 * rad)
                - 0.5 * y * y * sin(4 * l0 * rad) - 1.25 * e * e * sin(2 * m * rad))
        let minutes = (days - days.rounded(.down)) * 1_440
        let hourAngle = ((minutes + equation) / 4 + place.longitude.degrees - 180) * rad
        let latitude = place.latitude.radians
        let altitude = asin(sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle))
        let azimuth = atan2(
            -cos(declination) * sin(hourAngle),
            sin(declination) * cos(latitude) - cos(declination) * sin(latitude) * cos(hourAngle))
        return (altitude, azimuth)
    }
}
