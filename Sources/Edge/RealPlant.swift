internal import Boards
internal import Conditioning
internal import Control
internal import Cycle
internal import GPIO
internal import Hardware
internal import Loop
internal import Quantities
internal import Sensing

/// The rooms under a real board: its lines, conditioned, the relays and dimmers of its lamps, and the relays of plugs
/// and climate.
struct RealPlant: Plant, ~Copyable {
    /// What others see as the holder of its lines.
    static let consumer = "lightwell-edge"

    var senses: Senses
    /// By zone.
    var schedules: [ScheduleState]
    private let banks: [Bank]
    private var lamps: LampDrive
    private var followers: Followers
    /// Where the dimmers are among all lines, and behind them the followers.
    private let dimmersFrom: Int
    private let followersFrom: Int
    /// The zone of each input line that a motion sensor is on; `nil` of the others.
    private let motions: [Int?]
    /// What each zone was last asked to show; `.max` while it cannot be driven.
    private var shown: [UInt8]
    private var edges: [Edge] = []
    /// The moment of the last edge of those that were received last; `nil`: there were none.
    private(set) var lastEdge: Instant?
    /// What each input line last said; `nil` while it cannot be read.
    private var levels: [Bool?]
    private var traffic: Traffic
    /// By input line: it is of a meter whose face cannot be told.
    private let faceless: [Bool]
    /// Likewise, by meter that belongs to no zone.
    let facelessMeters: [Bool]
    /// What control is told of the light, by zone.
    private var lights: [LightReading]
    /// What all lamps of a zone add at its light sensor; `nil` without one.
    private let lampShares: [Lux?]
    /// The auxiliary contacts of relays.
    private let answers: [Senses.Answer]
    /// Presses that control itself makes, by zone.
    private var presses: [WrappingCount]
    /// Of the zone's wall button, when its walk test began.
    private var pressesAtWalk = WrappingCount.zero
    /// At most one at a time.
    private(set) var walk: WalkTest?
    private(set) var identify: Identify?

    /// What a board remembers of its lines from before.
    struct Past {
        /// Operations of the relays, by the names of their lines.
        var relays: [String: UInt64] = [:]
        /// What its meters had counted.
        var meters = Senses.Counted()
        /// See ``MeterStandings/behind``.
        var behind: Set<String> = []
    }

    /// Takes the inputs of all chips, and looks whether the outputs can be had. Nothing is switched: whatever refuses
    /// does so before a lamp has changed.
    ///
    /// - Throws: ``GPIOError`` when a line cannot be had; then none is taken.
    static func banks(of site: Site) throws(GPIOError) -> [Bank] {
        let wirings = Senses.wirings(of: site)
        let outputs = Followers.lines(of: site, behind: LampDrive.places(of: site).1)
        var banks: [Bank] = []
        for (index, chip) in site.board.chips.enumerated() {
            let inputs = wirings.enumerated().filter { $1.input.line.chip == index }.map { ($0, $1.line) }
            // A chip of which nothing is wanted need not be there.
            if outputs[index].isEmpty, inputs.isEmpty {
                banks.append(Bank())
            } else {
                banks.append(try Bank(chip, inputs: inputs, outputs: outputs[index], consumer: Self.consumer))
            }
        }
        return banks
    }

    /// Takes the outputs of a board: every lamp is lit from this moment on.
    ///
    /// - Parameters:
    ///   - banks: as ``banks(of:)`` took them.
    ///   - dimmers: by zone, as ``DimmerDrive/drives(of:in:)`` took them.
    /// - Throws: ``GPIOError`` when a line cannot be had.
    init(
        _ site: Site, on banks: [Bank], dimmers: [DimmerDrive?], past: Past, at now: Instant
    ) throws(GPIOError) {
        let wirings = Senses.wirings(of: site)
        let (relays, lampLines) = LampDrive.places(of: site)
        let outputs = Followers.lines(of: site, behind: lampLines)
        for (bank, lines) in zip(banks, outputs) { try bank.drive(lines) }
        self.banks = banks
        levels = Array(repeating: nil, count: wirings.count)
        for bank in banks { bank.levels(into: &levels) }
        senses = Senses(site, levels: levels, counted: past.meters, at: now)
        answers = senses.answers
        motions = wirings.map { wiring in
            if case .motion = wiring.role { wiring.zone } else { nil }
        }
        let lamps = LampDrive(site, relays, in: banks, dimmers: dimmers, operations: past.relays, at: now)
        shown = site.zones.indices.map { lamps.steps(of: $0) }
        presses = site.zones.map { _ in .zero }
        schedules = site.zones.map { _ in .unknown }
        lights = site.zones.map { _ in LightReading() }
        self.lamps = lamps
        followers = Followers(site, behind: lampLines, in: banks, operations: past.relays, at: now)
        dimmersFrom = lamps.count + wirings.count
        followersFrom = BoardLine.lines(of: site).count - followers.count
        lampShares = site.zones.map { $0.light == nil ? nil : $0.settings.daylight.lamps }
        traffic = Traffic(lines: wirings.count, at: now)
        faceless = wirings.map { wiring in
            switch wiring.role {
            case .meter: wiring.zone.map { past.behind.contains(site.zones[$0].id) } ?? false
            case .boardMeter(_, let place): past.behind.contains(site.meters[place].name)
            default: false
            }
        }
        facelessMeters = site.meters.map { past.behind.contains($0.name) }
        edges.reserveCapacity(Inputs.mostEdgesPerRead)
    }

