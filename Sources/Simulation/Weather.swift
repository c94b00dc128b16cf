public import Astronomy
import Glibc
public import Quantities

/// The skies of a place, day by day and minute by minute.
///
/// A pure function of seed and time: any moment can be asked for, in any order.
/// Drawn from a climate, a day keeps one sky from one solar midnight to the next; of a
/// typical year, each hour has its own. Clouds multiply it by a lognormal noise; value
/// noise with knots two minutes apart stands in for the usual AR(1), which would have
/// to be run from its start.
public struct Weather: Hashable, Sendable {
    /// Where skies come from.
    public enum Source: Hashable, Sendable {
        /// Drawn by the seed; illuminances are those of the IES.
        case climate(Climate)
        /// From a weather file; illuminances by the luminous efficacy of Perez.
        case year(TypicalYear)
    }

    public let source: Source
    public let place: Place
    /// Standard deviation of the logarithm under clouds; a clear sky has a fifth of it (assumption).
    public let cloudiness: Double
    private let days: Seed
    private let clouds: Noise

    /// - Parameter place: where the sun is seen from; a typical year may be of a place near by.
    public init(seed: Seed, _ source: Source, place: Place, cloudiness: Double = 0.25) {
        (self.source, self.place, self.cloudiness) = (source, place, cloudiness)
        days = seed.branch("sky of the day")
        clouds = Noise(seed: seed.branch("clouds"), period: .minutes(2))
    }

    public init(seed: Seed, climate: Climate, place: Place, cloudiness: Double = 0.25) {
        self.init(seed: seed, .climate(climate), place: place, cloudiness: cloudiness)
    }

    /// The light out of doors.
    public func outdoors(at time: Timestamp) -> Outdoors { outdoors(at: time, in: hour(at: time)) }

    /// The hour that a moment lies in; `nil` without a typical year. It is the same for all moments of the hour: keep
    /// it for ``outdoors(at:in:)`` where many are asked for.
    public func hour(at time: Timestamp) -> HourOfLight? {
        guard case .year(let year) = source else { return nil }
        let (number, start) = year.hour(at: time)
        return HourOfLight(year.hours[number], from: start, at: place)
    }

    /// The light out of doors, in an hour that ``hour(at:)`` gave for this moment.
    public func outdoors(at time: Timestamp, in hour: HourOfLight?) -> Outdoors {
        let sun = Sun(at: time, from: place)
        guard sun.altitude > .zero else {
            return Outdoors(
                sun: sun, sky: hour?.sky ?? sky(at: time), diffuseHorizontal: .zero, beamNormal: .zero,
                steadyBeamNormal: .zero)
        }
        let sky = hour?.sky ?? sky(at: time)
        let sigma = sky == .clear ? cloudiness / 5 : cloudiness
        // Half the variance less, so that clouds move light about but take none on average.
        let factor = sigma > 0 ? exp(sigma * clouds.normal(at: time) - sigma * sigma / 2) : 1
        let (diffuse, beam): (Lux, Lux)
        if let hour {
            (_, diffuse, _, beam) = hour.light(sineOfAltitude: sun.altitude.sine)
        } else {
            (diffuse, beam) = (sky.diffuseHorizontal(sun), sky.beamNormal(sun, at: time))
        }
        return Outdoors(
            sun: sun, sky: sky, diffuseHorizontal: diffuse * factor,
            beamNormal: min(beam * factor, Sky.beyondTheAir(at: time)), steadyBeamNormal: beam, blend: hour?.blend,
            anisotropy: hour?.anisotropy)
    }

    /// The sky of the solar day that `time` lies in, or of its hour in a typical year.
    ///
    /// A Markov chain whose days either copy the day before or draw anew from the
    /// climate's mix; so the sky is what the latest day that drew anew has drawn.
    public func sky(at time: Timestamp) -> Sky {
        guard case .climate(let climate) = source else { return hour(at: time)?.sky ?? .overcast }
        let sinceMidnight = Double(time.milliseconds) / 86_400_000 + place.longitude.degrees / 360
        var day = Int64(sinceMidnight.rounded(.down))
        while true {
            var random = days.branch(day).generator
            if random.uniform() >= climate.persistence { return draw(climate, on: day, random.uniform()) }
            day -= 1
        }
    }

    private func draw(_ climate: Climate, on day: Int64, _ chance: Double) -> Sky {
        let mix = climate.mix(atYearFraction: Sky.yearFraction(at: Timestamp(milliseconds: day * 86_400_000)))
        if chance < mix.clear { return .clear }
        return chance < mix.clear + mix.partly ? .partly : .overcast
    }
}
