internal import Activities
internal import Quantities

/// What the readings of one instrument say, from its coming to its going.
///
/// Looks at each reading with the one believed last and a few that follow; what it decides is in ``Finding/Kind``.
struct InstrumentRun {
    private(set) var intervals: [Series.Interval] = []
    private(set) var gaps: [Consumption.Gap] = []
    private(set) var findings: [Finding] = []

    private let installation: Installation
    private let points: [Point]
    /// Believed so far.
    private var kept: [Point] = []

    /// The fastest that was counted without a doubt, units an hour; and without the interval counted last.
    private var fastest: Double?
    private var fastestBefore: Double?
    /// A fall after which the face is not yet known to count anew, and the climbs since.
    private var unproven: (fall: Fall, climbs: Int)?

    /// Readings. An assumption.
    private static let longestDisturbance = 3

    private typealias Point = Fall.Point

    init(_ readings: some Sequence<Reading>, of installation: Installation) {
        self.installation = installation
        var findings: [Finding] = []
        var points: [Point] = []
        if let start = installation.start { points.append(Point(time: installation.from, value: start, isFixed: true)) }
        for reading in readings {
            if let modulus = installation.modulus, reading.value >= modulus {
                let text = "\(reading.value.plain) has more digits than the face: left out"
                findings.append(Finding(.impossible, from: reading.time, to: reading.time, text))
                continue
            }
            let fixed = [(installation.from, installation.start), (installation.to, installation.end)]
            if let known = fixed.first(where: { $0.0 == reading.time })?.1 {
                guard known != reading.value else { continue }
                let text = "\(reading.value.plain) was read where the register has \(known.plain): left out"
                findings.append(Finding(.conflict, from: reading.time, to: reading.time, text))
                continue
            }
            points.append(Point(time: reading.time, value: reading.value, isFixed: false))
        }
        if let end = installation.end, let to = installation.to {
            points.append(Point(time: to, value: end, isFixed: true))
        }
        (self.points, self.findings) = (points, findings)
        walk()
        close()
    }

    private mutating func walk() {
        var place = 0
        while place < points.count {
            let point = points[place]
            if let last = kept.last {
                place = point.value < last.value ? fall(place, last) : rise(place, last)
            } else {
                kept.append(point)
                place += 1
            }
        }
    }

    /// - Returns: the place of the reading to look at next.
    private mutating func rise(_ place: Int, _ last: Point) -> Int {
        let point = points[place]
        if let fall = unproven?.fall, fall.isLeap(Fall.Climb(last, point), beside: fastest) {
            gaps.append(Consumption.Gap(from: last.time, to: point.time))
            kept.append(point)
            unproven = nil
            let text =
                "the face rose to \(point.value.plain) as if it had not fallen before: what flowed is unknown, a gap"
            say(.unknown, last.time, point.time, text)
        } else if isPlausible(point.value - last.value, last.time, point.time) {
            count(point.value - last.value, to: point)
        } else if !point.isFixed, let next = points.dropFirst(place + 1).first, next.value < point.value,
            last.value <= next.value, isPlausible(next.value - last.value, last.time, next.time)
        {
            say(.highSpike, point.time, point.time, "\(point.value.plain) lies above both neighbours: left out")
        } else if kept.count == 1, !last.isFixed {
            // Of two readings either may be wrong; those that follow bear the second out.
            kept = [point]
            say(.lowSpike, last.time, last.time, "\(last.value.plain) lies far below what follows it: left out")
        } else {
            count(point.value - last.value, to: point, quality: .proxy)
            say(.implausible, last.time, point.time, "more than \(most) can have flowed: counted, but doubtful")
        }
        return place + 1
    }

