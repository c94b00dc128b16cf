internal import Activities

extension Template {
    static let travel = Template(
        .travel, "business travel, such as results of the ICAO Carbon Emissions Calculator.",
        span: [("2026-03-09", nil), ("2026-03-17", nil)],
        amount: .amount(
            .travel, "of one passenger's journey, all its legs; ICAO: the distance in km", named: "distance",
            shown: "km", "1530", "612"),
        details: [
            .detail(.mode, "how", words: ["air", "rail", "road", "sea"], "air", "rail"),
            .detail(.travelClass, "the cabin; - where the mode has none", "economy", "-"),
            .shown("passengers", "how many made the same journey; 1 where it is empty", "2", ""),
            .shown("emitted_kgco2e", "of one passenger's journey, kg, as the calculator states it", "156.2", ""),
            .shown(
                "note", "evidence, or what else should be known", "GVA-VIE-GVA, ICAO calculator 2026-03-02",
                "Geneva to Paris and back"),
        ],
        notes: [
            "A line is a journey: one leg, or there and back. ICAO's calculator states CO2 alone and no further warming of flight;",
            "what it states is counted, and what the own factors give for the same journey is told beside it, where there are any.",
        ])
}
