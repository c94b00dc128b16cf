import GPIO
import Glibc
import Hardware
import Testing

extension `A real kernel` {
    /// What an output does while nobody holds it is the chip's affair. The simulated chip lets go: the line takes the
    /// level of its pull. The tests therefore pull a line as a relay is wired, so that released means lit.
    @Suite struct Relays {
        let sim: SimulatedChip
        /// Lit is high on the first two, low on the others.
        let wiring: [(offset: Int, polarity: Polarity)] = [
            (0, .activeHigh), (1, .activeHigh), (2, .activeLow), (3, .activeLow),
        ]

        init() throws {
            sim = try #require(SimulatedChip.current)
            for (offset, polarity) in wiring { try sim.pull(offset, high: polarity == .activeHigh) }
        }

        private func lit() throws -> [Bool] {
            try wiring.map { try sim.isHigh($0.offset) == ($0.polarity == .activeHigh) }
        }

        private func take(_ values: [Bool]) throws -> Outputs {
            try Chip.open(label: sim.label).outputs(
                zip(wiring, values).map { line, isActive in
                    Outputs.Line(offset: line.offset, polarity: line.polarity, isActive: isActive)
                }, consumer: "test")
        }

        @Test func `have their first values from the request on, whatever their polarity`() throws {
            #expect(try lit() == [true, true, true, true])
            var outputs = try take([true, false, true, false])
            #expect(try lit() == [true, false, true, false])
            try outputs.set(2, false)
            #expect(try lit() == [true, false, false, false], "the others stay as they are")
            try outputs.set(0, false)
            #expect(try lit() == [false, false, false, false])
            try outputs.set(1, true)
            #expect(try lit() == [false, true, false, false])
            let chip = try Chip.open(label: sim.label)
            #expect(try chip.line(0).isOutput)
            #expect(try chip.line(0).consumer == "test")
        }

        @Test func `that are lit are so before, during and after every request`() throws {
            for _ in 0..<20 {
                let outputs = try take([true, true, true, true])
                #expect(try lit() == [true, true, true, true])
                _ = consume outputs
                #expect(try lit() == [true, true, true, true])
            }
        }

        @Test func `are free, and as their pulls have them, when they are let go`() throws {
            let outputs = try take([false, false, false, false])
            #expect(try lit() == [false, false, false, false])
            _ = consume outputs
            #expect(try lit() == [true, true, true, true])
            let chip = try Chip.open(label: sim.label)
            #expect(try wiring.map { try chip.line($0.offset).isUsed } == [false, false, false, false])
        }

        @Test func `are lit after a crash, and can be had again`() async throws {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                let suite = try Relays()
                let outputs = try suite.take([false, false, false, false])
                // Any other end than the signal fails the test.
                guard try suite.lit() == [false, false, false, false] else { exit(1) }
                kill(getpid(), SIGKILL)
                _ = consume outputs
            }
            #expect(try lit() == [true, true, true, true])
            let outputs = try take([true, true, true, false])
            #expect(try lit() == [true, true, true, false])
            _ = consume outputs
        }

        @Test func `are refused together, and not one is driven, if one cannot be had`() throws {
            let chip = try Chip.open(label: sim.label)
            let held = try chip.inputs([Inputs.Line(offset: 3)], consumer: "kettle")
            let error = #expect(throws: GPIOError.self) { _ = try take([false, false, false, false]) }
            #expect(error == .busy(line: 3, chip: sim.label, consumer: "kettle"))
            #expect(try lit() == [true, true, true, true])
            #expect(held.levels().count == 1)
        }
    }
}
