import Quantities

extension Indicator {
    public static let automationEvidence = Indicator(
        key: "automation_evidence", title: "Automation functions evidenced", unit: "count",
        definition:
            "Functions of lighting automation and its management that records show at work, of seven; with what was in force.",
        formula: "count of functions that the records of at least one zone show",
        source:
            "Functions named by us after the lighting and management functions of ISO 52120-1:2021, whose text was not at hand; evidence, no certificate: an assessor gives the class",
        accumulates: false
    ) { sample in
        let seen = sample.members.map(\.zone).filter { ($0.use?.observed ?? .zero) > .zero }
        let observed = sample.share(of: { $0.observed })
        guard !seen.isEmpty else { return Reading(value: nil, coverage: observed, note: sample.absence) }
        var reading = Reading(value: 0, coverage: observed)
        for function in Function.all {
            let zones = seen.filter(function.isShown)
            if !zones.isEmpty { reading.value = (reading.value ?? 0) + 1 }
            let finding =
                zones.isEmpty
                ? "not shown: \(function.lack(seen))"
                : "\(zones.count) of \(sample.members.count) zones: \(function.tell(zones))"
            reading.evidence.append(.declaration(function.name, text: finding))
        }
        for option in Option.all {
            reading.evidence.append(.declaration(option.name, text: option.finding(seen, of: sample.members.count)))
        }
        reading.note = "evidence of functions, no class and no certificate: an assessor gives those"
        return reading
    }
}

/// Something that a lighting automation does, and how records show it. What records of any zone would show is none.
private struct Function: Sendable {
    let name: String
    /// Of a zone with records.
    let isShown: @Sendable (Estate.Zone) -> Bool
    let tell: @Sendable ([Estate.Zone]) -> String
    /// Why none shows it.
    var lack: @Sendable ([Estate.Zone]) -> String

    static let all = [
        Function(name: "occupancy: detection", lack: "nobody was seen") {
            $0.use.occupied > .zero
        } tell: {
            "occupied \(hours($0, \.occupied)) h of \(hours($0, \.sighted)) h seen"
        },
        // Lamps that are lit while people are there, and for some time after, and not always.
        Function(name: "occupancy: automatic switching", lack: "no lamps went off in a zone that saw people") {
            $0.use.occupied > .zero && $0.use.switchings > 1 && $0.use.lit < $0.use.observed
        } tell: {
            "\($0.reduce(Int64(0)) { $0 + $1.use.switchings }) switchings; lit while vacant \(hours($0, \.litVacant)) h"
                + " of \(hours($0, \.lit)) h lit"
        },
        Function(name: "daylight: lamps left off") {
            $0.isByDaylight && $0.use.occupiedUnlit > .zero
        } tell: {
            "a target in force, and somebody there without lamps for \(hours($0, \.occupiedUnlit)) h; off at the wall is"
                + " not told apart"
        } lack: { zones in
            if zones.allSatisfy(\.settings.isEmpty) { return "the ledger has no snapshot that says what was set" }
            return zones.contains(where: \.isByDaylight)
                ? "lamps were lit while somebody was there" : "no target in force"
        },
        Function(name: "manual control: wall button", lack: "no press") {
            $0.use.presses > 0
        } tell: {
            "\($0.reduce(Int64(0)) { $0 + $1.use.presses }) presses"
        },
        Function(name: "management: energy metered by zone", lack: "no zone has a meter of its own") {
            $0.use.meteredEnergy != nil && $0.use.metered > .zero
        } tell: {
            "metered \(hours($0, \.metered)) h"
        },
        // Sensors warm up after each start of a board, and say nothing for a minute.
        Function(
            name: "management: sensor faults found", lack: "no zone was blind for more than a hundredth of this period"
        ) {
            $0.use.blind * 100 > $0.use.observed
        } tell: {
            "blind \(hours($0, \.blind)) h of \(hours($0, \.observed)) h"
        },
        Function(name: "management: dark while occupied found", lack: "none was found in this period") {
            $0.use.darkOccupied > .zero || $0.use.falseOffs > 0
        } tell: {
            "\(hours($0, \.darkOccupied)) h, \($0.reduce(Int64(0)) { $0 + $1.use.falseOffs }) false switch-offs"
        },
    ]

    init(
        name: String, lack: String, _ isShown: @escaping @Sendable (Seen) -> Bool,
        tell: @escaping @Sendable ([Seen]) -> String
    ) {
        self.init(name: name, isShown, tell: tell, lack: { _ in lack })
    }

    init(
        name: String, _ isShown: @escaping @Sendable (Seen) -> Bool, tell: @escaping @Sendable ([Seen]) -> String,
        lack: @escaping @Sendable ([Estate.Zone]) -> String
    ) {
        self.name = name
        self.isShown = { Seen($0).map(isShown) ?? false }
        self.tell = { tell($0.compactMap { Seen($0) }) }
        self.lack = lack
    }

    private static func hours(_ zones: [Seen], _ time: (ZoneUse) -> Duration) -> String {
        zones.reduce(0) { $0 + time($1.use).hours }.fixed(places: 1)
    }
}

/// A zone with records.
private struct Seen {
    let use: ZoneUse
    let isByDaylight: Bool

    init?(_ zone: Estate.Zone) {
        guard let use = zone.use else { return nil }
        (self.use, isByDaylight) = (use, zone.isByDaylight)
    }
}

/// What was set, of which no register tells whether it was used; told, and not counted.
private struct Option: Sendable {
    let name: String
    let isSet: @Sendable (ZoneSettings) -> Bool

    static let all = [
        Option(name: "in force: dimming") { $0.isDimmed },
        Option(name: "in force: dimming by daylight") { $0.isDimmed && $0.daylightTarget > 0 },
        Option(name: "in force: schedule") { $0.scheduledLevel > 0 },
    ]

    func finding(_ zones: [Estate.Zone], of all: Int) -> String {
        let told = zones.filter { !$0.settings.isEmpty }
        guard !told.isEmpty else { return "not known: the ledger has no snapshot of this period" }
        let own = told.filter { $0.settings.contains(where: isSet) }
        let journals = Set(own.flatMap(\.settings).filter(isSet).map(\.journal)).sorted()
        return "\(own.count) of \(all) zones"
            + (own.isEmpty
                ? "" : " by snapshots of \(journals.joined(separator: ", ")); whether it was used is not recorded")
            + (told.count < all ? "; \(all - told.count) without snapshot" : "")
    }
}

extension Estate.Zone {
    /// Whether lamps were to be left off for daylight at any time of the period that is told of.
    fileprivate var isByDaylight: Bool { settings.contains { $0.daylightTarget > 0 } }
}

extension ZoneUse {
    /// Somebody there, and no lamp lit, and not for want of motion.
    fileprivate var occupiedUnlit: Duration { max(.zero, occupied - (lit - litVacant) - darkOccupied) }
}
