/// How often the relays of a board have moved in their lives, kept in its state folder by the names of their lines.
///
/// A line for each relay, `GPIO17 1204`. It is written once an hour and at the end: a power cut forgets an hour of it.
/// Whoever replaces a relay takes its line out while the program does not run.
public struct RelayLife: Sendable {
    /// Contacts of usual relays are good for 10⁵ cycles at the load of lamps: closing and opening.
    public static let expected: UInt64 = 200_000

    private let file: SiteCopy

    public init(in state: String) { file = SiteCopy(state + "/relays") }

    /// None where the file is not there; a line that is not understood is left out.
    public var operations: [String: UInt64] { Self.read(SiteCopy.bytes(of: file.path) ?? []) }

    public func keep(_ operations: [String: UInt64]) throws(SettingsFile.Unusable) {
        try file.keep(Self.text(operations))
    }

    public static func text(_ operations: [String: UInt64]) -> [UInt8] {
        Array(operations.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined().utf8)
    }

    public static func read(_ bytes: [UInt8]) -> [String: UInt64] {
        var operations: [String: UInt64] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, let count = UInt64(words[1]) else { continue }
            operations[String(words[0])] = count
        }
        return operations
    }
}
