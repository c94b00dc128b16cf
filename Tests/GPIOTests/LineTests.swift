import GPIO
import Hardware
import Quantities
import Testing

@Suite(
    .serialized,
    .enabled(
        if: SimulatedChip.current != nil,
        "no simulated GPIO chip here: scripts/test-gpio runs these in a kernel that has one")
)
struct `Lines of a real kernel` {
    let sim: SimulatedChip

    init() throws { sim = try #require(SimulatedChip.current) }

    @Test func `drive their safe values from the request on, whatever their polarity`() throws {
        for line in 0..<4 { try sim.pull(line, high: line % 2 == 0) }
        let chip = try Chip.open(label: sim.label)
        var outputs = try chip.outputs(
            [
                Outputs.Line(offset: 0, isActive: true),
                Outputs.Line(offset: 1, isActive: false),
                Outputs.Line(offset: 2, polarity: .activeLow, isActive: true),
                Outputs.Line(offset: 3, polarity: .activeLow, isActive: false),
            ], consumer: "test")
        #expect(try (0..<4).map { try sim.isHigh($0) } == [true, false, false, true])
        try outputs.set(2, false)
        #expect(try (0..<4).map { try sim.isHigh($0) } == [true, false, true, true], "the others stay as they are")
        try outputs.set(0, false)
        #expect(try (0..<4).map { try sim.isHigh($0) } == [false, false, true, true])
        #expect(try chip.line(0).isOutput)
        #expect(try chip.line(0).consumer == "test")
    }

    @Test func `are free again when the outputs are gone`() throws {
        let chip = try Chip.open(label: sim.label)
        for _ in 0..<2 { _ = try chip.outputs([Outputs.Line(offset: 4, isActive: true)], consumer: "test") }
        #expect(try !chip.line(4).isUsed)
    }

    @Test(arguments: [(Polarity.activeHigh, 5), (.activeLow, 7)])
    func `tell every edge, by polarity, in order, on the monotonic clock`(polarity: Polarity, line: Int) throws {
        let quiet = line + 1
        for line in [line, quiet] { try sim.pull(line, high: polarity == .activeLow) }
        let start = monotonicNow()
        var inputs = try Chip.open(label: sim.label).inputs(
            [Inputs.Line(offset: quiet, polarity: polarity), Inputs.Line(offset: line, polarity: polarity)],
            consumer: "test")
        #expect(inputs.levels() == [false, false])
        var edges: [Edge] = []
        for step in 0..<10 {
            try sim.pull(line, high: (step % 2 == 0) == (polarity == .activeHigh))
            try inputs.read(try #require(waiting(inputs.descriptors)), into: &edges)
        }
        #expect(edges.map(\.rising) == (0..<10).map { $0 % 2 == 0 })
        #expect(edges.allSatisfy { $0.line == 1 && $0.lost == 0 })
        #expect(edges.map(\.at) == edges.map(\.at).sorted())
        #expect(edges.allSatisfy { start <= $0.at && $0.at <= monotonicNow() })
        try sim.pull(quiet, high: polarity == .activeHigh)
        #expect(try inputs.level(0))
        #expect(try !inputs.level(1))
    }

    @Test func `that nothing waits at give nothing, at once`() throws {
        var inputs = try Chip.open(label: sim.label).inputs([Inputs.Line(offset: 9)], consumer: "test")
        var edges: [Edge] = []
        try inputs.read(0, into: &edges)
        #expect(edges.isEmpty)
    }

    /// Nobody reads while the line changes more often than the kernel can remember.
    @Test(arguments: [(10, 12), (15, 13), (16, 14), (40, 15), (41, 16), (200, 17)])
    func `tell a burst, or that some of it was lost, and where it ended`(changes: Int, line: Int) throws {
        let witness = 18
        for line in [line, witness] { try sim.pull(line, high: false) }
        var inputs = try Chip.open(label: sim.label).inputs(
            [Inputs.Line(offset: line), Inputs.Line(offset: witness)], consumer: "test")
        var edges: [Edge] = []
        edges.reserveCapacity(Inputs.mostEdgesPerRead)
        for change in 0..<changes {
            try sim.pull(line, high: change % 2 == 0)
            // What is seen at the witness tells that the kernel has dealt with the edge before it.
            try sim.pull(witness, high: change % 2 == 0)
            _ = try #require(waiting([inputs.descriptors[1]]))
            try inputs.read(1, into: &edges)
        }
        edges.removeAll(keepingCapacity: true)
        try inputs.read(0, into: &edges)
        let lost = edges.reduce(0) { $0 + $1.lost }
        #expect(edges.count == changes || lost > 0)
        #expect(edges.last?.rising == (try inputs.level(0)), "the last edge tells the level that the line has")
        #expect((lost > 0) == (changes >= 16), "from a buffer that was not full, nothing is lost")
        #expect(waiting([inputs.descriptors[0]], within: .zero) == nil)
    }

    @Test func `tell of what happens after a loss as if nothing had been`() throws {
        let (line, witness) = (19, 20)
        for line in [line, witness] { try sim.pull(line, high: false) }
        var inputs = try Chip.open(label: sim.label).inputs(
            [Inputs.Line(offset: line), Inputs.Line(offset: witness)], consumer: "test")
        var edges: [Edge] = []
        for change in 0..<31 {
            try sim.pull(line, high: change % 2 == 0)
            try sim.pull(witness, high: change % 2 == 0)
            _ = try #require(waiting([inputs.descriptors[1]]))
            try inputs.read(1, into: &edges)
        }
        try inputs.read(0, into: &edges)
        edges.removeAll()
        try sim.pull(line, high: false)
        _ = try #require(waiting([inputs.descriptors[0]]))
        try inputs.read(0, into: &edges)
        #expect(edges.map(\.rising) == [false])
        #expect(edges.map(\.lost) == [0])
    }

    @Test func `that somebody holds name the holder`() throws {
        let chip = try Chip.open(label: sim.label)
        let held = try chip.inputs([Inputs.Line(offset: 11)], consumer: "kettle")
        let busy = GPIOError.busy(line: 11, chip: sim.label, consumer: "kettle")
        #expect(throws: busy) {
            _ = try Chip.open(label: sim.label).inputs(
                [Inputs.Line(offset: 10), Inputs.Line(offset: 11)], consumer: "test")
        }
        #expect(throws: busy) {
            _ = try Chip.open(label: sim.label).outputs(
                [Outputs.Line(offset: 10, isActive: true), Outputs.Line(offset: 11, isActive: true)], consumer: "test")
        }
        #expect(try !chip.line(10).isUsed, "a refused request takes nothing")
        #expect(held.levels().count == 1)
    }

