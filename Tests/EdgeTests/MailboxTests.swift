import Control
import Loop
import Quantities
import Synchronization
import Testing

@testable import Edge

@Suite struct `A mailbox` {
    let mailbox = Mailbox(Picture(lines: 2, zones: [Picture.Zone(level: 1, reason: .starting)]))

    /// Answers as control does, until `body` is done.
    private func attended(
        by answer: @escaping @Sendable (Mailbox, Mailbox.Letter) -> Void, _ body: () throws -> Void
    ) rethrows {
        let stop = Stop()
        let worker = Worker { [mailbox] in
            while !stop.isRequested {
                wait(for: [Interest(stop.wakeup.descriptor), Interest(mailbox.bell.descriptor)], atMost: .seconds(60))
                mailbox.bell.clear()
                if let letter = mailbox.take() { answer(mailbox, letter) }
            }
        }
        defer {
            stop.request()
            worker.join()
        }
        try body()
    }

    @Test func `is empty until somebody asks`() { #expect(mailbox.take() == nil) }

    @Test func `brings the picture that control paints`() throws {
        try attended { mailbox, _ in
            mailbox.answer { picture in
                picture.lines[1].eventsPerMinute += 1
                picture.zones[0].reason = .vacant
            }
        } _: {
            for round in 1...20 {
                let picture = try mailbox.picture(within: .seconds(60))
                #expect(picture.lines[1].eventsPerMinute == UInt32(round) && picture.zones[0].reason == .vacant)
            }
        }
    }

    @Test func `brings the refusal to the one who asked, and to nobody after`() throws {
        try attended { mailbox, letter in
            if case .walk = letter { mailbox.answer(refusal: "not now") } else { mailbox.answer() }
        } _: {
            #expect(throws: Mailbox.Refused("not now")) { try mailbox.ask(.walk(0), within: .seconds(60)) }
            try mailbox.ask(.endWalk, within: .seconds(60))
        }
    }

    @Test func `serves many who ask at once, each with one answer`() {
        let tally = Tally()
        attended { mailbox, _ in
            mailbox.answer()
        } _: {
            let workers = (0..<4).map { _ in
                Worker { [mailbox, tally] in
                    for _ in 0..<50 where (try? mailbox.picture(within: .seconds(60))) != nil {
                        tally.answers.add(1, ordering: .relaxed)
                    }
                }
            }
            for worker in workers { worker.join() }
        }
        let count = tally.answers.load(ordering: .relaxed)
        #expect(count == 200)
    }

    private final class Tally: Sendable {
        let answers = Atomic<Int>(0)
    }

    @Test func `takes back what control did not take in time`() {
        #expect(throws: Mailbox.Refused.self) { try mailbox.ask(.walk(0), within: .zero) }
        #expect(mailbox.take() == nil)
        #expect(mailbox.take() == nil)
    }

    @Test func `refuses at once when control has ended`() {
        mailbox.close()
        #expect(throws: Mailbox.Refused("the program is ending")) { try mailbox.picture(within: .seconds(60)) }
    }

    @Test func `lets those who wait go when control ends`() {
        let worker = Worker { [mailbox] in
            wait(for: [Interest(mailbox.bell.descriptor)], atMost: .seconds(60))
            mailbox.close()
        }
        #expect(throws: Mailbox.Refused("the program is ending")) { try mailbox.picture(within: .seconds(60)) }
        worker.join()
    }

    @Test func `waits for a letter that control has taken, however late the answer`() throws {
        let worker = Worker { [mailbox] in
            while mailbox.take() == nil {
                wait(for: [Interest(mailbox.bell.descriptor)], atMost: .seconds(60))
                mailbox.bell.clear()
            }
            wait(for: [], atMost: .milliseconds(50))
            mailbox.answer()
        }
        // Either it was taken, and is answered after its time, or it was not, and is asked again.
        while (try? mailbox.ask(.endWalk, within: .milliseconds(10))) == nil {}
        worker.join()
    }
}
