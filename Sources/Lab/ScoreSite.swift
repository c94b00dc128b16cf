internal import Boards
internal import Calendars
internal import JSON
internal import Quantities
internal import Score
internal import Simulation

extension ScoreCommand {
    func site(_ file: String, _ tuning: Tuning) throws -> Outcome {
        let peopled = try peopled(file)
        let site = peopled.site
        let settings = try peopled.settings(tuning, file: file)
        let judged = peopled.criteria(settings)
        var decided = site.zones.map { _ in DecisionsFile(kind: "zone") }
        var last = [Course?](repeating: nil, count: site.zones.count)
        let keepsDecisions = decisions != nil
        let clock = DecisionsFile.Clock(zone: site.place.timezone, saysZone: true)
        let (zones, faults) = peopled.judged(settings, by: judged) { index, course, continues in
            last[index] = course
            guard keepsDecisions else { return }
            decided[index].add(
                course, continues: continues, steps: judged[index].steps, of: site.zones[index].id, clock)
        }
        let parts = zones.enumerated().map { index, part in
            Verdict(site.zones[index].id, part.judge, learned: part.learned, resolution: .zero)
        }
        return Outcome(
            kind: "zone", parts: parts, total: Verdict(site.id, joining: parts, sharingDays: true),
            settings: circumstances(peopled), decisions: DecisionsFile(joining: decided), criteria: judged,
            loads: LoadReport(site, judged, last.compactMap { $0 }),
            faults: faults.map { FaultTable(site: site, script: peopled.script, answers: $0) },
            relive: { part, day in [peopled.relived(settings, details: day)[part]] })
    }

    /// The saving of a site, measure by measure.
    func divided() throws -> Split {
        let tuning = try settings.map { try Tuning($0) } ?? Tuning()
        let peopled = try peopled(files[0])
        return Split(peopled, try peopled.settings(tuning, file: files[0]), circumstances: circumstances(peopled))
    }

    private func peopled(_ file: String) throws -> PeopledSite {
        try PeopledSite(
            reading: file, boards: boards, from: from, days: days ?? 365, seed: seed, sensor: sensor,
            answers: (answers ?? .nobody).answers, weather: weather, broken: broken)
    }

    /// What one must know to get the same figures again.
    private func circumstances(_ peopled: PeopledSite) -> [(String, JSON)] {
        [
            ("site", .string(peopled.site.group)),
            ("seed", Int64(exactly: seed).map { .integer($0) } ?? .string("\(seed)")),
            ("from", .string(peopled.start.iso8601)), ("to", .string(peopled.end.iso8601)),
            ("area_m2", .number(peopled.site.zones.reduce(0) { $0 + $1.area.value })), ("pir", .string(pir?.rawValue)),
            ("answers", .string((answers ?? .nobody).rawValue)),
            ("weather", .string(peopled.weather?.name)),
        ]
    }
}
