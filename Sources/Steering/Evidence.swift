public import Quantities

extension Rollout {
    /// What the zones of the trial counted together over some time, and how much of it their records tell of.
    public struct Evidence: Hashable, Sendable {
        public var falseOffs: Int64
        /// Hours.
        public var occupied: Double
        /// How long each zone's board was up and in control, by its records; of every zone of the trial.
        public var observed: [ZoneAddress: Duration]
        /// Zones whose records do not reach the end of that time yet.
        public var late: Set<ZoneAddress>

        public init(
            falseOffs: Int64 = 0, occupied: Double = 0, observed: [ZoneAddress: Duration] = [:],
            late: Set<ZoneAddress> = []
        ) {
            (self.falseOffs, self.occupied, self.observed, self.late) = (falseOffs, occupied, observed, late)
        }

        /// False-offs per occupied hour.
        public var rate: Double { occupied > 0 ? Double(falseOffs) / occupied : 0 }

        /// Why this is too little to tell of that time; `nil` when it is enough.
        ///
        /// - Parameter name: of the time, such as "in the trial".
        func lack(of range: Range<Timestamp>, _ name: String, leastOccupied: Double) -> String? {
            let length = Double((range.upperBound - range.lowerBound).milliseconds)
            for (zone, time) in observed.sorted(by: { $0.key.description < $1.key.description }) {
                let share = Double(time.milliseconds) / length
                if share < Self.leastShare {
                    return "\(zone) has records of \(percent(share)) % of the time \(name) only, "
                        + "\(percent(Self.leastShare)) % are needed"
                }
                if share > Self.mostShare {
                    return "\(zone) has records of \(percent(share)) % of the time \(name): "
                        + "does another board of the group have a zone of this name?"
                }
            }
            guard occupied < leastOccupied else { return nil }
            return "people were there for \(told(occupied)) h only \(name), \(told(leastOccupied)) h are needed"
        }

        /// Assumption: who misses a fifth of the time may miss what matters.
        static let leastShare = 0.8
        /// One board cannot tell of more time than there is; the rest is for clocks that were set meanwhile.
        static let mostShare = 1.05

        private func percent(_ share: Double) -> Int64 { Int64((share * 100).rounded(.down)) }
    }
}

/// With three decimal places.
func told(_ number: Double) -> String {
    let thousandths = Int64((number * 1_000).rounded())
    let rest = "\(1_000 + thousandths % 1_000)".dropFirst()
    return "\(thousandths / 1_000).\(rest)"
}
