internal import Boards
internal import Quantities
internal import Recordings
internal import Simulation

/// The people and the daylight of one zone: modelled, or as somebody recorded them.
struct Life: Sendable {
    /// The motion sensor's output, or a people counter's, changes.
    struct Event: Sendable {
        enum Change: Sendable {
            case motion(Bool)
            case presence(Bool?)
        }
        let time: Timestamp
        let change: Change
    }

    private enum Source: Sendable {
        case modelled(Crowd, PassiveInfrared, Seed)
        case recorded([Event])
    }

    fileprivate enum Crowd: Sendable {
        case desks(Presence, people: Int64)
        case sessions(Sessions)
        case visits(Visits)
    }

    private let source: Source
    /// Daylight at a moment of a recording, in order.
    private let recordedLight: [Recording.Change<Lux?>]

    /// People by the published models that suit the use of the zone.
    init(_ zone: Site.Zone, seed: Seed) {
        let people = zone.simulation?.people ?? 0
        let crowd: Crowd =
            switch zone.use {
            case .openOffice, .cellularOffice: .desks(.office, people: Int64(people))
            case .meetingRoom: .sessions(.meetingRoom)
            case .classroom: .sessions(.classroom)
            case .restroom: .visits(.restroom(people: people))
            case .corridor, .lobby, .stair, .storage: .visits(.corridor(people: people))
            }
        let sensor: PassiveInfrared =
            switch zone.simulation?.sensor ?? .typical {
            case .good: .good
            case .typical: .typical
            case .poor: .poor
            }
        source = .modelled(crowd, sensor, seed)
        recordedLight = []
    }

    /// People and light of one run of a recording.
    init(_ recording: Recording, run: Range<Int>) {
        let motion = recording.motionEdges(in: run).map { Event(time: $0.time, change: .motion($0.value)) }
        let presence = recording.hasTruth ? recording.presenceEdges(in: run) : []
        source = .recorded(
            (motion + presence.map { Event(time: $0.time, change: .presence($0.value)) }).sorted { $0.time < $1.time })
        recordedLight = recording.hasDaylight ? recording.daylightChanges(in: run) : []
    }

    /// What happens on a day, in order.
    func events(on day: LocalDay) -> [Event] {
        switch source {
        case .modelled(let crowd, let sensor, let seed):
            let pulses = sensor.pulses(for: crowd.stays(on: day, seed: seed), on: day, seed: seed)
            return pulses.flatMap { pulse in
                let range = day.timestamps(of: pulse)
                return [
                    Event(time: range.lowerBound, change: .motion(true)),
                    Event(time: range.upperBound, change: .motion(false)),
                ]
            }
        case .recorded(let events):
            return events.filter { day.start <= $0.time && $0.time < day.end }
        }
    }

    /// The daylight a recording holds for a moment; `nil` where it holds none.
    func recordedDaylight(at time: Timestamp) -> Lux? {
        var (low, high) = (0, recordedLight.count)
        while low < high {
            let middle = (low + high) / 2
            if recordedLight[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? recordedLight[low - 1].value : nil
    }

    var isRecorded: Bool { if case .recorded = source { true } else { false } }
}

extension Life.Crowd {
    fileprivate func stays(on day: LocalDay, seed: Seed) -> [Stretch] {
        switch self {
        case .desks(let presence, let people):
            (0..<people).flatMap { presence.stays(of: $0, on: day, seed: seed) }
        case .sessions(let sessions): sessions.stays(on: day, seed: seed)
        case .visits(let visits): visits.stays(on: day, seed: seed)
        }
    }
}
