public import Quantities

/// The figures of a zone, of several, or of several recordings: sums first, ratios of sums then.
public struct Figures: Sendable {
    public var tally: Tally
    /// Waiting times of arrivals, ms, ascending.
    public private(set) var latencies: [Int64]
    public private(set) var mostDaylightSwitchings: Int
    /// Time under people in the dark where a way out leads through; ms; `nil` where none does.
    public private(set) var darkEgress: Int64?
    /// Whether anybody would press the wall button.
    public private(set) var isPressed: Bool
    /// How far apart the truth was looked at; arrivals cannot be timed more finely.
    public private(set) var resolution: Duration
    private var parts: [Figures] = []

    /// - Parameter resolution: zero where the truth is known at every moment.
    public init(_ judge: Judge, resolution: Duration) {
        tally = judge.total
        latencies = judge.latencies.sorted()
        mostDaylightSwitchings = judge.mostDaylightSwitchings
        darkEgress = judge.criteria.isEgress ? judge.total.darkOccupied : nil
        self.resolution = resolution
        isPressed = judge.isPressed
    }

    /// Several taken together. At least one.
    public init(joining parts: [Figures]) {
        self.parts = parts
        tally = parts.reduce(into: Tally()) { $0 += $1.tally }
        latencies = parts.flatMap(\.latencies).sorted()
        mostDaylightSwitchings = parts.map(\.mostDaylightSwitchings).max() ?? 0
        let dark = parts.compactMap(\.darkEgress)
        darkEgress = dark.isEmpty ? nil : dark.reduce(0, +)
        resolution = parts.map(\.resolution).max() ?? .zero
        isPressed = parts.contains(where: \.isPressed)
    }

    /// Of several together a gate holds where it holds for each.
    public var gates: [Gate] {
        let nobody = tally.occupied > 0 ? nil : "nobody was there"
        let coarse =
            resolution > .milliseconds(500) ? "people were looked for every \(resolution.seconds) s only" : nil
        let whole = [
            Gate("false_offs", tally.falseOffsPerHour, atMost: Gate.falseOffsPerHour, "1/occupied h", unless: nobody),
            Gate("illuminance_deficit", tally.deficitShare, atMost: 0.01, "of occupied lx·h", unless: nobody),
            Gate(
                "arrival_latency", latency(0.95), atMost: 0.5, "s, 95th percentile",
                unless: latencies.isEmpty ? "nobody came into too little light" : coarse),
            Gate(
                "manual_overrides", isPressed ? tally.pressesPerHundredHours : nil, atMost: 4, "1/100 occupied h",
                unless: isPressed ? nobody : "nobody presses a button here"),
            Gate("daylight_switchings", Double(mostDaylightSwitchings), atMost: 1, "in any 10 min"),
            Gate(
                "unlit_egress", darkEgress.map { Double($0) / 60_000 }, atMost: 0, "min",
                unless: darkEgress == nil ? "no way out leads through here" : nil),
        ]
        guard !parts.isEmpty else { return whole }
        let gates = parts.map(\.gates)
        return whole.indices.map { index in Gate(whole[index], over: gates.map { $0[index] }) }
    }

    /// Waiting time that so many of the arrivals do not exceed, s; `nil` where nobody came.
    public func latency(_ share: Double) -> Double? {
        guard !latencies.isEmpty else { return nil }
        let rank = Int((share * Double(latencies.count)).rounded(.up)) - 1
        return Double(latencies[Swift.min(latencies.count - 1, Swift.max(0, rank))]) / 1_000
    }
}

extension Tally {
    /// What the figures that are ratios are computed from and resampled by.
    public enum Ratio: String, CaseIterable, Sendable {
        /// (used + unserved − oracle) / (clock − oracle), the oracle at the same relays or dimmer.
        case R
        /// The same, with lamps that dim at will as the oracle.
        case physical = "R_physical"
        /// The same, with the best hold time in hindsight as the oracle.
        case information = "R_information"
        /// The best hold time itself: what this sensor leaves of ``R`` to the best software.
        case oracleInformation = "R_oracle_information"
        /// (used + unserved) / used and missing with the best hold time.
        case toInformation = "ratio_to_information"
        /// 1 − used / lit from first to last presence.
        case savingFirstToLast = "saving_first_to_last"
        case savingClock = "saving_clock"
        case savingCode = "saving_code"
        case savingManual = "saving_manual"
        case savingHunt = "saving_hunt"
    }

    /// - Returns: `nil` where it is undefined: no baseline, or an oracle within 2 % of it.
    public subscript(ratio: Ratio) -> Double? {
        switch ratio {
        case .R: remainder(used + unserved, over: actuator, from: self[.clock])
        case .physical: remainder(used + unservedPhysical, over: physical, from: self[.clock])
        case .information: remainder(used + unserved, over: information, from: self[.clock])
        case .oracleInformation: remainder(information, over: actuator, from: self[.clock])
        case .toInformation: information > 0 ? (used + unserved) / information : nil
        case .savingFirstToLast: saving(from: self[.firstToLast])
        case .savingClock: saving(from: self[.clock])
        case .savingCode: saving(from: self[.code])
        case .savingManual: saving(from: self[.manual])
        case .savingHunt: saving(from: self[.hunt])
        }
    }

    /// W·ms.
    public subscript(baseline: Baseline) -> Double {
        baselines[Baseline.allCases.firstIndex(of: baseline) ?? 0]
    }

    /// ``Ratio/R`` against another baseline than the clock.
    public func remainder(from baseline: Baseline) -> Double? {
        remainder(used + unserved, over: actuator, from: self[baseline])
    }

    /// `nil` where nobody was there.
    public var falseOffsPerHour: Double? { perOccupiedHour(falseOffs) }

    /// With the best hold time in hindsight; `nil` where nobody was there.
    public var informationFalseOffsPerHour: Double? { perOccupiedHour(informationFalseOffs) }

    /// Of the wall button, by 100 hours with people; `nil` where nobody was there.
    public var pressesPerHundredHours: Double? { perOccupiedHour(presses).map { $0 * 100 } }

    /// Σ(0.9·E_set − E)⁺ / ΣE_set; `nil` where nobody was there.
    public var deficitShare: Double? { occupied > 0 ? deficit / Double(occupied) : nil }

    private func perOccupiedHour(_ count: Int64) -> Double? {
        occupied > 0 ? Double(count) * 3_600_000 / Double(occupied) : nil
    }

    private func remainder(_ cost: Double, over oracle: Double, from baseline: Double) -> Double? {
        let possible = baseline - oracle
        guard baseline > 0, possible >= 0.02 * baseline else { return nil }
        return (cost - oracle) / possible
    }

    private func saving(from baseline: Double) -> Double? {
        baseline > 0 ? 1 - used / baseline : nil
    }
}
