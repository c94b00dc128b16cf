/// The files of an open journal: its segments, oldest first, the watermark, and what waits to be written.
struct Shelf {
    let folder: Folder
    let id: JournalID
    let limit: Int
    let thinning: Thinning
    /// Oldest first, never empty; the last is the one being written.
    private(set) var segments: [Segment]
    var watermark: Watermark
    /// The last sequence that is on the disk.
    private(set) var durable: UInt64
    /// Whole frames in order; those before `written` are on the disk.
    private var queue: [UInt8] = []
    private var written = 0
    private var tail: File
    /// The segment last read.
    private var open: (first: UInt64, file: File, index: SegmentIndex)?

    /// Frames on their way to the disk: in one file, so that a crash can tear only one.
    struct Batch {
        let file: File
        let isNew: Bool
        let first: UInt64
        let last: UInt64
        let size: Int
    }

    init(
        folder: Folder, id: JournalID, limit: Int, thinning: Thinning, segments: [Segment], tail: File,
        watermark: Watermark, durable: UInt64
    ) {
        (self.folder, self.id, self.limit, self.thinning) = (folder, id, limit, thinning)
        (self.segments, self.tail, self.watermark, self.durable) = (segments, tail, watermark, durable)
        queue.reserveCapacity(Journal.usualBatch)
    }

    /// Bytes on the disk.
    var bytes: Int { segments.reduce(0) { $0 + $1.bytes } }

    /// Takes all frames out of `frames`, to be written after those already here.
    mutating func take(_ frames: inout [UInt8]) {
        if written == queue.count {
            queue.removeAll(keepingCapacity: true)
            written = 0
            swap(&queue, &frames)
        } else {
            queue.append(contentsOf: frames)
            frames.removeAll(keepingCapacity: true)
        }
    }

    /// Writes as many waiting frames as go into one segment, not yet forced to the disk.
    ///
    /// - Returns: what to force to the disk, then to ``commit(_:)`` or ``abandon(_:)``; `nil` if nothing waits.
    mutating func stage() throws(JournalError) -> Batch? {
        guard let next = frame(at: written) else { return nil }
        let current = segments[segments.count - 1]
        let starts = current.bytes > SegmentHeader.size && current.bytes + next.length > segmentLimit
        let start = starts ? SegmentHeader.size : current.bytes
        var (end, last) = (written + next.length, next.sequence)
        while let more = frame(at: end), start + end - written + more.length <= segmentLimit {
            (end, last) = (end + more.length, more.sequence)
        }
        try makeRoom(for: end - written + (starts ? SegmentHeader.size : 0))
        while true {
            do throws(JournalError) {
                return try write(queue[written..<end], first: next.sequence, last: last, at: start, isNew: starts)
            } catch {
                guard case .noSpace = error, try removeAcknowledged() else { throw error }
            }
        }
    }

    /// Counts a batch as durable.
    mutating func commit(_ batch: Batch) {
        if batch.isNew {
            segments.append(Segment(first: batch.first, bytes: SegmentHeader.size + batch.size))
            tail = batch.file
        } else {
            segments[segments.count - 1].bytes += batch.size
        }
        (written, durable) = (written + batch.size, batch.last)
    }

    /// Takes a batch back out of its file; its frames still wait. After a failed
    /// flush the kernel may have dropped them, so only a new write counts.
    mutating func abandon(_ batch: Batch) {
        undo(batch.file, isNew: batch.isNew, first: batch.first)
    }

    /// The entries from `first` on that are on the disk, at most `most`; neighbouring gaps count as one.
    mutating func read(from first: UInt64, atMost most: Int) throws(JournalError) -> [Entry] {
        var entries: [Entry] = []
        var next = max(first, 1)
        while next <= durable {
            guard let place = segments.lastIndex(where: { $0.first <= next }) else {
                guard add(gap: next...segments[0].first - 1, to: &entries, most) else { break }
                next = segments[0].first
                continue
            }
            let index = try load(place)
            guard var position = index.position(of: next) else { break }
            let before = next
            while position < index.frames.count, index.frames[position].isGap {
                guard add(gap: next...index.frames[position].sequences.upperBound, to: &entries, most) else {
                    return entries
                }
                next = index.frames[position].sequences.upperBound + 1
                position += 1
            }
            let run = index.frames[position...].prefix(max(0, most - entries.count)).prefix { !$0.isGap }
            if let from = run.first?.extent.lowerBound, let to = run.last?.extent.upperBound, let open {
                let isLast = place == segments.count - 1
                let bytes =
                    isLast
                    ? try open.file.read(at: from, count: to - from)
                    : (try? open.file.read(at: from, count: to - from)) ?? []
                for frame in run {
                    let sequence = frame.sequences.upperBound
                    if let found = Frame(
                        in: bytes.span.bytes, at: frame.extent.lowerBound - from, window: frame.sequences)
                    {
                        entries.append(Entry(sequence: sequence, bytes: Array(bytes[found.body])))
                    } else {
                        guard add(gap: frame.sequences, to: &entries, most) else { return entries }
                    }
                    next = sequence + 1
                }
            }
            if next == before { break }
        }
        return entries
    }

    // MARK: Room

    private var segmentLimit: Int { Journal.segmentLimit(of: limit) }

