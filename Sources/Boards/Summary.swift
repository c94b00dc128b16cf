internal import Calendars
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
        lines.append("open " + (hours.isEmpty ? "without schedule" : hours.joined(separator: ", ")))
        let interval = Units.duration.written(Double(records.milliseconds))
        let goal = uplink.map { "to \($0.broker), host \($0.host), traces \($0.traces ? "yes" : "no")" }
        lines.append("records every \(interval), \(goal ?? "journaled only")")
        for zone in zones { lines += zone.summary }
        return lines.joined(separator: "\n")
    }
}

extension Site.Zone {
    var summary: [String] {
        let steps = lamps.count == 1 ? "1 step" : "\(lamps.count) steps"
        let area = Units.area.written(area.value)
        var wires = ["lamps " + lamps.map(\.line.name).joined(separator: " ")]
        wires.append("motion " + motion.map(\.line.name).joined(separator: " "))
        if let button { wires.append("button " + button.line.name) }
        if let meter { wires.append("meter " + meter.input.line.name) }
        if let light { wires.append("light " + (light.input?.line.name ?? "simulated")) }
        let changed = Setting.all.filter { $0.value(in: settings) != $0.standard }.map { setting in
            let (value, standard) = (setting.written(setting.value(in: settings)), setting.written(setting.standard))
            return "  \(setting.key) \(value) (default \(standard))"
        }
        return ["zone \(id): \(use.rawValue), \(area), \(Units.power.written(load.value)) in \(steps)"]
            + ["  " + wires.joined(separator: ", ")] + changed
    }
}
