public import Exports
internal import Glibc

/// The commissioning records of a board, in its state folder: one text each, numbered, never changed.
///
/// Files and no journal entries: they can be written while the board is at work, the journal's limit
/// cannot push them out, and the name in one can be deleted when a person asks for it.
public struct CommissioningFolder: Sendable {
    public let path: String

    public init(in state: String) { path = state + "/commissioning" }

    /// Keeps a text.
    ///
    /// - Returns: its file, durable.
    /// - Throws: ``ExportError`` when it cannot be written.
    public func add(_ text: String) throws(ExportError) -> String {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw ExportError("cannot make \(path): \(String(cString: strerror(errno))); is the state folder there?")
        }
        let number = (try numbers().last ?? 0) + 1
        let file = try WholeFile("\(path)/\(number).txt", replacing: false)
        try file.write(Array(text.utf8))
        try file.finish()
        return file.path
    }

    /// All texts, oldest first; none where there is no folder.
    public func texts() throws(ExportError) -> [String] {
        var texts: [String] = []
        for number in try numbers() { texts.append(try text(of: "\(path)/\(number).txt")) }
        return texts
    }

    private func numbers() throws(ExportError) -> [Int] {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return [] }
            throw ExportError("cannot look into \(path): \(String(cString: strerror(errno)))")
        }
        defer { closedir(stream) }
        var numbers: [Int] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".txt"), let number = Int(name.dropLast(4)) { numbers.append(number) }
        }
        return numbers.sorted()
    }

    private func text(of file: String) throws(ExportError) -> String {
        guard let stream = fopen(file, "re") else {
            throw ExportError("cannot read \(file): \(String(cString: strerror(errno)))")
        }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, stream))
        return String(decoding: bytes, as: UTF8.self)
    }
}
