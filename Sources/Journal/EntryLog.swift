/// Entries that are numbered for ever, as whoever writes them down and whoever delivers them sees them.
///
/// What these say is what ``Journal`` says of itself; ``MemoryJournal`` is the other one.
public protocol EntryLog: AnyObject, Sendable {
    /// 32 hexadecimal digits.
    var id: String { get }
    /// The most bytes that may be kept.
    var limit: Int { get }
    /// The bytes that are kept.
    var bytesUsed: Int { get }
    /// The last sequence appended; 0 before the first.
    var last: UInt64 { get }
    /// The last sequence that may be delivered; 0 before the first.
    var durable: UInt64 { get }
    /// The sequence through which the receiver has everything; 0 before the first.
    var acknowledged: UInt64 { get }
    /// The first sequence still kept, or the next one to be written if there is none.
    var oldest: UInt64 { get }

    /// Takes an entry.
    ///
    /// - Returns: its sequence.
    @discardableResult
    func append(_ bytes: [UInt8]) throws(JournalError) -> UInt64

    /// The entries from `first` on that may be delivered, in order and without a hole: what is gone is covered by gaps.
    func read(from first: UInt64, atMost most: Int) throws(JournalError) -> [Entry]

    /// Remembers that the receiver has everything up to `sequence`, or no longer has.
    func acknowledge(through sequence: UInt64) throws(JournalError)
}

extension Journal: EntryLog {}
