internal import Control
internal import Quantities
internal import Score

extension Verdict {
    /// For a person: one table, the totals last, and below it what failed and what the words mean.
    ///
    /// - Parameter kind: what the parts are, such as "zone".
    static func text(_ parts: [Verdict], total: Verdict, kind: String, baselines: [String]) -> String {
        var table = TextTable(rows: [
            [
                kind, "occupied", "lit", "lit vacant", "dark occ.", "false offs", "darkened", "switched", "energy",
                "saved", "saved", "R", "R phys.", "R info.", "info.’s R", "us/info.", "info.’s", "gates",
            ],
            [
                "", "h", "h", "h", "min", "1/occ. h", "", "", "kWh", "% clock", "% 1st-last", "", "", "", "", "",
                "gate", "",
            ],
        ])
        table.rows += parts.map(\.row)
        if parts.count > 1 { table.rows.append(total.row) }
        return
            ([table.text, ""] + total.intervalLines + total.bestHoldLines(parts) + sensorLines(parts)
            + total.answerLines + gateLines(parts) + legend + baselines)
            .joined(separator: "\n")
    }

    /// Of a recording the file's name without its folder.
    var title: String { name.split(separator: "/").last.map(String.init) ?? name }

    private var row: [String] {
        let tally = figures.tally
        func hours(_ milliseconds: Int64) -> String { (Double(milliseconds) / 3_600_000).fixed(1) }
        func percent(_ ratio: Tally.Ratio) -> String { tally[ratio].map { ($0 * 100).fixed(1) } ?? "–" }
        func ratio(_ ratio: Tally.Ratio) -> String { tally[ratio].map { $0.fixed(3) } ?? "–" }
        return [
            title, hours(tally.occupied), hours(tally.lit), hours(tally.litVacant),
            (Double(tally.darkOccupied) / 60_000).fixed(1), tally.falseOffsPerHour.map { $0.fixed(3) } ?? "–",
            "\(tally.darkenings)", "\(tally.switchings)", (tally.energy / 3.6e9).fixed(2),
            percent(.savingClock), percent(.savingFirstToLast), ratio(.R), ratio(.physical), ratio(.information),
            ratio(.oracleInformation), ratio(.toInformation),
            isSensorAdequate.map { $0 ? "hold" : "FAIL" } ?? "–", holds ? "hold" : "FAIL",
        ]
    }

    private var intervalLines: [String] {
        let known = Tally.Ratio.allCases.compactMap { ratio -> String? in
            guard let interval = intervals[ratio] else { return nil }
            return "\(ratio.rawValue) \(interval.lowerBound.fixed(3)) to \(interval.upperBound.fixed(3))"
        }
        guard !known.isEmpty else {
            return [
                "No intervals: \(days.count) days say too little about days to come (\(Bootstrap.fewestDays) are the least)."
            ]
        }
        return [
            "95 % intervals of \(title), by resampling its \(days.count) days: " + known.joined(separator: ", ") + "."
        ]
    }

    private func bestHoldLines(_ parts: [Verdict]) -> [String] {
        let holds = parts.compactMap { part in
            part.bestHold.map { best in
                "\(part.title) \((best.hold.seconds / 60).fixed(1)) min"
                    + (best.isAdequate ? "" : " (sensor inadequate)")
            }
        }
        let learned = parts.compactMap { part in
            part.learned.map { learned in
                "\(part.title) \((learned.hold.seconds / 60).fixed(1)) min (\(learned.gaps.fixed(0)) gaps in "
                    + "\(learned.hours.fixed(0)) occupied h, \(learned.rate.fixed(4)) false-offs per h expected)"
            }
        }
        return (holds.isEmpty ? [] : ["Best hold time in hindsight: " + holds.joined(separator: ", ") + "."])
            + (learned.isEmpty ? [] : ["Learned in the end: " + learned.joined(separator: ", ") + "."])
    }

    /// What people did about their lamps, where anybody would do anything.
    private var answerLines: [String] {
        guard figures.isPressed else { return [] }
        let tally = figures.tally
        let rate = tally.pressesPerHundredHours.map { $0.fixed(2) } ?? "–"
        return [
            "Warnings with people there: \(tally.warnings), of them \(tally.answeredWarnings) answered. The button was "
                + "pressed \(tally.presses) times, \(rate) in 100 occupied h."
        ]
    }

    /// Where the best hold time itself fails the gate, and no software could hold it with that sensor alone.
    private static func sensorLines(_ parts: [Verdict]) -> [String] {
        let failing = parts.filter { $0.isSensorAdequate == false }.map { part in
            let rate = part.figures.tally.informationFalseOffsPerHour.map { $0.fixed(3) } ?? "–"
            return "\(part.title) \(rate)"
        }
        guard !failing.isEmpty else { return [] }
        return [
            "Fails the gate false_offs even with its best hold time, 1/occupied h: " + failing.joined(separator: ", ")
                + "."
        ]
    }

    private static func gateLines(_ parts: [Verdict]) -> [String] {
        var lines: [String] = []
        for part in parts {
            for gate in part.figures.gates where gate.holds == false {
                let value = gate.value.map { $0.fixed(3) } ?? "–"
                lines.append("\(part.title): gate \(gate.name) fails: \(value) \(gate.unit), at most \(gate.limit)")
            }
        }
        let unjudged = parts.first?.figures.gates.compactMap { gate in
            parts.allSatisfy { part in part.figures.gates.contains { $0.name == gate.name && $0.holds == nil } }
                ? gate.reason.map { "\(gate.name) (\($0))" } : nil
        }
        if let unjudged, !unjudged.isEmpty { lines.append("Not judged: " + unjudged.joined(separator: ", ") + ".") }
        return lines
    }

    private static var legend: [String] {
        [
            "",
            "R = (used + unserved − oracle) / (clock − oracle): 0 is the best these relays could do knowing the future, "
                + "1 the time switch; phys.: lamps that dim at will; R info.: the best hold time this sensor allows.",
            "info.’s: of that best hold time itself: its R, (used + unserved) / what it uses and lacks, and whether it holds "
                + "the gate false_offs.",
        ]
    }
}
