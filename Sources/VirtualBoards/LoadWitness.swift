internal import Boards
internal import Control
internal import Quantities
internal import Score
internal import Simulation

/// Writes down what plugs and climate of zones are told, and who is there to use them; nothing of zones that have
/// neither.
struct LoadWitness: Sendable {
    /// By zone; `nil` where there is neither.
    private var loads: [Course.Loads?]
    /// Zones whose plugs have a relay. Climate is taken to obey the control, by relay or by a building system.
    private let isSwitched: [Bool]
    private let lives: [Life]
    private let calendar: SiteCalendar
    private let start: Timestamp

    /// `nil` where no zone has any.
    init?(_ site: Site, _ lives: [Life], from start: Timestamp) {
        let hasLoads = site.zones.map { $0.simulation?.plugs != nil || $0.simulation?.climate != nil }
        guard hasLoads.contains(true) else { return nil }
        loads = hasLoads.map { $0 ? Course.Loads(from: start) : nil }
        isSwitched = site.zones.map { $0.plugs != nil }
        (self.lives, calendar, self.start) = (lives, SiteCalendar(site), start)
    }

    /// Whether a zone has any.
    func has(_ zone: Int) -> Bool { loads[zone] != nil }

    mutating func stepped(_ zone: Int, _ outputs: Control.Zone.Outputs, at time: Timestamp) {
        if isSwitched[zone] { loads[zone]?.plugs.become(outputs.plugs, at: time) }
        loads[zone]?.setback.become(outputs.setback, at: time)
    }

    /// Of a zone, with its people up to a moment; `nil` where it has none.
    func loads(of zone: Int, until end: Timestamp) -> Course.Loads? {
        guard var loads = loads[zone] else { return nil }
        var time = start
        while time < end {
            let day = calendar.day(containing: time)
            for (moment, people) in Self.headcount(lives[zone].users(on: day), on: day) {
                loads.people.become(people, at: Swift.max(moment, start))
            }
            time = day.end
        }
        return loads
    }

    /// How many are there, from each change on; ascending, nobody at the beginning and the end of the day.
    private static func headcount(_ guests: [Life.Guest], on day: LocalDay) -> [(Timestamp, Int)] {
        let changes = guests.flatMap { [($0.stay.start, 1), ($0.stay.end, -1)] }.sorted { $0.0 < $1.0 }
        var people = 0
        return [(day.start, 0)]
            + changes.map { time, change in
                people += change
                return (day.start + time, people)
            }
    }
}
