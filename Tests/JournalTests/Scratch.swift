import Chance
import Glibc
import Journal

/// A directory for one test, gone with it; and what a test does to files behind a journal's back.
final class Scratch {
    let path = "/tmp/lightwell-journal-\(UInt64.random(in: 0 ... .max))"

    deinit {
        for name in names { unlink(path + "/" + name) }
        rmdir(path)
    }

    func journal(limit: Int = 262_144, thinning: Thinning = .none) throws -> Journal {
        try Journal(directory: path, limit: limit, program: "test", thinning: thinning)
    }

    /// A journal holding one entry for each of `contents`, synced and closed.
    func filled(_ contents: [[UInt8]], limit: Int = 262_144) throws {
        let journal = try journal(limit: limit)
        for (index, bytes) in contents.enumerated() {
            try journal.append(bytes)
            if index % 100 == 99 { try journal.sync() }
        }
        try journal.sync()
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

    var segments: [String] { names.filter { $0.hasSuffix(".segment") } }

    func bytes(of name: String) -> [UInt8] {
        let file = open(path + "/" + name, O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 8_000_000)
        return Array(bytes[..<max(0, pread(file, &bytes, bytes.count, 0))])
    }

    func write(_ bytes: [UInt8], to name: String) {
        mkdir(path, 0o700)
        let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(file) }
        pwrite(file, bytes, bytes.count, 0)
    }
}

extension Journal {
    /// All there is from `first` on, asked for in portions of random size.
    func all(from first: UInt64 = 1, using random: inout SplitMix) throws -> [Entry] {
        var entries: [Entry] = []
        while true {
            let portion = try read(
                from: (entries.last?.sequence ?? first - 1) + 1, atMost: .random(in: 1...40, using: &random))
            if portion.isEmpty { return entries }
            entries += portion
        }
    }
}
