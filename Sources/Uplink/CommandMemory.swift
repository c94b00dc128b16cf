internal import Glibc
public import Quantities
public import Sparkplug
internal import Synchronization
internal import Telemetry

/// Which commands a board has taken, so that none is obeyed twice: over renewed uplinks, and from a file over reboots.
///
/// It belongs to whoever makes the uplinks of a board, and is handed from one to the next. A command is noted before it
/// is obeyed: a power cut in between costs the command, whose sender then hears no answer, and never has it obeyed twice.
public final class CommandMemory: Sendable {
    /// What is wrong with the file, if it could not be read: it counts as empty, and is written anew.
    public let damage: String?
    private let path: String?
    private let log: Mutex<CommandLog>

    /// - Parameter path: of the file; nothing is remembered where there is none yet.
    public init(_ path: String) {
        self.path = path
        switch Self.read(path) {
        case .success(let log):
            damage = nil
            self.log = Mutex(log)
        case .failure(let unreadable):
            damage = "\(unreadable.reason): a command of the last 24 h that is sent again may be obeyed again"
            log = Mutex(CommandLog())
        }
    }

    /// In memory, for a board that has no disk.
    public init() {
        (path, damage) = (nil, nil)
        log = Mutex(CommandLog())
    }

    /// Takes the commands to a zone, but for those that were taken before.
    ///
    /// - Returns: those that are new; and why they could not be noted in the file, where that is so.
    public func take(
        _ metrics: [Metric], zone: String, sentAt: UInt64?, now: Timestamp
    ) -> (fresh: [Metric], failure: String?) {
        log.withLock { log in
            let before = log
            let fresh = metrics.filter { log.takes($0, zone: zone, sentAt: sentAt, now: now) }
            guard let path, log != before else { return (fresh, nil) }
            return (fresh, Self.write(log.text, to: path))
        }
    }

    private struct Unreadable: Error { let reason: String }

    private static func read(_ path: String) -> Result<CommandLog, Unreadable> {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            return errno == ENOENT
                ? .success(CommandLog()) : .failure(Unreadable(reason: "cannot read \(path): \(text(of: errno))"))
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: most)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { return .failure(Unreadable(reason: "cannot read \(path): \(text(of: errno))")) }
        guard count < most, let log = CommandLog(text: String(decoding: bytes.prefix(count), as: UTF8.self)) else {
            return .failure(Unreadable(reason: "\(path) is damaged"))
        }
        return .success(log)
    }

    /// Replaces the file as a whole: after a power cut there is the old one or the new one.
    ///
    /// - Returns: why not.
    private static func write(_ text: String, to path: String) -> String? {
        let new = path + ".new"
        let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return "cannot write \(new): \(self.text(of: errno))" }
        let bytes = Array(text.utf8)
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        let reason = self.text(of: errno)
        close(file)
        guard isWritten else { return "cannot write \(new): \(reason)" }
        guard rename(new, path) == 0 else { return "cannot write \(path): \(self.text(of: errno))" }
        let folder = open(
            path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
        return nil
    }

    private static func text(of code: Int32) -> String { String(cString: strerror(code)) }

    /// Bytes of the largest file, and more: a line takes 31 at most.
    private static let most = 40 * (CommandLog.most + 1)
}
