internal import Quantities

/// The least that can be had from this motion sensor: one hold time, the best in hindsight, and daylight
/// followed perfectly. What is lost beyond it is the software's; the rest is the sensor's.
///
/// For each hold time from ``holds`` it tells what would have been used, what would have been missing, and how
/// often somebody would have been left in the dark.
struct Sensing: Sendable {
    /// Seconds: 1 to 20 minutes, what codes allow.
    static let holds: [Duration] = stride(from: 60, through: 1_200, by: 30).map { .seconds(Int64($0)) }

    /// By hold time; W·ms, and times.
    struct Outcome: Sendable {
        var used = 0.0
        var missing = 0.0
        var falseOffs: Int64 = 0
    }

    private let course: Course
    private let criteria: Criteria
    /// What would light enough for people, and what they needed, from the start up to each moment.
    private var enough = Running()
    private var needed = Running()

    /// Tells the outcomes of every hold time, motion by motion.
    static func outcomes(
        _ course: Course, _ criteria: Criteria, tell: (_ began: Timestamp, _ outcomes: [Outcome]) -> Void
    ) {
        let sensing = Sensing(course, criteria)
        let motion = course.motion.stretches(until: course.end, where: { $0 })
        tell(course.start, sensing.dark(course.start..<(motion.first?.lowerBound ?? course.end)))
        for (index, span) in motion.enumerated() {
            let next = index + 1 < motion.count ? motion[index + 1].lowerBound : course.end
            tell(span.lowerBound, sensing.after(span, until: next))
        }
    }

    private init(_ course: Course, _ criteria: Criteria) {
        (self.course, self.criteria) = (course, criteria)
        var (people, daylight, output) = (Cursor(course.people), Cursor(course.daylight), Cursor(course.output))
        var aged = criteria.aged(to: output.value)
        var time = course.start
        while time < course.end {
            people.move(to: time)
            daylight.move(to: time)
            if let due = output.next, due <= time {
                output.move(to: time)
                aged = criteria.aged(to: output.value)
            }
            let next = [people.next, daylight.next, course.end].compactMap { $0 }.min() ?? course.end
            let power = people.value == nil ? 0 : aged.power(aged.needed(daylight.value)).value
            enough.add(power, from: time, to: next)
            needed.add(people.value == true ? power : 0, from: time, to: next)
            time = next
        }
    }

    /// Before the first motion nothing is lit.
    private func dark(_ span: Range<Timestamp>) -> [Outcome] {
        let missing = needed.between(span.lowerBound, span.upperBound)
        return Sensing.holds.map { _ in Outcome(used: 0, missing: missing) }
    }

    private func after(_ motion: Range<Timestamp>, until next: Timestamp) -> [Outcome] {
        Sensing.holds.map { hold in
            let off = Swift.min(motion.upperBound + hold, next)
            var outcome = Outcome(
                used: enough.between(motion.lowerBound, off), missing: needed.between(off, next))
            let isDarkened = off < next && course.people.value(at: off) == true
            if isDarkened, criteria.isTooDark(course.daylight.value(at: off)) { outcome.falseOffs = 1 }
            return outcome
        }
    }
}

/// The integral of a power over time, to be asked for between any two moments.
private struct Running: Sendable {
    private var times: [Timestamp] = []
    private var sums: [Double] = []
    private var powers: [Double] = []

    mutating func add(_ power: Double, from start: Timestamp, to end: Timestamp) {
        if times.isEmpty { (times, sums) = ([start], [0]) }
        if powers.last == power {
            times[times.count - 1] = end
            sums[sums.count - 1] += power * Double((end - start).milliseconds)
        } else {
            times.append(end)
            sums.append(sums[sums.count - 1] + power * Double((end - start).milliseconds))
            powers.append(power)
        }
    }

    func between(_ start: Timestamp, _ end: Timestamp) -> Double { start < end ? sum(to: end) - sum(to: start) : 0 }

    private func sum(to time: Timestamp) -> Double {
        guard let first = times.first, first < time else { return 0 }
        // The stretch that ends at or after `time`.
        var (low, high) = (1, times.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return sums[low - 1] + powers[low - 1] * Double((Swift.min(time, times[low]) - times[low - 1]).milliseconds)
    }
}
