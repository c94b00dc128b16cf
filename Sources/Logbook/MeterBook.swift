public import Exports
public import Journal
public import Quantities

/// Where the registers stood when a meter's face showed what the site file says, kept in the state folder: a meter that was
/// swapped goes on from its own reading, through every restart.
///
/// A line for each meter with a serial, see ``MeterFace``. Without the file a meter is taken to have been counted from
/// the beginning.
public struct MeterBook: Sendable {
    private let file: SiteCopy

    public init(in state: String) { file = SiteCopy(state + "/meters") }

    /// None where the file is not there; a line that is not understood is left out.
    public var lines: [MeterFace] {
        String(decoding: SiteCopy.bytes(of: file.path) ?? [], as: UTF8.self).split(separator: "\n").compactMap {
            MeterFace(line: $0)
        }
    }

    public func keep(_ lines: [MeterFace]) throws(SettingsFile.Unusable) {
        try file.keep(Array(lines.map { "\($0.line)\n" }.joined().utf8))
    }
}

extension MeterFace {
    /// Where the register stood when this face showed its reading, whatever its ``base`` says.
    ///
    /// - Parameters:
    ///   - known: the faces of the start before.
    ///   - register: as it is now.
    ///   - past: the register at a moment, as the records tell; `nil` where they end before it.
    public func base(
        among known: [MeterFace], register: Int64, past: (Timestamp) throws(JournalError) -> Int64?
    ) throws(JournalError) -> Int64 {
        let own = known.filter { $0.meter == meter }
        if let same = own.first(where: { ($0.serial, $0.reading) == (serial, reading) && $0.since == since }) {
            return Swift.min(same.base, register)
        }
        if let since { return Swift.min(try past(since) ?? register, register) }
        // Of the first meter the file says what it showed when the board began to count; another one begins now.
        return own.isEmpty ? 0 : register
    }
}
