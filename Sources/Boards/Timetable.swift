public import Calendars
public import Control
public import Quantities

/// What the calendar says to each zone of a board, kept up to date. Zones with the same hours are looked up once.
public struct Timetable: Sendable {
    /// In the order of the zones.
    public private(set) var states: [ScheduleState]
    /// When to look again; `nil`: the calendar never changes, or nobody knows the time.
    public private(set) var until: Timestamp?
    /// No two are equal.
    private let schedules: [Schedule]
    /// Of each zone, its place among the schedules; `nil` without hours.
    private let places: [Int?]
    /// When it was last looked at; `nil`: never, or without a clock.
    private var since: Timestamp?

    /// Nobody has looked at a clock yet.
    ///
    /// - Parameter schedules: by zone; `nil`: without hours, which is open for ever.
    public init(_ schedules: [Schedule?]) {
        var distinct: [Schedule] = []
        places = schedules.map { schedule in
            guard let schedule else { return nil }
            if let place = distinct.firstIndex(of: schedule) { return place }
            distinct.append(schedule)
            return distinct.count - 1
        }
        self.schedules = distinct
        states = schedules.map { _ in .unknown }
    }

    /// Looks what the calendar says now, if that can have changed: it does nothing between two changes, unless the
    /// clock went back.
    ///
    /// - Parameter time: `nil`: no trusted clock.
    /// - Returns: The zones to which it says something else than before, by their bits.
    public mutating func look(at time: Timestamp?) -> UInt64 {
        if let time, let since, since <= time, until.map({ time < $0 }) ?? true { return 0 }
        if time == nil, since == nil { return 0 }
        since = time
        until = nil
        let said = schedules.map { schedule in
            let (state, next) = schedule.state(at: time)
            if let next { until = Swift.min(until ?? next, next) }
            return ScheduleState(state)
        }
        var changed: UInt64 = 0
        for zone in states.indices {
            let state = places[zone].map { said[$0] } ?? (time == nil ? .unknown : .open)
            if states[zone] != state { changed |= 1 << UInt64(zone) }
            states[zone] = state
        }
        return changed
    }
}

extension ScheduleState {
    fileprivate init(_ state: Schedule.State) {
        switch state {
        case .closed: self = .closed
        case .open: self = .open
        case .unknown: self = .unknown
        case .cleaning: self = .cleaning
        }
    }
}
