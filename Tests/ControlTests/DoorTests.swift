import Control
import Quantities
import Testing

@Suite struct `Behind a door` {
    var box = Timeline(.plain)

    init() {
        box.door = Door(isOpen: false, openings: .zero)
        box.at(.minutes(20))
        box.doorOpens()
        box.at(.minutes(30))
        box.doorCloses()
        box.somebodyMoves()
        box.at(.minutes(30) + .seconds(5))
    }

    @Test mutating func `whoever moves well after it closed is still there, as a wasp in a box`() {
        box.at(.minutes(31))
        box.nobodyMoves()
        box.at(.minutes(32))
        #expect(box.at(.minutes(60)) == (1, .latched))
        #expect(box.at(.minutes(32 + 239)) == (1, .latched))
        #expect(box.at(.minutes(32 + 240)).because == .warning)
    }

    @Test mutating func `the echo of somebody who left does not count as a wasp`() {
        box.nobodyMoves()
        box.at(.minutes(30) + .seconds(10))
        #expect(box.at(.minutes(40)) == (1, .hold))
        #expect(box.at(.minutes(46)) == (0, .vacant))
    }

    @Test mutating func `nobody is latched any more once it opens`() {
        box.at(.minutes(31))
        box.nobodyMoves()
        box.at(.minutes(32))
        box.doorOpens()
        box.somebodyStirs()
        #expect(box.at(.minutes(60)) == (1, .hold))
        #expect(box.at(.minutes(76)) == (0, .vacant))
    }

    @Test mutating func `an opening is a sign of life in the dark`() {
        box.nobodyMoves()
        box.at(.minutes(30) + .seconds(10))
        #expect(box.at(.minutes(60)) == (0, .vacant))
        box.doorOpens()
        #expect(box.at(.minutes(61)) == (1, .hold))
    }

    @Test mutating func `a lost contact darkens nobody before the hold time is over once more`() {
        box.at(.minutes(31))
        box.nobodyMoves()
        box.at(.minutes(32))
        #expect(box.at(.minutes(90)) == (1, .latched))
        box.door = nil
        #expect(box.at(.minutes(91)) == (1, .hold))
        #expect(box.at(.minutes(105)) == (1, .hold))
        #expect(box.at(.minutes(107)) == (0, .vacant))
    }

    @Test mutating func `nothing is latched where the door is to say nothing`() {
        box.apply(.plain.with { $0.doorLatch = .zero }, at: .minutes(31))
        box.at(.minutes(31))
        box.nobodyMoves()
        box.at(.minutes(32))
        #expect(box.at(.minutes(40)) == (1, .hold))
        #expect(box.at(.minutes(48)) == (0, .vacant))
    }
}
