import Boards
import YAML

/// The folder of board files that we ship.
let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"

/// A site file with everything in it.
let everything = """
    lightwell: 1
    site: geneva
    id: geneva-east
    name: East wing, first floor
    board: simulated
    place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich, climate: temperate }
    open: [mon-fri 07:00-20:00, "sat,sun 08:00-12:00 14:00-24:00"]
    holidays: [2026-12-25]
    records: 10 min
    uplink:
      broker: mqtt://127.0.0.1:1884
      host: lightwell
      credentials: /etc/lightwell/credentials
      traces: no
    zones:
      office-south:
        use: open-office
        area: 120 m2
        load: 792 W
        standby: 4 W
        lamps: [GPIO17, {line: GPIO27, active: low}]
        motion: GPIO5
        button: GPIO6
        meter: { line: GPIO22, pulses-per-kwh: 1000, maximum: 3 kW }
        light: simulated
        hold: 20 min
        daylight-target: 500 lx
        base-level: 1 step
        simulate:
          people: 12
          sensor: poor
          window: { faces: 180 °, area: 18 m2, depth: 3 m }
      corridor:
        use: corridor
        area: 40.5 m²
        load: 0.2 kW
        lamps: GPIO23
        motion: [GPIO24, {line: GPIO25, active: low, bias: pull-up}]

    """

func site(_ text: String) throws(Problems) -> Site {
    try Site(parsing: Array(text.utf8), file: "site.yaml", boards: boards)
}

/// What reading a site file says: one problem per line, or nothing.
func said(by text: String) -> String {
    do throws(Problems) {
        _ = try site(text)
        return ""
    } catch {
        return error.description
    }
}

/// The file with one of its passages written otherwise.
func everything(with replacement: String, for passage: String) -> String {
    let parts = everything.split(separator: passage, maxSplits: 1, omittingEmptySubsequences: false)
    return parts.joined(separator: replacement)
}
