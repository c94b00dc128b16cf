import Quantities

extension Indicator {
    public static let automationEvidence = Indicator(
        key: "automation_evidence", title: "Automation functions evidenced", unit: "count",
        definition:
            "Functions of lighting automation that the records show at work, of six; evidence for a class, no certificate of one.",
        formula: "count of functions that the records of at least one zone show",
        source:
            "Functions named by us for an assessment to ISO 52120-1, whose text was not at hand; an assessor gives the class",
        accumulates: false
    ) { sample in
        let uses = sample.members.compactMap { $0.zone.use }.filter { $0.observed > .zero }
        let observed = sample.share(of: { $0.observed })
        guard !uses.isEmpty else { return Reading(value: nil, coverage: observed, note: sample.absence) }
        var reading = Reading(value: 0, coverage: observed)
        for function in Function.all {
            let zones = uses.filter(function.isShown)
            if !zones.isEmpty { reading.value = (reading.value ?? 0) + 1 }
            let finding =
                zones.isEmpty ? "not shown" : "\(zones.count) of \(sample.members.count) zones: \(function.tell(zones))"
            reading.evidence.append(.declaration(function.name, text: finding))
        }
        reading.note = "evidence of functions, no class: an assessor gives that"
        return reading
    }
}

/// Something that a lighting automation does, and how records show it.
private struct Function: Sendable {
    let name: String
    let isShown: @Sendable (ZoneUse) -> Bool
    let tell: @Sendable ([ZoneUse]) -> String

    static let all = [
        Function(name: "occupancy detection") {
            $0.occupied > .zero && $0.sighted > .zero
        } tell: {
            "occupied \(hours($0, \.occupied)) h of \(hours($0, \.sighted)) h seen"
        },
        Function(name: "automatic switching by occupancy") {
            $0.switchings > 0 && $0.sighted > .zero
        } tell: {
            "\($0.reduce(Int64(0)) { $0 + $1.switchings }) switchings; lit while vacant \(hours($0, \.litVacant)) h"
                + " of \(hours($0, \.lit)) h lit"
        },
        Function(name: "energy metering by zone") {
            $0.meteredEnergy != nil && $0.metered > .zero
        } tell: {
            "metered \(hours($0, \.metered)) h"
        },
        Function(name: "watch over comfort") {
            $0.sighted > .zero && $0.occupied > .zero
        } tell: {
            "dark while occupied \(hours($0, \.darkOccupied)) h"
        },
        Function(name: "detection of sensor faults") {
            $0.observed > .zero
        } tell: {
            "blind \(hours($0, \.blind)) h of \(hours($0, \.observed)) h"
        },
        Function(name: "manual override") {
            $0.presses > 0
        } tell: {
            "\($0.reduce(Int64(0)) { $0 + $1.presses }) presses"
        },
    ]

    init(
        name: String, _ isShown: @escaping @Sendable (ZoneUse) -> Bool, tell: @escaping @Sendable ([ZoneUse]) -> String
    ) {
        (self.name, self.isShown, self.tell) = (name, isShown, tell)
    }

    private static func hours(_ uses: [ZoneUse], _ time: (ZoneUse) -> Duration) -> String {
        uses.reduce(0) { $0 + time($1).hours }.fixed(places: 1)
    }
}