    private mutating func fall(_ place: Int, _ last: Point) -> Int {
        let point = points[place]
        let fall = Fall(last: last, points: points, place: place, fastest: fastest, installation: installation)
        if let before = spikeBefore(place, last) {
            intervals.removeLast()
            findings.removeAll { $0.kind == .implausible && $0.to == last.time }
            kept.removeLast()
            fastest = fastestBefore
            say(.highSpike, last.time, last.time, "\(last.value.plain) lies above both neighbours: left out")
            count(point.value - before.value, to: point)
        } else if let back = fall.comeback {
            let doubt = back.isCertain ? "" : ", in doubt, as the face may have begun anew"
            let count = back.place - place
            let what = count == 1 ? "\(point.value.plain) lies" : "\(count) readings from \(point.value.plain) on lie"
            say(.lowSpike, point.time, points[back.place - 1].time, "\(what) below both neighbours: left out\(doubt)")
            let next = points[back.place]
            self.count(next.value - last.value, to: next, quality: back.isCertain ? .metered : .proxy)
            return back.place + 1
        } else if let rolled = rollover(from: last, to: point) {
            let from = last.time
            count(rolled, to: point)
            say(.rollover, from, point.time, "the face ran from \(last.value.plain) over zero to \(point.value.plain)")
        } else if let back = rolledComeback(from: place, last) {
            say(.lowSpike, point.time, points[back - 1].time, "\(point.value.plain) fits neither neighbour: left out")
            return back
        } else {
            gaps.append(Consumption.Gap(from: last.time, to: point.time))
            kept.append(point)
            unproven = fall.isProven ? nil : (fall, 0)
            say(
                .reset, last.time, point.time,
                "the count fell from \(last.value.plain) to \(point.value.plain) and no replacement is known: a gap")
        }
        return place + 1
    }

    /// Where a few equal readings that fit neither neighbour end in one that goes on from the last over the face's last
    /// digit; `nil` when they do not.
    private func rolledComeback(from place: Int, _ last: Point) -> Int? {
        let same = points[place...].prefix { !$0.isFixed && $0.value == points[place].value }.count
        let back = place + same
        guard 1...Self.longestDisturbance ~= same, back < points.count, points[back].value < last.value else {
            return nil
        }
        return rollover(from: last, to: points[back]) == nil ? nil : back
    }

    /// The reading believed before the last, when the last stands out above both its neighbours; `nil` otherwise.
    private func spikeBefore(_ place: Int, _ last: Point) -> Point? {
        guard !last.isFixed, kept.count > 1, place + 1 < points.count, let interval = intervals.last,
            interval.to == last.time
        else { return nil }
        let (before, point, next) = (kept[kept.count - 2], points[place], points[place + 1])
        guard interval.from == before.time, before.value <= point.value, point.value <= next.value,
            next.value < last.value, isPlausible(point.value - before.value, before.time, point.time),
            interval.quality == .proxy || installation.mostPerHour == nil
        else { return nil }
        return before
    }

    /// What the face counted over its last digit; `nil` when it did not run over.
    ///
    /// Without a known maximum the last reading must be in the last tenth of the face and this one in the first: an
    /// assumption.
    private func rollover(from last: Point, to point: Point) -> Double? {
        guard let modulus = installation.modulus else { return nil }
        let counted = point.value + modulus - last.value
        let isBelievable =
            installation.mostPerHour == nil
            ? last.value >= modulus * 0.9 && point.value < modulus * 0.1
            : isPlausible(counted, last.time, point.time)
        return isBelievable ? counted : nil
    }

    private mutating func count(_ units: Double, to point: Point, quality: Quality = .metered) {
        guard let last = kept.last else { return }
        let amount = units * installation.worth
        var quality = quality
        fastestBefore = fastest
        if let (fall, climbs) = unproven, quality == .metered {
            // What the face counts after a fall is doubtful until it has shown that it counts.
            quality = .proxy
            let more = climbs + (units > 0 ? 1 : 0)
            unproven = more >= Fall.proof ? nil : (fall, more)
        } else if quality == .metered {
            fastest = Swift.max(fastest ?? 0, units / (point.time - last.time).hours)
        }
        intervals.append(Series.Interval(from: last.time, to: point.time, amount: amount, quality: quality))
        kept.append(point)
    }

    private func isPlausible(_ units: Double, _ from: Timestamp, _ to: Timestamp) -> Bool {
        installation.allows(units, from: from, to: to)
    }

    private var most: String { "\((installation.mostPerHour ?? 0).plain) an hour" }

    private mutating func say(_ kind: Finding.Kind, _ from: Timestamp, _ to: Timestamp, _ text: String) {
        findings.append(Finding(kind, from: from, to: to, text))
    }

    /// Says what is unknown before the first and after the last that is known.
    private mutating func close() {
        let first = kept.first?.time ?? installation.to
        if let first, installation.from < first {
            let what = kept.isEmpty ? "\(installation.serial) was never read" : "nobody read the face at the start"
            gaps.insert(Consumption.Gap(from: installation.from, to: first), at: 0)
            say(.unknown, installation.from, first, "\(what): a gap")
        }
        if let last = kept.last?.time, let to = installation.to, last < to {
            gaps.append(Consumption.Gap(from: last, to: to))
            say(.unknown, last, to, "nobody read the face at the end: a gap")
        }
    }
}
