internal import Journal
internal import Logbook
internal import Logging
internal import Loop
internal import Quantities
internal import Synchronization

/// Makes durable what control has written down, on a thread of its own, so that
/// control never waits for a disk.
final class Keeper: Sendable {
    private let folder: StateFolder
    /// Whether control may believe the wall clock.
    let clock: ClockWatch
    private let log: Logger
    private let settings = Mutex<[SettingsFile.Override]?>(nil)
    private let relays = Mutex<[String: UInt64]?>(nil)
    private let sentences = Mutex<[(Logger.Level, String)]>([])
    private let wakeup = Wakeup()
    /// Called after every attempt, and told whether all is on the disk.
    private let synced: @Sendable (Bool) -> Void

    init(_ folder: StateFolder, _ clock: ClockWatch, log: Logger, synced: @escaping @Sendable (Bool) -> Void) {
        (self.folder, self.clock, self.log, self.synced) = (folder, clock, log, synced)
    }

    /// Asks for settings to be remembered; returns at once.
    func remember(_ overrides: [SettingsFile.Override]) {
        settings.withLock { $0 = overrides }
        wakeup.ring()
    }

    /// Asks for the operations of relays to be remembered; returns at once.
    func remember(relays operations: [String: UInt64]) {
        relays.withLock { $0 = operations }
        wakeup.ring()
    }

    /// Says something in the log; drops it when too much waits, for control must not.
    func say(_ level: Logger.Level, _ sentence: String) {
        sentences.withLock { if $0.count < 100 { $0.append((level, sentence)) } }
        wakeup.ring()
    }

    /// Runs until it is asked to stop, and once more then.
    func run(until stop: Stop) {
        var complaints: Set<String> = []
        var (due, look) = (Clock.monotonic(), Clock.monotonic())
        while !stop.isRequested {
            // What is only said does not hurry the disk.
            utter()
            if due <= Clock.monotonic() || isAsked {
                keep(&complaints)
                due = Clock.monotonic() + Self.pace
            }
            // Real-time clocks on a bus take their time: not at every wake.
            if look <= Clock.monotonic() {
                if clock.look(), case .trusted(let sign) = clock.trust { log.notice("the clock is right now: \(sign)") }
                look = Clock.monotonic() + Self.pace
            }
            wait(
                for: [Interest(stop.wakeup.descriptor), Interest(wakeup.descriptor)],
                atMost: Swift.max(Swift.min(due, look) - Clock.monotonic(), .milliseconds(1)))
            wakeup.clear()
        }
        utter()
        keep(&complaints)
    }

    /// What was written down and is not yet durable when the power fails is lost: ten seconds of it at most.
    private static let pace = Duration.seconds(10)

    /// Whether something is to be remembered at once.
    private var isAsked: Bool { settings.withLock { $0 != nil } || relays.withLock { $0 != nil } }

    private func utter() {
        for (level, sentence) in sentences.withLock({ waiting in
            defer { waiting.removeAll() }
            return waiting
        }) { log.log(level: level, "\(sentence)") }
    }

    private func keep(_ complaints: inout Set<String>) {
        attempt("records", &complaints) {
            try folder.records.sync()
        }
        attempt("traces", &complaints) { try folder.traces.sync() }
        attempt("counters", &complaints) {
            try folder.counters.sync()
            try folder.counters.acknowledge(through: folder.counters.durable)
        }
        attempt("settings", &complaints) {
            guard let overrides = settings.withLock({ $0 }) else { return }
            try folder.settings.write(overrides)
            settings.withLock { if $0 == overrides { $0 = nil } }
        }
        attempt("counts of relays", &complaints) {
            guard let operations = relays.withLock({ $0 }) else { return }
            try RelayLife(in: folder.path).keep(operations)
            relays.withLock { if $0 == operations { $0 = nil } }
        }
        if let standIn = folder.standIn, !complaints.contains(Self.over), standIn.isOver {
            complaints.insert(Self.over)
            log.notice("\(standIn.path) can be written again; the next start takes it up: \(Self.restart)")
        }
        synced(complaints.isEmpty && folder.standIn == nil)
    }

    static let restart = "systemctl restart lightwell-edge"
    private static let over = "stand-in"

    /// Says once what goes wrong, and that it is over.
    private func attempt(_ name: String, _ complaints: inout Set<String>, _ body: () throws -> Void) {
        do {
            try body()
            if complaints.remove(name) != nil { log.notice("\(name) are durable again") }
        } catch {
            if complaints.insert(name).inserted { log.error("\(error); nothing is lost while memory lasts") }
        }
    }
}
