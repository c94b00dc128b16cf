import Chance
import Conditioning
import Hardware
import Quantities
import Testing

@Suite struct `A line that changes too often` {
    /// Edges a minute, for ten minutes, and whether that is too much for a limit of 60 with a burst of 60.
    static let rates: [(perMinute: Int64, isChatter: Bool)] = [
        (1, false), (22, false), (59, false), (60, false), (75, true), (120, true), (6_000, true), (60_000, true),
    ]

    @Test(arguments: rates) func `chatters when it exceeds its limit by a whole burst`(
        perMinute: Int64, isChatter: Bool
    ) {
        var contact = Contact(at: .epoch, isActive: false, chatter: .motion)
        var worst: SensorFault?
        for edge in 0..<perMinute * 10 {
            contact.receive(Edge(line: 0, rising: edge % 2 == 0, at: .ms(edge * 60_000 / perMinute)))
            worst = contact.fault ?? worst
        }
        #expect(worst == (isChatter ? .chattering : nil))
    }

    @Test func `may give a burst, if it is one edge short`() {
        var contact = Contact(at: .epoch, isActive: false, chatter: .motion)
        for edge in 0..<59 { contact.receive(Edge(line: 0, rising: edge % 2 == 0, at: .epoch)) }
        #expect(contact.fault == nil)
        contact.receive(Edge(line: 0, rising: false, at: .epoch))
        #expect(contact.fault == .chattering)
    }

    @Test func `is given away by the edges that were lost`() {
        var contact = Contact(at: .epoch, isActive: false, chatter: .motion)
        contact.receive(Edge(line: 0, rising: true, at: .ms(1_000), lost: 100))
        #expect(contact.fault == .chattering)
    }

    /// However it carried on, a quiet recovery time is enough.
    @Test(arguments: 0..<50) func `is believed again once it has been quiet`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let limit = Chatter.Limit(
            edgesPerMinute: 1 + Int64(random.next() % 1_000), burst: 1 + Int64(random.next() % 100))
        var contact = Contact(at: .epoch, isActive: false, chatter: limit)
        var now = Instant.epoch
        for edge in 0..<1_000 {
            now = now + .milliseconds(Int64(random.next() % 200))
            contact.receive(Edge(line: 0, rising: edge % 2 == 0, at: now))
        }
        contact.look(at: now + limit.recovery)
        #expect(contact.fault == nil)
        if let due = contact.reviewBy { #expect(due > now) }
    }
}
