import GPIO
import Glibc
import Hardware
import Quantities
import Testing

extension `A real kernel` {
    @Suite struct Bursts {
        let sim: SimulatedChip
        let line = 12
        let witness = 13
        /// What the kernel keeps of a line alone, until it is read.
        static let kept = Inputs.countsLosses ? 256 : 16

        init() throws {
            sim = try #require(SimulatedChip.current)
            for line in line...witness + 1 { try sim.pull(line, high: false) }
        }

        private func take(_ lines: [Int], buffer: Int? = nil) throws -> Inputs {
            try Chip.open(label: sim.label).inputs(
                lines.map { Inputs.Line(offset: $0) }, consumer: "test", buffer: buffer)
        }

        /// Nobody reads while the line changes more often than the kernel can remember.
        @Test(arguments: [10, 15, 16, 17, 40, 41, 256, 257, 1_000])
        func `are seen edge by edge, or their loss is told, and where they ended`(changes: Int) throws {
            var inputs = try take([line])
            try sim.toggle(line, times: changes, witness: witness)
            let edges = try drain(&inputs)
            let lost = edges.reduce(0) { $0 + Int($1.lost) }
            #expect(edges.last?.rising == (try inputs.level(0)), "the last edge tells the level that the line has")
            if Inputs.countsLosses {
                #expect(edges.count + lost == changes)
                #expect(lost == max(0, changes - Self.kept))
            } else {
                #expect(edges.count == changes && lost == 0 || lost > 0)
                #expect((lost > 0) == (changes >= Self.kept), "from a buffer that was not full, nothing is lost")
                #expect(edges.count <= Self.kept + 1)
            }
            #expect(edges.map(\.at) == edges.map(\.at).sorted())
        }

        @Test func `that are read meanwhile are seen edge by edge`() throws {
            var inputs = try take([line])
            let (sim, line, witness) = (sim, line, witness)
            let writer = try Beside { try sim.toggle(line, times: 1_000, witness: witness) }
            var edges: [Edge] = []
            while edges.count < 1_000 {
                try inputs.read(#require(waiting(inputs.descriptors)), into: &edges)
            }
            try writer.finish()
            #expect(try drain(&inputs).isEmpty)
            #expect(edges.allSatisfy { $0.lost == 0 })
            #expect(edges.map(\.rising) == (0..<1_000).map { $0 % 2 == 0 })
        }

        /// Edges in faster sequence than the kernel takes interrupts are one to it: nobody can count those.
        @Test func `faster than the kernel still end where the line is`() throws {
            var inputs = try take([line])
            let (sim, line) = (sim, line)
            let writer = try Beside { for change in 1...1_001 { try sim.pull(line, high: change % 2 == 1) } }
            var edges: [Edge] = []
            while let index = waiting(inputs.descriptors, within: .milliseconds(50)) {
                try inputs.read(index, into: &edges)
            }
            try writer.finish()
            edges += try drain(&inputs)
            #expect(edges.count + edges.reduce(0) { $0 + Int($1.lost) } <= 1_001)
            #expect(edges.last?.rising == true)
            #expect(inputs.reconcile(into: &edges) == [true])
            #expect(edges.last?.lost == 0)
        }

        @Test func `leave no trace in what happens after them`() throws {
            var inputs = try take([line])
            try sim.toggle(line, times: Self.kept * 2 + 1, witness: witness)
            #expect(try drain(&inputs).last?.rising == true)
            try sim.pull(line, high: false)
            let edges = try drain(&inputs)
            #expect(edges.map(\.rising) == [false])
            #expect(edges.map(\.lost) == [0])
        }

        /// Lines of one request share a buffer where the kernel numbers edges, and the oldest give way.
        @Test(arguments: [1, 2, 3]) func `of one line do not hide another that changed before`(changes: Int) throws {
            let quiet = witness + 1
            var inputs = try take([quiet, line], buffer: 32)
            try sim.toggle(quiet, times: changes, witness: witness)
            try sim.toggle(line, times: 100, witness: witness)
            var edges = try drain(&inputs)
            if changes % 2 == 1 { #expect(edges.last { $0.line == 0 }?.rising == true) }
            try sim.pull(quiet, high: changes % 2 == 0)
            edges += try drain(&inputs)
            #expect(edges.last { $0.line == 0 }?.rising == (changes % 2 == 0))
            guard Inputs.countsLosses else { return }
            let (ours, others) = (edges.filter { $0.line == 0 }, edges.filter { $0.line == 1 })
            #expect(others.count + others.reduce(0) { $0 + Int($1.lost) } == 100)
            #expect(others.reduce(0) { $0 + $1.lost } == 68)
            #expect(ours.reduce(0) { $0 + Int($1.lost) } == changes, "all but the last change gave way")
        }

        @Test(.enabled(if: Inputs.canDebounce, "libgpiod 1.6 cannot ask the kernel to debounce"))
        func `of a contact are one edge where the kernel debounces`() throws {
            var inputs = try Chip.open(label: sim.label).inputs(
                [
                    Inputs.Line(offset: line, debounce: .milliseconds(500)),
                    Inputs.Line(offset: witness + 1, polarity: .activeLow, bias: .pullUp),
                ], consumer: "test")
            try sim.toggle(line, times: 7, witness: witness)
            let edges = try #require(waiting(inputs.descriptors).map { _ in try drain(&inputs) })
            #expect(edges.map(\.rising) == [true])
            #expect(edges.map(\.lost) == [0])
            #expect(try inputs.level(0))
        }

        @Test(.enabled(if: !Inputs.canDebounce, "libgpiod 2 can ask the kernel to debounce"))
        func `cannot be left to a kernel that does not debounce`() throws {
            let error = #expect(throws: GPIOError.self) {
                _ = try Chip.open(label: sim.label).inputs(
                    [Inputs.Line(offset: line, debounce: .milliseconds(5))], consumer: "test")
            }
            #expect(error == .noDebounce(line: line, chip: sim.label))
        }
    }
}
