internal import Glibc

/// How many files a process may have open.
enum OpenFiles {
    /// Raises the limit as far as needed.
    ///
    /// - Throws: ``FleetError`` where the system allows less.
    static func allow(_ count: Int, for boards: Int) throws(FleetError) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        guard limit.rlim_cur < rlim_t(count) else { return }
        guard limit.rlim_max >= rlim_t(count) else {
            throw FleetError(
                "\(boards) boards need \(count) open files, and this system allows \(limit.rlim_max): run "
                    + "`ulimit -n \(count)` as root first, or take fewer boards")
        }
        limit.rlim_cur = rlim_t(count)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

/// Why a fleet cannot run, as a sentence.
public struct FleetError: Error, Hashable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
