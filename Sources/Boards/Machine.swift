internal import Glibc

/// The machine this runs on, as its device tree describes it.
public struct Machine: Hashable, Sendable {
    /// What it is, the most exact word first; empty: it has no device tree, so nobody can tell.
    public let compatible: [String]

    public init(compatible: [String]) { self.compatible = compatible }

    /// Where Linux shows the words that a device tree has for the machine.
    public static let deviceTree = "/proc/device-tree/compatible"

    /// Reads words that each end in a zero byte, as device trees have them; a file that cannot be read has none.
    public init(reading file: String) {
        var bytes: [UInt8] = []
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        if descriptor >= 0 {
            defer { close(descriptor) }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while bytes.count < 65_536 {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                bytes += buffer[..<count]
            }
        }
        let words = bytes.split { $0 == 0 || $0 == UInt8(ascii: "\n") }
        compatible = words.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether its device tree says that it is such a board. Only the most exact word counts: later ones name
    /// families, whose headers differ.
    public func isA(_ model: BoardModel) -> Bool { compatible.first.map(model.deviceTree.contains) ?? false }
}

extension BoardModel {
    /// Why a site file for this model does not belong on a machine that is something else, and the cure;
    /// `nil` where it may. Nothing is held against a machine without device tree, nor against models that
    /// no device tree names.
    ///
    /// - Parameters:
    ///   - compatible: What the machine's device tree calls it, the most exact word first.
    ///   - models: Among which to look for the one that it is.
    public func mismatch(with compatible: [String], among models: [BoardModel] = []) -> String? {
        guard let word = compatible.first, !deviceTree.isEmpty, !deviceTree.contains(word) else { return nil }
        let finding =
            "this machine says \(word); the site file is for \(name): \(deviceTree.joined(separator: " or "))"
        if let right = models.first(where: { $0.deviceTree.contains(word) }) {
            return "\(finding). Write board: \(right.name) and see to its pins, or run it where it belongs"
        }
        return "\(finding). Run it where it belongs, or if chips and header are the same, "
            + "add \(word) to device-tree in \(name).yaml"
    }
}
