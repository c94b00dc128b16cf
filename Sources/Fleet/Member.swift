internal import Boards
internal import Journal
internal import Logbook
internal import Logging
internal import Loop
internal import MQTT
internal import Quantities
internal import Records
internal import Simulation
internal import Sparkplug
internal import Uplink
internal import VirtualBoards

/// One board of a fleet: its life, its journal, its uplink and what befalls it.
///
/// Its clock is a little behind the fleet's, each by another amount, as those of real boards are, so that not all
/// intervals end at once.
final class Member {
    let name: String
    private(set) var board: VirtualBoard
    /// Whether the uplink should look: the board has lived.
    private(set) var isFresh = false
    private(set) var outages = 0
    private(set) var kills = 0
    private(set) var deaths = 0

    private let books: Books
    private let folder: StateFolder?
    private var liaison: Liaison
    private let counter = SessionCounter()
    private let commands = CommandMemory()
    private let dial: () throws(MQTTError) -> Uplink
    private let interval: Duration
    private let beat: Duration
    private let lag: Duration
    private let speed: Speed
    /// By its own clock.
    private let end: Timestamp?
    private var uplink: Uplink?
    private var past = Uplink.Tally()
    private var outage: Fate?
    private var kill: Fate?
    private var cutUntil: Instant?
    /// Virtual.
    private var darkUntil: Timestamp?

    /// - Parameters:
    ///   - site: of this board, named.
    ///   - began: when its misfortunes begin to count.
    init(
        _ site: Site, _ plan: Plan, at broker: Broker, bells: (toUplink: Wakeup, toControl: Wakeup), log: Logger,
        began: Instant
    ) throws {
        let seed = Seed(plan.seed).branch("fleet").branch(site.id)
        var random = seed.branch("clock").generator
        name = site.id
        (interval, speed) = (site.records, plan.speed)
        beat = speed == .max ? interval : VirtualClock.stretch(.seconds(1), by: speed)
        let spread = speed == .max ? interval : Swift.min(interval, VirtualClock.stretch(Self.spread, by: speed))
        lag = .milliseconds(Int64(Double(spread.milliseconds) * random.uniform()))
        end = plan.end.map { [lag] in $0 - lag }
        folder = try plan.journals.map { try StateFolder("\($0)/\(site.id)", program: "lightwell-lab fleet") }
        books = folder?.books ?? .inMemory(limit: plan.memory)
        board = try VirtualBoard(
            site, seed: plan.seed, in: books, from: plan.start - lag, software: plan.software)
        let handover = Handover(
            Liaison.state(
                of: site, settings: board.currentSettings, journal: books.records.id, software: plan.software,
                at: board.now),
            toUplink: bells.toUplink, toControl: bells.toControl)
        liaison = Liaison(of: site, through: handover)
        let identity = Uplink.Identity(
            group: try Identifier(site.group), node: try Identifier(site.id), host: plan.host)
        let pace = Uplink.Pace(live: plan.live, count: Uplink.Pace.standard.count)
        dial = { [books, counter, commands] () throws(MQTTError) in
            try Uplink(
                identity, to: broker, journals: [books.records], counter: counter, handover: handover,
                commands: commands, pace: pace, log: log)
        }
        uplink = try dial()
        outage = Fate(plan.outages, seed: seed.branch("outages"), from: began)
        kill = Fate(plan.kills, seed: seed.branch("kills"), from: began)
    }

    /// Whether it has something to live through, when the fleet's clock shows `time`.
    func isDue(at time: Timestamp) -> Bool {
        guard board.now < stop, stop <= time - lag else { return false }
        return speed != .max || isKeepingUp
    }

    /// Whether it has lived as far as it should.
    var isAtEnd: Bool { end.map { $0 <= board.now } ?? false }

    /// How far it is behind its own clock.
    func lateness(at time: Timestamp) -> Duration {
        speed == .max ? .zero : Swift.max(.zero, time - lag - board.now - beat)
    }

