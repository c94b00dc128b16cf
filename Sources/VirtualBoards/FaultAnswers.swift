public import Control
public import Quantities

/// How control answers what a script breaks: what it says is wrong, and when.
public struct FaultAnswers: Sendable {
    /// One thing that was broken in one zone, or that control said without that.
    public struct Answer: Hashable, Sendable {
        public let zone: Int
        /// `nil`: nothing by script explains it.
        public let entry: FaultScript.Entry?
        /// What control said of it first; `nil`: nothing yet.
        public var fault: Fault?
        public var reported: Timestamp?
        public var cleared: Timestamp?
    }

    /// Those by script first, then the others in the order in which they were told.
    public private(set) var answers: [Answer]
    /// What was told without an entry and is not kept.
    public private(set) var unlisted = 0
    private var last: [Fault]

    /// - Parameter zones: how many there are.
    init(_ script: FaultScript, zones: Int) {
        answers = script.entries.flatMap { entry in entry.zones.map { Answer(zone: $0, entry: entry) } }
        last = Array(repeating: [], count: zones)
    }

    /// Takes what control says now of a zone.
    mutating func take(_ faults: Fault, of zone: Int, at now: Timestamp) {
        let before = last[zone]
        guard faults != before || !faults.isEmpty else { return }
        last[zone] = faults
        var explained = Fault()
        for place in answers.indices where answers[place].zone == zone {
            guard let entry = answers[place].entry else {
                if let fault = answers[place].fault, answers[place].cleared == nil {
                    explained.formUnion(fault)
                    if faults.isDisjoint(with: fault) { answers[place].cleared = now }
                }
                continue
            }
            guard entry.from <= now else { continue }
            let said = faults.intersection(entry.kind.expected)
            if answers[place].reported == nil, entry.holds(at: now), !said.isEmpty {
                (answers[place].fault, answers[place].reported) = (said, now)
            } else if answers[place].reported != nil, said.isEmpty {
                answers[place].cleared = answers[place].cleared ?? now
            } else if answers[place].cleared != nil, entry.holds(at: now) {
                // Said again: a restart, or a better moment, had only interrupted it.
                answers[place].cleared = nil
            }
            if answers[place].reported != nil { explained.formUnion(entry.kind.expected) }
        }
        let others = faults.subtracting(before).subtracting(explained)
        guard !others.isEmpty else { return }
        guard answers.count < Self.most else { return unlisted += 1 }
        answers.append(Answer(zone: zone, entry: nil, fault: others, reported: now))
    }

    private static let most = 1_000
}
