import Glibc
public import Quantities

/// Where the sun stands in the sky of a place: geometric, without refraction.
///
/// PSA+ (Blanco et al. 2020, "Updating the PSA sun position algorithm", Solar Energy
/// 212): for 2020 to 2050 within about 0.01° of the NREL algorithm; centuries away,
/// some tenths of a degree.
public struct Sun: Hashable, Sendable {
    /// Above the horizon; negative below.
    public let altitude: Angle
    /// Clockwise from north, 0° to 360°.
    public let azimuth: Angle
    /// West of the meridian, −180° to 180°; zero at noon.
    let hourAngle: Angle

    public init(at time: Timestamp, from place: Place) {
        let days = Double(time.milliseconds) / 86_400_000
        let n = days - 10_957.5  // since 2000-01-01 12:00 UT
        let hours = (days - days.rounded(.down)) * 24

        let node = 2.267127827 - 9.300339267e-4 * n
        let meanLongitude = 4.895036035 + 1.720279602e-2 * n
        let anomaly = 6.239468336 + 1.720200135e-2 * n
        let longitude =
            meanLongitude + 3.338320972e-2 * sin(anomaly) + 3.497596876e-4 * sin(2 * anomaly)
            - 1.544353226e-4 - 8.689729360e-6 * sin(node)
        let obliquity = 4.090904909e-1 - 6.213605399e-9 * n + 4.418094944e-5 * cos(node)
        let ascension = atan2(cos(obliquity) * sin(longitude), cos(longitude))
        let sineDeclination = sin(obliquity) * sin(longitude)
        let cosineDeclination = (1 - sineDeclination * sineDeclination).squareRoot()

        let sidereal = 6.697096103 + 0.06570984737 * n + hours
        let hourAngle = sidereal * .pi / 12 + place.longitude.radians - ascension
        let (sinePlace, cosinePlace) = (place.latitude.sine, place.latitude.cosine)
        let cosineZenith = sinePlace * sineDeclination + cosinePlace * cosineDeclination * cos(hourAngle)
        let zenith = acos(min(1, max(-1, cosineZenith)))
        // Both arguments of the published quotient, times the declination's cosine.
        let east = -sin(hourAngle) * cosineDeclination
        let north = sineDeclination * cosinePlace - sinePlace * cosineDeclination * cos(hourAngle)
        let bearing = atan2(east, north)

        // The last term is the parallax: mean Earth radius over one astronomical unit.
        altitude = Angle(radians: .pi / 2 - zenith - 4.2588e-5 * sin(zenith))
        azimuth = Angle(radians: bearing < 0 ? bearing + 2 * .pi : bearing)
        self.hourAngle = Angle(radians: hourAngle.remainder(dividingBy: 2 * .pi))
    }
}
