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

    /// Where stand-ins are looked for: the service's own runtime folder, or shared memory, where everybody may make folders
    /// and each user's have a name of their own.
    ///
    /// - Parameters:
    ///   - path: of the folder that cannot be written.
    ///   - user: who runs the board; `nil`: this one.
    public static func folders(for path: String, user: UInt32? = nil) -> [String] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in StateFolder.path(path).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let name = String(hash, radix: 16)
        return ["/run/lightwell/stand-in-\(name)", "/dev/shm/lightwell-\(user ?? geteuid())-\(name)"]
    }

    /// Whether an error of a state folder leaves control something to do: not that another program has it, nor that it is of
    /// a newer release or no folder at all, which a person must see to first.
    public static func helps(against error: JournalError) -> Bool {
        switch error {
        case .notWritable, .notReadable, .noSpace, .failed: true
        default: false
        }
    }

    /// Whether the folder can be written again; that shows when the program starts anew. What could not be read says
    /// nothing before that.
    public var isOver: Bool {
        switch reason {
        case .notReadable, .failed("read", _, _): false
        default: Self.isWritable(path)
        }
    }

    /// Those of this user that earlier starts left in this memory: the hub may lack records in them. Those that are over
    /// come after the one that the next start without a folder would take up.
    public static func left(for path: String, in folders: [String]? = nil) -> [String] {
        (folders ?? self.folders(for: path)).flatMap { folder in [folder] + (1...mostOver).map { "\(folder).\($0)" } }
            .filter { isOwn($0) && access($0 + "/records", F_OK) == 0 }
    }

    /// So many that are over are kept, while the hub lacks records of them.
    static let mostOver = 9

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
                _ = mkdir(folder, 0o750)
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

    /// A folder that this user made and that nobody else may write.
    static func isOwn(_ folder: String) -> Bool {
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
            && status.st_mode & 0o022 == 0
    }

    private static func copyFiles(from path: String, to folder: String) {
        // What settings were, to tell later what was changed meanwhile.
        if let bytes = SiteCopy.bytes(of: path + "/settings"), !bytes.isEmpty {
            try? SiteCopy(folder + settingsBefore).keep(bytes)
        }
        for name in ["settings", "relays", "meters", "meters-behind", "board", "session", "commands", "last-good.yaml"]
        {
            guard let bytes = SiteCopy.bytes(of: path + "/" + name), !bytes.isEmpty else { continue }
            try? SiteCopy(folder + "/" + name).keep(bytes)
        }
    }

    static let settingsBefore = "/settings.before"

    /// Registers go on, as intervals without length, and what zones had learned.
    private static func begin(_ state: StateFolder, after path: String) throws(JournalError) {
        let counters = path + "/counters"
        if let survey = try? Survey(of: counters, from: 1, since: nil) {
            for standing in survey.standings.values.sorted(by: { $0.zone < $1.zone }) {
                var opening = standing
                opening.start = opening.end
                try state.records.append(Record.interval(opening).encoded())
            }
            for metering in survey.meterings.values.sorted(by: { MeterKey($0) < MeterKey($1) }) {
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
    static let limits = StateFolder.Limits(records: 8 << 20, traces: 2 << 20)
}
