internal import Glibc

/// What this process has caused to be written to storage since it started (proc_pid_io(5)): a flash card
/// bears only so much.
public struct Wear: Hashable, Sendable {
    public let bytes: Int

    /// - Returns: `nil` where the kernel does not account for it.
    public init?() {
        let file = open("/proc/self/io", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1_024)
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { return nil }
        self.init(String(decoding: buffer[..<count], as: UTF8.self))
    }

    /// Reads the text of `/proc/PID/io`. What was written and removed before it reached the card does not count.
    init?(_ text: String) {
        var values: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: ":")
            guard words.count == 2 else { continue }
            values[String(words[0])] = Int(words[1].drop { $0 == " " })
        }
        guard let written = values["write_bytes"] else { return nil }
        bytes = Swift.max(written - (values["cancelled_write_bytes"] ?? 0), 0)
    }
}
