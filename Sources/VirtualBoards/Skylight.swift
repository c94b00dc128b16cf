internal import Astronomy
internal import Quantities
internal import Simulation

/// The light out of doors, minute by minute, worked out once for all zones of a site.
struct Skylight: Sendable {
    private let weather: Weather
    private var last: (time: Timestamp, outdoors: Outdoors)?
    /// Of a typical year.
    private var hour: HourOfLight?

    init(_ weather: Weather) { self.weather = weather }

    var place: Place { weather.place }

    /// At the beginning of the minute.
    mutating func outdoors(at time: Timestamp) -> Outdoors {
        let minute = time.minute
        if let last, last.time == minute { return last.outdoors }
        if let hour, hour.start <= minute, minute < hour.start + .hours(1) {
            if hour.isNight, let last, hour.start <= last.time, last.time < hour.start + .hours(1) {
                return last.outdoors
            }
        } else {
            hour = weather.hour(at: minute)
        }
        let outdoors = weather.outdoors(at: minute, in: hour)
        last = (minute, outdoors)
        return outdoors
    }

    /// At another moment than the others ask for.
    func glance(at time: Timestamp) -> Outdoors { weather.outdoors(at: time) }
}

extension Timestamp {
    /// The whole minute it lies in.
    var minute: Timestamp {
        let rest = milliseconds % 60_000
        return Timestamp(milliseconds: milliseconds - (rest < 0 ? rest + 60_000 : rest))
    }
}
