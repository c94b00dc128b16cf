import Boards
import Chance
import Hardware
import Testing
import YAML

/// Of the folder that we ship.
let models = BoardModel.names(in: boards)

@Suite struct `A board file` {
    @Test(arguments: models) func `that we ship is valid`(name: String) throws {
        #expect(try BoardModel(named: name, in: boards).name == name)
    }

    @Test func `is shipped for the simulator and the boards in the field`() {
        #expect(
            models == [
                "beaglebone-black", "raspberry-pi-3", "raspberry-pi-4", "raspberry-pi-5", "raspberry-pi-zero-2-w",
                "simulated",
            ])
    }

    @Test(arguments: models.filter { $0 != "simulated" })
    func `accounts for every pin of its headers once, and reaches every line by a pin`(name: String) throws {
        let board = try BoardModel(named: name, in: boards)
        #expect(!board.headers.isEmpty)
        for header in board.headers {
            let pins = board.lines.filter { $0.header == header.name }.compactMap(\.pin)
            #expect((pins + header.fixed.keys).sorted() == Array(1...header.pins))
        }
        #expect(board.lines.allSatisfy { $0.header != nil && $0.pin != nil })
    }

    @Test(arguments: models.filter { $0 != "simulated" })
    func `knows its chips by labels that drivers give, or by lines of its own`(name: String) throws {
        let board = try BoardModel(named: name, in: boards)
        for (index, chip) in board.chips.enumerated() {
            switch chip {
            case .labels(let labels):
                #expect(Set(labels).isSubset(of: ["pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1"]))
            case .landmark(let line, let offset):
                let landmark = try #require(board.line(named: line))
                #expect(landmark.chip == index && landmark.offset == offset)
            }
        }
    }

    @Test func `is for machines that no other one is for`() throws {
        let words = try models.flatMap { try BoardModel(named: $0, in: boards).deviceTree }
        #expect(words.count == 6)
        #expect(Set(words).count == words.count)
    }

    @Test(arguments: ["raspberry-pi-3", "raspberry-pi-4", "raspberry-pi-5", "raspberry-pi-zero-2-w"])
    func `tells what the header of a Raspberry Pi does at boot`(name: String) throws {
        let pi = try BoardModel(named: name, in: boards)
        #expect(pi.lines.map(\.name) == (0...27).map { "GPIO\($0)" })
        #expect(pi.lines.filter { $0.atBoot == .pullUp }.map(\.offset) == Array(0...8))
        #expect(pi.lines.filter { $0.atBoot == .pullDown }.map(\.offset) == Array(9...27))
        #expect(pi.lines.filter { $0.avoid != nil }.map(\.name) == ["GPIO0", "GPIO1"])
        #expect(pi.line(named: "GPIO17")?.pin == 11)
        #expect(pi.line(on: pi.headers[0], pin: 40)?.name == "GPIO21")
        #expect(pi.line(on: pi.headers[0], pin: 39) == nil)
        // The console of a Raspberry Pi 5 is on a connector of its own.
        let moving = name == "raspberry-pi-5" ? [] : ["GPIO14", "GPIO15"]
        #expect(pi.lines.filter { $0.bootActive != nil }.map(\.name) == moving)
    }

    @Test func `keeps hands off what a BeagleBone Black needs for itself`() throws {
        let bone = try BoardModel(named: "beaglebone-black", in: boards)
        #expect(bone.chips.count == 4)
        #expect(bone.headers.map(\.name) == ["P8", "P9"])
        let strapping = bone.lines.filter { $0.signals.contains { $0.role == .strapping } }
        #expect(strapping.map(\.name) == (31...46).map { "P8_\($0)" })
        #expect(strapping.allSatisfy { $0.avoid != nil })
        #expect(bone.lines.filter { $0.signals.contains { $0.role == .emmc } && $0.avoid != nil }.count == 10)
        let free = bone.lines.filter { $0.avoid == nil }.map(\.name)
        #expect(free.filter { $0.hasPrefix("P8") } == (7...19).map { $0 < 10 ? "P8_0\($0)" : "P8_\($0)" } + ["P8_26"])
        #expect(bone.line(named: "P9_12").map { [$0.chip, $0.offset] } == [1, 28])
    }

    @Test func `knows how the free lines of a BeagleBone Black are pulled, and which a serial port may take`() throws {
        let bone = try BoardModel(named: "beaglebone-black", in: boards)
        let free = bone.lines.filter { $0.avoid == nil }
        let high = ["P8_07", "P8_08", "P8_09", "P8_10", "P8_26", "P9_11", "P9_12", "P9_13"]
        let serial = ["P9_17", "P9_18", "P9_21", "P9_22", "P9_24", "P9_26"]
        #expect(free.filter { $0.atBoot == .pullUp }.map(\.name) == high + serial)
        // Its two balls are pulled apart.
        #expect(free.filter { $0.atBoot == nil }.map(\.name) == ["P9_15"])
        let cautioned = free.filter { $0.caution?.hasPrefix("keep its serial port off") == true }
        #expect(cautioned.map(\.name) == ["P9_11", "P9_13", "P9_24", "P9_26"])
    }

    @Test func `gives the simulator two lines for each of 64 zones`() throws {
        let simulated = try BoardModel(named: "simulated", in: boards)
        #expect(simulated.isSimulated)
        #expect(simulated.lines.count == 128)
    }

    @Test func `that is missing is named with its path`() {
        let missing = #expect(throws: Problems.self) { try BoardModel(named: "nothing", in: boards) }
        #expect(missing?.description == "\(boards)/nothing.yaml: error: there is no such file")
    }

    @Test func `needs no headers, roles or device tree`() throws {
        let board = try BoardModel(parsing: Array(small.utf8), file: "small.yaml", named: "small")
        #expect(board.chips == [.labels(["lightwell-sim"])])
        #expect(board.headers.isEmpty && board.deviceTree.isEmpty)
        #expect(board.lines.map(\.pin) == [7, nil])
        #expect(board.lines[1].atBoot == Bias.none)
    }

    @Test func `is told all that is wrong with it at once, by place`() {
        let problems = #expect(throws: Problems.self) {
            try BoardModel(parsing: Array(contradictory.utf8), file: "b.yaml", named: "odd")
        }
        #expect(problems?.description == contradictions)
    }

    @Test func `is told which pins it forgot`() {
        let text = small.replacing("lines:", with: "headers: { J1: { pins: 10, fixed: { 1: GND } } }\nlines:")
        let problems = #expect(throws: Problems.self) {
            try BoardModel(parsing: Array(text.utf8), file: "b.yaml", named: "small")
        }
        #expect(
            problems?.description
                == "b.yaml:5:10: error: headers: pins 2, 3, 4, 5, 6, 8, 9, 10 of J1 are neither a line nor fixed")
    }

    /// The law: whatever happens to a file, its reader gets a value or a problem that lies inside it.
    @Test(arguments: 0..<200) func `gives a value or a problem inside the file, however it is damaged`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var bytes = Array(bone.utf8)
        for _ in 0...random.next() % 4 {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 3 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: place)
            default: bytes.insert(Array(":{}[]&\n\" -#,09".utf8)[Int(random.next() % 14)], at: place)
            }
        }
        do throws(Problems) {
            _ = try BoardModel(parsing: bytes, file: "b", named: "bone")
        } catch {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            #expect(!error.list.isEmpty)
            #expect(error.list.allSatisfy { (1...lines.count).contains($0.mark?.line ?? 0) }, "\(error)")
        }
    }
}

