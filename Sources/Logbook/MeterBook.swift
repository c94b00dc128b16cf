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
    private let behindFile: SiteCopy

    public init(in state: String) {
        (file, behindFile) = (SiteCopy(state + "/meters"), SiteCopy(state + "/meters-behind"))
    }

    /// None where the file is not there; a line that is not understood is left out.
    public var lines: [MeterFace] { Self.lines(of: file) }

    public func keep(_ lines: [MeterFace]) throws(SettingsFile.Unusable) { try Self.keep(lines, in: file) }

    /// Faces that the registers of this folder cannot tell: pulses were counted elsewhere. Each ends with a reading of
    /// another time in the site file.
    public var behind: [MeterFace] { Self.lines(of: behindFile) }

    func keep(behind lines: [MeterFace]) throws(SettingsFile.Unusable) { try Self.keep(lines, in: behindFile) }

    private static func lines(of file: SiteCopy) -> [MeterFace] {
        String(decoding: SiteCopy.bytes(of: file.path) ?? [], as: UTF8.self).split(separator: "\n").compactMap {
            MeterFace(line: $0)
        }
    }

    private static func keep(_ lines: [MeterFace], in file: SiteCopy) throws(SettingsFile.Unusable) {
        try file.keep(Array(lines.map { "\($0.line)\n" }.joined().utf8))
    }
}

extension MeterFace {
    /// Whether it is the reading of one meter at one time that another one is.
    public func isSame(as other: MeterFace) -> Bool {
        (meter, serial, reading) == (other.meter, other.serial, other.reading) && since == other.since
    }

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
        // What never counted stood at nothing, ever: no record is searched for it.
        guard register > 0 else { return 0 }
        if let since { return Swift.min(try past(since) ?? register, register) }
        // Of the first meter the file says what it showed when the board began to count; another one begins now.
        return own.isEmpty ? 0 : register
    }
}
