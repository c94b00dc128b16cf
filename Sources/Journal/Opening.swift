/// Brings a journal's directory from whatever state it was left in to one that can be written on.
struct Opening {
    let folder: Folder
    let limit: Int
    let thinning: Thinning

    /// - Throws: if the directory is not a journal's, or of a newer version. Damage is not an error:
    ///   it is cut off at the end, and a gap anywhere else.
    func open() throws(JournalError) -> (shelf: Shelf, recovered: Recovery) {
        let inventory = try Inventory(folder)
        let id = try identity(inventory)
        for name in inventory.drafts { try folder.remove(name) }
        let watermark = try Watermark(folder.path(of: Inventory.watermarkName))
        var segments: [Segment] = []
        for first in inventory.firsts { segments.append(try inventory.examine(first, id)) }
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
    private func identity(_ inventory: Inventory) throws(JournalError) -> JournalID {
        if let id = try inventory.notedID() { return id }
        if inventory.firsts.isEmpty, !inventory.names.contains(Inventory.idName), let stranger = inventory.stranger {
            throw .foreign(path: folder.path(of: stranger), reason: "does not belong to a journal")
        }
        let id = try inventory.headedID() ?? .random()
        try folder.replace(Inventory.idName, with: Array("\(id)\n".utf8))
        return id
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
}
