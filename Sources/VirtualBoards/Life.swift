internal import Boards
internal import Quantities
internal import Recordings
internal import Score
internal import Simulation

/// The people and the daylight of one zone: modelled, or as somebody recorded them.
struct Life: Sendable {
    /// The motion sensor's output, or a people counter's, changes.
    struct Event: Sendable {
        enum Change: Sendable {
            case motion(Bool)
            case presence(Bool?)
            /// The zone's door is opened or shut.
            case door(Bool)
        }
        let time: Timestamp
        let change: Change
    }

    /// Somebody who is there for a while.
    struct Guest: Sendable {
        let person: Int64
        let stay: Stretch
    }

    private enum Source: Sendable {
        case modelled(Crowd, Cleaning, PassiveInfrared, Seed, showsPeople: Bool)
        case recorded([Event])
    }

    fileprivate enum Crowd: Sendable {
        case desks(Presence, people: Int64)
        case chain(MarkovPresence, people: Int64)
        case sessions(Sessions)
        case visits(Visits)
    }

    private let source: Source
    /// Daylight as recorded; `nil` where it was not.
    private let recordedLight: Signal<Lux?>?
    /// The share of desks in the sensor's view.
    private let coverage: Double

    /// People by the models that suit the use of the zone, and whoever cleans it.
    ///
    /// - Parameters:
    ///   - sensor: in place of the zone's own.
    ///   - showsPeople: tells of their presence too, which no board can know.
    init(_ zone: Site.Zone, seed: Seed, sensor: Site.Simulation.Sensor? = nil, showsPeople: Bool = false) {
        let people = zone.simulation?.people ?? 0
        let isChain = zone.simulation?.presence == .page
        let crowd: Crowd =
            switch zone.use {
            case .openOffice where isChain, .cellularOffice where isChain:
                .chain(.office, people: Int64(people))
            case .openOffice, .cellularOffice: .desks(.office, people: Int64(people))
            case .meetingRoom: .sessions(.meetingRoom(seats: people))
            case .classroom: .sessions(.classroom(seats: people))
            case .restroom: .visits(.restroom(people: people))
            case .corridor: .visits(.corridor(people: people))
            case .stair: .visits(.stair(people: people))
            case .lobby, .exterior: .visits(.lobby(people: people))
            case .storage: .visits(.storage(people: people))
            case .printerRoom: .visits(.copier(people: people))
            }
        let cleaning: Cleaning =
            switch zone.use {
            case .openOffice, .cellularOffice, .meetingRoom, .classroom, .restroom: .room
            case .corridor, .stair, .lobby, .storage, .printerRoom, .exterior: .passage
            }
        let sensor = sensor ?? zone.simulation?.sensor ?? .typical
        source = .modelled(crowd, cleaning, PassiveInfrared(sensor), seed, showsPeople: showsPeople)
        (recordedLight, coverage) = (nil, zone.simulation?.coverage ?? 1)
    }

    /// People and light of one run of a recording.
    ///
    /// - Parameter sensor: sees the recorded people, in place of the recorded motion.
    init(_ recording: Recording, run: Range<Int>, sensor: Trial.Sensor? = nil) {
        let motion =
            sensor.map { Event.motion($0, seeing: recording, run: run) }
            ?? recording.motionEdges(in: run).map { Event(time: $0.time, change: .motion($0.value)) }
        let presence = recording.hasTruth ? recording.presenceEdges(in: run) : []
        source = .recorded((presence.map { Event(time: $0.time, change: .presence($0.value)) } + motion).inOrder)
        recordedLight = recording.hasDaylight ? recording.daylight(in: run) : nil
        coverage = 1
    }

    /// What happens on a day, in order, and whom it happens to: nobody in a recording, for what was done is done.
    func events(on day: LocalDay) -> (events: [Event], guests: [Guest]) {
        switch source {
        case .modelled(let crowd, let cleaning, let sensor, let seed, let showsPeople):
            var guests = crowd.guests(on: day, seed: seed)
            if let stay = cleaning.stay(on: day, seed: seed) { guests.append(Guest(person: -1, stay: stay)) }
            let stays = guests.map(\.stay)
            let inView = guests.map { isInView($0, seed) }
            let pulses = sensor.pulses(
                for: zip(stays, inView).filter(\.1).map(\.0), hidden: zip(stays, inView).filter { !$1 }.map(\.0),
                on: day, seed: seed)
            let motion = Event.motion(pulses, on: day)
            guard showsPeople else { return (motion, guests) }
            let presence = Stretch.union(stays).flatMap { stay in
                let range = day.timestamps(of: stay)
                return [
                    Event(time: range.lowerBound, change: .presence(true)),
                    Event(time: range.upperBound, change: .presence(false)),
                ]
            }
            return (([Event(time: day.start, change: .presence(false))] + presence + motion).inOrder, guests)
        case .recorded(let events):
            let (start, end) = (events.place(of: day.start), events.place(of: day.end))
            return (Array(events[start..<end]), [])
        }
    }

