public import Calendars
import Glibc

extension Recording {
    /// Reads a CSV file of at most one gibibyte; as ``init(csv:named:columns:zone:)``.
    public init(
        csvFile path: String, columns: ColumnMap = ColumnMap(), zone: TimeZone? = nil
    ) throws(RecordingProblems) {
        try self.init(csv: Recording.contents(of: path), named: path, columns: columns, zone: zone)
    }

    /// Reads a CSV text: RFC 4180, in UTF-8, with or without byte order mark, its lines ended by CRLF or LF. Cells
    /// are parted by commas; by semicolons if the header has no comma, by tabs if it has neither.
    ///
    /// The header names the columns; those that `columns` does not ask for are ignored. It has times, and motion or
    /// occupied. Times are as ISO 8601 has them, with `T` or a space, and `2017/12/22` or `22.12.2017` for a date.
    /// Motion is 0 or 1, `false` or `true`; so is occupied, or a count of people up to 100 000. Lux are 0 to 200 000,
    /// which no daylight reaches. Occupied and lux may be empty, motion may not.
    ///
    /// Either no time says an offset from UTC, or all say the same one; `Z` is `+00:00`. So a file whose offset
    /// follows daylight saving is refused: of its times in UTC no one can doubt what was meant.
    ///
    /// - Parameters:
    ///   - file: what to call it in problems.
    ///   - zone: where the times that do not say so were read off the wall; of no meaning to those that do. A time
    ///     that the clock shows twice is the first of both that is after the row before. `.utc` takes them as a bare
    ///     wall clock: they stay as written, and a clock set back is a problem. Without, times must say their offset.
    /// - Throws: every problem of the text, up to twenty in words.
    public init(
        csv bytes: [UInt8], named file: String, columns: ColumnMap = ColumnMap(), zone: TimeZone? = nil
    ) throws(RecordingProblems) {
        var reader = RecordingReader(bytes, file: file, zone: zone)
        self.init(ascending: try reader.rows(columns), writtenOffset: reader.writtenOffset)
    }

    private static func contents(of path: String) throws(RecordingProblems) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            let reason =
                errno == ENOENT ? "there is no such file" : "cannot be read: \(String(cString: strerror(errno)))"
            throw RecordingProblems(file: path, reason)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw RecordingProblems(file: path, "cannot be read: \(String(cString: strerror(errno)))")
            }
            bytes += chunk[..<count]
            guard bytes.count <= 1 << 30 else {
                throw RecordingProblems(file: path, "is larger than 1 GiB: cut it into several recordings")
            }
        }
    }
}