    @Test func `that the chip does not have are refused by number`() throws {
        let chip = try Chip.open(label: sim.label)
        let lines = chip.count
        do throws(GPIOError) {
            _ = try chip.inputs([Inputs.Line(offset: lines)], consumer: "test")
            Issue.record("line \(lines) of \(lines) was had")
        } catch {
            #expect(error == .noSuchOffset(lines, chip: sim.label, lines: lines))
        }
    }

    @Test func `are found by their names`() throws {
        let made = try MadeChip("named", label: "named", names: [3: "RELAY_1", 4: "TWICE", 5: "TWICE"])
        let place = try Chip.find(line: "RELAY_1")
        #expect(place.offset == 3)
        #expect(try Chip.open(path: place.path).label == "named")
        let error = #expect(throws: GPIOError.self) { _ = try Chip.find(line: "TWICE") }
        #expect(error == .ambiguousLine(name: "TWICE", places: ["\(place.path) line 4", "\(place.path) line 5"]))
        made.unplug()
    }

    @Test func `of chips whose labels tell nothing are found by a landmark`() throws {
        let castor = try MadeChip("castor", label: "gpio-0-31", names: [2: "P9_12", 5: "P8_07"])
        let pollux = try MadeChip("pollux", label: "gpio-32-63", names: [2: "P9_14", 5: "P8_07"])
        #expect(try Chip.open(line: "P9_12", at: 2).label == "gpio-0-31")
        #expect(try Chip.open(line: "P9_14", at: 2).label == "gpio-32-63")
        let elsewhere = #expect(throws: GPIOError.self) { _ = try Chip.open(line: "P9_12", at: 3) }
        #expect(elsewhere == .noLandmark(line: "P9_12", offset: 3, denied: []))
        #expect(throws: GPIOError.self) { _ = try Chip.open(line: "P8_07", at: 5) }
        castor.unplug()
        pollux.unplug()
    }

    @Test func `of chips that share a label are not guessed at`() throws {
        let castor = try MadeChip("castor", label: "twin")
        let pollux = try MadeChip("pollux", label: "twin")
        let error = #expect(throws: GPIOError.self) { _ = try Chip.open(label: "twin") }
        guard case .ambiguousChip("twin", let paths) = error else {
            Issue.record("not the right refusal: \(error?.description ?? "none")")
            return
        }
        #expect(paths.count == 2)
        castor.unplug()
        pollux.unplug()
    }

    @Test func `of a chip that was unplugged say so`() throws {
        let made = try MadeChip("usb", label: "usb")
        let chip = try Chip.open(label: "usb")
        var outputs = try chip.outputs([Outputs.Line(offset: 0, isActive: true)], consumer: "test")
        var inputs = try chip.inputs([Inputs.Line(offset: 1)], consumer: "test")
        made.unplug()
        #expect(inputs.levels() == [nil])
        let gone = GPIOError.gone(chip: "usb")
        var edges: [Edge] = []
        #expect(refusal { () throws(GPIOError) in try outputs.set(0, false) } == gone)
        #expect(refusal { () throws(GPIOError) in try inputs.read(0, into: &edges) } == gone)
        #expect(waiting(inputs.descriptors) == 0, "a poll wakes for it")
    }
}

private func refusal(_ body: () throws(GPIOError) -> Void) -> GPIOError? {
    do throws(GPIOError) { try body(); return nil } catch { return error }
}
