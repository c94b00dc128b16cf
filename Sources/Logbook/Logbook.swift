public import Control
public import Cycle
public import Journal
public import Quantities
public import Records
public import Settings

/// Writes down what zones knew and did: registers at the end of every interval into
/// the records journal, every change into the traces journal.
///
/// Called by the control thread after every step; touches no file (journals are made
/// durable by another thread). Intervals end on the hour's multiples in UTC.
public struct Logbook: Observer, Sendable {
    /// A zone as the logbook needs to know it.
    public struct Subject: Sendable {
        public var id: String
        public var rating: Accumulator.Rating
        public var settings: Zone.Settings

        public init(id: String, rating: Accumulator.Rating, settings: Zone.Settings) {
            (self.id, self.rating, self.settings) = (id, rating, settings)
        }
    }

    /// How many entries each journal holds already of the boots that are lived through again.
    public struct Known: Hashable, Sendable {
        public var records: UInt64
        public var traces: UInt64

        public init(records: UInt64 = 0, traces: UInt64 = 0) { (self.records, self.traces) = (records, traces) }
    }

    /// The number of this boot, from 1.
    public let boot: Int64
    /// Why the first entry could not be taken: memory is full since the disk is.
    public private(set) var failure: JournalError?
    /// Entries that could not be kept since the start.
    public private(set) var dropped: UInt64 = 0
    /// A block of the trace is lost; nothing can be told from what follows before the next ``snapshot(of:at:)``.
    public private(set) var isTraceTorn = false
    /// What a people counter says, by zone; `nil` without one. Set before the step it holds from.
    public var presence: [Bool?]

    private let records: any EntryLog
    private let traces: any EntryLog
    private let counters: any EntryLog
    private var interval: Duration
    private var subjects: [Subject]
    private var accounts: [Accumulator]
    /// Of the meters that belong to no zone.
    private var meters: [MeterAccount]
    private var trace: Trace.Writer
    /// What is being written, in memory that is used again.
    private var scratch: [UInt8] = []
    /// Likewise, what a zone has learned.
    private var words: [Int64] = []
    /// What of each zone's learning was noted last; empty: nothing yet.
    private var lessons: [[Int64]]
    /// Bytes of checkpoints since all of it was noted.
    private var unlearned = 0
    /// UTC less monotonic.
    private var offset: Duration
    private var started: Timestamp
    private var ends: Timestamp
    /// Entries that an earlier life of the same boot wrote, and this one does not write again.
    public private(set) var known: Known
    private let software: String
    /// Without a trusted clock records have no place in time: they wait until it is set.
    private var isTrusted: Bool

    /// Begins a boot, or lives through one again whose first part is in the journals already:
    /// a simulation that goes on where it was cut off.
    ///
    /// - Parameters:
    ///   - boot: its number, from 1.
    ///   - totals: the registers at its beginning, by zone.
    ///   - interval: divides an hour.
    ///   - now, time: the same moment by both clocks.
    ///   - meters: those that belong to no zone, as they stood at its beginning.
    ///   - isTrusted: whether `time` is right; if not, ``setClock(to:at:)`` follows when it is known.
    ///   - known: what is in the journals already, when a simulation lives through its past again.
    public init(
        _ subjects: [Subject], in books: Books, boot: Int64, from totals: [Totals], interval: Duration,
        meters: [MeterAccount] = [], software: String, at now: Instant, time: Timestamp, isTrusted: Bool = true,
        known: Known = Known()
    ) {
        (records, traces, self.interval, self.subjects) = (books.records, books.traces, interval, subjects)
        (self.boot, self.known, self.software, self.isTrusted) = (boot, known, software, isTrusted)
        (counters, self.meters) = (books.counters, meters)
        accounts = zip(subjects, totals).map { Accumulator($0.rating, from: $1) }
        presence = subjects.map { _ in nil }
        lessons = subjects.map { _ in [] }
        trace = Trace.Writer(zones: subjects.count, boot: boot)
        offset = Duration(milliseconds: time.milliseconds - now.milliseconds)
        (started, ends) = (time, time.next(multipleOf: interval))
        if isTrusted { writeBoot() }
    }

    /// Takes at once the memory that its work will need, so that control takes none later.
    public mutating func reserve() {
        // A block may grow by one step beyond its size.
        trace.reserve(Self.blockSize + 1_024)
        scratch.reserveCapacity(Self.blockSize + 2_048)
    }

    public func time(at now: Instant) -> Timestamp { Timestamp(milliseconds: now.milliseconds + offset.milliseconds) }

