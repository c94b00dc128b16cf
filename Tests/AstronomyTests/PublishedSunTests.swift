import Astronomy
import Quantities
import Testing

/// Positions that others have published, each within 0.01°, where our algorithm is made for its year.
@Suite struct `The sun in almanacs` {
    /// Reda and Andreas 2004 ("Solar position algorithm for solar radiation applications", NREL/TP-560-34302, table
    /// A5.1): Golden, Colorado, 2003-10-17 12:30:30 UTC−7; topocentric, without refraction.
    @Test func `is where the example of NREL has it`() throws {
        let golden = try #require(Place(latitude: .degrees(39.742476), longitude: .degrees(-105.1786)))
        let sun = Sun(at: Timestamp(milliseconds: 1_066_419_030_000), from: golden)
        #expect(abs(sun.altitude.degrees - 39.872046) < 0.01)
        #expect(abs(sun.azimuth.degrees - 194.340241) < 0.01)
    }

    /// Meeus, Astronomical Algorithms, example 25.a: 1992-10-13 0 h, apparent declination −7.78507°.
    @Test func `has the declination of the example of Meeus`() throws {
        #expect(abs(try declination(at: 718_934_400) + 7.78507) < 0.01)
    }

    /// Equinoxes and solstices as almanacs have them, UTC, to the minute.
    @Test(arguments: [
        (1_710_903_960, 0.0), (1_742_461_260, 0), (1_774_017_960, 0), (1_758_565_140, 0),
        (1_782_030_240, 23.436), (1_797_886_200, -23.436),
    ]) func `crosses the equator at the equinoxes, and turns at the solstices`(seconds: Int, degrees: Double) throws {
        #expect(abs(try declination(at: seconds) - degrees) < 0.01)
    }

    /// Seen from the pole its altitude is its declination, but for the parallax of 0.0024°.
    private func declination(at seconds: Int) throws -> Double {
        let pole = try #require(Place(latitude: .degrees(90), longitude: .zero))
        let altitude = Sun(at: Timestamp(milliseconds: Int64(seconds) * 1_000), from: pole).altitude
        return altitude.degrees + 0.00244 * altitude.cosine
    }
}
