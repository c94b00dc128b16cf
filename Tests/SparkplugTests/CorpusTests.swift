import Chance
import Glibc
import Sparkplug
import Testing

@Suite struct `Whatever a stranger sends` {
    /// `Corpus` holds what `scripts/fuzz` found to lead to different places in the code, and whatever once failed.
    @Test func `is read or refused as the fuzzer found it`() throws {
        let folder = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Corpus"
        let names = try files(in: folder)
        #expect(names.count >= 20)
        for name in names {
            let bytes = try #require(contents(of: folder + "/" + name))
            #expect(Ordeal.complaint(about: bytes) == nil, "\(name)")
        }
    }

    /// The law: any payload of ours, damaged in any way.
    @Test func `is read or refused when it was ours before somebody damaged it`() {
        var random = SplitMix(state: 7)
        for _ in 0..<2_000 {
            var bytes = Payload.random(&random).encoded()
            for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let complaint = Ordeal.complaint(about: bytes) { Issue.record("\(complaint): \(bytes)") }
        }
    }

    private func files(in folder: String) throws -> [String] {
        let stream = try #require(opendir(folder))
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private func contents(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
        return bytes
    }
}
