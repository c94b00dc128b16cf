internal import Calendars
internal import Control
internal import JSON
internal import Quantities
internal import Score

/// What a zone, a recording, or several of them together came out as.
struct Verdict {
    /// Of the zone, or the path of the recording.
    let name: String
    let figures: Figures
    /// Of each day, or of the same day of all zones together: what intervals are resampled from.
    let days: [(date: CivilDate, tally: Tally)]
    /// The best hold time in hindsight; `nil` for several together.
    let bestHold: (hold: Duration, isAdequate: Bool)?
    /// What the controller had learned in the end; `nil` where it does not learn, and for several together.
    let learned: Learned?
    /// Whether the best hold time, or that of each part, holds the gate of false-offs; `nil` where nobody was there.
    let isSensorAdequate: Bool?
    /// The parts for which it does not.
    let inadequate: [String]
    /// Unbroken stretches, each of which begins with a start and its lit lamps.
    let runs: Int
    let gaps: [JSON]
    let intervals: Bootstrap
    /// By gate, the parts for which it fails.
    let failing: [String: [String]]

    /// - Parameter resolution: how far apart the truth was looked at; zero where it is always known.
    init(
        _ name: String, _ judge: Judge, learned: Learned? = nil, resolution: Duration, runs: Int = 1, gaps: [JSON] = []
    ) {
        (self.name, days, bestHold, self.learned) = (name, judge.days, judge.bestHold, learned)
        (isSensorAdequate, inadequate) = (judge.bestHold?.isAdequate, [])
        (self.runs, self.gaps, failing) = (runs, gaps, [:])
        figures = Figures(judge, resolution: resolution)
        intervals = Bootstrap(judge.days.map(\.tally))
    }

    /// - Parameter sharingDays: the parts lived through the same days, which are resampled together.
    init(_ name: String, joining parts: [Verdict], sharingDays: Bool) {
        self.name = name
        figures = Figures(joining: parts.map(\.figures))
        let all = parts.flatMap(\.days)
        days =
            sharingDays
            ? Dictionary(grouping: all, by: \.date).map { date, days in
                (date, days.reduce(into: Tally()) { $0 += $1.tally })
            }.sorted { $0.date < $1.date } : all
        (bestHold, learned, runs, gaps) = (nil, nil, parts.reduce(0) { $0 + $1.runs }, parts.flatMap(\.gaps))
        inadequate = parts.filter { $0.isSensorAdequate == false }.map(\.name)
        isSensorAdequate = parts.contains { $0.isSensorAdequate != nil } ? inadequate.isEmpty : nil
        failing = parts.reduce(into: [:]) { failing, part in
            for gate in part.figures.gates where gate.holds == false {
                failing[gate.name, default: []].append(part.name)
            }
        }
        intervals = Bootstrap(days.map(\.tally))
    }

    /// Whether every gate that can be judged holds.
    var holds: Bool { figures.gates.allSatisfy { $0.holds ?? true } }
}

extension Verdict {
    /// All figures, by names that stay.
    var members: [(String, JSON)] {
        let tally = figures.tally
        return [
            ("name", .string(name)), ("days", .integer(Int64(days.count))), ("runs", .integer(Int64(runs))),
            ("hours_recorded", hours(tally.recorded)), ("hours_known", hours(tally.known)),
            ("hours_occupied", hours(tally.occupied)), ("hours_lit", hours(tally.lit)),
            ("hours_lit_vacant", hours(tally.litVacant)),
            ("minutes_dark_occupied", .number(Double(tally.darkOccupied) / 60_000, places: 6)),
            ("false_offs", .integer(tally.falseOffs)), ("darkenings_occupied", .integer(tally.darkenings)),
            ("false_offs_per_occupied_hour", .number(tally.falseOffsPerHour, places: 6)),
            ("warnings_occupied", .integer(tally.warnings)), ("warnings_answered", .integer(tally.answeredWarnings)),
            ("presses", figures.isPressed ? .integer(tally.presses) : .null),
            ("switchings", .integer(tally.switchings)),
            ("daylight_switchings", .integer(tally.daylightSwitchings)), ("energy_kwh", energy(tally.energy)),
        ] + ratios + [
            ("illuminance_deficit", .number(tally.deficitShare, places: 6)), ("arrivals", .integer(tally.arrivals)),
            ("arrivals_unlit", .integer(tally.unlitArrivals)),
            ("arrival_latency_median_s", .number(figures.latency(0.5), places: 3)),
            ("arrival_latency_p95_s", .number(figures.latency(0.95), places: 3)),
            ("arrival_latency_max_s", .number(figures.latency(1), places: 3)),
            ("best_hold_s", .number(bestHold?.hold.seconds, places: 0)),
            ("learned_hold_s", .number(learned?.hold.seconds, places: 0)),
            ("learned_from_hours", .number(learned?.hours, places: 1)),
            ("learned_false_offs_per_h", .number(learned?.rate, places: 4)),
            ("sensor_adequate", .bool(isSensorAdequate)),
            ("sensor_inadequate", .array(inadequate.map { .string($0) })),
            (
                "oracle_information_false_offs_per_occupied_hour",
                .number(tally.informationFalseOffsPerHour, places: 6)
            ), ("energies_kwh", energies),
            (
                "R_by_baseline",
                .object(Baseline.allCases.map { ($0.rawValue, .number(tally.remainder(from: $0), places: 6)) })
            ),
            ("intervals_95", .object(Tally.Ratio.allCases.map { ($0.rawValue, interval($0)) })),
            ("gates_hold", .bool(holds)), ("gates", .array(figures.gates.map { $0.json(failing: failing[$0.name]) })),
            ("gaps", .array(gaps)),
        ]
    }

    private var ratios: [(String, JSON)] {
        Tally.Ratio.allCases.map { ($0.rawValue, .number(figures.tally[$0], places: 6)) }
    }

    /// Where the truth is known; what the ratios are made of.
    private var energies: JSON {
        let tally = figures.tally
        let baselines = Baseline.allCases.map { ($0.rawValue, energy(tally[$0])) }
        return .object(
            [
                ("used", energy(tally.used)), ("unserved", energy(tally.unserved)),
                ("oracle", energy(tally.actuator)), ("oracle_physical", energy(tally.physical)),
                ("unserved_physical", energy(tally.unservedPhysical)),
                ("oracle_information", energy(tally.information)),
            ] + baselines)
    }

    private func interval(_ ratio: Tally.Ratio) -> JSON {
        intervals[ratio].map { .array([.number($0.lowerBound, places: 6), .number($0.upperBound, places: 6)]) } ?? .null
    }

    private func hours(_ milliseconds: Int64) -> JSON { .number(Double(milliseconds) / 3_600_000, places: 6) }
    private func energy(_ wattMilliseconds: Double) -> JSON { .number(wattMilliseconds / 3.6e9, places: 9) }
}

extension Gate {
    /// - Parameter failing: the parts for which it fails.
    func json(failing: [String]?) -> JSON {
        .object(
            [
                ("name", .string(name)), ("value", .number(value, places: 6)), ("limit", .number(limit)),
                ("unit", .string(unit)), ("holds", .bool(holds)), ("reason", .string(reason)),
            ] + (failing.map { [("failing", .array($0.map { .string($0) }))] } ?? []))
    }
}
