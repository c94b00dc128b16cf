public import Boards
public import YAML

/// The building that every board of a fleet has where no site file says otherwise. Rooms and people are invented.
public enum Template {
    /// - Parameters:
    ///   - zones: 1 to 64.
    ///   - boards: folder of board files.
    /// - Throws: ``Problems`` when the board file cannot be read.
    public static func site(zones: Int, boards: String) throws(Problems) -> Site {
        try Site(parsing: Array(text(zones: zones).utf8), file: "the built-in site", boards: boards)
    }

    /// A site file. Every zone has a line for its lamps and one for its motion sensor; as far as lines are left, every
    /// fourth has a meter.
    static func text(zones: Int) -> String {
        var text = """
            lightwell: 1
            site: fleet
            id: board
            board: simulated
            place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich, climate: temperate }
            open: [mon-fri 07:00-20:00]
            records: 15 min
            zones:

            """
        for zone in 0..<zones {
            let room = rooms[zone % rooms.count]
            text += "  \(room.name)-\(zone + 1):\n    use: \(room.use)\n    lamps: GPIO\(2 * zone)\n"
            text += "    motion: GPIO\(2 * zone + 1)\n"
            let line = 2 * zones + zone / 4
            if zone % 4 == 0, line < lines {
                text += "    meter: { line: GPIO\(line), pulses-per-kwh: 1000, maximum: 3 kW }\n"
            }
            for setting in room.rest { text += "    \(setting)\n" }
        }
        return text
    }

    private struct Room {
        let name: String
        let use: String
        let rest: [String]
    }

    private static let rooms = [
        Room(
            name: "south", use: "open-office",
            rest: [
                "area: 120 m2", "load: 792 W", "standby: 4 W", "light: simulated", "daylight-target: 100 lx",
                "lamp-share: 110 lx",
                "simulate: { people: 12, sensor: typical, window: { faces: 180 °, area: 24 m2, depth: 3 m } }",
            ]),
        Room(
            name: "core", use: "open-office",
            rest: ["area: 90 m2", "load: 594 W", "standby: 3 W", "simulate: { people: 9, sensor: typical }"]),
        Room(
            name: "corridor", use: "corridor",
            rest: ["area: 60 m2", "load: 264 W", "hold: 5 min", "simulate: { people: 20, sensor: good }"]),
        Room(
            name: "meeting", use: "meeting-room",
            rest: ["area: 32 m2", "load: 333 W", "hold: 10 min", "simulate: { people: 8, sensor: good }"]),
        Room(
            name: "cell", use: "cellular-office",
            rest: [
                "area: 18 m2", "load: 144 W", "light: simulated", "daylight-target: 100 lx", "lamp-share: 110 lx",
                "simulate: { people: 2, sensor: typical, window: { faces: 90 °, area: 4 m2, depth: 2 m } }",
            ]),
        Room(
            name: "restroom", use: "restroom",
            rest: ["area: 14 m2", "load: 96 W", "simulate: { people: 20, sensor: typical }"]),
        Room(
            name: "cell", use: "cellular-office",
            rest: ["area: 15 m2", "load: 120 W", "simulate: { people: 1, sensor: poor }"]),
        Room(
            name: "storage", use: "storage",
            rest: ["area: 20 m2", "load: 72 W", "simulate: { people: 10, sensor: typical }"]),
    ]

    /// Of the simulated board.
    private static let lines = 128
}
