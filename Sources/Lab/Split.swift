internal import Boards
internal import Control
internal import JSON
internal import Quantities
internal import Score

/// What each measure saves of the time switch's energy: each a run of its own, among the same people and clouds, with
/// the measures before it.
///
/// What two measures would both save counts for the first. The order is that of ``Measure``'s cases.
struct Split {
    enum Measure: String, CaseIterable {
        /// Lit for people, all lamps, daylight or not.
        case occupancy
        /// Dimmed lamps give no more than people need: the site's own `task-level`, or need / light of all lamps.
        case tuning
        /// As bright as daylight leaves to be lit.
        case daylight

        /// Those of a zone with this measure and all before it.
        fileprivate func settings(_ given: Zone.Settings, _ criteria: Criteria) -> Zone.Settings {
            var settings = given
            switch self {
            case .occupancy: (settings.daylight.target, settings.taskSteps) = (.zero, 0)
            case .tuning: (settings.daylight.target, settings.taskSteps) = (.zero, tuned(given, criteria))
            case .daylight: settings.taskSteps = tuned(given, criteria)
            }
            return settings
        }

        private func tuned(_ given: Zone.Settings, _ criteria: Criteria) -> UInt8 {
            given.taskSteps == 0 && given.isDimmed ? criteria.needed(.zero) : given.taskSteps
        }
    }

    /// All zones with a measure and those before it.
    struct Part {
        let measure: Measure
        let figures: Figures
        /// By gate, the zones for which it fails.
        let failing: [String: [String]]

        var holds: Bool { figures.gates.allSatisfy { $0.holds ?? true } }
    }

    let name: String
    /// In the order of the measures.
    let parts: [Part]
    private let circumstances: [(String, JSON)]
    private let clock: String

    /// - Parameter settings: with all measures, by zone.
    init(_ peopled: PeopledSite, _ settings: [Zone.Settings], circumstances: [(String, JSON)]) {
        (name, self.circumstances) = (peopled.site.id, circumstances)
        let judged = peopled.criteria(settings)
        clock = Baseline.clock.definition(onWorkdays: judged.contains { $0.clockDays != nil })
        parts = Measure.allCases.map { measure in
            let zones = peopled.judged(
                zip(settings, judged).map(measure.settings), by: judged, measure.rawValue
            ).zones.map { Figures($0.judge, resolution: .zero) }
            var failing: [String: [String]] = [:]
            for (zone, figures) in zip(peopled.site.zones, zones) {
                for gate in figures.gates where gate.holds == false { failing[gate.name, default: []].append(zone.id) }
            }
            return Part(measure: measure, figures: Figures(joining: zones), failing: failing)
        }
    }

    /// Whether every gate that can be judged holds with all measures.
    var holds: Bool { parts.last?.holds ?? true }

    /// Of the clock's energy, with this measure and all before it, and by it alone; `nil` where the clock is dark.
    private var savings: [(inAll: Double?, inItself: Double?)] {
        var before: Double? = 0
        return parts.map { part in
            let saving = part.figures.tally[.savingClock]
            defer { before = saving }
            return (saving, saving.flatMap { saving in before.map { saving - $0 } })
        }
    }
}

extension Split {
    var text: String {
        func percent(_ share: Double?) -> String { share.map { ($0 * 100).fixed(1) } ?? "–" }
        var table = TextTable(rows: [
            ["measure", "energy", "saved in itself", "saved in all", "gates"], ["", "kWh", "% clock", "% clock", ""],
        ])
        if let part = parts.first {
            table.rows.append(["time switch", energy(part.figures.tally[.clock]), "", "", ""])
        }
        for (part, saving) in zip(parts, savings) {
            table.rows.append([
                (part.measure == .occupancy ? "" : "+ ") + part.measure.rawValue, energy(part.figures.tally.used),
                percent(saving.inItself), percent(saving.inAll), part.holds ? "hold" : "FAIL",
            ])
        }
        let failures = parts.flatMap { part in
            part.figures.gates.compactMap { gate in
                part.failing[gate.name].map {
                    "\(part.measure.rawValue): gate \(gate.name) fails for \($0.joined(separator: ", "))."
                }
            }
        }
        let legend = [
            "", "\(name), each measure with those before it: what two would both save counts for the first.",
            "time switch: \(clock).",
        ]
        return ([table.text, ""] + failures + legend.dropFirst(failures.isEmpty ? 1 : 0)).joined(separator: "\n")
    }

    var json: JSON {
        let measures = zip(parts, savings).map { part, saving in
            let tally = part.figures.tally
            return JSON.object([
                ("measure", .string(part.measure.rawValue)), ("energy_kwh", .number(tally.used / 3.6e9, places: 9)),
                ("unserved_kwh", .number(tally.unserved / 3.6e9, places: 9)),
                ("saving_in_itself", .number(saving.inItself, places: 6)),
                ("saving_in_all", .number(saving.inAll, places: 6)), ("R", .number(tally[.R], places: 6)),
                ("gates_hold", .bool(part.holds)),
                ("gates", .array(part.figures.gates.map { $0.json(failing: part.failing[$0.name]) })),
            ])
        }
        let lit = parts.first.map { $0.figures.tally[.clock] / 3.6e9 }
        return .object(
            [("name", .string(name))] + circumstances + [
                ("clock", .string(clock)), ("clock_kwh", .number(lit, places: 9)), ("measures", .array(measures)),
            ])
    }

    private func energy(_ wattMilliseconds: Double) -> String { (wattMilliseconds / 3.6e9).fixed(2) }
}
