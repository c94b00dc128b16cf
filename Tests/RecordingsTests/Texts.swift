import Calendars
import Quantities
import Recordings
import Testing

/// A recording read from lines, in UTC unless said otherwise.
func recording(_ lines: String..., columns: ColumnMap = ColumnMap(), zone: TimeZone? = .utc) throws -> Recording {
    try Recording(csv: bytes(lines), named: "room.csv", columns: columns, zone: zone)
}

/// What the reader says of lines that are no recording.
func said(by lines: String..., columns: ColumnMap = ColumnMap(), zone: TimeZone? = .utc) -> String {
    do throws(RecordingProblems) {
        let recording = try Recording(csv: bytes(lines), named: "room.csv", columns: columns, zone: zone)
        return "nothing, but read \(recording.rows.count) rows"
    } catch {
        return error.description
    }
}

func time(_ text: String) throws -> Timestamp { try Timestamp(iso8601: text) }

private func bytes(_ lines: [String]) -> [UInt8] { Array(lines.joined(separator: "\n").utf8) }
