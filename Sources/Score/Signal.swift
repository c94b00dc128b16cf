public import Quantities

/// A value over time: it is what its last step says, until the next one.
///
/// It has at least one step; what was before the first one is taken to be as the first says.
public struct Signal<Value: Hashable & Sendable>: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        public let time: Timestamp
        public let value: Value

        @usableFromInline
        init(time: Timestamp, value: Value) { (self.time, self.value) = (time, value) }
    }

    @usableFromInline var kept: [Step]

    /// Ascending in time; neighbours differ in value.
    public var steps: [Step] { kept }

    public init(_ value: Value, from start: Timestamp) { kept = [Step(time: start, value: value)] }

    /// Is another value from a moment on, which is not before the last step. The latest word on a moment counts.
    @inlinable
    public mutating func become(_ value: Value, at time: Timestamp) {
        guard kept[kept.count - 1].value != value else { return }
        if kept[kept.count - 1].time >= time { kept.removeLast() }
        if kept.last?.value != value { kept.append(Step(time: time, value: value)) }
    }

    /// What it is at last, and since when.
    public var last: Value { kept[kept.count - 1].value }
    var lastChange: Timestamp { kept[kept.count - 1].time }

    public func value(at time: Timestamp) -> Value { steps[place(of: time)].value }

    /// The step that holds at a moment.
    func place(of time: Timestamp) -> Int {
        var (low, high) = (0, steps.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if steps[middle].time <= time { low = middle } else { high = middle }
        }
        return low
    }

    /// When it is what is asked for, from its first step to `end`; ascending.
    func stretches(until end: Timestamp, where isWanted: (Value) -> Bool) -> [Range<Timestamp>] {
        var stretches: [Range<Timestamp>] = []
        for (index, step) in steps.enumerated() where isWanted(step.value) {
            let next = index + 1 < steps.count ? Swift.min(steps[index + 1].time, end) : end
            guard step.time < next else { continue }
            if let last = stretches.last, last.upperBound == step.time {
                stretches[stretches.count - 1] = last.lowerBound..<next
            } else {
                stretches.append(step.time..<next)
            }
        }
        return stretches
    }
}

/// Reads a signal from its beginning to its end, never back.
struct Cursor<Value: Hashable & Sendable> {
    private let steps: [Signal<Value>.Step]
    private var index = 0

    init(_ signal: Signal<Value>) { steps = signal.steps }

    var value: Value { steps[index].value }

    /// When it is another value; `nil` when it stays for ever.
    var next: Timestamp? { index + 1 < steps.count ? steps[index + 1].time : nil }

    mutating func move(to time: Timestamp) {
        while let next, next <= time { index += 1 }
    }
}