    /// Acknowledged segments go first, then thinning, then the oldest segment.
    private mutating func makeRoom(for size: Int) throws(JournalError) {
        while bytes + size > limit, segments.count > 1 {
            if try removeAcknowledged() { continue }
            if let place = segments.dropLast().firstIndex(where: { $0.level < thinning.levels }) {
                try thin(place)
            } else {
                try removeOldest()
            }
        }
    }

    /// Removes the oldest segment, if all in it is acknowledged.
    private mutating func removeAcknowledged() throws(JournalError) -> Bool {
        guard segments.count > 1, segments[1].first - 1 <= watermark.value else { return false }
        try removeOldest()
        return true
    }

    private mutating func removeOldest() throws(JournalError) {
        try folder.remove(segments[0].name)
        if open?.first == segments[0].first { open = nil }
        segments.removeFirst()
    }

    /// Takes the segment one level further, and once it is through all, puts it
    /// together with the one before if they fit into one file.
    private mutating func thin(_ place: Int) throws(JournalError) {
        let segment = segments[place]
        let index = try load(place)
        guard let source = try? open?.file.read(at: 0, count: segment.bytes), source.count == segment.bytes else {
            // Unreadable, and so a gap already.
            segments[place].level = thinning.levels
            return
        }
        let keeps = { [acknowledged = watermark.value, thinning] (sequence: UInt64, bytes: [UInt8]) in
            sequence > acknowledged && thinning.keeps(segment.level, sequence, bytes)
        }
        var thinned = Rewriting(SegmentHeader(id: id, first: segment.first))
        thinned.add(index.frames, of: source, keeping: keeps)
        thinned.close()
        if thinned.bytes.count < segment.bytes {
            try folder.replace(segment.name, with: thinned.bytes)
            open = nil
            segments[place].bytes = thinned.bytes.count
        }
        segments[place].level += 1
        if segments[place].level == thinning.levels, place > 0 { try join(place) }
    }

    /// Puts a segment behind the one before it, in one file, if they fit.
    ///
    /// Interrupted between its two steps, it leaves a segment that is also the end of
    /// the one before; reading takes it from the later file, so nothing is amiss.
    private mutating func join(_ place: Int) throws(JournalError) {
        let (before, after) = (segments[place - 1], segments[place])
        guard before.level == thinning.levels, before.bytes + after.bytes - SegmentHeader.size <= segmentLimit else {
            return
        }
        var joined = Rewriting(SegmentHeader(id: id, first: before.first))
        for place in [place - 1, place] {
            let index = try load(place)
            guard let source = try open?.file.read(at: 0, count: segments[place].bytes) else { return }
            joined.add(index.frames, of: source) { _, _ in true }
        }
        joined.close()
        try folder.replace(before.name, with: joined.bytes)
        open = nil
        segments[place - 1].bytes = joined.bytes.count
        segments.remove(at: place)
        try folder.remove(after.name)
    }

    // MARK: Files

    /// The frame that waits at `offset` of the queue.
    private func frame(at offset: Int) -> (length: Int, sequence: UInt64)? {
        let bytes = queue.span.bytes
        guard let (length, _) = Frame.length(in: bytes, at: offset) else { return nil }
        return (length, bytes.uint64(at: offset + 8))
    }

    private mutating func write(
        _ frames: ArraySlice<UInt8>, first: UInt64, last: UInt64, at offset: Int, isNew: Bool
    ) throws(JournalError) -> Batch {
        let path = folder.path(of: Segment.name(first: first))
        let file = isNew ? try File(path, .created) : tail
        do throws(JournalError) {
            if isNew {
                try file.truncate(to: 0)
                try file.write(SegmentHeader(id: id, first: first).encoded[...], at: 0)
            }
            try file.write(frames, at: offset)
        } catch {
            undo(file, isNew: isNew, first: first)
            throw error
        }
        return Batch(file: file, isNew: isNew, first: first, last: last, size: frames.count)
    }

    /// Back to the last committed state. If that fails too, the leftovers are
    /// overwritten by the next write, or cut off by the next opening.
    private func undo(_ file: File, isNew: Bool, first: UInt64) {
        if isNew {
            try? folder.remove(Segment.name(first: first))
        } else {
            try? file.truncate(to: segments[segments.count - 1].bytes)
        }
    }

    /// The index of a segment, read as far as it is durable. A closed segment that cannot be read is a gap.
    private mutating func load(_ place: Int) throws(JournalError) -> SegmentIndex {
        let segment = segments[place]
        let isLast = place == segments.count - 1
        let limit = isLast ? durable + 1 : segments[place + 1].first
        var index = SegmentIndex(first: segment.first)
        var file = tail
        if let open, open.first == segment.first {
            (index, file) = (open.index, open.file)
            if index.next == limit { return index }
        }
        open = nil
        do throws(JournalError) {
            if !isLast { file = try File(folder.path(of: segment.name), .readOnly) }
            let bytes = try file.read(at: index.end, count: segment.bytes - index.end)
            index.scan(bytes.span.bytes, below: limit)
        } catch {
            if isLast { throw error }
        }
        index.close(before: limit)
        open = (segment.first, file, index)
        return index
    }

    private func add(gap: ClosedRange<UInt64>, to entries: inout [Entry], _ most: Int) -> Bool {
        if let last = entries.last, last.isGap {
            entries[entries.count - 1] = Entry(gap: last.first...gap.upperBound)
        } else if entries.count < most {
            entries.append(Entry(gap: gap))
        } else {
            return false
        }
        return true
    }
}
