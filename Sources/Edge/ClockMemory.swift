internal import Boards
internal import Glibc
internal import Surroundings

/// Whether the clock was right since this boot of the machine, in a file that a restart of the program outlives and a
/// restart of the machine does not: it names the boot by the kernel's number for it.
///
/// What only the site file says is not kept: the site file says it again.
struct ClockMemory: Sendable {
    /// Tried in this order.
    let paths: [String]
    /// The kernel's `boot_id`; `nil`: it does not say, and nothing is kept.
    let boot: String?
    /// Who runs the program: what others wrote is not believed.
    private let user: uid_t

    /// - Parameter user: who runs the program; `nil`: this one.
    init(in paths: [String]? = nil, of user: uid_t? = nil, boot: String? = Kernel.bootID) {
        self.user = user ?? geteuid()
        self.paths = paths ?? ["/run/lightwell/clock", "/dev/shm/lightwell-\(self.user)-clock"]
        self.boot = boot
    }

    /// Of the program to which a state folder belongs, whoever asks.
    init(ofOwnerOf state: String) {
        var status = stat()
        self.init(of: stat(state, &status) == 0 ? status.st_uid : nil)
    }

    var wasRight: Bool {
        guard let boot else { return false }
        return paths.contains { text(of: $0) == boot }
    }

    /// Writes it down where the machine itself vouches for its clock. Where it cannot be kept, nothing is lost but time.
    func note(_ signs: ClockSigns) {
        guard let boot, ClockTrust(signs, by: .auto).isTrusted, !wasRight else { return }
        for path in paths {
            let file = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o640)
            guard file >= 0 else { continue }
            defer { close(file) }
            let bytes = Array(boot.utf8)
            if isOwn(file), ftruncate(file, 0) == 0, write(file, bytes, bytes.count) == bytes.count { return }
        }
    }

    private func text(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 128)
        guard isOwn(file) else { return nil }
        let count = read(file, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    /// A file that the user made and that nobody else may write.
    private func isOwn(_ file: Int32) -> Bool {
        var status = stat()
        return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == user
            && status.st_mode & 0o022 == 0
    }
}
