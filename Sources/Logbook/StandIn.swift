internal import Exports
internal import Glibc
public import Journal
internal import Records

/// A state folder in memory, in place of one that cannot be written: a card that fell back to read-only, a full one, rights
/// that were lost. Control goes on with it, and the hub gets its records; a power cut loses what it has not got.
///
/// It begins where the other one's last checkpoint left registers, settings, faces and relays, as far as that can be read.
/// Its journals are others, so that nothing is counted twice: a zone's use is the sum of what its journals tell.
public struct StandIn: Sendable {
    /// The folder that cannot be written.
    public let path: String
    public let reason: JournalError

    /// Where stand-ins are looked for: the service's own runtime folder, or shared memory.
    ///
    /// - Parameter path: of the folder that cannot be written.
    public static func folders(for path: String) -> [String] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return ["/run/lightwell", "/dev/shm"].map { $0 + "/state-" + String(hash, radix: 16) }
    }

    /// Whether an error of a state folder leaves control something to do: not that another program has it, nor that it is of
    /// a newer release or no folder at all, which a person must see to first.
    public static func helps(against error: JournalError) -> Bool {
        switch error {
        case .notWritable, .notReadable, .noSpace, .failed: true
        default: false
        }
    }

    /// Whether the folder can be written again; that shows when the program starts anew.
    public var isOver: Bool { Self.isWritable(path) }

    /// Those that earlier starts left in this memory: the hub may lack records in them.
    public static func left(for path: String) -> [String] {
        folders(for: path).filter { access($0 + "/records", F_OK) == 0 }
    }

    /// Whether a byte can be put into a folder, to last.
    public static func isWritable(_ path: String) -> Bool {
        let probe = path + "/.probe"
        let file = Glibc.open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer {
            close(file)
            unlink(probe)
        }
        var byte: UInt8 = 0
        return write(file, &byte, 1) == 1 && fsync(file) == 0
    }

    /// Opens one that an earlier start left in this memory, or makes one.
    ///
    /// - Parameters:
    ///   - folders: to be tried in this order.
    /// - Throws: ``JournalError`` of the last one, when there is no memory to write either, or it is somebody else's.
    public static func open(
        for path: String, because reason: JournalError, in folders: [String], program: String
    ) throws(JournalError) -> StateFolder {
        var failure = reason
        for folder in folders {
            do throws(JournalError) {
                guard isOwn(folder) else { throw .notWritable(path: folder) }
                let isNew = access(folder + "/records", F_OK) != 0
                if isNew { copyFiles(from: path, to: folder) }
                var state = try StateFolder(folder, program: program, limits: limits)
                if isNew { try begin(state, after: path) }
                state.standIn = StandIn(path: path, reason: reason)
                return state
            } catch {
                failure = error
            }
        }
        throw failure
    }

    /// Made by this user, or not there yet and made now.
    private static func isOwn(_ folder: String) -> Bool {
        _ = mkdir(folder, 0o750)
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
    }

    private static func copyFiles(from path: String, to folder: String) {
        for name in ["settings", "relays", "meters", "board", "session", "commands", "last-good.yaml"] {
            guard let bytes = SiteCopy.bytes(of: path + "/" + name), !bytes.isEmpty else { continue }
            try? SiteCopy(folder + "/" + name).keep(bytes)
        }
    }

    /// Registers go on, as intervals without length, and what zones had learned.
    private static func begin(_ state: StateFolder, after path: String) throws(JournalError) {
        let counters = path + "/counters"
        if let survey = try? Survey(of: counters, from: 1, since: nil) {
            for standing in survey.standings.values.sorted(by: { $0.zone < $1.zone }) {
                var opening = standing
                opening.start = opening.end
                try state.records.append(Record.interval(opening).encoded())
            }
            for metering in survey.meterings.values.sorted(by: { $0.meter < $1.meter }) {
                var opening = metering
                opening.start = opening.end
                try state.records.append(Record.metering(opening).encoded())
            }
            try state.records.sync()
        }
        for lesson in (try? Lessons(in: path))?.lessons ?? [] { try state.counters.append(lesson.encoded()) }
        try state.counters.sync()
    }

    /// Weeks of records of ten zones.
    private static let limits = StateFolder.Limits(records: 8 << 20, traces: 2 << 20)
}
