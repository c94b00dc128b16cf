public import Boards
public import Control
internal import Cycle
public import Journal
public import Logbook
public import Quantities
public import Recordings
public import Records
public import Settings
public import Simulation

/// A board that does not exist, in rooms that do not exist, with the very same control
/// core and the very same journals as one in a ceiling; in virtual time.
///
/// Everything follows from site file and seed: a board that was cut off lives through
/// its past again, without writing it twice, and goes on as if nothing had happened.
public struct VirtualBoard: Sendable {
    /// A recording that stands in for one zone's people and light.
    ///
    /// Where the recording has a gap, the board is without power.
    public struct Stand: Sendable {
        public var zone: Int
        public var recording: Recording

        public init(zone: Int, recording: Recording) { (self.zone, self.recording) = (zone, recording) }
    }

    /// A change of a setting that was asked from afar.
    public struct Change: Sendable {
        public var zone: Int
        public var setting: Setting
        public var value: Double
        public var by: String
        /// When it lapses, and the site file's value returns; `nil`: never.
        public var until: Timestamp?

        public init(zone: Int, setting: Setting, value: Double, by: String, until: Timestamp? = nil) {
            (self.zone, self.setting, self.value, self.by) = (zone, setting, value, by)
            self.until = until
        }
    }

    /// Virtual time up to which it has lived.
    public private(set) var now: Timestamp
    private let site: Site
    private let seed: Seed
    private let books: Books
    private let stand: Stand?
    private let answers: Answers
    private let weather: TypicalYear?
    private let software: String
    /// How far an earlier life in the same folder came; `nil`: there was none.
    public let written: Timestamp?
    private var known: Logbook.Known
    private var past: [(at: Timestamp, deed: Past.Deed)]
    /// Changes in force that lapse.
    private var passing: [Change] = []
    private var settings: [Control.Zone.Settings]
    private var powers: [PoweredTime]
    private var boot: VirtualBoot?
    private var totals: [Totals]
    /// What zones had learned before the last power-off, as ``Zones/exchangeLearned(_:_:)`` writes it; empty before.
    private var lessons: [[Int64]] = []
    private var boots: Int64 = 0
    private let script: FaultScript
    private let sensing: SensingLevel
    /// `nil` between boots only while somebody else holds them, and where there are none.
    private var spectators: Spectators?

    /// - Parameters:
    ///   - start: when it is first switched on, as an earlier life in the same folder did.
    ///   - isNewBoot: it does not live through its past again, but is switched on where that ended, as a real board is:
    ///     with the registers it had, and with zones that may be others. `start` is of no use then, if it has a past.
    ///   - answers: what people do when their lamps warn or go dark; those of a recording do nothing.
    ///   - weather: in place of skies drawn for the climate of the site.
    ///   - script: what breaks.
    ///   - isTraced: ``takeHappenings()`` tells what happened.
    /// - Throws: ``JournalError`` when the journals cannot be read.
    public init(
        _ site: Site, seed: UInt64, in books: Books, from start: Timestamp, stand: Stand? = nil,
        answers: Answers = .nobody, weather: TypicalYear? = nil, script: FaultScript = FaultScript(),
        sensing: SensingLevel = .inputs, isTraced: Bool = false, software: String, isNewBoot: Bool = false
    ) throws(JournalError) {
        (self.site, self.books, self.stand, self.software) = (site, books, stand, software)
        (self.answers, self.weather, self.script, self.sensing) = (answers, weather, script, sensing)
        if isTraced || !script.isEmpty {
            spectators = Spectators(
                chronicle: isTraced ? Chronicle(zones: site.zones.count) : nil,
                answers: script.isEmpty ? nil : FaultAnswers(script, zones: site.zones.count))
        }
        self.seed = Seed(seed).branch(site.group).branch(site.id)
        let past = try Past(books, zones: site.zones.map(\.id))
        let start = isNewBoot ? past.end ?? start : start
        now = start
        settings = site.zones.map(\.settings)
        if let stand, !stand.recording.hasDaylight { settings[stand.zone].daylight.target = .zero }
        totals = site.zones.map { _ in Totals() }
        powers =
            stand.map { stand in
                stand.recording.runs().compactMap { run in
                    let end = stand.recording.end(of: run)
                    guard start < end else { return nil }
                    return PoweredTime(
                        start: Swift.max(start, stand.recording.rows[run.lowerBound].time), end: end, run: run)
                }
            } ?? [PoweredTime(start: start, end: nil, run: nil)]
        powers = powers.without(script.spans(of: .powerOff))
        guard !isNewBoot else {
            let history = try History(of: site.zones.map(\.id), in: books)
            (boots, written, self.past, known) = (history.boot, past.end, [], Logbook.Known())
            totals = site.zones.map { history.totals[$0.id] ?? Totals() }
            return
        }
        (written, self.past) = (past.end, past.deeds)
        known = Logbook.Known(records: books.records.last, traces: books.traces.last)
    }

    /// The settings in force, by zone.
    public var currentSettings: [Control.Zone.Settings] { settings }

