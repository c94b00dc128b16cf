public import Calendars
public import Quantities

/// A reading whose time was read off a wall clock that did not say how far it was from UTC.
public struct LocalReading: Hashable, Sendable {
    public var date: CivilDate
    public var time: TimeOfDay
    /// As in ``Reading``.
    public var value: Double

    public init(_ date: CivilDate, _ time: TimeOfDay, _ value: Double) {
        (self.date, self.time, self.value) = (date, time, value)
    }
}

/// Readings off a wall clock, told apart by their order where the clock shows a time twice.
///
/// When the clock is set back an hour of times comes twice: where the times fall once within such an hour, those
/// before are of the first and those after of the second; a time that stands twice in a row is one of each, unless the
/// step is shorter than an hour, so that others must lie between. Where they do not fall, or more than once, nothing
/// tells, and the readings are left out. A time that the clock skips was never shown: left out. No energy is lost
/// with a reading, as the next one counts on.
public struct ClockedReadings: Hashable, Sendable {
    public let readings: [Reading]
    /// In the order of the readings.
    public let findings: [Finding]

    /// - Parameters:
    ///   - local: in the order in which they were taken.
    ///   - step: the time from one reading to the next as it should be; `nil`: not known.
    public init(_ local: [LocalReading], in zone: TimeZone, step: Duration? = nil) {
        var readings: [Reading] = []
        var findings: [Finding] = []
        let moments = local.map { Moments($0, in: zone) }
        let isFine = step.map { $0 < .hours(1) } ?? false
        var place = 0
        while place < local.count {
            let moment = moments[place]
            guard let second = moment.second else {
                if moment.isShown {
                    readings.append(Reading(moment.first, local[place].value))
                } else {
                    let text = "\(local[place].date) \(local[place].time) is a time that the clock skipped: left out"
                    findings.append(Finding(.skippedTime, from: moment.first, to: moment.first, text))
                }
                place += 1
                continue
            }
            let end = place + moments[place...].prefix { $0.second.map { $0 - second < .hours(3) } ?? false }.count
            if let turn = Self.turn(moments[place..<end], isFine: isFine) {
                for index in place..<end {
                    let time = index < turn ? moments[index].first : moments[index].second ?? moments[index].first
                    readings.append(Reading(time, local[index].value))
                }
            } else {
                for index in place..<end {
                    let text = "\(local[index].date) \(local[index].time) came twice, and nothing tells which is meant"
                    let time = moments[index].first
                    findings.append(Finding(.ambiguousTime, from: time, to: time, text + ": left out"))
                }
            }
            place = end
        }
        (self.readings, self.findings) = (readings, findings)
    }

    /// When the wall showed a time: never, once or twice.
    private struct Moments {
        /// The first moment after it where it was skipped.
        let first: Timestamp
        let second: Timestamp?
        let isShown: Bool

        init(_ local: LocalReading, in zone: TimeZone) {
            first = zone.timestamp(of: local.date, at: local.time)
            let midnight = TimeZone.utc.timestamp(of: local.date)
            let wall = midnight + .seconds(Int64(local.time.secondsSinceMidnight))
            isShown = first + zone.offset(at: first) == wall
            // No zone changes twice within hours.
            let again = wall - zone.offset(at: first + .hours(6))
            second = isShown && again > first && again + zone.offset(at: again) == wall ? again : nil
        }
    }

    /// The place of the first reading of the second hour; `nil` when nothing tells.
    private static func turn(_ run: ArraySlice<Moments>, isFine: Bool) -> Int? {
        let falls = run.indices.dropFirst().filter {
            run[$0].first < run[$0 - 1].first || !isFine && run[$0].first == run[$0 - 1].first
        }
        return falls.count == 1 ? falls[0] : nil
    }
}
