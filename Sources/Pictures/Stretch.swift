import Calendars
import Control
import Quantities

/// A time in which nothing changes, and all that is known of it.
struct Stretch: Hashable {
    let range: Range<Timestamp>
    /// `nil` where nobody knows.
    let isOccupied: Bool?
    let isMoving: Bool
    /// `nil` where it was not measured.
    let daylight: Lux?
    /// 0 to 1; `nil` before the first step.
    let level: Double?
    let reason: Reason?
    /// What the lamps were to whoever was there; `nil` when dark and rightly so, or not known.
    let light: Light?

    var length: Duration { range.upperBound - range.lowerBound }
}

/// What the lamps were to the people of a zone.
enum Light: Hashable, CaseIterable {
    case litOccupied, litVacant, litUnknown
    /// Somebody there, light needed, and none.
    case dark
}

extension DayPicture {
    /// The recorded part of the day, ascending; longest possible without a change.
    var stretches: [Stretch] {
        var occupancy = Track(occupancy)
        var motion = Track(motion)
        var daylight = Track(daylight)
        var lamps = Track(lamps)
        var reasons = Track(reasons)
        var stretches: [Stretch] = []
        for range in known {
            var now = range.lowerBound
            while now < range.upperBound {
                let moment = Moment(
                    isOccupied: occupancy.value(at: now) ?? nil, daylight: daylight.value(at: now) ?? nil,
                    level: lamps.value(at: now), reason: reasons.value(at: now), target: target)
                let isMoving = motion.value(at: now) ?? false
                let changes = [occupancy.change, motion.change, daylight.change, lamps.change, reasons.change]
                let end = min(changes.compactMap(\.self).min() ?? range.upperBound, range.upperBound)
                stretches.append(
                    Stretch(
                        range: now..<end, isOccupied: moment.isOccupied, isMoving: isMoving,
                        daylight: moment.daylight, level: moment.level, reason: moment.reason, light: moment.light))
                now = end
            }
        }
        return stretches
    }

    /// ``recorded`` within the day, ascending and apart.
    var known: [Range<Timestamp>] {
        let inside = recorded.map { $0.clamped(to: day) }.filter { !$0.isEmpty }
        return inside.sorted { $0.lowerBound < $1.lowerBound }.joined()
    }

    /// The rest of the day.
    var unknown: [Range<Timestamp>] {
        var gaps: [Range<Timestamp>] = []
        var end = day.lowerBound
        for range in known {
            if end < range.lowerBound { gaps.append(end..<range.lowerBound) }
            end = range.upperBound
        }
        return end < day.upperBound ? gaps + [end..<day.upperBound] : gaps
    }
}

extension Sequence<Range<Timestamp>> {
    /// Those that touch or overlap as one. Must ascend by where they begin.
    func joined() -> [Range<Timestamp>] {
        reduce(into: []) { joined, range in
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
    }
}

/// What holds at one moment, and what that says about the lamps.
private struct Moment {
    let isOccupied: Bool?
    let daylight: Lux?
    let level: Double?
    let reason: Reason?
    let target: Lux?

    init(isOccupied: Bool?, daylight: Lux?, level: Double?, reason: Reason?, target: Lux?) {
        self.isOccupied = isOccupied
        self.daylight = daylight.flatMap { $0.value.isFinite ? $0 : nil }
        self.level = level.map { $0.isFinite ? min(max($0, 0), 1) : 0 }
        self.reason = reason
        self.target = target.flatMap { $0.value.isFinite && $0 > .zero ? $0 : nil }
    }

    var light: Light? {
        guard let level else { return nil }
        switch isOccupied {
        case _ where level == 0: return isOccupied == true && needsLight ? .dark : nil
        case true?: return .litOccupied
        case false?: return .litVacant
        case nil: return .litUnknown
        }
    }

    /// Nobody wanted it dark, no warning blinks, and daylight is less than nine tenths of the target: by the measured
    /// daylight where there is one, else by the word of the controller.
    private var needsLight: Bool {
        if reason == .manualOff || reason == .warning { return false }
        if let daylight, let target { return daylight < target * 0.9 }
        return reason != .daylight
    }
}

/// Steps, read from front to back.
private struct Track<Value: Hashable & Sendable> {
    private let steps: [DayPicture.Step<Value>]
    private var next = 0

    init(_ steps: [DayPicture.Step<Value>]) {
        self.steps = steps.reduce(into: []) { changes, step in
            if changes.last?.value != step.value { changes.append(step) }
        }
    }

    /// When the value last asked for gives way to the next; `nil` when it stays.
    var change: Timestamp? { next < steps.count ? steps[next].time : nil }

    /// The value that holds at `time`, which is never before the one last asked for; `nil` before the first step.
    mutating func value(at time: Timestamp) -> Value? {
        while next < steps.count, steps[next].time <= time { next += 1 }
        return next > 0 ? steps[next - 1].value : nil
    }
}
