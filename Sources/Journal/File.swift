import Glibc

/// An open file, closed when the last reference goes. All offsets are explicit, so threads may share it.
final class File: Sendable {
    enum Mode { case existing, created, readOnly }

    let path: String
    private let descriptor: Int32

    init(_ path: String, _ mode: Mode) throws(JournalError) {
        let flags =
            switch mode {
            case .existing: O_RDWR
            case .created: O_RDWR | O_CREAT
            case .readOnly: O_RDONLY
            }
        self.path = path
        descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .current(mode == .readOnly ? "read" : "open", path) }
    }

    deinit { close(descriptor) }

    func size() throws(JournalError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .current("examine", path) }
        return Int(status.st_size)
    }

    /// Up to `count` bytes; fewer where the file ends.
    func read(at offset: Int, count: Int) throws(JournalError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, count))
        var done = 0
        while done < bytes.count {
            let n = bytes.withUnsafeMutableBytes { [descriptor] in
                pread(descriptor, $0.baseAddress! + done, $0.count - done, off_t(offset + done))
            }
            if n < 0 && errno == EINTR { continue }
            guard n >= 0 else { throw .current("read", path) }
            if n == 0 { break }
            done += n
        }
        bytes.removeLast(bytes.count - done)
        return bytes
    }

    /// Writes all of it, or throws; then an unknown part may be in the file.
    func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(JournalError) {
        var done = 0
        while done < bytes.count {
            let n = bytes.withUnsafeBytes { [descriptor] in
                pwrite(descriptor, $0.baseAddress! + done, $0.count - done, off_t(offset + done))
            }
            if n < 0 && errno == EINTR { continue }
            guard n >= 0 else { throw .current("write", path) }
            done += n
        }
    }

    func truncate(to size: Int) throws(JournalError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw .current("truncate", path) }
    }

    /// Returns when contents and size are on the disk.
    func synchronize() throws(JournalError) {
        while fdatasync(descriptor) != 0 {
            guard errno == EINTR else { throw .current("write", path) }
        }
    }
}
