internal import Calendars
internal import Glibc
internal import Quantities

/// How far a run has come, for whoever started it to read: one line, replaced as a whole.
///
/// Two fractions, of the history lived through and of the records delivered, and the virtual time.
struct StatusFile: Sendable {
    let path: String

    func write(lived: Double, delivered: Double, now: Timestamp) {
        replace(path, with: "\(lived) \(delivered) \(now.iso8601)\n")
    }
}

/// Puts `text` into a file so that nobody ever reads half of it.
///
/// - Returns: `false` if that failed.
@discardableResult
func replace(_ path: String, with text: String) -> Bool {
    let new = path + ".new"
    guard let file = fopen(new, "we") else { return false }
    let isWritten = fputs(text, file) >= 0
    return fclose(file) == 0 && isWritten && rename(new, path) == 0
}
