import GPIO
import Glibc
import Hardware
import Testing

extension `A real kernel` {
    @Suite struct Reconciling {
        let sim: SimulatedChip
        let lines = [21, 22]

        init() throws {
            sim = try #require(SimulatedChip.current)
            for line in lines { try sim.pull(line, high: false) }
        }

        private func take() throws -> Inputs {
            try Chip.open(label: sim.label).inputs(lines.map { Inputs.Line(offset: $0) }, consumer: "test")
        }

        /// Swallows what waits, behind the back of those who read edges.
        private func swallow(_ inputs: borrowing Inputs) throws {
            let index = try #require(waiting(inputs.descriptors))
            var bytes = [UInt8](repeating: 0, count: 4_096)
            try #require(Glibc.read(inputs.descriptors[index], &bytes, bytes.count) > 0)
        }

        @Test func `finds nothing on lines that are as their edges tell`() throws {
            var inputs = try take()
            try sim.pull(lines[1], high: true)
            #expect(try drain(&inputs).map(\.rising) == [true])
            var edges: [Edge] = []
            #expect(inputs.reconcile(into: &edges) == [false, true])
            #expect(edges.isEmpty)
        }

        @Test func `finds an edge that was lost without a sign, once`() throws {
            var inputs = try take()
            let start = monotonicNow()
            try sim.pull(lines[1], high: true)
            try swallow(inputs)
            var edges: [Edge] = []
            #expect(inputs.reconcile(into: &edges) == [false, true])
            #expect(edges.map(\.line) == [1])
            #expect(edges.map(\.rising) == [true])
            #expect(edges.map(\.lost) == [1])
            #expect(edges.allSatisfy { start <= $0.at && $0.at <= monotonicNow() })
            edges.removeAll()
            #expect(inputs.reconcile(into: &edges) == [false, true])
            #expect(edges.isEmpty)
        }

        @Test(arguments: 0..<10) func `does not take an edge on its way for a lost one`(round: Int) throws {
            var inputs = try take()
            try sim.pull(lines[0], high: true)
            var edges: [Edge] = []
            let levels = inputs.reconcile(into: &edges)
            edges += try drain(&inputs)
            #expect(levels == [true, false])
            #expect(edges.map(\.rising) == [true])
            #expect(edges.map(\.lost) == [0])
        }

        @Test func `gives up on the lines of a chip that was unplugged, and goes on with the others`() throws {
            let made = try MadeChip("usb", label: "usb")
            var gone = try Chip.open(label: "usb").inputs([Inputs.Line(offset: 1)], consumer: "test")
            var inputs = try take()
            made.unplug()
            var edges: [Edge] = []
            #expect(gone.reconcile(into: &edges) == [nil])
            #expect(edges.isEmpty)
            try sim.pull(lines[0], high: true)
            #expect(try drain(&inputs).map(\.rising) == [true])
            #expect(inputs.reconcile(into: &edges) == [true, false])
            #expect(edges.isEmpty)
        }
    }
}
