import Quantities
import Score
import Testing

@Suite struct `A signal` {
    @Test func `holds its last value`() {
        var signal = Signal(1, from: at(8))
        signal.become(2, at: at(9))
        signal.become(3, at: at(10))
        #expect(
            [at(7), at(8), at(9), at(9, 59, 59), at(10), at(23)].map { signal.value(at: $0) } == [1, 1, 2, 2, 3, 3])
    }

    @Test func `keeps changes only`() {
        var signal = Signal(1, from: at(8))
        signal.become(1, at: at(9))
        #expect(signal.steps.count == 1)
    }

    @Test func `takes the latest word on a moment`() {
        var signal = Signal(1, from: at(8))
        signal.become(2, at: at(9))
        signal.become(3, at: at(9))
        #expect(signal.steps.map(\.value) == [1, 3])
        signal.become(1, at: at(9))
        #expect(signal.steps.map(\.value) == [1])
    }
}
