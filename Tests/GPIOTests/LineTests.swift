import GPIO
import Hardware
import Quantities
import Testing

extension `A real kernel` {
    @Suite struct Lines {
        let sim: SimulatedChip

        init() throws { sim = try #require(SimulatedChip.current) }

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
                    [Outputs.Line(offset: 10, isActive: true), Outputs.Line(offset: 11, isActive: true)],
                    consumer: "test")
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

        @Test func `cannot be wanted twice`() throws {
            let chip = try Chip.open(label: sim.label)
            let twice = GPIOError.wantedTwice(line: 9, chip: sim.label)
            #expect(throws: twice) {
                _ = try chip.inputs([9, 10, 9].map { Inputs.Line(offset: $0) }, consumer: "test")
            }
            #expect(throws: twice) {
                _ = try chip.outputs([9, 9].map { Outputs.Line(offset: $0, isActive: true) }, consumer: "test")
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
}

private func refusal(_ body: () throws(GPIOError) -> Void) -> GPIOError? {
    do throws(GPIOError) { try body(); return nil } catch { return error }
}
