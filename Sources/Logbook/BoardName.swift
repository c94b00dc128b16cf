public import Exports
internal import Glibc

/// Which board a state folder belongs to, noted in it so that its files can say so without a site file.
public struct BoardName: Hashable, Sendable {
    /// Sparkplug group.
    public var group: String
    /// Sparkplug edge node id.
    public var board: String

    public init(group: String, board: String) { (self.group, self.board) = (group, board) }

    /// - Returns: `nil` where none was noted, or none that can be read.
    public init?(notedIn state: String) {
        guard let file = fopen(Self.path(in: state), "re") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = fread(&bytes, 1, bytes.count, file)
        let words = String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2 else { return nil }
        self.init(group: String(words[0]), board: String(words[1]))
    }

    /// Notes it, unless that is done already.
    public func note(in state: String) throws(ExportError) {
        guard BoardName(notedIn: state) != self else { return }
        let file = try WholeFile(Self.path(in: state), replacing: true)
        try file.write(Array("\(group) \(board)\n".utf8))
        try file.finish()
    }

    private static func path(in state: String) -> String { state + "/board" }
}
