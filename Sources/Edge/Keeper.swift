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
    private let log: Logger
    private let settings = Mutex<[SettingsFile.Override]?>(nil)
    private let wakeup = Wakeup()
    /// Called after every sync.
    private let synced: @Sendable () -> Void

    init(_ folder: StateFolder, log: Logger, synced: @escaping @Sendable () -> Void) {
        (self.folder, self.log, self.synced) = (folder, log, synced)
    }

    /// Asks for settings to be remembered; returns at once.
    func remember(_ overrides: [SettingsFile.Override]) {
        settings.withLock { $0 = overrides }
        wakeup.ring()
    }

    /// Runs until it is asked to stop, and once more then.
    func run(until stop: Stop) {
        var isComplaining = false
        while !stop.isRequested {
            keep(&isComplaining)
            wait(for: [Interest(stop.wakeup.descriptor), Interest(wakeup.descriptor)], atMost: Self.pace)
            wakeup.clear()
        }
        keep(&isComplaining)
    }

    /// What is not yet durable when the power fails is lost: ten seconds of it at most.
    private static let pace = Duration.seconds(10)

    private func keep(_ isComplaining: inout Bool) {
        do {
            if let overrides = settings.withLock({ $0 }) {
                try folder.settings.write(overrides)
                settings.withLock { if $0 == overrides { $0 = nil } }
            }
            try folder.records.sync()
            try folder.traces.sync()
            isComplaining = false
            synced()
        } catch {
            if !isComplaining { log.error("\(error); control goes on, and nothing is lost while memory lasts") }
            isComplaining = true
        }
    }
}
