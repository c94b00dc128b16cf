import Activities
import Calendars
import Chance
import Meters
import Quantities
import Testing

/// The law: whatever happens to a meter and its readings, what its intervals hold and what flowed in the gaps is what
/// flowed; nothing is negative, no time is counted twice, and nothing is missing without a gap that says so.
@Suite struct `What flowed through a meter` {
    @Test func `is neither lost nor counted twice, whatever happens`() throws {
        let zone = try TimeZone(named: "Europe/Zurich")
        var seen: [Finding.Kind: Int] = [:]
        for seed in 0..<400 {
            var life = Life(seed: UInt64(seed), zone: zone)
            life.live()
            let clocked = ClockedReadings(life.written, in: zone, step: Life.step)
            let result = ReadingSequence(clocked.readings, of: life.meter).consumption(step: Life.step)
            for finding in result.findings + clocked.findings { seen[finding.kind, default: 0] += 1 }
            #expect(life.faults(of: result).isEmpty, "seed \(seed): \(life.faults(of: result).prefix(3))")
        }
        // All of these happened, or the law was not put to the test.
        for kind in Finding.Kind.allCases where kind != .implausible { #expect(seen[kind, default: 0] > 0, "\(kind)") }
    }
}

/// A meter with a truth that its readings only tell in part.
private struct Life {
    static let step = Duration.minutes(30)

    private var chance: SplitMix
    private let zone: TimeZone
    private(set) var meter: Meter
    /// Off the wall, in the order in which they were taken.
    private(set) var written: [LocalReading] = []
    /// What has flowed since the start, kWh, at each step.
    private var truth: [Timestamp: Double] = [:]
    /// Stretches in which the truth may be unknown, and why there are such.
    private var excuses: [(from: Timestamp, to: Timestamp)] = []
    private let start: Timestamp
    private let end: Timestamp

    init(seed: UInt64, zone: TimeZone) {
        (chance, self.zone) = (SplitMix(state: seed), zone)
        // Around one of the two changes of the clock in 2026.
        let change = seed % 2 == 0 ? "2026-10-25" : "2026-03-29"
        let middle = zone.timestamp(of: (try? CivilDate(change)) ?? CivilDate(daysSinceEpoch: 0))
        (start, end) = (middle - .days(2), middle + .days(3))
        meter = Meter(site: "s", id: "m", medium: .electricity, use: .total)
    }

    mutating func live() {
        let steps = Int((end - start).milliseconds / Life.step.milliseconds)
        let swap = 40 + Int(chance.next() % 60)
        // The new instrument comes at once or some steps later; readings of the time between are nobody's.
        let back = swap + Int(chance.next() % 3) * 2
        let bounds = [0..<swap, back..<steps]
        var energy = 0.0
        for (number, span) in bounds.enumerated() {
            let isLast = number == 1
            let worth = [1.0, 40, 0.1][Int(chance.next() % 3)]
            let digits = 5
            // A third of the faces begin just below their end.
            var face = chance.one(in: 3) ? 99_900 + Double(chance.next() % 90) : Double(30_000 + chance.next() % 9_000)
            var installation = Installation(
                from: time(span.lowerBound), to: isLast ? nil : time(span.upperBound), serial: "\(number)",
                digits: digits, worth: worth, maximum: worth * 400)
            if chance.one(in: 2) { installation.start = face } else { excuse(span.lowerBound, span.lowerBound + 14) }
            let reset = chance.one(in: 2) ? span.lowerBound + 20 : -1
            // Disturbances stand six steps apart, so that each has believed neighbours.
            var quiet = span.lowerBound + 4
            var hidden = 0
            for place in span {
                if place > span.lowerBound {
                    let counted = Double(chance.next() % 12)
                    face += counted
                    energy += counted * worth
                    if face >= 100_000 { face -= 100_000 }
                }
                if place == reset, face < 95_000, face > 20_000 {
                    face = 0
                    excuse(place - 12, place + 12)
                }
                truth[time(place)] = energy
                hidden -= 1
                var values = [face]
                if place >= quiet, abs(place - reset) > 8, place + 6 < span.upperBound, hidden < 0 {
                    quiet = place + 6
                    switch chance.next() % 8 {
                    case 0: values = [face - Double(20 + chance.next() % 10_000)]
                    case 1: values = [face + Double(5_000 + chance.next() % 10_000)]
                    case 2: values = [face, face]
                    case 3: values = [face, face + 1]
                    case 4: values = [.infinity]
                    case 5: hidden = Int(1 + chance.next() % 5)
                    default: quiet = place
                    }
                    // A spike beyond the face's ends would be another kind of disturbance.
                    if values.contains(where: { $0 < 0 || $0 >= 100_000 && $0.isFinite }) || face < 5_000 {
                        values = [face]
                    }
                }
                if hidden > 0 && values == [face] { values = [] }
                for value in values { write(place, value) }
            }
            if !isLast {
                energy += Double(chance.next() % 12) * worth
                // Read off at the very end of its time; its last step is in the truth by then.
                truth[time(span.upperBound)] = energy
                if chance.one(in: 2) {
                    installation.end = face + (energy - (truth[time(span.upperBound - 1)] ?? 0)) / worth
                    if let last = installation.end {
                        installation.end = (last >= 100_000 ? last - 100_000 : last).rounded()
                    }
                } else {
                    excuse(span.upperBound - 14, span.upperBound)
                }
                excuse(span.upperBound, back)
                for place in span.upperBound..<back {
                    energy += 5
                    truth[time(place + 1)] = energy
                    if place > span.upperBound { write(place, 77) }
                }
            }
            meter.installations.append(installation)
        }
        if chance.one(in: 4) { written.append(LocalReading(skipped.0, skipped.1, 50_000)) }
        sortLast()
    }

