public import Boards
internal import Glibc
public import Logging
public import Loop
public import MQTT
public import Quantities
public import Records
internal import Uplink
internal import VirtualBoards

/// Many virtual boards on one thread, each with a life, a journal and an MQTT session of its own, speaking as real
/// boards do: the load that brokers and hubs are tried with.
///
/// Memory is bounded: nothing waits but in the journals, and these have a limit.
public final class Fleet {
    private let plan: Plan
    private let members: [Member]
    private let bells = (toUplink: Wakeup(), toControl: Wakeup())
    private let began = Clock.monotonic()
    private let clock: VirtualClock
    /// Where the last slice of lives ended.
    private var place = 0

    /// What a board's own counters say.
    public struct Standing: Sendable {
        public let board: String
        /// Id of its records journal.
        public let journal: String
        public let time: Timestamp
        public let zones: [(zone: String, totals: Totals)]
    }

    private let site: Site

    /// - Parameter site: that of every board, but for its name; of a simulated board.
    /// - Throws: ``FleetError`` where the system allows too few files, or the folder of journals is not new;
    ///   `JournalError` or `MQTTError` as for a single board.
    public init(_ plan: Plan, site: Site, at broker: Broker, log: Logger) throws {
        let files = plan.boards * (Self.files + (plan.journals == nil ? 0 : Self.journalFiles)) + 64
        try OpenFiles.allow(files, for: plan.boards)
        if let folder = plan.journals, mkdir(folder, 0o700) != 0 {
            guard errno == EEXIST else {
                throw FleetError("cannot make \(folder): \(String(cString: strerror(errno)))")
            }
            guard rmdir(folder) == 0, mkdir(folder, 0o700) == 0 else {
                throw FleetError("\(folder) is not empty: a fleet begins anew; name another folder, or remove this one")
            }
        }
        (self.plan, self.site) = (plan, site)
        clock = VirtualClock(plan.speed, from: plan.start, to: plan.end, began: began, real: Clock.utc())
        members = try (1...plan.boards).map { [bells, began] number in
            try Member(
                site.named(plan.name(of: number), in: plan.group), plan, at: broker, bells: bells, log: log,
                began: began)
        }
    }

    /// Runs until it is asked to stop, the time is over, or all boards are at their end; then switches the boards off
    /// in good order, waits for the last acknowledgements, and takes leave of the broker.
    ///
    /// - Parameters:
    ///   - duration: real; `nil`: until it is asked to stop.
    ///   - patience: how long to wait for the last acknowledgements at most. Where nobody ever acknowledged anything
    ///     there is no waiting.
    ///   - tell: is told the figures once a second.
    public func run(
        until stop: Stop, for duration: Duration?, patience: Duration, tell: (Figures) -> Void
    ) throws -> Figures {
        var told = began
        var (now, begun) = (began, 0)
        while !stop.isRequested, duration.map({ now - began < $0 }) ?? true, !isAtEnd {
            let waiting = members[..<begun].count(where: \.isConnecting)
            begun = Swift.min(members.count, begun + Swift.max(0, Swift.min(Self.dials, Self.dialling - waiting)))
            for member in members[..<begun] { member.suffer(at: now) }
            try live(members[..<begun], at: now)
            now = serve(members[..<begun], until: stop)
            if told + .seconds(1) <= now {
                told = now
                tell(figures(at: now))
            }
        }
        for member in members {
            member.spare()
            try member.shutDown()
        }
        let deadline = now + patience
        while now < deadline, isDrainable {
            now = serve(members[...], until: nil)
            if told + .seconds(1) <= now {
                told = now
                tell(figures(at: now))
            }
        }
        for member in members { member.leave(at: Clock.monotonic()) }
        return figures(at: Clock.monotonic())
    }

    /// The boards' own counters; in order.
    public var standings: [Standing] {
        members.map { member in
            Standing(
                board: member.name, journal: member.journal, time: member.board.now,
                zones: site.zones.indices.map { (site.zones[$0].id, member.board.totals(of: $0)) })
        }
    }

    public func figures(at now: Instant) -> Figures {
        let time = clock.time(at: now, real: Clock.utc())
        var figures = Figures(at: members.map(\.board.now).min() ?? plan.start)
        figures.boards = members.count
        for member in members {
            let tally = member.tally
            figures.born += member.isBorn ? 1 : 0
            figures.births += tally.births
            figures.messages += tally.messages
            figures.bytes += tally.bytes
            figures.delivered += tally.entries
            figures.deaths += member.deaths
            figures.outages += member.outages
            figures.kills += member.kills
            figures.written += member.written
            figures.acknowledged += member.acknowledged
            figures.givenUp += member.givenUp
            figures.behind = Swift.max(figures.behind, member.lateness(at: time))
        }
        figures.elapsed = now - began
        figures.weigh()
        return figures
    }

    /// Whether every board has lived as far as it should.
    private var isAtEnd: Bool {
        members.allSatisfy(\.isAtEnd)
    }

    /// Whether waiting may bring more acknowledgements.
    private var isDrainable: Bool {
        members.contains { $0.acknowledged < $0.written } && members.contains { $0.acknowledged > 0 }
    }

    /// Lets boards live whose time has come, one after the other, for a slice of time at most: the network must not
    /// wait.
    private func live(_ members: ArraySlice<Member>, at now: Instant) throws {
        let time = clock.time(at: now, real: Clock.utc())
        let slice = now + Self.slice
        for _ in members.indices {
            if place >= members.endIndex { place = 0 }
            while members[place].isDue(at: time) {
                try members[place].live()
                if slice <= Clock.monotonic() { return }
            }
            place += 1
        }
    }

    /// Gives every uplink its turn that has something to do, then waits for the next round.
    ///
    /// - Returns: when that is.
    private func serve(_ members: ArraySlice<Member>, until stop: Stop?) -> Instant {
        let now = Clock.monotonic()
        bells.toUplink.clear()
        bells.toControl.clear()
        var interests: [Interest] = []
        var owners: [Int] = []
        interests.reserveCapacity(members.count)
        owners.reserveCapacity(members.count)
        var dials = Self.dials
        for index in members.indices {
            if members[index].wantsTurn(at: now) {
                if members[index].isOffline {
                    guard dials > 0 else { continue }
                    dials -= 1
                }
                members[index].turn(at: now)
            } else if let interest = members[index].interest {
                interests.append(interest)
                owners.append(index)
            }
        }
        var watch = Watch(interests)
        watch.wait(atMost: .zero)
        for (place, owner) in owners.enumerated() where watch.isReady(place) { members[owner].turn(at: now) }
        let rest = now + Self.round - Clock.monotonic()
        wait(for: stop.map { [Interest($0.wakeup.descriptor)] } ?? [], atMost: Swift.max(rest, .zero))
        return Clock.monotonic()
    }

    /// Sessions that are opened in a round, and that may be under way at the start: births are large, and a broker
    /// that has too many callers waiting lets the next ones wait for seconds.
    private static let dials = 4
    private static let dialling = 64
    private static let slice = Duration.milliseconds(15)
    private static let round = Duration.milliseconds(20)
    /// Of an MQTT session: its socket, and two by which its library could be woken.
    private static let files = 3
    /// Of a state folder: lock, watermark, segment and the one being read, thrice.
    private static let journalFiles = 12
}
