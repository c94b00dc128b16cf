import Boards
import Calendars
import Quantities
import VirtualBoards

/// A site in which everything that can break is there.
enum Breakable {
    static func site() throws -> Site {
        try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Site.boards)
    }

    /// Monday, 2026-06-01, midnight UTC.
    static let start = Timestamp(milliseconds: 1_780_272_000_000)

    static func script(_ options: String...) throws -> FaultScript {
        var reader = FaultReader(try site(), from: start)
        return try reader.read(options: options, files: [])
    }

    static let office = 0, room = 1, loft = 2, dull = 3, corridor = 4

    private static let text = """
        lightwell: 1
        site: geneva
        id: breakable
        board: simulated
        place: { latitude: 46.23 °, longitude: 6.14 °, timezone: UTC }
        open: [mon-fri 07:00-19:00]
        records: 15 min
        zones:
          office:
            use: open-office
            area: 120 m2
            load: 800 W
            standby: 4 W
            lamps: [GPIO17, GPIO27]
            motion: GPIO5
            button: GPIO4
            meter: { line: GPIO22, pulses-per-kwh: 1000, maximum: 3 kW }
            light: simulated
            daylight-target: 100 lx
            simulate: { people: 6, window: { faces: 180 °, area: 18 m2, depth: 3 m } }
          room:
            use: meeting-room
            area: 30 m2
            load: 300 W
            lamps: GPIO26
            motion: GPIO12
            button: GPIO13
            door: GPIO16
            simulate: { people: 4 }
          loft:
            use: open-office
            area: 60 m2
            load: 600 W
            lamps: dimmer
            motion: GPIO6
            meter: { line: GPIO7, pulses-per-kwh: 2000, maximum: 2 kW }
            light: { line: GPIO8, part: tsl235r, divider: 256 }
            daylight-target: 100 lx
            simulate: { people: 4, window: { faces: 90 °, area: 10 m2, depth: 2 m } }
          dull:
            use: open-office
            area: 30 m2
            load: 100 W
            lamps: GPIO9
            motion: GPIO10
            hold: adaptive
            hold-most: 4 min
            simulate: { people: 1 }
          corridor:
            use: corridor
            area: 40 m2
            load: 100 W
            lamps: GPIO23
            motion: GPIO24
            simulate: { people: 6 }

        """
}
