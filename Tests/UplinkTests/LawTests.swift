import Chance
import Quantities
import Testing
import Uplink

@Suite struct `Whatever the line does` {
    /// Loss, doubles, cuts, delays, restarts of the board, backups restored at the hub: for a
    /// while all of it, then a good line.
    @Test(arguments: 0..<2_500) func `every durable entry is taken once, in order, in bounded time`(seed: UInt64) {
        var world = Line(seed: seed)
        for _ in 0..<300 { world.suffer() }
        world.heal()
        let windows = Int64(world.durable / Delivery.window) + 1
        let limit = world.now + .minutes(1) + .seconds(8) * windows
        while world.taken.count < Int(world.durable), world.now < limit { world.live() }
        #expect(world.taken == Array(1..<world.durable + 1))
        for _ in 0..<40 { world.live() }
        #expect(world.delivery.acknowledged == world.durable)
        #expect(world.taken.count == Int(world.durable), "and nothing after that")
        #expect(world.complaints == [])
    }
}

/// A board, a hub and a bad line between them, on a hand-turned clock.
struct Line {
    private enum Parcel {
        case entry(first: UInt64, sequence: UInt64)
        case word(UInt64)
    }

    private(set) var now = Instant.epoch
    private(set) var delivery = Delivery(acknowledged: 0)
    private(set) var durable: UInt64 = 0
    /// What the hub has, in the order in which it took it.
    private(set) var taken: [UInt64] = []
    private(set) var complaints: [String] = []
    /// Runs of entries that the board has given up: sent as one gap.
    private var gaps: [ClosedRange<UInt64>] = []
    private var remembered: UInt64 = 0
    private var underway: [(at: Instant, parcel: Parcel)] = []
    private var lastArrival = (toHub: Instant.epoch, toBoard: Instant.epoch)
    private var owesWord = false
    private var isBad = true
    private let slowness: Int64
    private let loss: UInt64
    private var random: SplitMix

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        slowness = Int64(random.next() % 4_000)
        loss = 2 + random.next() % 30
    }

    /// A moment in which anything may go wrong.
    mutating func suffer() {
        switch random.next() % 40 {
        case 0: cut()
        case 1: restartBoard()
        case 2: restoreHub()
        case 3: owesWord = true
        case 4: giveUp()
        case 5..<20: durable += random.next() % (random.one(in: 10) ? 100 : 4)
        default: break
        }
        live()
    }

    /// From now on the line is good. The board goes on making entries, as boards do.
    mutating func heal() {
        isBad = false
        let settled = now + .seconds(30)
        while now < settled { live() }
        durable += 1
    }

    /// Passes some time.
    mutating func live() {
        now = now + .milliseconds(Int64(random.next() % 1_000))
        let arrived = underway.filter { $0.at <= now }
        underway.removeAll { $0.at <= now }
        for (_, parcel) in arrived {
            switch parcel {
            case .entry(let first, let sequence): receive(first, sequence)
            case .word(let sequence):
                delivery.acknowledge(through: sequence, durable: durable, at: now)
                if random.one(in: 2) { remembered = delivery.acknowledged }
            }
        }
        if owesWord {
            owesWord = false
            put(.word(UInt64(taken.count)))
        }
        delivery.tick(at: now)
        send()
        if delivery.sent > delivery.acknowledged, delivery.wakeBy == nil { complaints.append("waits for ever") }
        if let wakeBy = delivery.wakeBy, wakeBy > now + .seconds(60) { complaints.append("waits too long") }
    }

    private mutating func send() {
        let wanted = delivery.sendable(durable: durable)
        var next = wanted.lowerBound
        while next < wanted.upperBound {
            let gap = gaps.first { $0.contains(next) }
            let last = gap?.upperBound ?? next
            if last > durable { complaints.append("sends what may be lost") }
            if gap == nil, last > delivery.acknowledged + 32 { complaints.append("too many under way") }
            put(.entry(first: next, sequence: last))
            delivery.sent(through: last, at: now)
            next = last + 1
        }
    }

    /// The hub takes only what comes next.
    private mutating func receive(_ first: UInt64, _ sequence: UInt64) {
        owesWord = true
        let watermark = UInt64(taken.count)
        guard sequence > watermark, first <= watermark + 1 else { return }
        taken += watermark + 1...sequence
    }

    /// In order, as in one connection; now and then a double comes late.
    private mutating func put(_ parcel: Parcel) {
        if isBad, random.one(in: loss) { return }
        let arrival = now + .milliseconds(Int64(random.next() % UInt64(slowness + 1)))
        let inOrder: Instant
        switch parcel {
        case .entry:
            inOrder = max(arrival, lastArrival.toHub)
            lastArrival.toHub = inOrder
        case .word:
            inOrder = max(arrival, lastArrival.toBoard)
            lastArrival.toBoard = inOrder
        }
        underway.append((inOrder, parcel))
        if isBad, random.one(in: 100) { underway.append((inOrder + .seconds(Int64(random.next() % 20)), parcel)) }
    }

    /// The connection is lost, with what was on its way; the next one begins anew.
    private mutating func cut() {
        underway.removeAll()
        now = now + .seconds(Int64(random.next() % 100))
        delivery.restart()
        if random.one(in: 2) { owesWord = true }
    }

    /// The board remembers some earlier word of the hub.
    private mutating func restartBoard() {
        cut()
        delivery = Delivery(acknowledged: remembered)
    }

    /// The hub is as it was at an earlier time.
    private mutating func restoreHub() {
        taken.removeLast(Int(random.next() % UInt64(taken.count + 1)))
        if random.one(in: 2) { owesWord = true }
    }

    /// The board gives up some of its oldest entries for want of room.
    private mutating func giveUp() {
        let end = gaps.last?.upperBound ?? 0
        guard end < durable else { return }
        let first = end + 1 + random.next() % (durable - end)
        gaps.append(first...first + random.next() % (durable - first + 1))
    }
}
