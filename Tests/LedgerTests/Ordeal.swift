import Chance
import Quantities
import Telemetry
import Uplink

@testable import Ledger

/// One random history: a card with a journal, at times a copy of it, a hub with a ledger, and a line that loses, delays,
/// doubles and cuts. What decides is the real ``Delivery`` and the real ``Intake``; files, SQLite and MQTT are modelled by
/// what they promise: durable is what was synced, stored is what was committed.
struct Ordeal {
    /// A board's card. Contents are numbers, each written once; 0 is a gap.
    private struct Card {
        /// As written, by sequence - 1, the last ones not yet durable.
        var written: [UInt32] = []
        /// As still kept.
        var kept: [UInt32] = []
        var durable = 0
        /// What the watermark file says, which may be late.
        var remembered: UInt64 = 0
        var delivery = Delivery(acknowledged: 0)

        mutating func crash() {
            written.removeLast(written.count - durable)
            kept.removeLast(kept.count - durable)
            delivery = Delivery(acknowledged: Swift.min(remembered, UInt64(durable)))
        }
    }

    /// What a hub has on its disk.
    private struct Books {
        var intake = Intake()
        /// By sequence - 1; 0 is a gap.
        var stored: [UInt32] = []
    }

    private enum Parcel {
        case entry(Shipment)
        case word(UInt64)
    }

    /// Entries that copies of cards sent, and the ledger did not take.
    private(set) var refused = 0
    /// What is wrong; `nil`: nothing.
    private(set) var complaint: String?
    var delivered: Int { books.stored.count }