    /// To be polled for reading.
    var descriptors: [Int32] { banks.flatMap(\.descriptors) }

    /// Takes the edges that wait at the lines, in the order of time.
    ///
    /// - Parameter watch: begins with ``descriptors``. One that cannot be read is ignored from now on.
    /// - Returns: `false` if a line could not be read; ``reconcile(at:)`` finds out which.
    mutating func receive(_ watch: inout Watch) -> Bool {
        var (isWhole, place) = (true, 0)
        edges.removeAll(keepingCapacity: true)
        for bank in banks {
            for index in bank.descriptors.indices {
                defer { place += 1 }
                guard watch.isReady(place) else { continue }
                do throws(GPIOError) { try bank.read(index, into: &edges) } catch {
                    watch.ignore(place)
                    isWhole = false
                }
            }
        }
        takeEdges()
        return isWhole
    }

    private mutating func takeEdges() {
        if edges.count > 1 { edges.sort { $0.at < $1.at } }
        lastEdge = edges.last?.at
        for edge in edges {
            senses.receive(edge)
            levels[edge.line] = edge.rising
            traffic.note(edge.line, lost: edge.lost, at: edge.at)
            guard let zone = motions[edge.line] else { continue }
            if zone == walk?.zone {
                let isMoving = isMoving(zone)
                walk?.sees(isMoving, at: edge.at)
            }
            if edge.rising { identify?.sees(zone, at: edge.at) }
        }
    }

    /// Looks which chips are there, and takes those again that are back. Allocates nothing while none went or came.
    ///
    /// - Parameter tell: called for each that went or came; ``descriptors`` are others then.
    mutating func lookAfterChips(_ tell: (_ chip: Int, _ fate: Bank.Fate, _ hasMeters: Bool) -> Void) {
        for (index, bank) in banks.enumerated() {
            guard let fate = bank.look() else { continue }
            if case .back = fate {
                lamps.retook(bank: index)
                followers.retook(bank: index)
            }
            tell(index, fate, bank.senses.contains { senses.meter($0) != nil })
        }
    }

    /// Reads all lines, in case edges were lost or a line is gone.
    mutating func reconcile(at now: Instant) {
        edges.removeAll(keepingCapacity: true)
        for bank in banks { bank.reconcile(into: &edges, levels: &levels) }
        takeEdges()
        senses.reconcile(levels, at: now)
        if let zone = walk?.zone {
            let isBlind = isBlind(zone)
            walk?.isBlind = isBlind
        }
    }

    /// Lets every conditioner see that time has passed.
    mutating func look(at now: Instant) {
        senses.look(at: now)
        for answer in answers { lamps.answer(answer.zone, answer.step, isClosed: senses.isClosed(answer), at: now) }
        for zone in lights.indices where lampShares[zone] != nil { _ = lights[zone].reads(senses.light(of: zone)) }
    }

    /// Whether a motion sensor of the zone is active.
    private func isMoving(_ zone: Int) -> Bool { levels.indices.contains { motions[$0] == zone && levels[$0] == true } }

    /// Whether a motion sensor of the zone cannot be read, or is not to be believed.
    private func isBlind(_ zone: Int) -> Bool {
        for line in levels.indices where motions[line] == zone {
            if levels[line] == nil || senses.fault(of: line) != nil { return true }
        }
        return false
    }

    mutating func sample(_ zone: Int, at now: Instant) -> Control.Zone.Inputs {
        Control.Zone.Inputs(
            motion: senses.motion(of: zone), illuminance: lights[zone].lux, presses: pressed(zone),
            schedule: schedules[zone], door: senses.door(of: zone), draw: senses.draw(of: zone), shed: senses.shed,
            doubles: senses.doubles(of: zone), longs: senses.longs(of: zone))
    }

    private func pressed(_ zone: Int) -> WrappingCount {
        var count = senses.presses(of: zone)
        count.increment(by: presses[zone].count)
        return count
    }

    mutating func actuate(_ zone: Int, _ outputs: Control.Zone.Outputs, at now: Instant) -> Bool {
        let isFollowed = followers.follow(zone, outputs, at: now)
        return light(zone, outputs, at: now) && isFollowed
    }

