import Locks
import Synchronization

/// A durable, checksummed, bounded log of byte entries that is numbered for ever.
///
/// The board's memory between control and uplink: what is appended waits in memory
/// until ``sync()``, can be read once it is on the disk, and stays, acknowledged or
/// not, until the byte limit needs its room. Sequences begin at 1, go on across
/// openings, and are never given twice; what was lost or given up reads as a gap.
///
/// One thread may append, one sync and one read at the same time. An append waits for
/// nothing but a memory copy.
public final class Journal: Sendable {
    /// The directory, which holds nothing else.
    public let directory: String
    /// 32 hexadecimal digits, random, made once with the directory.
    public let id: String
    /// The most bytes that the segments may take on the disk.
    public let limit: Int
    /// What opening found at the end of the journal.
    public let recovered: Recovery

    private let lock: FileLock
    /// Held through a sync, so that there is one at a time. Taken before `shelf`, that before `inbox`.
    private let turn = Mutex<Void>(())
    private let shelf: Mutex<Shelf>
    private let inbox: Mutex<Inbox>

    /// Opens the journal in `directory`, making it if it does not exist, and repairs its end.
    ///
    /// - Parameters:
    ///   - limit: the most bytes to use, at least ``smallestLimit``.
    ///   - program: the name that another program is told which wants the same journal.
    ///   - thinning: which unacknowledged entries give way when the limit is reached.
    public init(
        directory: String, limit: Int, program: String, thinning: Thinning = .none
    ) throws(JournalError) {
        guard limit >= Journal.smallestLimit else { throw .limitTooSmall(directory: directory, bytes: limit) }
        let folder = try Folder(making: directory)
        do throws(LockError) {
            lock = try FileLock.exclusive(path: folder.path(of: Inventory.lockName), program: program)
        } catch {
            throw JournalError(error, directory: directory)
        }
        let (shelf, recovered) = try Opening(folder: folder, limit: limit, thinning: thinning).open()
        (self.directory, self.limit, self.recovered, id) = (directory, limit, recovered, "\(shelf.id)")
        var inbox = Inbox(last: shelf.durable, durable: shelf.durable)
        inbox.frames.reserveCapacity(Self.usualBatch)
        self.inbox = Mutex(inbox)
        self.shelf = Mutex(shelf)
    }

    /// Takes an entry, which a ``sync()`` makes durable. Touches no file.
    ///
    /// - Returns: its sequence. After a failed sync it is still waiting, and need not be appended again.
    /// - Throws: ``JournalError/entryTooLarge(directory:bytes:most:)``, or
    ///   ``JournalError/backlog(directory:bytes:)`` when syncs fail or lag; then nothing was taken.
    @discardableResult
    public func append(_ bytes: [UInt8]) throws(JournalError) -> UInt64 {
        let most = min(Journal.largestEntry, limit / 8)
        guard bytes.count <= most else {
            throw .entryTooLarge(directory: directory, bytes: bytes.count, most: most)
        }
        let backlog = min(limit / 4, Journal.largestSegment)
        return try inbox.withLock { inbox throws(JournalError) in
            let waiting = inbox.waiting + Frame.headerSize + bytes.count
            guard waiting <= backlog else { throw .backlog(directory: directory, bytes: inbox.waiting) }
            Frame.encode(bytes, sequence: inbox.last + 1, to: &inbox.frames)
            (inbox.waiting, inbox.last) = (waiting, inbox.last + 1)
            return inbox.last
        }
    }

    /// Returns when all that was appended before, and the watermark, are on the disk.
    ///
    /// Makes room first where the limit asks for it. When it throws, all that was durable
    /// still is, and the rest waits for the next sync.
    public func sync() throws(JournalError) {
        try turn.withLock { _ throws(JournalError) in
            shelf.withLock { shelf in inbox.withLock { shelf.take(&$0.frames) } }
            while let batch = try shelf.withLock({ shelf throws(JournalError) in try shelf.stage() }) {
                do throws(JournalError) {
                    try batch.file.synchronize()
                    if batch.isNew { try Folder(existing: directory).synchronize() }
                } catch {
                    shelf.withLock { $0.abandon(batch) }
                    throw error
                }
                shelf.withLock { $0.commit(batch) }
                inbox.withLock { ($0.durable, $0.waiting) = (batch.last, $0.waiting - batch.size) }
            }
            try shelf.withLock { $0.watermark.takeDirtyFile() }?.synchronize()
        }
    }

    /// The durable entries from `first` on, in order and without a hole: what is gone is covered by gaps.
    ///
    /// Reading on, or going back a little, costs no search through the files.
    /// - Parameters:
    ///   - first: any sequence; one that lies before ``oldest`` begins with a gap.
    ///   - most: how many entries to return at most. Neighbouring gaps count as one.
    /// - Returns: an empty array when nothing durable is left from `first` on.
    public func read(from first: UInt64, atMost most: Int) throws(JournalError) -> [Entry] {
        try shelf.withLock { shelf throws(JournalError) in try shelf.read(from: first, atMost: most) }
    }

    /// Remembers that the receiver has everything up to `sequence`, or, when it lost some, no longer has.
    ///
    /// - Parameter durably: whether to force this to the disk now rather than with the next sync.
    ///   Losing it costs only repeated sending.
    /// - Throws: ``JournalError/neverWritten(directory:sequence:durable:)`` beyond ``durable``.
    public func acknowledge(through sequence: UInt64, durably: Bool) throws(JournalError) {
        let file = try shelf.withLock { shelf throws(JournalError) in
            guard sequence <= shelf.durable else {
                throw .neverWritten(directory: directory, sequence: sequence, durable: shelf.durable)
            }
            try shelf.watermark.set(sequence)
            return durably ? shelf.watermark.takeDirtyFile() : nil
        }
        try file?.synchronize()
    }

    /// Remembers it with the next sync.
    public func acknowledge(through sequence: UInt64) throws(JournalError) {
        try acknowledge(through: sequence, durably: false)
    }

    /// The last sequence appended; 0 before the first.
    public var last: UInt64 { inbox.withLock { $0.last } }
    /// The last sequence that survives a power cut; 0 before the first.
    public var durable: UInt64 { inbox.withLock { $0.durable } }
    /// The sequence through which the receiver has everything; 0 before the first.
    public var acknowledged: UInt64 { shelf.withLock { $0.watermark.value } }
    /// The first sequence still kept, or the next one to be written if there is none.
    public var oldest: UInt64 { shelf.withLock { $0.segments[0].first } }
    /// Bytes of the segments on the disk, at most ``limit``.
    public var bytesUsed: Int { shelf.withLock { $0.bytes } }

    /// The most bytes an entry may have; with a limit below eight times that, an eighth of the limit.
    public static let largestEntry = 65_536
    /// The smallest limit that leaves room to work, in bytes.
    public static let smallestLimit = 65_536

    /// What waits between two syncs is seldom more, in bytes: whoever appends it then takes no memory for it.
    static let usualBatch = 32_768

    static let largestSegment = 4_194_304

    /// A segment is at most this large, unless a single entry is larger.
    static func segmentLimit(of limit: Int) -> Int { min(max(limit / 16, 4_096), largestSegment) }

    /// What is appended and not yet handed over.
    private struct Inbox {
        /// Whole frames, in order.
        var frames: [UInt8] = []
        /// Bytes appended and not yet durable.
        var waiting = 0
        var last: UInt64
        var durable: UInt64

        init(last: UInt64, durable: UInt64) { (self.last, self.durable) = (last, durable) }
    }
}
