import Chance
import Conditioning
import Hardware
import Quantities
import Testing

@Suite struct `A contact at a door` {
    @Test(arguments: [(Contact.Loop.closedWhileShut, true), (.openWhileShut, false)])
    func `tells open from shut, whichever way its reed works`(loop: Contact.Loop, whileShut: Bool) {
        var contact = Contact(at: .epoch, isActive: whileShut, loop: loop)
        #expect(!contact.isOpen)
        contact.receive(Edge(line: 0, rising: !whileShut, at: .ms(1_000)))
        contact.look(at: .ms(1_050))
        #expect(contact.isOpen)
        #expect(contact.openings == WrappingCount(1))
    }

    static let trains: [(Train, openings: UInt32)] = [
        (Train(1_000), 1),
        (Train(1_000, 1_001, 1_002, 9_000, 9_020, 9_030), 1),  // bounces, then rattles
        (Train(1_000, 1_049), 0),  // a knock at the door
        (Train(1_000, 2_000, 3_000, 4_000), 2),
    ]

    @Test(arguments: trains) func `counts openings once`(train: Train, openings: UInt32) {
        var contact = Contact(at: .epoch, isActive: false, loop: .openWhileShut)
        for edge in train.edges { contact.receive(edge) }
        contact.look(at: train.end)
        #expect(contact.openings == WrappingCount(openings))
    }

    @Test func `with a cut wire reads as an open door`() {
        let contact = Contact(at: .epoch, isActive: false)
        #expect(contact.isOpen && contact.isKnown && contact.openings == .zero)
    }

    @Test func `is unknown while its line cannot be read, and a door found open then was not opened`() {
        var contact = Contact(at: .epoch, isActive: nil)
        #expect(contact.fault == .unreadable)
        contact.reads(true, at: .ms(1_000))
        #expect(contact.isKnown && !contact.isOpen)
        contact.fail(at: .ms(2_000))
        contact.reads(false, at: .ms(3_000))
        #expect(contact.isKnown && contact.isOpen && contact.openings == .zero)
    }

    @Test func `that is tampered with is a fault, and counts no visitors`() {
        var contact = Contact(at: .epoch, isActive: true)
        for edge in 0..<Int64(2_000) {
            contact.receive(Edge(line: 0, rising: edge % 2 == 1, at: .ms(edge * 10)))
        }
        #expect(contact.fault == .chattering && !contact.isKnown)
        #expect(contact.openings == .zero)
        contact.look(at: .ms(19_990) + Chatter.Limit.hand.recovery)
        #expect(contact.isKnown)
    }

    @Test func `left open for too long is a fault, and still open`() {
        var contact = Contact(at: .epoch, isActive: false, longestOpen: .minutes(10))
        #expect(contact.reviewBy == .epoch + .minutes(10))
        contact.look(at: .epoch + .minutes(10))
        #expect(contact.fault == .stuckActive && contact.isKnown && contact.isOpen)
        contact.receive(Edge(line: 0, rising: true, at: .epoch + .minutes(11)))
        contact.look(at: .epoch + .minutes(12))
        #expect(contact.fault == nil && !contact.isOpen)
    }

    @Test(arguments: 0..<50) func `answers the same however often it is looked at`(seed: UInt64) {
        let train = Train(seed: seed, count: 300, stability: .milliseconds(50))
        let start = Contact(
            at: .epoch, isActive: false, longestOpen: .milliseconds(400),
            chatter: Chatter.Limit(edgesPerMinute: 240, burst: 12))
        var (lazy, eager) = (start, start)
        train.play(edge: { lazy.receive($0) }, reviewBy: { lazy.reviewBy }, look: { lazy.look(at: $0) })
        var edges = train.edges[...]
        for now in 0...train.end.milliseconds {
            if edges.first?.at == .ms(now) { eager.receive(edges.removeFirst()) }
            eager.look(at: .ms(now))
        }
        #expect(lazy == eager)
    }
}
