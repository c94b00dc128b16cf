internal import Astronomy
internal import Calendars
internal import Conditioning
internal import Control
internal import Quantities
internal import Settings
internal import YAML

extension Site {
    /// The site as read, for a person to compare with the building: a few lines, and some for each zone.
    public var summary: String {
        var lines = ["site \(group), board \(id)" + (name.map { ": \($0)" } ?? "")]
        lines.append("model \(board.name): \(board.description)")
        let position = "\(Units.degrees.written(place.latitude)), \(Units.degrees.written(place.longitude))"
        lines.append("place \(position), \(place.timezone.name)")
        if zones.contains(where: \.hours.followsSun) { lines += place.sunshine }
        lines.append("open " + (hours.text.isEmpty ? "without schedule" : hours.text.joined(separator: ", ")))
        if !cleaning.isEmpty { lines.append("cleaning " + cleaning.joined(separator: ", ")) }
        let interval = Units.duration.written(Double(records.milliseconds))
        let goal = uplink.map {
            "to \($0.broker), host \($0.host), live \($0.live ? "yes" : "no"), traces \($0.traces ? "yes" : "no")"
        }
        lines.append("records every \(interval), \(goal ?? "journaled only")")
        switch clock {
        case .auto: break
        case .rtc: lines.append("believes any real-time clock that agrees with its clock")
        case .any: lines.append("believes its clock whoever sets it")
        }
        if let shed {
            let most = Units.duration.written(Double(shed.longest.milliseconds))
            lines.append(
                "gives up \(shed.level) % of the light while \(shed.input.line.name) asks, for \(most) at most")
        }
        if let button { lines.append("button of the board \(button.line.name)") }
        lines += meters.map(\.summary)
        for zone in zones { lines += zone.summary(in: self) }
        return lines.joined(separator: "\n")
    }
}

extension BoardMeter {
    /// "meter main: water on GPIO5, 100 pulses per m3, at most 5 m3/h, no 8ITR1 at 12.5 m3 since the start, class R160".
    var summary: String {
        let per = constant.units == 1 ? "\(medium.unit)" : "\(constant.units) \(medium.unit)"
        var words = "meter \(name): \(medium.name) on \(input.line.name), \(constant.pulses) pulses per \(per), "
        let most = maximum == maximum.rounded() ? "\(Int(maximum))" : "\(maximum)"
        words += "at most \(most) \(medium.isVolume ? "m3/h" : "kW")"
        if let face {
            let thousandths = "\(1_000 + face.reading % 1_000)".dropFirst()
            words += ", no \(face.number) at \(face.reading / 1_000).\(thousandths) \(medium.unit) "
            words += face.since.map { "since \($0.iso8601)" } ?? "since the start"
        }
        return words + (accuracy.map { ", class \($0)" } ?? "")
    }
}

extension Site.Zone {
    func summary(in site: Site) -> [String] {
        let steps = dimmer != nil ? "dimmed" : lamps.count == 1 ? "in 1 step" : "in \(lamps.count) steps"
        let area = Units.area.written(area.value)
        var wires: [String] = []
        if let dimmer {
            wires.append("dimmer \(dimmer.output?.description ?? "simulated")")
            if let relay = lamps.first { wires.append("relay " + relay.line.name) }
        } else {
            wires.append("lamps " + lamps.map(\.line.name).joined(separator: " "))
        }
        wires.append(motion.isEmpty ? "no motion sensor" : "motion " + motion.map(\.line.name).joined(separator: " "))
        if let button { wires.append("button " + button.line.name) }
        if let meter { wires.append("meter " + meter.input.line.name) }
        if let light {
            let lines = light.inputs.map(\.line.name).joined(separator: " ")
            wires.append("light " + (lines.isEmpty ? "simulated" : lines))
        }
        if let door {
            let longest = door.longestOpen.map { " (open \(Units.duration.written(Double($0.milliseconds))) at most)" }
            wires.append("door " + door.input.line.name + (longest ?? ""))
        }
        let answers = lamps.compactMap(\.answer).map(\.line.name)
        if !answers.isEmpty { wires.append("answers " + answers.joined(separator: " ")) }
        if let plugs { wires.append("plugs " + plugs.line.name) }
        if let setback { wires.append("setback " + setback.line.name) }
        var traits = follows.isEmpty ? [] : ["  follows " + follows.joined(separator: ", ")]
        if settings.isEgress != use.isEgress { traits.append("  egress \(settings.isEgress ? "yes" : "no")") }
        let usual = use.settings(steps: settings.steps, hours)
        let changed = Setting.all.filter { $0.value(in: settings) != $0.value(in: usual) }.map { setting in
            let (value, standard) = (setting.value(in: settings), setting.value(in: usual))
            return "  \(setting.key) \(setting.written(value)) (default \(setting.written(standard)))"
        }
        let own = hours.text == site.hours.text ? [] : ["  open " + hours.text.joined(separator: ", ")]
        return ["zone \(id): \(use.rawValue), \(area), \(Units.power.written(load.value)) \(steps)"]
            + ["  " + wires.joined(separator: ", ")] + own + traits + changed
    }
}

extension Site.Place {
    /// When the sun rises and sets on the longest and the shortest day: whoever mistook a sign sees it.
    var sunshine: [String] {
        [6, 12].compactMap { month in
            guard let date = CivilDate(year: 2026, month: month, day: 21), let noon = TimeOfDay(hour: 12) else {
                return nil
            }
            let sun = SolarDay(nearest: timezone.timestamp(of: date, at: noon), at: onEarth)
            func clock(_ time: Timestamp?) -> String? {
                time.map { timezone.civil(of: $0).time }.map { String($0.description.prefix(5)) }
            }
            let day = month == 6 ? "  sun on 21 June" : "  sun on 21 December"
            switch (clock(sun.sunrise), clock(sun.sunset)) {
            case (let rise?, let set?): return "\(day) from \(rise) to \(set)"
            case (let rise?, nil): return "\(day) from \(rise)"
            case (nil, let set?): return "\(day) until \(set)"
            case (nil, nil): return "\(day) \(sun.isUpAtNoon ? "all day" : "not at all")"
            }
        }
    }
}
