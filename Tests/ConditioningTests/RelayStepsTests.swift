import Chance
import Conditioning
import Quantities
import Testing

@Suite struct `The relays of a zone` {
    @Test func `are one to three, and all closed at the start`() throws {
        #expect(RelaySteps(at: .epoch, operations: []) == nil)
        #expect(RelaySteps(at: .epoch, operations: [0, 0, 0, 0]) == nil)
        let relays = try relays(3)
        #expect(relays.shown == 3 && relays.level == 3)
        #expect((0..<3).allSatisfy { relays.isClosed($0) })
    }

    static let levels: [(level: UInt8, closed: [Bool])] = [
        (0, [false, false, false]), (1, [true, false, false]), (2, [true, true, false]), (3, [true, true, true]),
        (9, [true, true, true]),
    ]

    @Test(arguments: levels) func `close from the first on`(level: UInt8, closed: [Bool]) throws {
        var relays = try relays(3)
        relays.show(level, at: .ms(10_000))
        #expect((0..<3).map { relays.isClosed($0) } == closed)
    }

    @Test func `close at once, and open no sooner than they may`() throws {
        var relays = try relays(1)
        relays.show(0, at: .ms(5_000))
        #expect(!relays.isClosed(0))
        relays.show(1, at: .ms(5_001))
        #expect(relays.isClosed(0), "light is never late")
        relays.show(0, at: .ms(5_002))
        #expect(relays.isClosed(0) && relays.level == 0 && relays.shown == 1)
        #expect(relays.reviewBy == .ms(7_001))
        relays.look(at: .ms(7_000))
        #expect(relays.isClosed(0))
        relays.look(at: .ms(7_001))
        #expect(!relays.isClosed(0) && relays.reviewBy == nil)
    }

    @Test func `open at once for a person`() throws {
        var relays = try relays(2)
        relays.show(1, isByHand: true, at: .ms(1))
        #expect(relays.shown == 1 && relays.reviewBy == nil)
        relays.show(0, at: .ms(2))
        #expect(relays.shown == 1, "the first has not moved by hand, and waits for its time")
        relays.show(0, isByHand: true, at: .ms(3))
        #expect(relays.shown == 0 && relays.operations(of: 0) == 2)
    }

    @Test func `count their wear, and go on from what was saved`() throws {
        var relays = try #require(RelaySteps(at: .epoch, operations: [100, 7]))
        #expect(relays.operations(of: 0) == 101, "the start closes them")
        relays.show(1, at: .ms(5_000))
        relays.show(1, at: .ms(6_000))
        relays.show(2, at: .ms(9_000))
        #expect(relays.operations(of: 0) == 101)
        #expect(relays.operations(of: 1) == 10)
    }

    @Test func `do not move for a dip that they may not follow`() throws {
        var relays = try relays(1)
        relays.show(0, at: .ms(100))
        relays.show(1, at: .ms(600))
        relays.look(at: .ms(60_000))
        #expect(relays.operations(of: 0) == 1)
    }

    @Test func `tell welded contacts from a dead coil`() throws {
        var relays = try relays(1)
        relays.answer(0, isClosed: true, at: .ms(20))
        relays.show(0, at: .ms(5_000))
        #expect(relays.fault(of: 0) == nil && relays.reviewBy == .ms(5_500))
        relays.look(at: .ms(5_500))
        #expect(relays.fault(of: 0) == .stuckActive)
        relays.answer(0, isClosed: false, at: .ms(6_000))
        #expect(relays.fault(of: 0) == nil)
        relays.show(1, at: .ms(9_000))
        relays.look(at: .ms(9_500))
        #expect(relays.fault(of: 0) == .stuckInactive)
        relays.answer(0, isClosed: nil, at: .ms(9_600))
        #expect(relays.fault(of: 0) == nil, "without an answer nothing is known")
    }

    @Test func `give an auxiliary contact its time`() throws {
        var relays = try relays(1)
        relays.answer(0, isClosed: true, at: .ms(20))
        relays.show(0, at: .ms(5_000))
        relays.answer(0, isClosed: false, at: .ms(5_060))
        relays.look(at: .ms(60_000))
        #expect(relays.fault(of: 0) == nil)
    }

    @Test(arguments: 0..<20) func `show no less than asked, never wear out, and end where they should`(
        seed: UInt64
    ) throws {
        var random = SplitMix(state: seed)
        let count = 1 + Int(random.next() % 3)
        var (lazy, eager) = (try relays(count), try relays(count))
        var isEnough = true
        var opened = Array(repeating: 0, count: count)
        for millisecond in 0..<Int64(30_000) {
            let now = Instant.ms(millisecond)
            let before = (0..<count).map { eager.isClosed($0) }
            while let due = lazy.reviewBy, due <= now { lazy.look(at: due) }
            eager.look(at: now)
            if random.one(in: 300) {
                let level = UInt8(random.next() % UInt64(count + 1))
                lazy.show(level, at: now)
                eager.show(level, at: now)
            }
            if random.one(in: 400) {
                let (relay, answer) = (Int(random.next() % UInt64(count)), random.one(in: 2))
                lazy.answer(relay, isClosed: answer, at: now)
                eager.answer(relay, isClosed: answer, at: now)
            }
            for relay in 0..<count where before[relay] && !eager.isClosed(relay) { opened[relay] += 1 }
            if eager.shown < eager.level { isEnough = false }
        }
        #expect(lazy == eager)
        #expect(isEnough, "light is never late")
        #expect(opened.allSatisfy { $0 <= 15 }, "once in a dwell time at most")
        lazy.look(at: .ms(32_000))
        #expect(lazy.shown == lazy.level)
    }

    private func relays(_ count: Int) throws -> RelaySteps {
        try #require(RelaySteps(at: .epoch, operations: Array(repeating: 0, count: count)))
    }
}
