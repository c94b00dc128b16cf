public import Quantities

/// The figures of a zone, of several, or of several recordings: sums first, ratios of sums then.
public struct Figures: Sendable {
    public var tally: Tally
    /// Waiting times of arrivals, ms, ascending.
    public private(set) var latencies: [Int64]
    public private(set) var mostDaylightSwitchings: Int
    /// Time under people in the dark where a way out leads through; ms; `nil` where none does.
    public private(set) var darkEgress: Int64?
    /// How far apart the truth was looked at; arrivals cannot be timed more finely.
    public private(set) var resolution: Duration

    /// - Parameter resolution: zero where the truth is known at every moment.
    public init(_ judge: Judge, resolution: Duration) {
        tally = judge.total
        latencies = judge.latencies.sorted()
        mostDaylightSwitchings = judge.mostDaylightSwitchings
        darkEgress = judge.criteria.isEgress ? judge.total.darkOccupied : nil
        self.resolution = resolution
    }

    /// Several taken together. At least one.
    public init(joining parts: [Figures]) {
        tally = parts.reduce(into: Tally()) { $0 += $1.tally }
        latencies = parts.flatMap(\.latencies).sorted()
        mostDaylightSwitchings = parts.map(\.mostDaylightSwitchings).max() ?? 0
        let dark = parts.compactMap(\.darkEgress)
        darkEgress = dark.isEmpty ? nil : dark.reduce(0, +)
        resolution = parts.map(\.resolution).max() ?? .zero
    }

    public var gates: [Gate] {
        let hours = Double(tally.occupied) / 3_600_000
        let untouched = "nobody presses a button here"
        let coarse = "people were looked for every \(resolution.seconds) s only"
        return [
            Gate(
                name: "false_offs", value: hours > 0 ? Double(tally.falseOffs) / hours : nil,
                limit: Gate.falseOffsPerHour, unit: "1/occupied h", reason: hours > 0 ? nil : "nobody was there"),
            Gate(
                name: "illuminance_deficit", value: tally.deficitShare, limit: 0.01, unit: "of occupied lx·h",
                reason: hours > 0 ? nil : "nobody was there"),
            Gate(
                name: "arrival_latency", value: latency(0.95), limit: 0.5, unit: "s, 95th percentile",
                reason: latencies.isEmpty
                    ? "nobody came into too little light" : resolution > .milliseconds(500) ? coarse : nil),
            Gate(
                name: "manual_overrides", value: nil, limit: 4, unit: "1/100 occupied h", reason: untouched),
            Gate(
                name: "daylight_switchings", value: Double(mostDaylightSwitchings), limit: 1, unit: "in any 10 min",
                reason: nil),
            Gate(
                name: "unlit_egress", value: darkEgress.map { Double($0) / 60_000 }, limit: 0, unit: "min",
                reason: darkEgress == nil ? "no way out leads through here" : nil),
        ]
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
        /// (used + unserved − oracle) / (clock − oracle), the oracle at the same relays.
        case R
        /// The same, with lamps that dim at will as the oracle.
        case physical = "R_physical"
        /// The same, with the best hold time in hindsight as the oracle.
        case information = "R_information"
        /// 1 − used / lit from first to last presence.
        case savingFirstToLast = "saving_first_to_last"
        case savingClock = "saving_clock"
        case savingCode = "saving_code"
        case savingManual = "saving_manual"
    }

    /// - Returns: `nil` where it is undefined: no baseline, or an oracle within 2 % of it.
    public subscript(ratio: Ratio) -> Double? {
        switch ratio {
        case .R: remainder(used + unserved, over: actuator, from: self[.clock])
        case .physical: remainder(used + unservedPhysical, over: physical, from: self[.clock])
        case .information: remainder(used + unserved, over: information, from: self[.clock])
        case .savingFirstToLast: saving(from: self[.firstToLast])
        case .savingClock: saving(from: self[.clock])
        case .savingCode: saving(from: self[.code])
        case .savingManual: saving(from: self[.manual])
        }
    }

    /// µJ.
    public subscript(baseline: Baseline) -> Int64 {
        baselines[Baseline.allCases.firstIndex(of: baseline) ?? 0]
    }

    /// ``Ratio/R`` against another baseline than the clock.
    public func remainder(from baseline: Baseline) -> Double? {
        remainder(used + unserved, over: actuator, from: self[baseline])
    }

    /// Σ(0.9·E_set − E)⁺ / ΣE_set; `nil` where nobody was there.
    public var deficitShare: Double? { occupied > 0 ? deficit / Double(occupied) : nil }

    private func remainder(_ cost: Int64, over oracle: Int64, from baseline: Int64) -> Double? {
        let possible = baseline - oracle
        guard baseline > 0, Double(possible) >= 0.02 * Double(baseline) else { return nil }
        return Double(cost - oracle) / Double(possible)
    }

    private func saving(from baseline: Int64) -> Double? {
        baseline > 0 ? 1 - Double(used) / Double(baseline) : nil
    }
}
