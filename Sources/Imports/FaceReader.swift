internal import Activities
internal import CSV
internal import Calendars
internal import Meters
internal import Quantities
internal import Spelling

/// Reads what faces of meters showed, a line each, and makes of it what flowed.
///
/// What is noticed about readings (``Finding``) is said as a remark; a reading that is not believed refuses no file.
struct FaceReader {
    private let headings: Headings
    private let clocks: SiteClocks
    private let register: FaceRegister
    private var tracks: [Track] = []
    private var places: [[String]: Int] = [:]

    /// Remarks on readings in a file; of more it is said how many there are.
    private static let most = 200

    /// The readings of one meter, in the order of the file.
    private struct Track {
        let meter: Meter
        let firstLine: Int
        var local: [(reading: LocalReading, line: Int)] = []
        var absolute: [(reading: Reading, line: Int)] = []
    }

    init(_ table: inout Table, _ clocks: SiteClocks, _ register: FaceRegister?) {
        (self.clocks, self.register) = (clocks, register ?? FaceRegister(meters: []))
        headings = Headings(.faces, in: &table)
        if register == nil { table.reportFile("readings of faces need the register of meters: --register FILE") }
    }

    mutating func read(_ table: inout Table, into delivery: inout Delivery, _ show: (Double) -> Void) {
        guard table.problems.isEmpty, let site = headings["site"], let name = headings["meter"],
            let time = headings["time"], let reading = headings["reading"]
        else { return }
        var rows = 0
        while table.next() {
            rows += 1
            if rows.isMultiple(of: 16_384) { show(table.progress) }
            guard let place = track(&table, site, name) else { continue }
            let (written, value) = (written(&table, time), table.number(reading))
            guard let written, let value else { continue }
            let moment: Timestamp
            if let offset = written.offset {
                moment =
                    Timestamp(milliseconds: Int64(written.date.daysSinceEpoch) * 86_400_000) + written.time - offset
                tracks[place].absolute.append((Reading(moment, value), table.line))
            } else {
                let clock = TimeOfDay(secondsSinceMidnight: Int(written.time.milliseconds / 1_000)) ?? .midnight
                moment = (clocks.zone(of: tracks[place].meter.site) ?? .utc).timestamp(of: written.date, at: clock)
                tracks[place].local.append((LocalReading(written.date, clock, value), table.line))
            }
            check(&table, tracks[place].meter, moment)
            if tracks[place].local.isEmpty == tracks[place].absolute.isEmpty {
                table.complain(
                    time, "says an offset where others of this meter do not, or none where they do: write all alike")
            }
        }
        guard table.problems.isEmpty else { return }
        var (remarks, silent) = ([String](), [Track]())
        for track in tracks {
            let (meter, said) = delivered(track)
            if meter.lines.isEmpty {
                silent.append(track)
            } else {
                delivery.meters.append(meter)
            }
            remarks += said
        }
        for track in silent {
            let text = "no two readings of \(track.meter.site)/\(track.meter.id) tell what flowed"
            if delivery.meters.isEmpty { table.report(line: track.firstLine, text) } else { remarks.append(text) }
        }
        delivery.remarks += remarks.prefix(Self.most)
        if remarks.count > Self.most {
            delivery.remarks.append("and \(remarks.count - Self.most) more remarks on readings")
        }
    }

    private mutating func track(_ table: inout Table, _ site: Int, _ name: Int) -> Int? {
        guard let place = table.site(site, among: clocks) else { return nil }
        let id = table.text(name)
        if let known = places[[place, id]] { return known }
        guard let meter = register.meter(id, of: place) else {
            let known = register.meters.filter { $0.site == place }.map(\.id)
            table.report(
                column: name,
                "meter: the register of \(place) has no meter \"\(quotable(id))\""
                    + Spelling.hint(for: id, among: known, otherwise: "there are"))
            return nil
        }
        places[[place, id]] = tracks.count
        tracks.append(Track(meter: meter, firstLine: table.line))
        return tracks.count - 1
    }

    private func written(_ table: inout Table, _ column: Int) -> WrittenTime? {
        do throws(WrittenTime.Fault) { return try table.time(column, monthFirst: nil) } catch {
            table.complain(
                column, error == .noTimeOfDay ? "has no time of day: append it, such as T08:00" : error.message)
            return nil
        }
    }

    /// Holds the unit of a line against the register.
    private func check(_ table: inout Table, _ meter: Meter, _ moment: Timestamp) {
        guard let column = headings["unit"], !table.isEmpty(column) else { return }
        let choices = WrittenUnit.choices(for: [meter.medium.unit])
        guard let unit = WrittenUnit.named(table.text(column), among: choices) else {
            table.complain(
                column,
                "is no unit of \(meter.medium.rawValue)"
                    + Spelling.hint(for: table.text(column), among: choices.map(\.name), otherwise: "it is one of"))
            return
        }
        guard let installation = meter.installation(at: moment),
            let other = installation.contrary(to: unit, of: meter.medium)
        else { return }
        table.complain(
            column,
            "is not what the register says of \(installation.serial), \(other.name): write what the face shows, or "
                + "correct the register")
    }

    private func delivered(_ track: Track) -> (meter: Delivery.Meter, remarks: [String]) {
        let zone = clocks.zone(of: track.meter.site) ?? .utc
        let clocked = ClockedReadings(track.local.map(\.reading), in: zone)
        // Readings come back in their order, without those that are left out.
        var (rest, lines) = (track.local[...], track.absolute.map { (time: $0.reading.time, line: $0.line) })
        for reading in clocked.readings {
            rest = rest.drop {
                let shown = zone.civil(of: reading.time)
                return $0.reading.value != reading.value || $0.reading.date != shown.date
                    || $0.reading.time != shown.time
            }
            guard let found = rest.popFirst() else { break }
            lines.append((reading.time, found.line))
        }
        lines.sort { ($0.time, $0.line) < ($1.time, $1.line) }
        let readings = clocked.readings + track.absolute.map(\.reading)
        let (site, id) = (track.meter.site, track.meter.id)
        var findings = clocked.findings
        var meter = Delivery.Meter(
            series: Series(site: site, meter: id, medium: track.meter.medium, use: track.meter.use, intervals: []),
            lines: [])
        var remarks: [String] = []
        if let first = lines.first?.time, let last = lines.last?.time {
            let consumption = ReadingSequence(readings, of: register.meter(track.meter, within: first...last))
                .consumption()
            meter.series.intervals = consumption.series.intervals
            let told = register.told(site, id, first)
            // What lies outside the file's time is another file's.
            findings += consumption.findings.filter {
                $0.kind != .unknown || $0.from < last && (told == nil || first < $0.to)
            }
            if let told, told < first {
                remarks.append(
                    "\(site)/\(id): nothing tells what flowed from \(told.iso8601) to \(first.iso8601): begin a file with "
                        + "the last reading of the one before")
            }
        }
        var place = 0
        meter.lines = meter.series.intervals.map { interval in
            while place + 1 < lines.count, lines[place + 1].time <= interval.to { place += 1 }
            return lines[place].line
        }
        findings.sort { ($0.from, $0.to) < ($1.from, $1.to) }
        remarks += findings.map { "\(site)/\(id) \($0.from.iso8601): \($0.kind.rawValue): \($0.text)" }
        return (meter, remarks)
    }
}
