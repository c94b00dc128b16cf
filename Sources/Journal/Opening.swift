/// Brings a journal's directory from whatever state it was left in to one that can be written on.
struct Opening {
    let folder: Folder
    let limit: Int
    let thinning: Thinning

    /// - Throws: if the directory is not a journal's, or of a newer version. Damage is not an error:
    ///   it is cut off at the end, and a gap anywhere else.
    func open() throws(JournalError) -> (shelf: Shelf, recovered: Recovery) {
        let names = try folder.names()
        let firsts = names.compactMap(Segment.first(of:))
        let id = try identity(names, firsts)
        for name in names where Opening.isDraft(name) { try folder.remove(name) }
        let watermark = try Watermark(folder.path(of: Opening.watermarkName))
        var segments: [Segment] = []
        for first in firsts { segments.append(try examine(first, id)) }
        if segments.isEmpty {
            segments = [try begin(watermark.value + 1, id)]
        }
        let tail = try File(folder.path(of: segments[segments.count - 1].name), .existing)
        let (durable, recovered) = try repair(&segments[segments.count - 1], tail, id, watermark.value)
        let shelf = Shelf(
            folder: folder, id: id, limit: limit, thinning: thinning, segments: segments, tail: tail,
            watermark: watermark, durable: durable)
        return (shelf, recovered)
    }

    /// The id from its file; after a power cut that emptied it, from a segment; of a new journal, a random one.
    private func identity(_ names: [String], _ firsts: [UInt64]) throws(JournalError) -> JournalID {
        let path = folder.path(of: Opening.idName)
        if names.contains(Opening.idName) {
            let text = try File(path, .readOnly).read(at: 0, count: 64)
            if let id = JournalID(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)) { return id }
            guard text.allSatisfy({ $0 == 0 }) else { throw .foreign(path: path, reason: "is not a journal's id") }
        } else if firsts.isEmpty, let stranger = names.first(where: { !Opening.isOurs($0) }) {
            throw .foreign(path: folder.path(of: stranger), reason: "does not belong to a journal")
        }
        var known: JournalID?
        for first in firsts where known == nil {
            let file = try File(folder.path(of: Segment.name(first: first)), .readOnly)
            let bytes = try file.read(at: 0, count: SegmentHeader.size)
            known = SegmentHeader(bytes.span.bytes)?.id
        }
        let id = known ?? .random()
        try folder.replace(Opening.idName, with: Array("\(id)\n".utf8))
        return id
    }

    /// A segment by its header. One with a damaged header is kept: its frames prove themselves.
    private func examine(_ first: UInt64, _ id: JournalID) throws(JournalError) -> Segment {
        let path = folder.path(of: Segment.name(first: first))
        let file = try File(path, .readOnly)
        let size = min(try file.size(), Opening.largestSegment)
        guard let bytes = try? file.read(at: 0, count: SegmentHeader.size) else {
            return Segment(first: first, bytes: size)
        }
        if let header = SegmentHeader(bytes.span.bytes) {
            guard header.version <= SegmentHeader.version else {
                throw .newerVersion(path: path, version: header.version)
            }
            guard header.id == id else { throw .foreign(path: path, reason: "belongs to journal \(header.id)") }
            guard header.first == first else {
                throw .foreign(path: path, reason: "is segment \(header.first) under another name")
            }
        } else if !isWhatIsLeft(bytes, of: SegmentHeader(id: id, first: first)) {
            var index = SegmentIndex(first: first)
            let body = try file.read(at: SegmentHeader.size, count: size - SegmentHeader.size)
            index.scan(body.span.bytes, below: .max)
            guard index.next > first else {
                throw .foreign(path: path, reason: "is not a journal's segment")
            }
        }
        return Segment(first: first, bytes: size)
    }

    /// Whether this may be what damage or a power cut left of the header.
    private func isWhatIsLeft(_ bytes: [UInt8], of header: SegmentHeader) -> Bool {
        let same = zip(bytes, header.encoded).reduce(0) { $0 + ($1.0 == $1.1 || $1.0 == 0 ? 1 : 0) }
        return same * 2 >= bytes.count
    }

    private func begin(_ first: UInt64, _ id: JournalID) throws(JournalError) -> Segment {
        let header = SegmentHeader(id: id, first: first).encoded
        try folder.replace(Segment.name(first: first), with: header)
        return Segment(first: first, bytes: header.count)
    }

    /// Cuts the last segment off after its last whole frame. What the rest may have
    /// held, and what is acknowledged though not there, becomes a gap, so that no
    /// sequence is ever given twice.
    private func repair(
        _ segment: inout Segment, _ tail: File, _ id: JournalID, _ acknowledged: UInt64
    ) throws(JournalError) -> (durable: UInt64, recovered: Recovery) {
        let bytes = try tail.read(at: 0, count: segment.bytes)
        if SegmentHeader(bytes.span.bytes) == nil {
            try tail.write(SegmentHeader(id: id, first: segment.first).encoded[...], at: 0)
        }
        var index = SegmentIndex(first: segment.first)
        let body = Array(bytes.dropFirst(SegmentHeader.size))
        index.scan(body.span.bytes, below: .max)
        let rest = Array(bytes.dropFirst(index.end))
        let lost = max(index.next - 1 + UInt64(index.mostSequences(in: rest.span.bytes)), acknowledged)
        segment.bytes = index.end
        var gap: ClosedRange<UInt64>?
        if lost >= index.next {
            gap = index.next...lost
            var frame: [UInt8] = []
            Frame.encode(gap: index.next...lost, to: &frame)
            try tail.write(frame[...], at: index.end)
            segment.bytes += frame.count
        }
        try tail.truncate(to: segment.bytes)
        try tail.synchronize()
        try folder.synchronize()
        return (max(lost, index.next - 1), Recovery(droppedBytes: rest.count, lost: gap))
    }

    private static func isOurs(_ name: String) -> Bool {
        [idName, watermarkName, lockName, "lost+found"].contains(name) || isDraft(name)
            || Segment.first(of: name) != nil
    }

    /// Whether this was about to become one of our files.
    private static func isDraft(_ name: String) -> Bool {
        guard name.hasSuffix(Folder.draftSuffix) else { return false }
        let stem = String(name.dropLast(Folder.draftSuffix.count))
        return stem == idName || Segment.first(of: stem) != nil
    }

    static let lockName = "lock"
    private static let idName = "id"
    private static let watermarkName = "acknowledged"
    /// No segment was ever made larger.
    private static let largestSegment = Journal.largestSegment + Frame.headerSize + Journal.largestEntry
}