private let small = """
    lightwell: 1
    model: small
    description: Two lines
    chip: { label: lightwell-sim }
    lines:
      L0: { line: 0, pin: 7, at-boot: unknown }
      L1: { line: 1, at-boot: none }

    """

private let bone = """
    lightwell: 1
    model: bone
    description: Two chips, two headers
    device-tree: ti,am335x-bone-black
    chips:
      gpio0: { line: P8_14, at: 26 }
      gpio1: { label: [a, b] }
    headers:
      P8: { pins: 4, fixed: { 1: GND, 2: 3V3 } }
      P9: { pins: 2, fixed: { 1: GND } }
    refuse: { emmc: the system is there }
    caution: { spi: keep it off }
    notes: [Mind the gap]
    lines:
      P8_03: { chip: gpio0, line: 3, header: P8, pin: 3, at-boot: pull-up, roles: { emmc: D0 } }
      P8_04: { chip: gpio1, line: 3, header: P8, pin: 4, at-boot: none, roles: { spi: MOSI, pwm: A } }
      P9_02: { chip: gpio1, line: 4, header: P9, pin: 2, at-boot: unknown, boot-active: it hums }

    """

private let contradictory = """
    lightwell: 1
    model: odd
    description: Everything wrong
    chips:
      a: { label: x, line: y }
      b: { line: y }
    headers:
      J1: { pins: 5, fixed: { 1: GND, 9: 5V, x: 3V3 } }
      J2: { pins: 4 }
    refuse: { eeprom: no }
    lines:
      L0: { chip: a, line: 0, header: J1, pin: 1, at-boot: up }
      L1: { chip: a, line: 0, header: J3, pin: 2, at-boot: none }
      L2: { line: 0, pin: 2, at-boot: none, roles: { sip: MOSI } }
      L3: { chip: b, line: 0, header: J1, pin: 7, at-boot: none }
      L4: { chip: b, line: 1, header: J1, at-boot: none }
    """

private let contradictions = """
    b.yaml:5:6: error: a: write { label: … } as gpiodetect shows it, or { line: NAME, at: OFFSET } as gpioinfo does
    b.yaml:6:14: error: line: lacks "at": the offset of that line on its chip
    b.yaml:8:15: error: pins: a header has two columns of pins, so an even number
    b.yaml:8:35: error: "9" is no pin of this header: they are 1 to 5
    b.yaml:8:42: error: "x" is no pin of this header: they are 1 to 5
    b.yaml:10:11: error: unknown role "eeprom", did you mean "id-eeprom"?
    b.yaml:12:44: error: pin: 1 is GND, not a line
    b.yaml:12:56: error: at-boot: unknown word "up"; it is one of pull-up, pull-down, none, unknown
    b.yaml:13:35: error: header: there is no header "J3", did you mean "J1"?
    b.yaml:14:23: error: pin: needs a header: J1 or J2
    b.yaml:14:50: error: unknown role "sip", did you mean "spi"?
    b.yaml:15:44: error: pin: 7 is above 5
    b.yaml:16:35: error: header: tells nothing without a pin
    """