    /// Follows the clock: a small correction is taken as it comes, a step closes the interval first.
    ///
    /// The first trusted time puts all that has happened since the boot in its right place.
    public mutating func setClock(to time: Timestamp, at now: Instant) {
        let offset = Duration(milliseconds: time.milliseconds - now.milliseconds)
        let step = offset - self.offset
        guard step != .zero || !isTrusted else { return }
        if !isTrusted {
            // A block has one relation of the two clocks: what comes next belongs into another one.
            writeTrace()
            isTrusted = true
            started = started + step
            ends = time.next(multipleOf: interval)
            self.offset = offset
            writeBoot()
        } else if step < .zero - Self.step || Self.step < step {
            close(at: now)
            (started, ends) = (time, time.next(multipleOf: interval))
        }
        self.offset = offset
    }

    /// A clock that moved by more than this was set.
    private static let step = Duration.seconds(2)

    public mutating func stepped(
        _ zone: Int, _ inputs: Zone.Inputs, _ outputs: Zone.Outputs, at now: Instant
    ) {
        roll(to: now)
        let moment = Accumulator.Moment(
            inputs: inputs, outputs: outputs, settings: subjects[zone].settings, presence: presence[zone])
        accounts[zone].note(moment, at: now)
        trace.note(zone, inputs, outputs, at: now, time: time(at: now))
        if trace.count > Self.blockSize { writeTrace() }
    }

    /// When the interval that is under way ends.
    public var nextEnd: Timestamp { ends }

    /// Accounts for the time up to `now`, within the interval that is under way.
    public mutating func advance(to now: Instant) {
        for zone in accounts.indices { accounts[zone].advance(to: now) }
        for meter in meters.indices { meters[meter].advance(to: now) }
    }

    /// Closes every interval that ended by `now`.
    public mutating func roll(to now: Instant) {
        while isTrusted, ends <= time(at: now) {
            writeInterval(endingAt: ends)
            writeTrace()
            ends = ends + interval
        }
    }

    /// Books the pulses of a zone's meter, counted since the board started.
    public mutating func meter(_ zone: Int, _ pulses: WrappingCount) { accounts[zone].meter(pulses) }

    /// Books a meter that belongs to no zone, by its place; see ``MeterAccount/note(_:face:isCounting:at:)``.
    public mutating func meter(board meter: Int, _ total: UInt64, face: UInt64?, isCounting: Bool, at now: Instant) {
        meters[meter].note(total, face: face, isCounting: isCounting, at: now)
    }

    /// The registers of the meters that belong to no zone, as far as they have been accounted for.
    public var metered: [MeterAccount] { meters }

    /// A setting came into force, to be followed by ``snapshot(of:at:)``.
    ///
    /// - Parameter until: when it lapses; `nil`: never.
    public mutating func changed(
        _ zone: Int, _ setting: Setting, to settings: Zone.Settings, by: String, until: Timestamp? = nil,
        at now: Instant
    ) {
        roll(to: now)
        subjects[zone].settings = settings
        let value = setting.value(in: settings)
        trace.note(zone, setting: setting.id, value: value, at: now, time: time(at: now))
        append(
            .change(
                Record.Change(
                    zone: subjects[zone].id, setting: setting.id, value: value, by: by, at: time(at: now),
                    until: until)))
    }

    /// A zone forgot what it had learned, to be followed by ``snapshot(of:at:)``.
    public mutating func reset(_ zone: Int, by: String, at now: Instant) {
        roll(to: now)
        trace.note(zone, setting: Record.Change.reset, value: 1, at: now, time: time(at: now))
        append(
            .change(
                Record.Change(
                    zone: subjects[zone].id, setting: Record.Change.reset, value: 1, by: by, at: time(at: now))))
    }

    /// Ends intervals on multiples of another length from now on; the one under way ends earlier or later for it.
    ///
    /// - Parameter interval: divides an hour.
    public mutating func setInterval(_ interval: Duration, at now: Instant) {
        roll(to: now)
        self.interval = interval
        ends = time(at: now).next(multipleOf: interval)
    }

