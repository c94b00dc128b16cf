internal import Activities

extension Template {
    static let waste = Template(
        .waste, "by stream and fate, as weighed or as collected.",
        span: [("2026-03-09", nil), ("2026-03-17", nil)],
        amount: .amount(.waste, "mass", shown: "kg", "140", "365"),
        details: [
            .detail(.stream, "what it was", "paper", "residual"),
            .detail(
                .fate, "what became of it",
                words: ["reuse", "recycle", "compost", "energy", "incineration", "landfill"], "recycle", "incineration"),
        ],
        notes: [
            "What is collected by volume has to be weighed, or declared as proxy with the density in the note."
        ])
}
