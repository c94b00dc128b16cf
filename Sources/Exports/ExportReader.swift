internal import Glibc
public import Journal

/// Reads an export from its beginning to its end mark, holding one entry in memory at a time.
///
/// What it has given out is certain only once ``next()`` has returned `nil`: before, the file may still turn out torn.
public final class ExportReader {
    public let path: String
    public let header: ExportHeader
    private let source: Source
    private var sum = SHA256()
    /// The journal under way, by its place in the header, and its next sequence.
    private var place = 0
    private var expected: UInt64

    /// One entry and where it lies.
    public struct Item: Sendable {
        public let journal: ExportHeader.Extent
        public let entry: Entry
        public let offset: Int
    }

    /// - Throws: ``ExportError`` when it cannot be read, is no export, or one of a newer release.
    public init(_ path: String) throws(ExportError) {
        self.path = path
        source = try Source(path)
        let title = Array(ExportHeader.title.utf8)
        var bytes = try source.read(title.count)
        guard bytes == title else {
            throw ExportError(path, at: 0, "this is no export of a board; name a file that lightwell-edge export wrote")
        }
        while !bytes.suffix(2).elementsEqual([0x0A, 0x0A]) {
            guard bytes.count < ExportHeader.limit, let byte = try source.read(1).first else {
                throw Self.torn(path, source.offset)
            }
            bytes.append(byte)
            guard byte == 0x0A, bytes.firstIndex(of: 0x0A) == bytes.count - 1 else { continue }
            let version = String(decoding: bytes[title.count..<bytes.count - 1], as: UTF8.self)
            guard (1...ExportHeader.version).contains(where: { version == "\($0)" }) else {
                throw ExportError(
                    path, at: title.count,
                    "is of version \(version.prefix(20)), this program reads up to \(ExportHeader.version); use the newer release"
                )
            }
        }
        do throws(HeaderProblem) { header = try ExportHeader(parsing: bytes) } catch {
            throw ExportError(path, at: error.offset, error.reason + Self.cure)
        }
        sum.add(bytes[...])
        expected = header.journals[0].first
    }

    /// The next entry; `nil` at the end of a whole and unaltered file.
    public func next() throws(ExportError) -> Item? {
        while place < header.journals.count, expected > header.journals[place].last {
            place += 1
            if place < header.journals.count { expected = header.journals[place].first }
        }
        guard place < header.journals.count else {
            try end()
            return nil
        }
        let (journal, offset) = (header.journals[place], source.offset)
        var bytes = try source.read(Entry.frameHeader)
        guard bytes.count == Entry.frameHeader else { throw Self.torn(path, source.offset) }
        guard let length = Entry.frameLength(beginning: bytes) else { throw damaged(offset) }
        bytes += try source.read(length - bytes.count)
        guard bytes.count == length else { throw Self.torn(path, source.offset) }
        guard let entry = Entry(frame: bytes) else { throw damaged(offset) }
        guard entry.first == expected, entry.sequence <= journal.last else {
            throw ExportError(
                path, at: offset,
                "entry \(entry.sequence) stands where entry \(expected) of journal \(journal.id) should" + Self.cure)
        }
        sum.add(bytes[...])
        expected = entry.sequence + 1
        return Item(journal: journal, entry: entry, offset: offset)
    }

    private func end() throws(ExportError) {
        let offset = source.offset
        let mark = try source.read(ExportWriter.endMark.count)
        let digest = try source.read(32)
        guard digest.count == 32 else { throw Self.torn(path, source.offset) }
        var sum = sum
        sum.add(mark[...])
        guard mark == ExportWriter.endMark, digest == sum.digest else {
            throw ExportError(
                path, at: offset, "the end mark does not fit the contents: the file was altered" + Self.cure)
        }
        guard try source.read(1).isEmpty else {
            throw ExportError(path, at: offset + 40, "there is something behind the end mark" + Self.cure)
        }
    }

    private func damaged(_ offset: Int) -> ExportError {
        ExportError(path, at: offset, "entry \(expected) is damaged" + Self.cure)
    }

    private static func torn(_ path: String, _ offset: Int) -> ExportError {
        ExportError(path, at: offset, "the file ends too early" + cure)
    }

    private static let cure = "; copy it again from where it was written, or export it anew"
}

/// The bytes of a file in order.
private final class Source {
    private let path: String
    private let file: UnsafeMutablePointer<FILE>
    private(set) var offset = 0

    init(_ path: String) throws(ExportError) {
        self.path = path
        guard let file = fopen(path, "re") else { throw WholeFile.failure("read", path) }
        self.file = file
    }

    deinit { fclose(file) }

    /// Fewer than `count` where the file ends.
    func read(_ count: Int) throws(ExportError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let n = fread(&bytes, 1, count, file)
        guard n == count || ferror(file) == 0 else { throw WholeFile.failure("read", path) }
        bytes.removeLast(count - n)
        offset += n
        return bytes
    }
}
