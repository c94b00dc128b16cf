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

/// Sebastiano Vigna's SplitMix64.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
