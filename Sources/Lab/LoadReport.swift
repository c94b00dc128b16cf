internal import Boards
internal import Control
internal import JSON
internal import Quantities
internal import Score
internal import Simulation
internal import VirtualBoards

/// What plugs and climate of a site's zones took, with the control and without; empty where no zone has any.
struct LoadReport {
    struct Row {
        let name: String
        /// `nil`: nothing is plugged in.
        var plugs: PlugUse?
        /// By ``ClimateUse/Plan``, in the order of its cases; `nil`: neither heated nor cooled.
        var climate: [ClimateUse]?
    }

    let rows: [Row]

    init(_ site: Site, _ criteria: [Criteria], _ courses: [Course]) {
        rows = site.zones.indices.compactMap { index in
            let zone = site.zones[index]
            let plugs = zone.simulation?.plugs.map { PlugUse.Rating($0, isSwitched: zone.plugs != nil) }
            let climate = zone.simulation?.climate.flatMap { ClimateUse.Rating($0, in: site.place) }
            guard plugs != nil || climate != nil else { return nil }
            return Row(
                name: zone.id, plugs: plugs.map { PlugUse($0, over: courses[index]) },
                climate: climate.map { rating in
                    ClimateUse.Plan.allCases.map {
                        ClimateUse(rating, plan: $0, over: courses[index], criteria[index], plugs: plugs)
                    }
                })
        }
    }

    /// All zones together.
    private var total: Row {
        rows.reduce(into: Row(name: "together")) { total, row in
            if let plugs = row.plugs { total.plugs = (total.plugs ?? PlugUse()) + plugs }
            guard let climate = row.climate else { return }
            total.climate = zip(total.climate ?? climate.map { _ in ClimateUse() }, climate).map { $0 + $1 }
        }
    }

    var json: JSON { .array((rows.count > 1 ? rows + [total] : rows).map(\.json)) }

    /// For a person; empty where there is nothing.
    var text: String {
        guard !rows.isEmpty else { return "" }
        let all = rows.count > 1 ? rows + [total] : rows
        var table = TextTable(rows: [
            [
                "plugs, climate", "plugs", "cut", "cut", "off occ.", "heat", "heat", "heat", "cool", "cool", "cold",
                "cold",
            ],
            [
                "", "kWh", "kWh", "%", "h", "kWh", "kWh clock", "kWh always", "kWh", "kWh always", "K occ.",
                "K clock",
            ],
        ])
        table.rows += all.map(\.cells)
        return table.text + "\n"
            + "heat, cool: of a room of one resistance and one capacity without sun (see simulate: climate); clock: "
            + "comfort from 06:00 to 18:30 on workdays; always: no setback. cold: how much below the heating's goal, less half "
            + "a degree, on average over the time with people. off occ.: plugs cut off under people."
    }
}

extension LoadReport.Row {
    fileprivate var json: JSON {
        .object(
            [("name", .string(name))]
                + (plugs.map { plugs in
                    [
                        ("plugs_kwh", energy(plugs.used)), ("plugs_cut_kwh", energy(plugs.cut)),
                        ("plugs_off_h", .number(Double(plugs.timeOff) / 3.6e6, places: 6)),
                        ("plugs_off_occupied_h", .number(Double(plugs.timeOffOccupied) / 3.6e6, places: 6)),
                    ]
                } ?? [])
                + (climate.map { climate in
                    zip(ClimateUse.Plan.allCases, climate).map { plan, use in
                        (
                            "climate_\(plan.rawValue)",
                            JSON.object([
                                ("heat_kwh", energy(use.heating)), ("cool_kwh", energy(use.cooling)),
                                ("cold_occupied_k", .number(use.meanColdness, places: 6)),
                            ])
                        )
                    }
                } ?? []))
    }

    fileprivate var cells: [String] {
        func kilowattHours(_ energy: Double?) -> String { energy.map { ($0 / 3.6e9).fixed(1) } ?? "–" }
        func kelvins(_ use: ClimateUse?) -> String { use?.meanColdness.map { $0.fixed(2) } ?? "–" }
        func use(_ plan: ClimateUse.Plan) -> ClimateUse? {
            climate.flatMap { climate in ClimateUse.Plan.allCases.firstIndex(of: plan).map { climate[$0] } }
        }
        let whole = plugs.map { $0.used + $0.cut } ?? 0
        return [
            name, kilowattHours(plugs?.used), kilowattHours(plugs?.cut),
            whole > 0 ? ((plugs?.cut ?? 0) / whole * 100).fixed(1) : "–",
            plugs.map { (Double($0.timeOffOccupied) / 3.6e6).fixed(1) } ?? "–",
            kilowattHours(use(.control)?.heating), kilowattHours(use(.clock)?.heating),
            kilowattHours(use(.always)?.heating), kilowattHours(use(.control)?.cooling),
            kilowattHours(use(.always)?.cooling), kelvins(use(.control)), kelvins(use(.clock)),
        ]
    }

    private func energy(_ wattMilliseconds: Double) -> JSON { .number(wattMilliseconds / 3.6e9, places: 6) }
}

extension PlugUse {
    fileprivate static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum += b
        return sum
    }
}

extension ClimateUse {
    fileprivate static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum += b
        return sum
    }
}
