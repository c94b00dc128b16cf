internal import Control
internal import Quantities
internal import Settings
internal import Spelling
internal import YAML

extension Site.Zone {
    /// `nil` when something needed is missing or wrong, which is then reported.
    ///
    /// - Parameter names: of all zones.
    init?(_ field: Field, _ wiring: WiringReader, _ hours: HoursReader, among names: [String]) {
        let id = field.identifierKey()
        guard let mapping = field.mapping() else { return nil }
        let use = mapping.required("use")?.choice(Site.Use.self)
        self.hours = hours.zone(mapping, for: use)
        let area = mapping.required("area")?.area(in: SquareMetres(1)...SquareMetres(100_000))
        let load = mapping.required("load")?.watts(in: Watts(1)...Watts(100_000))
        let standbyField = mapping.optional("standby")
        standby = standbyField?.watts(in: .zero...Watts(10_000)) ?? .zero
        if let load, load < standby {
            standbyField?.report("is more than the load, \(Units.power.written(load.value))")
        }
        let lamps = mapping.required("lamps")
        let dimmed = lamps.flatMap { wiring.dimmer($0) }
        dimmer = dimmed?.dimmer
        self.lamps = dimmed.map { [$0.relay].compactMap { $0 } } ?? lamps.map { wiring.lamps($0) } ?? []
        let (motion, button) = (mapping.optional("motion"), mapping.optional("button"))
        self.motion = motion.map { wiring.motion($0) } ?? []
        self.button = button.flatMap { wiring.button($0) }
        if motion == nil, button == nil, self.hours.text.isEmpty {
            field.reportKey(
                "\(field.path) lacks \"motion\"; without a sensor it needs a button (button: …) "
                    + "or opening hours (open: …)")
        }
        door = mapping.optional("door").flatMap { wiring.door($0) }
        meter = mapping.optional("meter").flatMap { wiring.meter($0, load: load, in: hours.timezone) }
        light = mapping.optional("light").flatMap { wiring.light($0) }
        plugs = mapping.optional("plugs").flatMap { wiring.output($0, switching: "plugs") }
        setback = mapping.optional("setback").flatMap { wiring.output($0, switching: "climate") }
        let steps =
            dimmed == nil ? max(1, min(3, lamps?.listOrOne().count ?? 3)) : Int(Control.Zone.Settings.dimmerSteps)
        var settings = Site.Zone.settings(mapping, steps: steps)
        if mapping.optional("passage") == nil { settings.isPassage = use?.isPassage ?? false }
        if mapping.optional("motion-silence") == nil, let use { settings.motionSilence = use.motionSilence(self.hours) }
        if case .comparator? = light { settings.daylight.isThreshold = true }
        settings.sensesMotion = motion != nil
        settings.isEgress = mapping.optional("egress")?.flag() ?? use?.isEgress ?? false
        if settings.isEgress, settings.vacantSteps == 0, settings.motionSilence > .hours(72), let motion, button == nil,
            mapping.optional("door") == nil
        {
            let days = Units.duration.written(Double(settings.motionSilence.milliseconds))
            motion.warn(
                "alone on a way out: should the sensor die, that is noticed after \(days); opening hours (open: …), "
                    + "a button, a door contact or a shorter motion-silence tell sooner")
        }
        self.settings = settings
        follows = Site.Zone.followed(mapping.optional("follows"), by: field.name, among: names)
        simulation = mapping.optional("simulate")?.mapping().map {
            Site.Simulation($0, of: use, floor: area, steps: steps)
        }
        guard let id, let use, let area, let load else { return nil }
        (self.id, self.use, self.area, self.load) = (id, use, area, load)
        mark = field.keyMark
    }

    private static func followed(_ field: Field?, by zone: String, among names: [String]) -> [String] {
        (field?.listOrOne() ?? []).compactMap { item in
            guard let name = item.text() else { return nil }
            if name == zone {
                item.report("a zone cannot follow itself")
            } else if !names.contains(name) {
                let others = names.filter { $0 != zone }
                item.report(
                    "there is no zone \"\(name)\"\(Spelling.hint(for: name, among: others, otherwise: "there are"))")
            }
            return name
        }
    }

    private static func settings(_ mapping: Mapping, steps: Int) -> Control.Zone.Settings {
        let hasLight = mapping.optional("light") != nil
        var settings = Control.Zone.Settings(steps: UInt8(steps))
        for setting in Setting.all {
            guard let field = mapping.optional(setting.key) else { continue }
            if setting.id == Setting.hold.id, field.says("adaptive") {
                settings.isAdaptive = true
                continue
            }
            guard let value = field.value(of: setting, steps: steps) else { continue }
            if setting.needsLight, !hasLight {
                field.report("needs a light sensor, and this zone has none (light: …)")
            }
            do throws(Setting.Refused) {
                try setting.set(value, in: &settings)
            } catch {
                field.report(error.description)
            }
        }
        return settings
    }
}

extension Site.Simulation {
    init(_ mapping: Mapping, of use: Site.Use?, floor: SquareMetres?, steps: Int) {
        people = mapping.required("people")?.integer(in: 0...500) ?? 0
        sensor = mapping.optional("sensor")?.choice() ?? .typical
        let seen = mapping.optional("sensor-coverage")
        coverage = (seen?.percent(in: 0...100) ?? 100) / 100
        if let use, !use.hasDesks { seen?.report("is of desks; there are none in a \(use.rawValue)") }
        let model = mapping.optional("presence")
        presence = model?.choice() ?? .wang
        if let use, !use.hasDesks { model?.report("is for people with desks; those of a \(use.rawValue) only visit") }
        lamps = mapping.optional("lamps")?.mapping().map { Lamps($0, isDimmed: steps > 3) }
        view = mapping.optional("sensor-view")?.mapping().map(SensorView.init)
        plugs = mapping.optional("plugs")?.mapping().flatMap(Plugs.init)
        climate = mapping.optional("climate")?.mapping().flatMap(Climate.init)
        window = mapping.optional("window")?.mapping().flatMap { Window($0, floor: floor) }
    }
}
