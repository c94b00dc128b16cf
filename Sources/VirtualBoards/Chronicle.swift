internal import Conditioning
internal import Control
internal import Quantities

/// Writes down what happens on a virtual board, change by change, until somebody takes it.
struct Chronicle: Sendable {
    /// What was told last of a zone.
    private struct Page: Sendable {
        var people: Bool??
        var daylight = LightReading()
        var isDaylightKnown: Bool?
        var power: Watts?
        var inputs: Control.Zone.Inputs?
        var outputs: Control.Zone.Outputs?
    }

    private(set) var happenings: [Happening] = []
    private var pages: [Page]
    private var daylightDue = Timestamp(milliseconds: .min)

    init(zones: Int) { pages = (0..<zones).map { _ in Page() } }

    mutating func take() -> [Happening] {
        defer { happenings = [] }
        return happenings
    }

    mutating func note(_ event: Happening.Event, at now: Timestamp) {
        happenings.append(Happening(time: now, zone: nil, event: event))
        // A boot begins with a word on everything.
        if case .boot = event { self = Chronicle(keeping: happenings, zones: pages.count) }
    }

    mutating func look(_ zones: Zones, _ plant: inout VirtualPlant, at now: Timestamp) {
        let looksUp = daylightDue <= now
        if looksUp { daylightDue = now + .minutes(1) }
        for zone in pages.indices {
            var page = pages[zone]
            func note(_ event: Happening.Event) {
                happenings.append(Happening(time: now, zone: zone, event: event))
            }
            let people = plant.zones[zone].presence
            if page.people != .some(people) { note(.people(people)) }
            page.people = people
            if looksUp {
                let daylight = plant.daylight(of: zone, at: now)
                let isMoved = page.daylight.reads(daylight)
                if isMoved || page.isDaylightKnown == nil { note(.daylight(page.daylight.lux)) }
                page.isDaylightKnown = daylight != nil
            }
            let (inputs, told) = (zones.inputs[zone], page.inputs)
            if told?.motion?.isActive != inputs.motion?.isActive || told == nil {
                note(.motion(inputs.motion?.isActive))
            } else if let now = inputs.motion, let before = told?.motion, now.onsets != before.onsets {
                note(.motion(now.isActive))
            }
            if told?.illuminance != inputs.illuminance { note(.lux(inputs.illuminance)) }
            if told.map({ $0.presses != inputs.presses }) ?? (inputs.presses != .zero) {
                note(.presses(inputs.presses.count))
            }
            if told?.door?.isOpen != inputs.door?.isOpen { note(.door(inputs.door?.isOpen)) }
            if told?.draw != inputs.draw { note(.draw(inputs.draw)) }
            page.inputs = inputs
            let (outputs, said) = (zones.outputs[zone], page.outputs)
            if said?.level != outputs.level { note(.level(outputs.level, of: zones.settings(of: zone).steps)) }
            if said?.reason != outputs.reason { note(.reason(outputs.reason)) }
            if said.map({ $0.faults != outputs.faults }) ?? !outputs.faults.isEmpty { note(.faults(outputs.faults)) }
            page.outputs = outputs
            let power = plant.zones[zone].power
            if page.power != power { note(.power(power)) }
            page.power = power
            pages[zone] = page
        }
    }

    private init(keeping happenings: [Happening], zones: Int) {
        self.init(zones: zones)
        self.happenings = happenings
    }
}