    private mutating func light(_ zone: Int, _ outputs: Control.Zone.Outputs, at now: Instant) -> Bool {
        if let identify { return show(identify.level(of: zone, at: now), .none, zone, at: now) }
        if let walk, walk.zone == zone {
            return show(walk.level(at: now), .none, zone, at: now)
        }
        switch outputs.reason {
        case .manualOn, .manualOff: return show(outputs.level, .byHand, zone, at: now)
        default: return show(outputs.level, .unnoticed, zone, at: now)
        }
    }

    private mutating func show(_ level: UInt8, _ fade: ZoneLamps.Fade, _ zone: Int, at now: Instant) -> Bool {
        let (steps, isDriven) = (lamps.steps(of: zone), lamps.show(level, fade, zone, at: now))
        let level = isDriven ? Swift.min(level, steps) : .max
        guard level != shown[zone] else { return isDriven }
        shown[zone] = level
        let share = isDriven ? Double(level) / Double(steps) : 0
        senses.lamps(of: zone, show: share, at: now)
        // Half of it is sure, however the sensor was hung since.
        if let light = lampShares[zone] { senses.expect(light * (0.5 * share), in: zone, at: now) }
        return isDriven
    }

    /// When to look again at the latest, for lamps that are on their way.
    func reviewBy(at now: Instant) -> Instant? {
        var review = senses.reviewBy
        if let due = lamps.reviewBy(at: now) { review = review.map { Swift.min($0, due) } ?? due }
        if let due = followers.reviewBy { review = review.map { Swift.min($0, due) } ?? due }
        if let due = walk?.reviewBy(at: now) { review = review.map { Swift.min($0, due) } ?? due }
        if let due = identify?.reviewBy(at: now) { review = review.map { Swift.min($0, due) } ?? due }
        return review
    }

    /// How often the relays have moved in their lives, by the names of their lines.
    var operations: [String: UInt64] { lamps.operations.merging(followers.operations) { lamp, _ in lamp } }

    /// Edges of an input line that are known to be lost since the start, at least.
    func lost(_ line: Int) -> UInt64 {
        Swift.max(UInt64(traffic.lost(line)), senses.meter(line)?.lost ?? 0)
    }

    /// How many relays can answer.
    var answering: Int { answers.count }

    /// What the contact of one of them has against its relay; `nil` while it obeys.
    func relayFault(_ answer: Int) -> (zone: Int, step: Int, fault: SensorFault?) {
        let answer = answers[answer]
        return (answer.zone, answer.step, lamps.fault(of: answer.zone, answer.step))
    }

    /// Gives the lamps of a zone to a walk test, from its next step on.
    mutating func beginWalk(of zone: Int, _ settings: Control.Zone.Settings, at now: Instant) {
        pressesAtWalk = senses.presses(of: zone)
        var walk = WalkTest(of: zone, settings, at: now)
        walk.isBlind = isBlind(zone)
        walk.sees(isMoving(zone), at: now)
        self.walk = walk
    }

    /// Whether somebody has pressed the wall button of the zone under test: whoever is there wants light.
    var isWalkDisturbed: Bool { walk.map { senses.presses(of: $0.zone) != pressesAtWalk } ?? false }

    /// Gives the lamps back to control.
    mutating func endWalk() { walk = nil }

    /// Gives all lamps to the search for what belongs to this board, from their next step on.
    ///
    /// - Parameter settings: by zone.
    mutating func beginIdentify(_ settings: [Control.Zone.Settings], at now: Instant) {
        identify = Identify(settings, at: now)
    }

    /// Gives the lamps back to control.
    mutating func endIdentify() { identify = nil }

    /// Says what a person at the wall button of a zone would say.
    mutating func press(_ zone: Int) { presses[zone].increment() }

    /// Shows all lines, as ``BoardLine/lines(of:)`` lists them. Allocates nothing.
    mutating func paint(_ lines: inout [Picture.Line], at now: Instant) {
        lamps.paint(&lines, dimmersFrom: dimmersFrom, at: now)
        followers.paint(&lines, from: followersFrom, at: now)
        for line in levels.indices {
            lines[lamps.count + line] = Picture.Line(
                isActive: levels[line], eventsPerMinute: traffic.perMinute(line, at: now),
                lost: UInt32(clamping: lost(line)), fault: senses.fault(of: line),
                implausible: senses.meter(line)?.implausible ?? 0,
                pulses: senses.meter(line)?.total, face: faceless[line] ? nil : senses.face(of: line))
        }
    }

    /// Lights everything, with plugs on and climate at comfort: what a board does last.
    mutating func rest(at now: Instant) {
        (walk, identify) = (nil, nil)
        followers.rest(at: now)
        for zone in shown.indices { _ = show(lamps.steps(of: zone), .none, zone, at: now) }
    }
}
