internal import Glibc

/// Why a local socket cannot be had or reached: a sentence with the cure.
public enum SocketError: Error, Hashable, CustomStringConvertible {
    /// The name cannot be that of a socket.
    case unusable(name: String, reason: String)
    /// No program listens.
    case nobody(path: String)
    /// The file belongs to the group.
    case denied(path: String, group: String?)
    /// It took the request and said nothing in time.
    case silent(path: String, seconds: Int)
    /// Anything else that the system says; `code` is the `errno`.
    case failed(doing: String, name: String, code: Int32)

    public var description: String {
        switch self {
        case .unusable(let name, let reason): "\(name) \(reason)"
        case .nobody(let path): "nobody answers at \(path): is lightwell-edge running, with this --state?"
        case .denied(let path, let group):
            "not permitted to use \(path): " + (group.map { "add the user to group “\($0)”" } ?? "ask as root")
        case .silent(let path, let seconds):
            "\(path) gave no answer within \(seconds) s: the program hangs; restart it"
        case .failed(let doing, let name, let code): "cannot \(doing) \(name): \(String(cString: strerror(code)))"
        }
    }
}