    /// Lives up to the end of an interval, or for a beat.
    func live() throws {
        liaison.obey(&board, at: board.now)
        try board.run(until: stop)
        try keep()
        if darkUntil != nil, board.outputs != nil {
            (darkUntil, uplink) = (nil, try dial())
        }
        liaison.show(board)
    }

    /// Misfortunes begin and end.
    func suffer(at now: Instant) {
        if let end = cutUntil, end <= now { cutUntil = nil }
        guard cutUntil == nil, darkUntil == nil else { return }
        if board.outputs != nil, let end = kill?.strikes(at: now) {
            kills += 1
            if uplink?.isBorn == true { deaths += 1 }
            hangUp()
            let pause = VirtualClock.stretch(end - now, by: speed)
            board.losePower(for: pause)
            darkUntil = board.now + pause
        } else if let end = outage?.strikes(at: now) {
            outages += 1
            if uplink?.isBorn == true { deaths += 1 }
            uplink?.cut(at: Moment(now, board.now))
            cutUntil = end
        }
    }

    /// No misfortunes from now on; those under way are over.
    func spare() {
        (outage, kill, cutUntil) = (nil, nil, nil)
    }

    /// To be polled; `nil` while nothing can come.
    var interest: Interest? { cutUntil == nil ? uplink?.interest : nil }

    /// Whether the uplink should have its turn though nobody wrote to it.
    func wantsTurn(at now: Instant) -> Bool {
        guard cutUntil == nil, let uplink else { return false }
        return isFresh || uplink.wakeBy.map { $0 <= now } ?? false
    }

    func turn(at now: Instant) {
        isFresh = false
        uplink?.turn(at: Moment(now, board.now))
    }

    /// Is switched off in good order, at a whole second; what it wrote is still to be delivered.
    func shutDown() throws {
        let earliest = Swift.max(board.now, darkUntil ?? board.now) + .milliseconds(1)
        try board.run(until: earliest.next(multipleOf: .seconds(1)))
        if darkUntil != nil { (darkUntil, uplink) = (nil, try dial()) }
        board.shutDown()
        try keep()
    }

    func leave(at now: Instant) {
        if uplink?.isBorn == true { deaths += 1 }
        uplink?.leave(at: Moment(now, board.now))
    }

    /// Whether it has no connection, and may want one.
    var isOffline: Bool { uplink?.isBorn == false && uplink?.interest == nil }
    /// Whether the broker knows it, or should, and its births are not out.
    var isConnecting: Bool { uplink?.isBorn == false && cutUntil == nil }
    var isBorn: Bool { uplink?.isBorn == true }
    var journal: String { books.records.id }
    var written: UInt64 { books.records.last }
    var acknowledged: UInt64 { books.records.acknowledged }
    var givenUp: UInt64 { (books.records as? MemoryJournal)?.givenUp ?? 0 }

    /// Of all its lives.
    var tally: Uplink.Tally { uplink.map { past + $0.tally } ?? past }

    /// Where it lives to next.
    private var stop: Timestamp {
        let stop = Swift.min(board.now.next(multipleOf: interval), board.now + beat)
        return end.map { Swift.min(stop, $0) } ?? stop
    }

    /// Few enough records wait that more may come.
    private var isKeepingUp: Bool { darkUntil != nil || (isBorn && written - acknowledged < Self.waiting) }

    private func keep() throws {
        try folder?.records.sync()
        try folder?.traces.sync()
        isFresh = true
    }

    private func hangUp() {
        past = tally
        uplink = nil
    }

    /// Clocks differ by no more than this real time, so that the work of an interval's end is spread over it.
    private static let spread = Duration.seconds(10)
    private static let waiting: UInt64 = 4 * Delivery.window
}

extension Uplink.Tally {
    fileprivate static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.births += b.births
        sum.messages += b.messages
        sum.bytes += b.bytes
        sum.entries += b.entries
        return sum
    }
}
