import Boards
import JSON
import Testing

@testable import Edge

@Suite struct `The list of boards` {
    static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"
    let models: [BoardModel]

    init() throws {
        models = try ["raspberry-pi-5", "simulated"].map { try BoardModel(named: $0, in: Self.folder) }
    }

    @Test func `marks the one that this machine is`() {
        let machine = Machine(compatible: ["raspberrypi,5-model-b", "brcm,bcm2712"])
        #expect(
            BoardList(models, on: machine).text == """
                * raspberry-pi-5  Raspberry Pi 5, 40-pin header
                  simulated       A virtual board with 128 lines

                * is this machine: raspberrypi,5-model-b
                """)
    }

    @Test(arguments: [
        (["raspberrypi,400"], "this machine says raspberrypi,400: no board file has it"),
        ([], "this machine has no device tree: it is none of them"),
    ])
    func `says so when it is none`(compatible: [String], verdict: String) {
        let text = BoardList(models, on: Machine(compatible: compatible)).text
        #expect(text.hasSuffix("\n\n\(verdict)"))
        #expect(!text.contains("*"))
    }

    @Test func `is JSON for programs`() {
        let machine = Machine(compatible: ["raspberrypi,5-model-b"])
        let expected =
            #"{"model": "raspberry-pi-5", "description": "Raspberry Pi 5, 40-pin header", "#
            + #""device_tree": ["raspberrypi,5-model-b"], "this_machine": true}"#
        #expect(BoardList(models, on: machine).json.text.contains(expected))
    }

    @Test func `gives programs each line with what a site file wants of it`() throws {
        let text = """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-5
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            zones:
              hall: { use: lobby, area: 50 m2, load: 300 W, lamps: GPIO17, motion: GPIO5 }

            """
        let site = try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Self.folder)
        let json = site.board.json(site.claims).text
        #expect(json.contains(#""claim": {"zone": "hall", "role": "lamp 1", "active": "high", "bias": null}"#))
        #expect(json.contains(#""claim": {"zone": "hall", "role": "motion", "active": "high", "bias": "as-is"}"#))
        #expect(json.contains(#""labels": ["pinctrl-rp1"]"#))
        #expect(!site.board.json(nil).text.contains("claim"))
    }
}
