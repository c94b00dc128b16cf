import Boards
import Hardware
import Testing
import YAML

@Suite struct `A board file` {
    @Test(arguments: BoardModel.names(in: boards)) func `that we ship is valid`(name: String) throws {
        #expect(try BoardModel(named: name, in: boards).name == name)
    }

    @Test func `is shipped for the simulator and the Raspberry Pi 4`() {
        #expect(BoardModel.names(in: boards) == ["raspberry-pi-4", "simulated"])
    }

    @Test func `tells what the header of a Raspberry Pi 4 does at boot`() throws {
        let pi = try BoardModel(named: "raspberry-pi-4", in: boards)
        #expect(pi.chip == .label("pinctrl-bcm2711"))
        #expect(pi.lines.count == 28)
        #expect(Set(pi.lines.compactMap(\.pin)).count == 28)
        #expect(pi.lines.filter { $0.atBoot == .pullUp }.map(\.offset) == Array(0...8))
        #expect(pi.lines.filter { $0.atBoot == .pullDown }.map(\.offset) == Array(9...27))
        #expect(pi.lines.filter { $0.avoid != nil }.map(\.name) == ["GPIO0", "GPIO1"])
        #expect(pi.lines.filter { $0.bootActive != nil }.map(\.name) == ["GPIO14", "GPIO15"])
        #expect(pi.line(named: "GPIO17")?.pin == 11)
    }

    @Test func `gives the simulator two lines for each of 64 zones`() throws {
        let simulated = try BoardModel(named: "simulated", in: boards)
        #expect(simulated.chip == .none)
        #expect(simulated.lines.count == 128)
    }

    @Test func `that is missing is named with its path`() {
        let missing = #expect(throws: Problems.self) { try BoardModel(named: "nothing", in: boards) }
        #expect(missing?.description == "\(boards)/nothing.yaml: error: there is no such file")
    }
}
