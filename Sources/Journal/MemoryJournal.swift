import Synchronization

/// A bounded log of entries in memory, numbered as a ``Journal`` numbers them, for a board that does not exist.
///
/// What is appended counts as durable at once, as if its disk had no delay. It ends with its process. What is
/// acknowledged goes first, but for the newest of it; then entries are thinned, the older half first; then the oldest
/// go. What is gone reads as a gap.
public final class MemoryJournal: EntryLog {
    public let id: String
    public let limit: Int
    private let kept: Mutex<Frames>

    /// - Parameters:
    ///   - limit: the most bytes to keep; 0: nothing is kept, only counted.
    ///   - id: 16 bytes that tell it from every other; `nil`: at random.
    public init(limit: Int, thinning: Thinning = .none, id: [UInt8]? = nil) {
        self.limit = limit
        self.id = "\(id.map(JournalID.init) ?? .random())"
        kept = Mutex(Frames(limit: limit, thinning: thinning))
    }

    @discardableResult
    public func append(_ bytes: [UInt8]) throws(JournalError) -> UInt64 {
        guard limit == 0 || bytes.count <= limit / 8 else {
            throw .entryTooLarge(directory: Self.place, bytes: bytes.count, most: limit / 8)
        }
        return kept.withLock { $0.append(bytes) }
    }

    public func read(from first: UInt64, atMost most: Int) -> [Entry] {
        kept.withLock { $0.read(from: first, atMost: most) }
    }

    public func acknowledge(through sequence: UInt64) throws(JournalError) {
        try kept.withLock { kept throws(JournalError) in
            guard sequence <= kept.last else {
                throw .neverWritten(directory: Self.place, sequence: sequence, durable: kept.last)
            }
            kept.acknowledge(through: sequence)
        }
    }

    public var last: UInt64 { kept.withLock { $0.last } }
    public var durable: UInt64 { last }
    public var acknowledged: UInt64 { kept.withLock { $0.acknowledged } }
    public var oldest: UInt64 { kept.withLock { $0.oldest } }
    /// Entries that gave way before they were acknowledged.
    public var givenUp: UInt64 { kept.withLock { $0.givenUp } }
    /// Bytes kept now, at most ``limit``.
    public var bytesUsed: Int { kept.withLock { $0.bytes } }

    /// What errors call it.
    private static let place = "in memory"
}

/// Entries one behind the other in one piece of memory: sequence, length, bytes.
private struct Frames {
    let limit: Int
    let thinning: Thinning
    private(set) var last: UInt64 = 0
    private(set) var acknowledged: UInt64 = 0
    private(set) var givenUp: UInt64 = 0
    private var memory: [UInt8] = []
    /// Where the oldest frame begins.
    private var start = 0
    /// Where reading stopped: the first frame that is not before this sequence.
    private var mark: (sequence: UInt64, place: Int)?

    init(limit: Int, thinning: Thinning) { (self.limit, self.thinning) = (limit, thinning) }

    var bytes: Int { memory.count - start }

    var oldest: UInt64 { start < memory.count ? sequence(at: start) : last + 1 }

    mutating func append(_ bytes: [UInt8]) -> UInt64 {
        last += 1
        guard limit > 0 else { return last }
        if self.bytes + Self.head + bytes.count > limit { makeRoom() }
        withUnsafeBytes(of: last.littleEndian) { memory.append(contentsOf: $0) }
        withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { memory.append(contentsOf: $0) }
        memory.append(contentsOf: bytes)
        return last
    }

    mutating func acknowledge(through sequence: UInt64) {
        acknowledged = sequence
        while bytes > Self.history, self.sequence(at: start) <= sequence { start = end(at: start) }
        if start > Self.history, start > memory.count / 2 { compact() }
    }

    mutating func read(from first: UInt64, atMost most: Int) -> [Entry] {
        var next = Swift.max(first, 1)
        var place = mark.flatMap { $0.sequence <= next ? $0.place : nil } ?? start
        if place < start { place = start }
        while place < memory.count, sequence(at: place) < next { place = end(at: place) }
        var entries: [Entry] = []
        while entries.count < most, next <= last {
            let found = place < memory.count ? sequence(at: place) : last + 1
            if next < found {
                entries.append(Entry(gap: next...found - 1))
                next = found
            } else {
                entries.append(Entry(sequence: found, bytes: Array(memory[place + Self.head..<end(at: place)])))
                (next, place) = (found + 1, end(at: place))
            }
        }
        mark = (next, place)
        return entries
    }

    /// Frees a quarter of the limit at least.
    private mutating func makeRoom() {
        while start < memory.count, sequence(at: start) <= acknowledged { start = end(at: start) }
        for level in 0..<thinning.levels where bytes > limit * 3 / 4 { thin(level) }
        while bytes > limit * 3 / 4 {
            start = end(at: start)
            givenUp += 1
        }
        compact()
    }

    private mutating func thin(_ level: Int) {
        var thinned: [UInt8] = []
        var place = start
        let half = start + bytes / 2
        while place < half {
            let end = end(at: place)
            if thinning.keeps(level, sequence(at: place), Array(memory[place + Self.head..<end])) {
                thinned += memory[place..<end]
            } else {
                givenUp += 1
            }
            place = end
        }
        memory = thinned + memory[place...]
        (start, mark) = (0, nil)
    }

    private mutating func compact() {
        memory = Array(memory[start...])
        (start, mark) = (0, nil)
    }

    private func end(at place: Int) -> Int {
        place + Self.head + Int(memory.span.bytes.uint32(at: place + 8))
    }

    private func sequence(at place: Int) -> UInt64 { memory.span.bytes.uint64(at: place) }

    private static let head = 12
    /// A receiver that goes back a little still finds what it had.
    private static let history = 4_096
}
