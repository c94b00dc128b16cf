public import Quantities
public import Records
internal import Sparkplug

extension BoardState {
    /// What a board says of a meter that belongs to no zone.
    ///
    /// Water that flows tells of people. So it is told no oftener than records end, as their registers are.
    public struct MeterState: Equatable, Sendable {
        /// As the site file calls it: an identifier.
        public var name: String
        public var medium: Medium
        /// Empty: not said.
        public var serial: String
        /// Its accuracy class; empty: not said.
        public var accuracy: String
        /// In millionths of the medium's unit, cumulative since the journal began.
        public var amount: Int64
        /// What its face must show, in thousandths of the unit; `nil` where nobody said which meter it is.
        public var face: Int64?
        /// What speaks against it, in one word; empty: nothing.
        public var fault = ""
        /// When it last changed.
        public var changed: Timestamp

        public init(_ account: MeterAccount, accuracy: String = "", at now: Timestamp) {
            (name, medium, serial) = (account.subject.name, account.subject.medium, account.subject.serial)
            (self.accuracy, amount, face, changed) = (accuracy, account.amount, account.face, now)
        }

        /// Takes how it stands now.
        public mutating func take(_ account: MeterAccount, fault: String?, at now: Timestamp) {
            guard (account.amount, account.face, fault ?? "") != (amount, face, self.fault) else { return }
            (amount, face, self.fault, changed) = (account.amount, account.face, fault ?? "", now)
        }
    }
}

extension BoardState.MeterState {
    /// What stays as it is while the board runs.
    var described: [Metric] {
        [
            Metric("\(Name.meters)\(name)/Medium", .string("\(medium.name)")),
            Metric("\(Name.meters)\(name)/Serial", .string(serial)),
            Metric("\(Name.meters)\(name)/Class", .string(accuracy)),
        ]
    }

    /// In the unit of its face, exact to a millionth of it.
    var live: [Metric] {
        let unit = [Property("engUnit", .string("\(medium.unit)"))]
        let stamp = changed.wire
        return [
            Metric("\(Name.meters)\(name)/Amount", .double(Double(amount) / 1e6), at: stamp, properties: unit),
            Metric(
                name: "\(Name.meters)\(name)/Face", timestamp: stamp, datatype: .double,
                value: face.map { .double(Double($0) / 1_000) }, properties: unit),
            Metric("\(Name.meters)\(name)/Fault", .string(fault), at: stamp),
        ]
    }
}