    /// The outputs of all zones; `nil` while without power.
    public var outputs: [Control.Zone.Outputs]? { boot?.cycle.zones.outputs }

    /// The inputs of all zones; `nil` while without power.
    public var inputs: [Control.Zone.Inputs]? { boot?.cycle.zones.inputs }

    /// What a zone has learned; `nil` while without power.
    public func learned(of zone: Int) -> Learned? { boot?.cycle.zones.learned(of: zone) }

    /// The registers of a zone.
    public func totals(of zone: Int) -> Totals { boot?.logbook.totals(of: zone) ?? totals[zone] }

    /// Lives on up to a moment.
    ///
    /// - Throws: ``JournalError`` when what happened could not be kept.
    public mutating func run(until end: Timestamp) throws(JournalError) {
        while now < end {
            if boot == nil {
                guard let power = powers.first, power.start < end else {
                    now = end
                    return
                }
                powers.removeFirst()
                now = Swift.max(now, power.start)
                switchOn(power)
            }
            let stop = Swift.min(end, boot?.end ?? end)
            if let kept = boot?.lastKept, kept <= stop {
                relive(to: kept)
                keep()
            }
            relive(to: stop)
            if let failure = boot?.logbook.failure { throw failure }
            if boot?.end == stop { switchOff() }
        }
    }

    /// How control answered what the script broke; `nil` without a script.
    public var faultAnswers: FaultAnswers? { boot?.spectators?.answers ?? spectators?.answers }

    /// What happened since this was last asked, in the order of time; empty unless the board is traced.
    public mutating func takeHappenings() -> [Happening] {
        if boot != nil { return boot?.spectators?.chronicle?.take() ?? [] }
        return spectators?.chronicle?.take() ?? []
    }

    /// Puts a setting in force now. Nothing happens while without power.
    ///
    /// - Throws: ``Setting/Refused`` when the value may not be.
    public mutating func apply(_ change: Change) throws(Setting.Refused) {
        var (trial, change) = (settings[change.zone], change)
        try change.setting.set(change.value, in: &trial)
        let limit = change.setting.longest(for: change.value, in: trial).map { now + $0 }
        change.until = [change.until, limit].compactMap { $0 }.min()
        put(change)
    }

    /// What the past has in store, or the end of a value that was set for a time; taken out of what is to come.
    private mutating func nextDeed(before stop: Timestamp) -> (at: Timestamp, deed: Past.Deed)? {
        // Up to where an earlier life came, that is in the past already.
        let over = passing.filter { change in change.until.map { $0 < stop && (written ?? $0) <= $0 } ?? false }
            .min { ($0.until ?? now) < ($1.until ?? now) }
        if let over, let until = over.until, past.first.map({ until < $0.at }) ?? true {
            passing.removeAll { $0.zone == over.zone && $0.setting.id == over.setting.id }
            let value = over.setting.value(in: site.zones[over.zone].settings)
            let change = Change(zone: over.zone, setting: over.setting, value: value, by: Record.Change.lapsed)
            return (Swift.max(until, now), .change(change))
        }
        guard let next = past.first, next.at < stop else { return nil }
        past.removeFirst()
        return next
    }

    /// Has a zone forget what it has learned. Nothing happens while without power.
    public mutating func resetLearned(of zone: Int, by name: String) {
        guard var boot else { return }
        self.boot = nil
        let instant = boot.instant(now)
        boot.cycle.resetLearned(of: zone, on: &boot.plant, telling: &boot.logbook, at: instant)
        boot.logbook.reset(zone, by: name, at: instant)
        _ = boot.cycle.turn(zone, on: &boot.plant, telling: &boot.logbook, at: instant)
        boot.logbook.snapshot(of: &boot.cycle, at: instant)
        self.boot = boot
    }

    /// The power fails now: the interval under way is not closed. The board boots again after a pause, with the
    /// registers and lessons of this moment, as if they had been noted just then; that is an assumption.
    ///
    /// Not for a board with a recording, whose gaps are its power cuts. What is asked of it while it is without power
    /// is lost.
    public mutating func losePower(for pause: Duration) {
        guard var boot else { return }
        remember(&boot)
        boot.isCut = true
        end(boot)
        powers.insert(PoweredTime(start: now + pause, end: nil, run: nil), at: 0)
    }

    /// Is switched off in good order, for good: all that happened is written.
    public mutating func shutDown() {
        switchOff()
        powers.removeAll()
    }

