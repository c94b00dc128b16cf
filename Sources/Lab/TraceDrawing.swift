internal import Boards
internal import Calendars
internal import Control
internal import Glibc
internal import Pictures
internal import Quantities
internal import Score
internal import VirtualBoards

/// A day of a zone that is to be drawn once it has been lived through.
struct TraceDrawing {
    let path: String
    private let zone: Int
    private let day: DayOfZone

    /// - Parameters:
    ///   - zone: needed where there are several.
    ///   - day: local; needed where there are several.
    init(_ path: String, _ site: Site, zone: Int?, day: String?, from: Timestamp, to: Timestamp) throws {
        guard let zone = zone ?? (site.zones.count == 1 ? 0 : nil) else {
            throw LabError(
                "--trace \(path) needs --zone, one of: \(site.zones.map(\.id).joined(separator: ", "))")
        }
        let clock = site.place.timezone
        guard
            let date = try day.map({ try CivilDate($0) }) ?? (to - from <= .days(1) ? clock.civil(of: from).date : nil)
        else { throw LabError("--trace \(path) needs --day, such as \(clock.civil(of: from).date)") }
        let own = site.zones[zone]
        let criteria = Criteria(
            load: own.load, steps: own.settings.steps, task: own.use.task, lamps: own.deskAtFull,
            settings: own.settings, isEgress: own.use.isEgress, zone: clock, clockDays: site.workdays)
        self.day = DayOfZone(name: own.id, criteria: criteria, date: date)
        guard self.day.span.lowerBound < to, from < self.day.span.upperBound else {
            throw LabError("--day \(date) is not within the run, \(from.iso8601) to \(to.iso8601)")
        }
        (self.path, self.zone) = (path, zone)
    }

    /// To be fed with what happens.
    var sketch: TraceSketch { TraceSketch(zone: zone, steps: day.criteria.steps, day: day.span) }

    func draw(_ courses: [Course]) throws(LabError) {
        guard replace(path, with: day.picture(courses).svg) else {
            throw LabError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }
}
