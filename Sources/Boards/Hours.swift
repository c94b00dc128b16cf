public import Calendars

extension Site {
    /// When a zone is open, as the file says it and as a calendar reads it.
    public struct Hours: Hashable, Sendable {
        /// As in `mon-fri 07:00-19:00`.
        public let text: [String]
        /// `nil`: no hours, which is open for ever.
        public let schedule: Schedule?

        /// Whether they are others each day.
        public var followsSun: Bool { schedule?.followsSun ?? false }
    }
}

extension Site.Hours {
    init(
        _ openings: [(text: String, opening: Opening)], cleaning: [Opening], holidays: Set<CivilDate>,
        at place: Site.Place?
    ) {
        text = openings.map(\.text)
        guard let place, !openings.isEmpty else {
            schedule = nil
            return
        }
        schedule = Schedule(
            openings.map(\.opening), cleaning: cleaning, holidays: holidays, in: place.timezone, at: place.onEarth)
    }
}
