internal import CSV
internal import Calendars
internal import Quantities

/// The clocks of the sites: when it was what a file says.
struct SiteClocks {
    private let zones: [String: TimeZone]
    private var clocks: [String: WallClock]

    init(_ zones: [String: TimeZone]) {
        self.zones = zones
        clocks = zones.mapValues { WallClock(zone: $0) }
    }

    var sites: [String] { zones.keys.sorted() }

    func zone(of site: String) -> TimeZone? { zones[site] }

    /// What cannot be understood of a time, to follow its quotation.
    struct Complaint: Error { let message: String }

    /// - Parameter previous: a time that says no zone is the first after this of those at which the site's clock showed it.
    /// - Throws: when there is none such.
    mutating func moment(_ written: WrittenTime, at site: String, after previous: Timestamp?) throws(Complaint)
        -> Timestamp
    {
        if let offset = written.offset {
            return Timestamp(milliseconds: Int64(written.date.daysSinceEpoch) * 86_400_000) + written.time - offset
        }
        guard let moment = clocks[site]?.moment(showing: written.date, written.time, after: previous) else {
            throw Complaint(
                message:
                    "never was: the clock of \(zones[site]?.name ?? "") was put forward past it; write the offset, "
                    + "such as +01:00")
        }
        return moment
    }

    /// The first moment of a date.
    mutating func midnight(_ date: CivilDate, at site: String) -> Timestamp {
        zones[site]?.timestamp(of: date) ?? Timestamp(milliseconds: 0)
    }

    /// The site's date at a moment; the moment has to be a midnight there for anything that counts in days.
    mutating func date(of moment: Timestamp, at site: String) -> CivilDate? {
        clocks[site]?.shown(at: moment).date
    }
}