    /// Everything that the law forbids.
    func faults(of result: Consumption) -> [String] {
        var faults: [String] = []
        var pieces = result.series.intervals.map { ($0.from, $0.to, $0.amount as Double?) }
        pieces += result.gaps.map { ($0.from, $0.to, nil) }
        pieces.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        for (a, b) in zip(pieces, pieces.dropFirst()) where a.1 != b.0 {
            faults.append("\(a.1.iso8601) is not \(b.0.iso8601)")
        }
        var sum = 0.0
        for (from, to, amount) in pieces {
            guard let before = truth[from], let after = truth[to] else {
                faults.append("\(from.iso8601) to \(to.iso8601) is not of this life")
                continue
            }
            sum += amount ?? (after - before)
            if let amount, amount < 0 { faults.append("\(amount) is negative") }
            if let amount, abs(amount - (after - before)) > 1e-6 {
                faults.append("\(from.iso8601) to \(to.iso8601): \(amount), not \(after - before)")
            }
            if amount == nil, !excuses.contains(where: { $0.from <= from && to <= $0.to }) {
                faults.append("\(from.iso8601) to \(to.iso8601): a gap without a reason")
            }
        }
        if let first = pieces.first, let last = pieces.last, let a = truth[first.0], let b = truth[last.1] {
            if abs(sum - (b - a)) > 1e-6 { faults.append("\(sum) in all, not \(b - a)") }
            if first.0 != start || (end - last.1).hours > 6 { faults.append("it does not tell of the whole time") }
        } else {
            faults.append("it tells of nothing")
        }
        return faults
    }

    private func time(_ place: Int) -> Timestamp { start + Life.step * Int64(place) }

    private mutating func excuse(_ from: Int, _ to: Int) { excuses.append((time(from), time(to))) }

    private mutating func write(_ place: Int, _ value: Double) {
        let (date, clock) = zone.civil(of: time(place))
        written.append(LocalReading(date, clock, value))
    }

    /// A time that Zurich's clock skipped in 2026.
    private var skipped: (CivilDate, TimeOfDay) {
        let midnight = (try? CivilDate("2026-03-29")) ?? CivilDate(daysSinceEpoch: 0)
        return (midnight, TimeOfDay(hour: 2, minute: 15) ?? .midnight)
    }

    /// A logger that lost the first of the two hours, and its step: nothing tells where the reading belongs.
    private mutating func sortLast() {
        guard chance.one(in: 3) else { return }
        let isDouble: (LocalReading) -> Bool = { $0.date.month == 10 && $0.date.day == 25 && $0.time.hour == 2 }
        guard let first = written.firstIndex(where: isDouble) else { return }
        let kept = written[first]
        written.removeAll(where: isDouble)
        written.insert(kept, at: first)
        written.removeAll { $0.date == kept.date && ($0.time.hour == 1 || $0.time.hour == 3) }
    }
}
