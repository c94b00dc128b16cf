import Activities
import Quantities

/// An amount that every site has for itself: the terms that indicators of bills and meters are made of.
struct Measure: Sendable {
    /// As a formula calls it.
    let name: String
    let unit: String
    let read: @Sendable (Place) -> Said

    init(_ name: String, _ unit: String, read: @escaping @Sendable (Place) -> Said) {
        (self.name, self.unit, self.read) = (name, unit, read)
    }

    /// What a site has to say of a measure.
    enum Said: Sendable {
        case part(Part)
        /// The site has nothing of the kind, and why that matters.
        case lacking(String)
        /// There is something, and it must not be made a figure: why.
        case refused([String])
    }

    struct Part: Sendable {
        var value: Double
        /// 0 to 1.
        var coverage: Double
        /// The share of the time that the value is known of, 0 to 1, whatever else is missing; `nil`: ``coverage``.
        var time: Double?
        var entries: [Entry] = []
        /// Meters that took part otherwise than by ``entries``.
        var meters: Set<MeterName> = []
        var notes: [String] = []
        var evidence: [Evidence] = []
        /// The value with its numbers put in, such as `18250 kWh × 0.03`; `nil`: the value alone.
        var worked: String?
    }
}

extension Measure {
    /// The sum of the entries of some kinds, in the first unit of the first kind.
    static func sum(_ name: String, of kinds: Kind..., unless lack: String) -> Measure {
        let unit = kinds[0].units[0]
        return Measure(name, unit.rawValue) { place in
            let own = place.entries.filter { kinds.contains($0.kind) }
            guard !own.isEmpty else { return .lacking(lack) }
            return .part(
                Part(
                    value: own.reduce(0) { $0 + $1.amount }, coverage: place.coverage(of: kinds), entries: own,
                    notes: place.supplies.notes(of: kinds)))
        }
    }

    static let purchased = sum("purchased electricity", of: .electricity, unless: "no electricity bill or meter")
    /// District energy of every stream.
    static let heat = sum("heat", of: .heat, unless: "no heat bill or meter")

    /// Some streams of district energy.
    static func district(_ name: String, _ streams: [String]) -> Measure {
        Measure(name, "kWh") { place in
            let own = place.entries(.heat).filter { streams.contains($0.stream) }
            guard !own.isEmpty else { return .lacking("no bill or meter of \(name)") }
            return .part(
                Part(
                    value: own.reduce(0) { $0 + $1.amount }, coverage: place.coverage(ofDistrict: streams),
                    entries: own,
                    notes: place.supplies.notes(of: [.heat])))
        }
    }

    static let water = sum("water", of: .water, unless: "no water bill or meter")
    static let waste = sum("waste", of: .waste, unless: "no waste list")
    static let paper = sum("paper", of: .paper, unless: "no paper list")

    /// Purchased, and made on the site and not given away.
    static let electricity = Measure("electricity", "kWh") { place in
        let own = place.entries(.electricity, .generation, .export)
        func sum(_ kind: Kind) -> Double { own.filter { $0.kind == kind }.reduce(0) { $0 + $1.amount } }
        guard own.contains(where: { $0.kind != .export }) else { return .lacking("no electricity bill or meter") }
        let used = sum(.electricity) + sum(.generation) - sum(.export)
        guard used >= 0 else {
            return .refused(["more electricity was given away than bought and made (\(used.plain) kWh)"])
        }
        let kinds: [Kind] = [.electricity, .generation, .export]
        return .part(
            Part(
                value: used, coverage: place.coverage(of: kinds), entries: own, notes: place.supplies.notes(of: kinds)))
    }

