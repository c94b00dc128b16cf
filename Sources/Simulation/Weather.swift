public import Astronomy
import Glibc
public import Quantities

/// The skies of a place, day by day and minute by minute.
///
/// A pure function of seed and time: any moment can be asked for, in any order.
/// A day keeps one sky from one solar midnight to the next. Clouds multiply it by a
/// lognormal noise; value noise with knots two minutes apart stands in for the
/// usual AR(1), which would have to be run from its start.
public struct Weather: Hashable, Sendable {
    public let climate: Climate
    public let place: Place
    /// Standard deviation of the logarithm under clouds; a clear sky has a fifth of it (assumption).
    public let cloudiness: Double
    private let days: Seed
    private let clouds: Noise

    public init(seed: Seed, climate: Climate, place: Place, cloudiness: Double = 0.25) {
        (self.climate, self.place, self.cloudiness) = (climate, place, cloudiness)
        days = seed.branch("sky of the day")
        clouds = Noise(seed: seed.branch("clouds"), period: .minutes(2))
    }

    /// The light out of doors.
    public func outdoors(at time: Timestamp) -> Outdoors {
        let sun = Sun(at: time, from: place)
        guard sun.altitude > .zero else {
            return Outdoors(
                sun: sun, sky: sky(at: time), diffuseHorizontal: .zero, beamNormal: .zero, steadyBeamNormal: .zero)
        }
        let sky = sky(at: time)
        let sigma = sky == .clear ? cloudiness / 5 : cloudiness
        // Half the variance less, so that clouds move light about but take none on average.
        let factor = exp(sigma * clouds.normal(at: time) - sigma * sigma / 2)
        let beam = sky.beamNormal(sun, at: time)
        return Outdoors(
            sun: sun, sky: sky, diffuseHorizontal: sky.diffuseHorizontal(sun) * factor,
            beamNormal: min(beam * factor, Sky.beyondTheAir(at: time)), steadyBeamNormal: beam)
    }

    /// The sky of the solar day that `time` lies in.
    ///
    /// A Markov chain whose days either copy the day before or draw anew from the
    /// climate's mix; so the sky is what the latest day that drew anew has drawn.
    public func sky(at time: Timestamp) -> Sky {
        let sinceMidnight = Double(time.milliseconds) / 86_400_000 + place.longitude.degrees / 360
        var day = Int64(sinceMidnight.rounded(.down))
        while true {
            var random = days.branch(day).generator
            if random.uniform() >= climate.persistence { return draw(on: day, random.uniform()) }
            day -= 1
        }
    }

    private func draw(on day: Int64, _ chance: Double) -> Sky {
        let mix = climate.mix(atYearFraction: Sky.yearFraction(at: Timestamp(milliseconds: day * 86_400_000)))
        if chance < mix.clear { return .clear }
        return chance < mix.clear + mix.partly ? .partly : .overcast
    }
}