    /// Writes the whole state, so that a replay can set out from here: at boot, after
    /// settings changed, and once a day.
    public mutating func snapshot(of cycle: inout Cycle, at now: Instant) {
        writeTrace()
        var zones: [Snapshot.ZoneState] = []
        for zone in 0..<cycle.zones.count {
            var words = StateWriter()
            cycle.exchange(zone, &words)
            let settings = cycle.zones.settings(of: zone)
            zones.append(
                Snapshot.ZoneState(
                    name: subjects[zone].id, steps: settings.steps, isEgress: settings.isEgress,
                    sensesMotion: settings.sensesMotion, isThreshold: settings.daylight.isThreshold,
                    settings: Dictionary(uniqueKeysWithValues: Setting.all.map { ($0.id, $0.value(in: settings)) }),
                    words: words.words))
        }
        let snapshot = Snapshot(boot: boot, at: now, time: time(at: now), zones: zones)
        let before = dropped
        append(trace: snapshot.encoded())
        if dropped == before { isTraceTorn = false }
        trace.begin()
        for zone in 0..<cycle.zones.count {
            trace.note(zone, cycle.zones.inputs[zone], cycle.zones.outputs[zone], at: now, time: time(at: now))
        }
    }

    /// Notes the registers as they are, for the next boot after a power cut; no hub sees this.
    public mutating func checkpoint(at now: Instant) {
        advance(to: now)
        for zone in subjects.indices {
            let standing = Record.Interval(
                zone: subjects[zone].id, boot: boot, start: started, end: time(at: now), totals: accounts[zone].totals)
            Record.interval(standing).encode(into: &scratch)
            keep(scratch, in: counters)
            unlearned += scratch.count
        }
        for meter in meters {
            Record.metering(meter.metering(boot: boot, from: started, to: time(at: now))).encode(into: &scratch)
            keep(scratch, in: counters)
            unlearned += scratch.count
        }
    }

    /// Notes what zones have learned, where that is not what was noted last, for the next boot; no hub sees this.
    ///
    /// Called after ``checkpoint(at:)``, before ``close(at:)`` and after ``reset(_:by:at:)``. What does not change is
    /// noted again before checkpoints push it out of their journal.
    public mutating func learn(from cycle: inout Cycle) {
        let isDue = unlearned > counters.limit / Self.shareOfCheckpoints
        if isDue { unlearned = 0 }
        for zone in subjects.indices {
            cycle.lesson(of: zone, into: &words)
            guard isDue || words != lessons[zone] else { continue }
            lessons[zone].removeAll(keepingCapacity: true)
            lessons[zone] += words
            Lesson(zone: subjects[zone].id, words: words).encode(into: &scratch)
            keep(scratch, in: counters)
            unlearned += scratch.count
        }
    }

    /// Ends the boot in good order: what has happened since the last interval is written too.
    public mutating func close(at now: Instant) {
        roll(to: now)
        if isTrusted, started < time(at: now) { writeInterval(endingAt: time(at: now)) }
        writeTrace()
    }

    /// The registers of a zone, as far as it has been accounted for.
    public func totals(of zone: Int) -> Totals { accounts[zone].totals }

    private mutating func writeInterval(endingAt end: Timestamp) {
        let now = Instant(milliseconds: end.milliseconds - offset.milliseconds)
        for zone in subjects.indices {
            accounts[zone].advance(to: now)
            append(
                .interval(
                    Record.Interval(
                        zone: subjects[zone].id, boot: boot, start: started,
                        end: end,
                        totals: accounts[zone].totals)))
        }
        for meter in meters.indices {
            meters[meter].advance(to: now)
            append(.metering(meters[meter].metering(boot: boot, from: started, to: end)))
        }
        started = end
    }

    private mutating func writeTrace() {
        if trace.take(into: &scratch) { append(trace: scratch) }
    }

    private mutating func writeBoot() {
        append(.boot(Record.Boot(number: boot, at: started, software: software)))
    }

    private mutating func append(_ record: Record) {
        guard known.records == 0 else { return known.records -= 1 }
        record.encode(into: &scratch)
        keep(scratch, in: records)
    }

    private mutating func append(trace bytes: [UInt8]) {
        guard known.traces == 0 else { return known.traces -= 1 }
        keep(bytes, in: traces)
    }

    private mutating func keep(_ bytes: [UInt8], in journal: any EntryLog) {
        do throws(JournalError) {
            try journal.append(bytes)
        } catch {
            failure = failure ?? error
            dropped += 1
            if journal === traces { isTraceTorn = true }
        }
    }

    /// Of the checkpoints' journal, at most this part lies behind what zones have learned: the journal gives up a
    /// sixteenth at a time, and frames take their share.
    private static let shareOfCheckpoints = 8
    /// A block of trace is written when it has grown to this many bytes.
    private static let blockSize = 16_384
}