    /// Electricity, heat, and the fuels whose kWh are known; what was made of such a fuel is in it once, as fuel.
    static let energy = Measure("energy", "kWh") { place in
        var part = Part(value: 0, coverage: 0)
        var (parts, known) = (0, 0.0)
        let kinds: [Kind] = [.electricity, .generation, .export, .heat, .fuel]
        let present = kinds.filter { kind in place.entries.contains { $0.kind == kind } }
        for (measure, own) in [(Measure.electricity, kinds.prefix(3)), (.heat, kinds[3...3])] {
            switch measure.read(place) {
            case .lacking: continue
            case .refused(let reasons): return .refused(reasons)
            case .part(let said):
                part.value += said.value
                part.entries += said.entries
                part.notes += said.notes
                // Kinds without any entry are reckoned as missing below, once.
                (parts, known) = (parts + 1, known + place.coverage(of: own.filter(present.contains)))
            }
        }
        let streams = Dictionary(grouping: place.entries(.heat), by: \.stream)
        if streams.keys.contains(where: { $0 != Kind.heatStreams[0] }) {
            part.evidence += streams.sorted { $0.key < $1.key }.map { stream, own in
                .input("district \(stream) at \(place.site.id)", own.reduce(0) { $0 + $1.amount }, unit: "kWh")
            }
        }
        let counted = place.fuels.counted.map(\.entry)
        if !counted.isEmpty {
            part.value += place.fuels.kilowattHours
            part.entries += counted
            part.evidence += place.fuels.evidence
            part.notes += place.supplies.notes(of: [.fuel])
            (parts, known) = (parts + 1, known + place.coverage(of: [.fuel]))
            let burnt = Set(counted.map(\.item))
            let twice = place.entries(.generation).filter { $0.details[.fuel].map(burnt.contains) ?? false }
            let made = twice.reduce(0) { $0 + $1.amount }
            if made > 0 {
                part.value -= made
                part.entries.removeAll { twice.contains($0) }
                let fuels = Set(twice.compactMap { $0.details[.fuel] }).sorted().joined(separator: ", ")
                part.notes.append(
                    "without \(made.plain) kWh of electricity made of \(fuels) at \(place.site.id): the fuel is counted"
                )
            }
        }
        guard parts > 0 else { return .lacking("no energy bill or meter") }
        part.notes += place.fuels.notes
        guard part.value >= 0 else {
            return .refused(["more electricity was given away than energy came in (\(part.value.plain) kWh)"])
        }
        let missing = place.missing(of: kinds)
        // Fuel whose kWh nobody states is there, and not counted.
        let fuels = place.entries(.fuel)
        let uncounted = fuels.isEmpty ? 0 : 1 - Double(counted.count) / Double(fuels.count)
        part.time = known / Double(parts)
        part.coverage =
            known / Double(parts) * (Double(present.count) - uncounted) / Double(present.count + missing.count)
        part.notes += place.notes(onMissing: missing)
        return .part(part)
    }

    /// Personnel in full-time equivalents: what the UN's inventories divide by (Greening the Blue). Attendance, where a
    /// site states it, is told beside and changes nothing.
    static let personnel = Measure("personnel", "FTE") { place in
        let own = place.entries(.personnel)
        let time = own.reduce(TimeRanges()) { $0.union($1.time) }.milliseconds
        guard time > 0 else { return .lacking("no list of personnel") }
        let total = own.reduce(0) { $0 + $1.amount * Double($1.time.milliseconds) }
        guard total > 0 else { return .lacking("nobody is on the list of personnel") }
        var part = Part(value: total / Double(time), coverage: place.coverage(of: [.personnel]), entries: own)
        if let attendance = place.site.attendance {
            let text = "\((attendance * 100).plain) %, not divided by: persons are personnel"
            part.evidence.append(.declaration("attendance of \(place.site.id)", text: text))
        }
        return .part(part)
    }

    /// Of the whole site.
    static let area = Measure("floor area", "m²") { place in
        guard let area = place.site.area else { return .lacking("its floor area is not stated (area:)") }
        return .part(Part(value: area.value, coverage: 1))
    }
}