    private var cards = [Card()]
    /// The card whose board is connected: one client's name lets in one at a time.
    private var online = 0
    private var committed = Books()
    private var books = Books()
    private var backup = Books()
    /// In order, as in one connection.
    private var underway: [Parcel] = []
    /// From connections that are gone.
    private var strays: [Parcel] = []
    private var owes = false
    private var now = Instant.epoch
    private var isBad = true
    private var contents: UInt32 = 0
    /// Cards are copied in one half of all histories, journals thinned in the other: at a gap the chain of checks ends.
    private let copies: Bool
    private var random: SplitMix

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        copies = seed / 16 % 2 == 0
    }

    /// Lives through bad times and then good ones.
    mutating func live() {
        for _ in 0..<24 + random.next() % 24 {
            suffer()
            pass()
            if random.one(in: 4) { check() }
        }
        check()
        isBad = false
        strays.removeAll()
        heal()
    }

    private mutating func suffer() {
        switch random.next() % 24 {
        case 0..<8: append(1 + Int(random.next() % 6))
        case 8..<12: cards[online].durable = cards[online].written.count
        case 12: reconnect(online)
        case 13:
            cards[online].crash()
            reconnect(online)
        case 14:
            // The hub loses what it has not committed.
            books = committed
            owes = random.one(in: 2)
        case 15: if random.one(in: 3) { backup = committed }
        case 16:
            guard random.one(in: 2) else { return }
            (books, committed) = (backup, backup)
            owes = random.one(in: 2)
        case 17 where copies:
            guard cards.count < 3 else { return }
            var copy = cards[online]
            copy.crash()
            cards.append(copy)
        case 18 where copies: reconnect(Int(random.next() % UInt64(cards.count)))
        case 19 where !copies: thin()
        case 20: now = now + .seconds(Int64(random.next() % 70))
        default: break
        }
    }

    /// From now on nothing fails. Each card is connected for a while; the journal goes on.
    private mutating func heal() {
        for card in cards.indices.reversed() {
            reconnect(card)
            append(1)
            cards[card].durable = cards[card].written.count
            for _ in 0..<200 where books.intake.watermark(of: Self.id) < cards[card].durable {
                pass()
                now = now + .seconds(1)
                if cards.count > 1, isForeign(card) { break }
            }
            check()
        }
        guard complaint == nil else { return }
        let heard = cards.indices.filter { !isForeign($0) }
        guard !heard.isEmpty else { return complaint = "the ledger holds what no card has written" }
        // Of cards that agree with the ledger, one that was heard to its end says how far it is.
        let most = heard.map { cards[$0].written.count }.max() ?? 0
        if books.stored.count != most { complaint = "\(books.stored.count) of \(most) entries arrived" }
        if books.stored.last != heard.map({ cards[$0].written }).first(where: { $0.count == most })?.last {
            complaint = "the last register is another one"
        }
    }

    private mutating func append(_ count: Int) {
        for _ in 0..<count {
            contents += 1
            cards[online].written.append(contents)
            cards[online].kept.append(contents)
        }
    }

    /// For want of room, some of what is durable gives way; never the last, which is being written.
    private mutating func thin() {
        let end = cards[online].durable - 1
        guard end > 0 else { return }
        let until = 1 + Int(random.next() % UInt64(end))
        let stride = 2 + random.next() % 3
        for place in 0..<until where UInt64(place) % stride != 0 { cards[online].kept[place] = 0 }
    }

    /// The line is cut: what was on its way is lost, or comes when it pleases. A board connects anew, is born, and is told
    /// how far the ledger is.
    private mutating func reconnect(_ card: Int) {
        if isBad { for parcel in underway where random.one(in: 3) { strays.append(parcel) } }
        underway.removeAll(keepingCapacity: true)
        online = card
        cards[card].delivery.restart()
        owes = true
    }

    private mutating func pass() {
        now = now + .milliseconds(Int64(random.next() % 900))
        cards[online].delivery.tick(at: now)
        send()
        var arriving = Int(random.next() % 12)
        if !isBad { arriving = underway.count }
        let arrived = underway.prefix(arriving)
        underway.removeFirst(arrived.count)
        for parcel in arrived {
            if isBad, random.one(in: 12) { continue }
            take(parcel)
            if isBad, random.one(in: 20) { take(parcel) }
        }
        if isBad, !strays.isEmpty, random.one(in: 3) {
            take(strays.remove(at: Int(random.next() % UInt64(strays.count))))
        }
        // Acknowledged is what was committed, and no other.
        if owes, !isBad || !random.one(in: 4) {
            committed = books
            owes = false
            underway.append(.word(committed.intake.watermark(of: Self.id)))
        }
    }

    private mutating func send() {
        let card = cards[online]
        let wanted = card.delivery.sendable(durable: UInt64(card.durable))
        var next = wanted.lowerBound
        while next < wanted.upperBound {
            let place = Int(next) - 1
            var last = place
            // Neighbouring gaps are one.
            if card.kept[place] == 0 { while last + 1 < card.durable, card.kept[last + 1] == 0 { last += 1 } }
            let previous =
                place > 0 && card.kept[place - 1] != 0 ? shipment(card.kept[place - 1], place, nil).check : nil
            underway.append(.entry(shipment(card.kept[place], last + 1, previous, first: place + 1)))
            cards[online].delivery.sent(through: UInt64(last + 1), at: now)
            next = UInt64(last + 2)
        }
    }

    private mutating func take(_ parcel: Parcel) {
        switch parcel {
        case .word(let sequence):
            let durable = UInt64(cards[online].durable)
            cards[online].delivery.acknowledge(through: sequence, durable: durable, at: now)
            if random.one(in: 2) { cards[online].remembered = cards[online].delivery.acknowledged }
        case .entry(let entry):
            owes = true
            switch books.intake.judge(entry, site: "home", board: "board") {
            case .take:
                while books.stored.count + 1 < entry.sequence { books.stored.append(0) }
                books.stored.append(Self.content(entry))
                books.intake.took(entry, site: "home", board: "board")
            case .compare:
                let known = books.stored[Int(entry.sequence) - 1]
                let said = Self.content(entry)
                if known != 0, said != 0, known != said { refused += 1 }
            case .early: break
            case .foreign: refused += 1
            }
        }
    }

    /// At any moment the ledger is the beginning of what one card has written, each entry at its place, or a gap there.
    private mutating func check() {
        guard complaint == nil else { return }
        if books.stored.count != books.intake.watermark(of: Self.id) {
            complaint = "\(books.stored.count) entries under watermark \(books.intake.watermark(of: Self.id))"
        } else if cards.indices.allSatisfy({ isForeign($0) }) {
            complaint = "the ledger is of no card"
        }
    }

    /// Whether the ledger holds something else than this card has written.
    private func isForeign(_ card: Int) -> Bool {
        let written = cards[card].written
        guard books.stored.count <= written.count else { return true }
        for place in books.stored.indices {
            let stored = books.stored[place]
            if stored != 0, stored != written[place] { return true }
        }
        return false
    }

    private func shipment(_ content: UInt32, _ sequence: Int, _ previous: Int64?, first: Int? = nil) -> Shipment {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: content >> ($0 * 8)) }
        return Shipment(
            journal: Self.id, first: UInt64(first ?? sequence), sequence: UInt64(sequence), previous: previous,
            content: content == 0 ? .gap : .trace(bytes))
    }

    private static func content(_ shipment: Shipment) -> UInt32 {
        guard case .trace(let bytes) = shipment.content else { return 0 }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static let id = "j"
}