    /// Whether somebody's desk is where the sensor sees it, on all days alike; who cleans is everywhere.
    private func isInView(_ guest: Guest, _ seed: Seed) -> Bool {
        guard coverage < 1, guest.person >= 0 else { return true }
        var random = seed.branch("sensor coverage").branch(guest.person).generator
        return random.uniform() < coverage
    }

    /// Who uses the zone on a day, but for whoever cleans it; nobody is known of a recording.
    func users(on day: LocalDay) -> [Guest] {
        guard case .modelled(let crowd, _, _, let seed, _) = source else { return [] }
        return crowd.guests(on: day, seed: seed)
    }

    /// When it is cleaned on a day; `nil`: not, or in a recording.
    func cleaning(on day: LocalDay) -> Stretch? {
        guard case .modelled(_, let cleaning, _, let seed, _) = source else { return nil }
        return cleaning.stay(on: day, seed: seed)
    }

    /// The daylight a recording holds for a moment; `nil` where it holds none.
    func recordedDaylight(at time: Timestamp) -> Lux? { recordedLight?.value(at: time) }

    /// The same people before another sensor; `nil` of a recording.
    func seen(by sensor: PassiveInfrared) -> Life? {
        guard case .modelled(let crowd, let cleaning, _, let seed, _) = source else { return nil }
        return Life(
            source: .modelled(crowd, cleaning, sensor, seed, showsPeople: false), recordedLight: recordedLight,
            coverage: coverage)
    }

    private init(source: Source, recordedLight: Signal<Lux?>?, coverage: Double) {
        (self.source, self.recordedLight, self.coverage) = (source, recordedLight, coverage)
    }

    var isRecorded: Bool { if case .recorded = source { true } else { false } }
}

extension Life.Event {
    /// What a modelled sensor would have said about the people of a recording.
    fileprivate static func motion(_ sensor: Trial.Sensor, seeing recording: Recording, run: Range<Int>) -> [Self] {
        let (start, end) = (recording.rows[run.lowerBound].time, recording.end(of: run))
        // The whole run is one day to the sensor, so that midnight is no arrival.
        let day = LocalDay(number: start.milliseconds, start: start, end: end, isWorkday: true)
        var stays: [Stretch] = []
        var (came, left) = ([Timestamp](), 0)
        for change in recording.peopleChanges(in: run) {
            let people = min(change.value ?? 0, crowd)
            while came.count - left < people { came.append(change.time) }
            while came.count - left > people {
                stays.append(Stretch(from: came[left] - start, to: change.time - start))
                left += 1
            }
        }
        stays += came[left...].map { Stretch(from: $0 - start, to: end - start) }
        return motion(
            PassiveInfrared(sensor.kind).pulses(for: stays, on: day, seed: Seed(sensor.seed).branch("recording")),
            on: day)
    }

    /// So many people move all the time; more change nothing.
    private static var crowd: Int { 50 }

    /// A sensor's output over a day.
    fileprivate static func motion(_ pulses: [Stretch], on day: LocalDay) -> [Life.Event] {
        pulses.flatMap { pulse in
            let range = day.timestamps(of: pulse)
            return [
                Life.Event(time: range.lowerBound, change: .motion(true)),
                Life.Event(time: range.upperBound, change: .motion(false)),
            ]
        }
    }
}

extension Recording {
    /// Daylight alone over a run.
    func daylight(in run: Range<Int>) -> Signal<Lux?> {
        var signal = Signal<Lux?>(nil, from: rows[run.lowerBound].time)
        for change in daylightChanges(in: run) { signal.become(change.value, at: change.time) }
        return signal
    }
}

extension [Life.Event] {
    /// The first that is not before `time`.
    fileprivate func place(of time: Timestamp) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// By time; those of the same moment stay as they are.
    var inOrder: [Life.Event] {
        enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }
}

extension PassiveInfrared {
    init(_ sensor: Site.Simulation.Sensor) {
        switch sensor {
        case .good: self = .good
        case .typical: self = .typical
        case .poor: self = .poor
        }
    }
}

extension Life.Crowd {
    /// By person; those who only pass are other people on every day.
    fileprivate func guests(on day: LocalDay, seed: Seed) -> [Life.Guest] {
        switch self {
        case .desks(let presence, let people):
            (0..<people).flatMap { person in
                presence.stays(of: person, on: day, seed: seed).map { Life.Guest(person: person, stay: $0) }
            }
        case .chain(let presence, let people):
            (0..<people).flatMap { person in
                presence.stays(of: person, on: day, seed: seed).map { Life.Guest(person: person, stay: $0) }
            }
        case .sessions(let sessions): strangers(sessions.stays(on: day, seed: seed), on: day)
        case .visits(let visits): strangers(visits.stays(on: day, seed: seed), on: day)
        }
    }

    private func strangers(_ stays: [Stretch], on day: LocalDay) -> [Life.Guest] {
        stays.indices.map { Life.Guest(person: day.number << 24 + Int64($0), stay: stays[$0]) }
    }
}
