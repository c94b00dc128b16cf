internal import Calendars
internal import Glibc
internal import Quantities

/// What a folder of journals was simulated from: going on with anything else would mix two worlds.
struct Origin: Equatable {
    var site: String
    var board: String
    var seed: UInt64
    var from: Timestamp
    /// Of the site file, and of what stands in for its people.
    var content: UInt64

    private var text: String {
        "\(site) \(board) seed \(seed) from \(from.iso8601) content \(String(content, radix: 16))\n"
    }

    /// A fingerprint (FNV-1a) of files and words, in order.
    static func fingerprint(files: [String], words: [String]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for path in files {
            guard let file = fopen(path, "re") else { continue }
            defer { fclose(file) }
            while case let byte = fgetc(file), byte >= 0 { mix(UInt8(truncatingIfNeeded: byte)) }
        }
        for word in words { for byte in word.utf8 + [0] { mix(byte) } }
        return hash
    }

    /// Notes the origin in a new folder, or checks it in a known one.
    ///
    /// - Parameter isAnew: whether what was simulated ends here, and something else may begin.
    /// - Throws: ``LabError`` when the folder holds another simulation, or cannot be written.
    func claim(_ folder: String, anew isAnew: Bool = false) throws(LabError) {
        let path = folder + "/origin"
        if !isAnew, let known = read(path) {
            guard known == text else {
                throw LabError(
                    "\(folder) holds another simulation (\(known.dropLast())), not \(text.dropLast()): "
                        + "use another folder, or remove this one")
            }
            return
        }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw LabError("cannot make \(folder): \(String(cString: strerror(errno)))")
        }
        guard replace(path, with: text) else {
            throw LabError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }

    private func read(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 512)
        return fgets(&buffer, Int32(buffer.count), file).map { String(cString: $0) }
    }
}
