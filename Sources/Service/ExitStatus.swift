/// Why a program ended, as the number that it leaves; names and numbers of `sysexits.h`.
///
/// A service manager starts a program again after all of them but ``configuration`` and ``usage``: these
/// need a person first.
public enum ExitStatus: Int32, Hashable, Sendable {
    /// Something that has no number of its own.
    case other = 1
    /// A command line that cannot be understood.
    case usage = 64
    /// Its files hold what it cannot read.
    case data = 65
    /// Something it needs is not there, or in use: a chip, a line, a journal.
    case unavailable = 69
    /// The disk failed or is full.
    case disk = 74
    case permission = 77
    /// Its configuration is wrong, or does not fit this machine.
    case configuration = 78
}