    private mutating func switchOn(_ power: PoweredTime) {
        let lives = site.zones.indices.map { zone in
            if let stand, stand.zone == zone, let run = power.run { return Life(stand.recording, run: run) }
            return Life(
                site.zones[zone], seed: seed.branch(site.zones[zone].id),
                showsPeople: spectators?.chronicle != nil)
        }
        let skew = script.skew(at: power.start)
        let subjects = zip(site.zones, settings).map { zone, settings in
            Logbook.Subject(
                id: zone.id,
                rating: Accumulator.Rating(
                    load: zone.load, standby: zone.standby, steps: settings.steps,
                    pulsesPerKilowattHour: zone.meter.map { Int64($0.pulsesPerKilowattHour) }),
                settings: settings)
        }
        boots += 1
        var logbook = Logbook(
            subjects, in: books, boot: boots, from: totals, interval: site.records, software: software, at: .epoch,
            time: power.start + (skew ?? .zero), isTrusted: skew != nil, known: known)
        var cycle = Cycle(Zones(settings, links: site.links))
        for (zone, words) in lessons.enumerated() {
            var reader = StateReader(words)
            cycle.exchangeLearned(zone, &reader)
        }
        var plant = VirtualPlant(
            site, settings: settings, lives: lives, seed: seed, answers: answers, year: weather, from: power.start,
            epoch: power.start, script: script, sensing: sensing)
        if skew != .zero { _ = plant.setClock(skew, at: power.start) }
        _ = plant.next(after: power.start)
        _ = plant.live(to: power.start)
        for zone in site.zones.indices where lives[zone].isRecorded {
            logbook.presence[zone] = plant.zones[zone].presence
        }
        _ = cycle.turn(on: &plant, telling: &logbook, at: .epoch)
        logbook.snapshot(of: &cycle, at: .epoch)
        spectators?.chronicle?.note(.boot(boots), at: power.start)
        spectators?.look(cycle, &plant, at: power.start)
        boot = VirtualBoot(
            cycle: cycle, plant: plant, logbook: logbook, epoch: power.start, end: power.end,
            day: (power.start + (skew ?? .zero)).milliseconds / 86_400_000, script: script, skew: skew,
            spectators: spectators, lastKept: power.isCut ? power.end.map { lastKept(before: $0, from: power) } : nil,
            isCut: power.isCut, counts: lives.map(\.isRecorded), clockDue: script.clockChange(after: power.start))
        spectators = nil
    }

    /// The last moment before a power cut whose registers a board would find again: those of a checkpoint, or of an
    /// interval that was over.
    private func lastKept(before cut: Timestamp, from power: PoweredTime) -> Timestamp {
        let since = cut - power.start
        let checkpoint = cut - .milliseconds(since.milliseconds % Self.checkpointPace.milliseconds)
        let wall = cut + (script.skew(at: cut) ?? .zero)
        let interval = cut - (wall - (wall.next(multipleOf: site.records) - site.records))
        return Swift.max(power.start, Swift.max(checkpoint, interval))
    }

    /// As a board does.
    private static let checkpointPace = Duration.minutes(1)

    /// Lives on, and does again what was done in an earlier life.
    private mutating func relive(to stop: Timestamp) {
        while let next = nextDeed(before: stop) {
            live(to: next.at)
            switch next.deed {
            case .change(let change): put(change)
            case .reset(let zone, let name): resetLearned(of: zone, by: name)
            }
        }
        live(to: stop)
    }

    /// Notes what outlives the power cut to come.
    private mutating func keep() {
        guard var boot else { return }
        self.boot = nil
        remember(&boot)
        boot.lastKept = nil
        self.boot = boot
    }

    /// What the next boot begins with.
    private mutating func remember(_ boot: inout VirtualBoot) {
        totals = site.zones.indices.map { boot.logbook.totals(of: $0) }
        lessons = Self.lessons(of: &boot.cycle)
    }

    private static func lessons(of cycle: inout Cycle) -> [[Int64]] {
        (0..<cycle.zones.count).map { zone in
            var writer = StateWriter()
            cycle.exchangeLearned(zone, &writer)
            return writer.words
        }
    }

    /// A recording ends in good order: all it told is accounted for. Of a power cut only that is left which was kept
    /// before.
    private mutating func switchOff() {
        guard var boot else { return }
        if !boot.isCut {
            boot.logbook.close(at: boot.instant(now))
            remember(&boot)
        }
        end(boot)
    }

    private mutating func end(_ boot: VirtualBoot) {
        spectators = boot.spectators
        spectators?.chronicle?.note(.off(isCut: boot.isCut), at: now)
        known = boot.logbook.known
        self.boot = nil
    }

    private mutating func live(to end: Timestamp) {
        guard var boot else { return }
        // Without a second owner, the parts of the boot are changed in place.
        self.boot = nil
        boot.live(from: now, to: end)
        now = end
        self.boot = boot
    }

    private mutating func put(_ change: Change) {
        guard var boot, (try? change.setting.set(change.value, in: &settings[change.zone])) != nil else { return }
        self.boot = nil
        passing.removeAll { $0.zone == change.zone && $0.setting.id == change.setting.id }
        if change.until != nil { passing.append(change) }
        let instant = boot.instant(now)
        boot.cycle.apply(
            settings[change.zone], to: change.zone, ordersShed: change.setting.id == Setting.shed.id,
            on: &boot.plant, telling: &boot.logbook, at: instant)
        boot.logbook.changed(
            change.zone, change.setting, to: settings[change.zone], by: change.by, until: change.until, at: instant)
        _ = boot.cycle.turn(change.zone, on: &boot.plant, telling: &boot.logbook, at: instant)
        boot.logbook.snapshot(of: &boot.cycle, at: instant)
        self.boot = boot
    }
}
