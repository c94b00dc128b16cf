import Exports
import Glibc
import Journal
import Quantities
import Records

/// A place for the files of one test, gone with it.
final class Desk {
    let path = "/tmp/lightwell-export-\(UInt64.random(in: 0 ... .max))"

    init() { mkdir(path, 0o700) }

    deinit {
        for name in names { unlink(path + "/" + name) }
        rmdir(path)
    }

    var names: [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    func bytes(of name: String) -> [UInt8] {
        let file = open(path + "/" + name, O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        return Array(bytes[..<max(0, pread(file, &bytes, bytes.count, 0))])
    }

    func write(_ bytes: [UInt8], to name: String) {
        let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(file) }
        pwrite(file, bytes, bytes.count, 0)
    }

    /// The example, written under this name.
    @discardableResult
    func example(_ name: String = "a.lightwell", replacing: Bool = false) throws -> Int {
        let writer = try ExportWriter(.example, to: path + "/" + name, replacing: replacing)
        for entry in Example.entries { try writer.add(entry) }
        return try writer.finish()
    }

    /// All entries, and a sentence for why it is refused.
    func read(_ name: String = "a.lightwell") -> (entries: [Entry], refusal: String?) {
        var entries: [Entry] = []
        do throws(ExportError) {
            let reader = try ExportReader(path + "/" + name)
            while let item = try reader.next() { entries.append(item.entry) }
            return (entries, nil)
        } catch {
            return (entries, error.description)
        }
    }
}

enum Example {
    /// Entry 7, the gap 8...11, the empty entry 12.
    static let entries = [
        "8ed37a290300000007000000000000006c6974", "d6d016a2080000800b000000000000000800000000000000",
        "ea334648000000000c00000000000000",
    ].compactMap { Entry(frame: hex($0)) }
}

extension ExportHeader {
    static var example: ExportHeader {
        var header = ExportHeader(
            group: "geneva", board: "geneva-east", software: "lightwell-edge 0.1.0",
            written: Timestamp(milliseconds: 1_782_777_600_000))
        (header.boot, header.session) = (3, 17)
        header.overrides = [Override(zone: "office", setting: "hold", value: 600, base: 1_200)]
        var totals = Totals()
        (totals[.observedTime], totals[.lampEnergy]) = (900_000, 123_456)
        let end = Timestamp(milliseconds: 1_782_777_600_000)
        header.standings = [Record.Interval(zone: "office", boot: 3, start: end, end: end, totals: totals)]
        header.commissionings = ["board geneva/geneva-east\nby Somebody\n"]
        header.journals = [Extent(.records, id: "000102030405060708090a0b0c0d0e0f", first: 7, last: 12)]
        return header
    }
}

func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
