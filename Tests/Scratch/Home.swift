import Glibc

/// A folder that is gone with its test.
///
/// Takes itself away without another process: a fork would hold the locks of journals that other tests have open.
public final class Home {
    public let path = "/tmp/lightwell-test-\(UInt64.random(in: 0 ... .max))"

    public init() { mkdir(path, 0o700) }
    deinit { remove(path) }

    /// Writes a file in the folder.
    ///
    /// - Returns: its path.
    @discardableResult
    public func write(_ text: String, to name: String) -> String {
        let file = path + "/" + name
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        precondition(descriptor >= 0, "\(file) cannot be written")
        let bytes = Array(text.utf8)
        precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "\(file) cannot be written")
        close(descriptor)
        return file
    }

    private func remove(_ path: String) {
        guard let stream = opendir(path) else { return }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            if unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
        }
        closedir(stream)
        rmdir(path)
    }
}
