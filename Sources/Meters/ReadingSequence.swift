internal import Activities
internal import Calendars
public import Quantities

/// What the face of an instrument showed at a moment, before anything is made of it.
public struct Reading: Hashable, Sendable {
    public var time: Timestamp
    /// In units of the face, its decimals behind the point.
    public var value: Double

    public init(_ time: Timestamp, _ value: Double) { (self.time, self.value) = (time, value) }
}

/// The readings of one meter, of whatever instruments were installed there, in the order of time.
///
/// Decides what each reading is worth. What flowed is the difference of two readings that are believed; a reading that
/// is not believed is left out and said, and the interval around it is longer, its energy still right. Where even that
/// cannot be told there is a gap. Nothing is ever negative, and no time is counted twice.
///
/// What readings cannot tell stays unknown to it: a reset that ends above the reading before it, a face that
/// rolled over twice between two readings, a reset within a reading of a spike.
public struct ReadingSequence: Hashable, Sendable {
    public let meter: Meter
    /// One a moment, in the order of time.
    public let readings: [Reading]
    /// About moments with several readings, and about readings that are no numbers.
    private let findings: [Finding]

    /// - Parameter readings: in any order; the same reading of the same moment may stand there more than once.
    public init(_ readings: [Reading], of meter: Meter) {
        var kept: [Reading] = []
        var findings: [Finding] = []
        let possible = readings.filter { reading in
            if reading.value.isFinite, reading.value >= 0 { return true }
            let text = "\(reading.value) is no reading of a face: left out"
            findings.append(Finding(.impossible, from: reading.time, to: reading.time, text))
            return false
        }
        let sorted = possible.sorted { ($0.time, $0.value) < ($1.time, $1.value) }
        var place = 0
        while place < sorted.count {
            let time = sorted[place].time
            let same = sorted[place...].prefix { $0.time == time }
            place += same.count
            guard let first = same.first, let last = same.last, first.value != last.value else {
                kept.append(sorted[place - 1])
                continue
            }
            let text = "readings of one moment from \(first.value.plain) to \(last.value.plain): all left out"
            findings.append(Finding(.conflict, from: time, to: time, text))
        }
        (self.meter, self.readings, self.findings) = (meter, kept, findings)
    }

    /// What flowed.
    ///
    /// - Parameter step: the time from one reading to the next as it should be; an interval longer than one and a
    ///   half of it is said. `nil`: readings come as they come.
    public func consumption(step: Duration? = nil) -> Consumption {
        var result = Consumption(
            series: Series(site: meter.site, meter: meter.id, medium: meter.medium, use: meter.use, intervals: []),
            gaps: [], findings: findings)
        var rest = readings[...]
        var previous: Installation?
        for (place, installation) in meter.installations.enumerated() {
            outside(rest.prefix { $0.time < installation.from }, &result)
            rest = rest.drop { $0.time < installation.from }
            if let previous { hand(over: previous, to: installation, &result) }
            let next = place + 1 < meter.installations.count ? meter.installations[place + 1].from : nil
            let mine = rest.prefix { reading in
                guard let to = installation.to else { return true }
                // The last reading of an instrument is its own, unless its successor is there already.
                return reading.time < to || reading.time == to && next != to
            }
            rest = rest.dropFirst(mine.count)
            result.append(InstrumentRun(mine, of: installation), step: step)
            previous = installation
        }
        outside(rest, &result)
        result.findings.sort { ($0.from, $0.to, $0.text) < ($1.from, $1.to, $1.text) }
        return result
    }

    private func outside(_ readings: some Sequence<Reading>, _ result: inout Consumption) {
        for reading in readings {
            result.findings.append(
                Finding(
                    .noInstrument, from: reading.time, to: reading.time,
                    "\(reading.value.plain) was read when no instrument was installed: left out"))
        }
    }

    private func hand(over old: Installation, to new: Installation, _ result: inout Consumption) {
        guard let to = old.to else { return }
        let text = "\(old.serial) gave way to \(new.serial)"
        result.findings.append(Finding(.replacement, from: to, to: new.from, text))
        guard to < new.from else { return }
        result.gaps.append(Consumption.Gap(from: to, to: new.from))
        result.findings.append(Finding(.unknown, from: to, to: new.from, "no instrument was there: a gap"))
    }
}

extension Consumption {
    fileprivate mutating func append(_ run: InstrumentRun, step: Duration?) {
        series.intervals += run.intervals
        gaps += run.gaps
        findings += run.findings
        guard let step else { return }
        for interval in run.intervals where (interval.to - interval.from).milliseconds * 2 > step.milliseconds * 3 {
            let hours = (interval.to - interval.from).hours.fixed(places: 2)
            let text = "no reading for \(hours) h: the sum is right, how it was spread is unknown"
            findings.append(Finding(.longInterval, from: interval.from, to: interval.to, text))
        }
    }
}
