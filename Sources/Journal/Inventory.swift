/// What lies in a journal's directory, looked at without changing anything.
struct Inventory {
    let folder: Folder
    let names: [String]
    /// The first sequence of each segment, in order.
    let firsts: [UInt64]

    init(_ folder: Folder) throws(JournalError) {
        self.folder = folder
        names = try folder.names()
        firsts = names.compactMap(Segment.first(of:))
    }

    /// Of the files that are no journal's, the first.
    var stranger: String? { names.first { !Inventory.isOurs($0) } }

    /// The files that were about to become some of ours.
    var drafts: [String] { names.filter(Inventory.isDraft) }

    /// The id as its file says it; `nil` without one, or when a power cut emptied it.
    func notedID() throws(JournalError) -> JournalID? {
        guard names.contains(Inventory.idName) else { return nil }
        let path = folder.path(of: Inventory.idName)
        let text = try File(path, .readOnly).read(at: 0, count: 64)
        if let id = JournalID(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)) { return id }
        guard text.allSatisfy({ $0 == 0 }) else { throw .foreign(path: path, reason: "is not a journal's id") }
        return nil
    }

    /// The id as the first whole header of a segment says it; `nil` without one.
    func headedID() throws(JournalError) -> JournalID? {
        for first in firsts {
            let file = try File(folder.path(of: Segment.name(first: first)), .readOnly)
            let bytes = try file.read(at: 0, count: SegmentHeader.size)
            if let header = SegmentHeader(bytes.span.bytes) { return header.id }
        }
        return nil
    }

    /// A segment by its header. One with a damaged header is kept: its frames prove themselves.
    func examine(_ first: UInt64, _ id: JournalID) throws(JournalError) -> Segment {
        let path = folder.path(of: Segment.name(first: first))
        let file = try File(path, .readOnly)
        let size = min(try file.size(), Inventory.largestSegment)
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

    private static func isOurs(_ name: String) -> Bool {
        [idName, watermarkName, lockName, "lost+found"].contains(name) || isDraft(name)
            || Segment.first(of: name) != nil
    }

    private static func isDraft(_ name: String) -> Bool {
        guard name.hasSuffix(Folder.draftSuffix) else { return false }
        let stem = String(name.dropLast(Folder.draftSuffix.count))
        return stem == idName || Segment.first(of: stem) != nil
    }

    static let lockName = "lock"
    static let idName = "id"
    static let watermarkName = "acknowledged"
    /// No segment was ever made larger.
    static let largestSegment = Journal.largestSegment + Frame.headerSize + Journal.largestEntry
}
