internal import Glibc

/// Reads a journal that may be another program's, such as that of a board at work:
/// locks, repairs and writes nothing, so that a medium without the right to write will do.
///
/// Sees what was in the files when it came to them. What is cut short at the end is the
/// end; what is damaged elsewhere is a gap, as in ``Journal/read(from:atMost:)``, and so is
/// what its owner gave up in the meantime. Holds one segment in memory at a time.
public struct JournalReader: Sendable {
    public let directory: String
    /// As ``Journal/id``.
    public let id: String
    private let inventory: Inventory
    private let known: JournalID
    /// The next segment to be read, of those the directory held at the beginning.
    private var place = 0
    private var bytes: [UInt8] = []
    private var frames: ArraySlice<Frame> = []

    /// - Throws: ``JournalError/noJournal(directory:)`` when there is none, or why it cannot be read.
    public init(directory: String) throws(JournalError) {
        self.directory = directory
        do throws(JournalError) {
            inventory = try Inventory(Folder(existing: directory))
        } catch {
            if case .failed(_, _, ENOENT) = error { throw .noJournal(directory: directory) }
            throw error
        }
        var found = try inventory.notedID()
        if found == nil { found = try inventory.headedID() }
        guard let known = found else { throw .noJournal(directory: directory) }
        (self.known, id) = (known, "\(known)")
        if let first = inventory.firsts.first, first > 1 { frames = [Frame(gap: 1...first - 1)] }
    }

    /// The next entry, from the first one on; neighbouring gaps count as one.
    ///
    /// - Returns: `nil` at the end.
    public mutating func next() throws(JournalError) -> Entry? {
        var gap: ClosedRange<UInt64>?
        repeat {
            while let frame = frames.first {
                if !frame.isGap, let gap { return Entry(gap: gap) }
                frames.removeFirst()
                guard frame.isGap else {
                    return Entry(sequence: frame.sequences.upperBound, bytes: Array(bytes[frame.body]))
                }
                gap = (gap?.lowerBound ?? frame.sequences.lowerBound)...frame.sequences.upperBound
            }
        } while try turn()
        return gap.map { Entry(gap: $0) }
    }

    /// Turns to the next segment. A closed one that cannot be read is a gap.
    ///
    /// - Returns: `false` when there is none.
    private mutating func turn() throws(JournalError) -> Bool {
        guard place < inventory.firsts.count else { return false }
        let first = inventory.firsts[place]
        place += 1
        let limit = place < inventory.firsts.count ? inventory.firsts[place] : nil
        var index = SegmentIndex(first: first)
        do throws(JournalError) {
            let segment = try inventory.examine(first, known)
            bytes = try File(inventory.folder.path(of: segment.name), .readOnly).read(at: 0, count: segment.bytes)
            if bytes.count > index.end {
                index.scan(bytes.span.bytes.extracting(index.end..<bytes.count), below: limit ?? .max)
            }
        } catch {
            guard limit != nil, error.isOfTheDisk else { throw error }
        }
        if let limit { index.close(before: limit) }
        frames = index.frames[...]
        return true
    }
}

extension JournalError {
    /// Whether the operating system refused, rather than the contents.
    fileprivate var isOfTheDisk: Bool {
        if case .failed = self { true } else { false }
    }
}
