import Quantities
import Testing
import Uplink

@Suite struct `A delivery` {
    var delivery = Delivery(acknowledged: 10)

    @Test func `sends what is durable and not in the ledger yet`() {
        #expect(Array(delivery.sendable(durable: 13)) == [11, 12, 13])
        #expect(delivery.sendable(durable: 10).isEmpty)
        #expect(delivery.sendable(durable: 3).isEmpty)
    }

    @Test mutating func `sends nothing twice while it is on its way`() {
        send(through: 12, durable: 13)
        #expect(Array(delivery.sendable(durable: 13)) == [13])
        send(through: 13, durable: 13)
        #expect(delivery.sendable(durable: 13).isEmpty)
    }

    @Test mutating func `has at most 32 entries under way, and goes on as they arrive`() {
        #expect(delivery.sendable(durable: 500) == 11..<43)
        send(through: 42, durable: 500)
        #expect(delivery.sendable(durable: 500).isEmpty)
        delivery.acknowledge(through: 15, durable: 500, at: .epoch + .seconds(1))
        #expect(delivery.sendable(durable: 500) == 43..<48)
    }

    @Test mutating func `wakes nobody while nothing is on its way`() {
        #expect(delivery.wakeBy == nil)
        send(through: 11, durable: 11)
        #expect(delivery.wakeBy == .epoch + .seconds(2))
        delivery.acknowledge(through: 11, durable: 11, at: .epoch + .seconds(1))
        #expect(delivery.wakeBy == nil)
    }

    @Test mutating func `goes back after silence, each time after twice as long, up to a minute`() throws {
        var waits: [Double] = []
        var now = Instant.epoch
        for _ in 0..<8 {
            #expect(delivery.sendable(durable: 12) == 11..<13)
            send(through: 12, durable: 12, at: now)
            let due = try #require(delivery.wakeBy)
            delivery.tick(at: due + .milliseconds(-1))
            #expect(delivery.sendable(durable: 12).isEmpty, "still patient")
            delivery.tick(at: due)
            waits.append((due - now).seconds)
            now = due
        }
        #expect(waits == [2, 4, 8, 16, 32, 60, 60, 60])
    }

    @Test mutating func `is as patient as at first once something arrived`() {
        for second in [0, 2] {
            send(through: 12, durable: 12, at: .epoch + .seconds(Int64(second)))
            delivery.tick(at: .epoch + .seconds(60))
        }
        send(through: 12, durable: 12, at: .epoch + .seconds(60))
        #expect(delivery.wakeBy == .epoch + .seconds(68))
        delivery.acknowledge(through: 11, durable: 12, at: .epoch + .seconds(61))
        #expect(delivery.wakeBy == .epoch + .seconds(63))
    }

    @Test mutating func `goes back once to a receiver that repeats itself, and not for its echoes`() {
        send(through: 20, durable: 20)
        delivery.acknowledge(through: 10, durable: 20, at: .epoch + .milliseconds(100))
        #expect(delivery.sendable(durable: 20) == 11..<21)
        send(through: 20, durable: 20, at: .epoch + .milliseconds(100))
        delivery.acknowledge(through: 10, durable: 20, at: .epoch + .milliseconds(599))
        #expect(delivery.sendable(durable: 20).isEmpty, "an echo")
        delivery.acknowledge(through: 10, durable: 20, at: .epoch + .milliseconds(600))
        #expect(delivery.sendable(durable: 20) == 11..<21)
    }

    @Test mutating func `takes a repeated word for nothing when nothing is on its way`() {
        delivery.acknowledge(through: 10, durable: 20, at: .epoch)
        send(through: 20, durable: 20)
        #expect(delivery.sendable(durable: 20).isEmpty)
    }

    @Test mutating func `follows a receiver that was restored from a backup`() {
        delivery.acknowledge(through: 4, durable: 10, at: .epoch)
        #expect(delivery.acknowledged == 4)
        #expect(delivery.sendable(durable: 10) == 5..<11)
    }

    @Test mutating func `need not send what the receiver has from an earlier life`() {
        delivery.acknowledge(through: 15, durable: 20, at: .epoch)
        #expect(delivery.sendable(durable: 20) == 16..<21)
    }

    @Test mutating func `does not believe a word about entries that were never written`() {
        send(through: 12, durable: 12)
        delivery.acknowledge(through: 13, durable: 12, at: .epoch)
        #expect(delivery.acknowledged == 10)
        #expect(delivery.wakeBy == .epoch + .seconds(2))
    }

    @Test mutating func `begins a session with all that is not acknowledged`() {
        send(through: 20, durable: 20)
        delivery.tick(at: .epoch + .seconds(2))
        send(through: 20, durable: 20, at: .epoch + .seconds(2))
        delivery.restart()
        #expect(delivery.wakeBy == nil)
        #expect(delivery.sendable(durable: 20) == 11..<21)
        send(through: 20, durable: 20, at: .epoch + .seconds(3))
        #expect(delivery.wakeBy == .epoch + .seconds(5), "patient as at first")
    }

    private mutating func send(through sequence: UInt64, durable: UInt64, at now: Instant = .epoch) {
        #expect(delivery.sendable(durable: durable).contains(sequence))
        delivery.sent(through: sequence, at: now)
    }
}
