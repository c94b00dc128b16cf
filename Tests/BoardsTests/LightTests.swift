import Boards
import Conditioning
import Hardware
import Quantities
import Testing
import YAML

/// Light sensors on the lines of a real board.
@Suite struct `A light sensor in a site file` {
    private static let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"

    @Test func `has the figures of its part, and what the file says instead`() throws {
        let light = try #require(
            try site("{ line: GPIO24, part: tsl235r, divider: 512, maximum: 1000 lx }").zones[0].light)
        guard case .converter(let input, let calibration) = light else {
            Issue.record("is no converter")
            return
        }
        #expect(input.line.name == "GPIO24")
        #expect(input.polarity == .activeHigh)
        #expect(calibration.divider == 512)
        #expect(calibration.maximum == Lux(1_000))
        #expect(calibration.hertzPerLux == LightCalibration.tsl235r.hertzPerLux)
    }

    @Test(arguments: [
        ("simulated", "the board raspberry-pi-4 cannot simulate"),
        ("{ line: GPIO24 }", "lacks \"part\""),
        ("{ line: GPIO24, part: tsl999 }", "unknown word \"tsl999\""),
        ("{ line: GPIO24, part: tsl237, divider: 16 }", "more than the 3100 that a board takes"),
        ("{ line: GPIO17, part: tsl237 }", "line GPIO17 is used by"),
        ("{ line: GPIO24, part: tsl237, hertz-per-lux: 0 }", "is below 0.01"),
    ]) func `is refused with the cure`(light: String, complaint: String) {
        do throws(Problems) {
            _ = try site(light)
            Issue.record("was taken")
        } catch {
            #expect(error.description.contains(complaint), "\(error)")
        }
    }

    private func site(_ light: String) throws(Problems) -> Site {
        let text = """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            zones:
              room:
                use: cellular-office
                area: 20 m2
                load: 100 W
                lamps: GPIO17
                motion: GPIO19
                light: \(light)
                daylight-target: 100 lx

            """
        return try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Self.boards)
    }
}
