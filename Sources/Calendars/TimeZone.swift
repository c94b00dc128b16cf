import Glibc
public import Quantities

/// A place's wall clock: which civil date and time of day a UTC time is there,
/// now, in its recorded past, and by its current rule for ever after.
public struct TimeZone: Hashable, Sendable {
    /// As in `Europe/Zurich`, `UTC` or `+05:30`.
    public let name: String
    private let table: TimeZoneTable

    /// Why a zone cannot be used; prints as a sentence.
    public struct Unavailable: Error, Hashable, Sendable, CustomStringConvertible {
        public enum Reason: Hashable, Sendable { case unknown, refusedName, unreadable, damaged }
        public let name: String
        public let reason: Reason
        public let description: String
    }

    /// Reads a zone of the system's time zone database.
    ///
    /// - Throws: ``Unavailable``. A name is letters, digits, `_`, `+`, `-`, parted by `/`; anything
    ///   that could leave the directory is refused unread.
    public init(named name: String, directory: String = "/usr/share/zoneinfo") throws(Unavailable) {
        guard TimeZone.isPlausible(name) else {
            throw Unavailable(
                name: name, reason: .refusedName,
                description: "“\(name)” is not a time zone name: write Area/City, such as Europe/Zurich")
        }
        let path = "\(directory)/\(name)"
        let bytes: [UInt8]
        switch TimeZone.contents(of: path) {
        case .success(let read): bytes = read
        case .failure(let failure) where failure.code == ENOENT || failure.code == ENOTDIR || failure.code == EISDIR:
            throw Unavailable(
                name: name, reason: .unknown,
                description: "there is no time zone “\(name)” in \(directory): write Area/City, such as Europe/Zurich, "
                    + "or install the tzdata package")
        case .failure(let failure):
            let cause = String(cString: strerror(failure.code))
            throw Unavailable(
                name: name, reason: .unreadable, description: "the time zone file \(path) cannot be read: \(cause)")
        }
        do {
            table = try TimeZoneTable(tzif: bytes)
        } catch {
            throw Unavailable(
                name: name, reason: .damaged,
                description: "the time zone file \(path) cannot be used: \(error.reason)")
        }
        self.name = name
    }

    /// A clock that never changes, so far east of Greenwich; whole seconds, less than a day either way.
    public init?(offset: Duration) {
        let seconds = offset.milliseconds / 1_000
        guard seconds * 1_000 == offset.milliseconds, abs(seconds) < 86_400 else { return nil }
        table = TimeZoneTable(fixedOffset: seconds)
        name = seconds == 0 ? "UTC" : TimeZone.text(ofOffset: seconds)
    }

    /// Reads `+05:30` or `-03:00`: sign, two digits, two digits.
    public init(offset text: some StringProtocol) throws(Malformed) {
        var cursor = Cursor(String(text))
        guard let seconds = TimeZone.offset(&cursor), cursor.isAtEnd, let zone = TimeZone(offset: .seconds(seconds))
        else { throw Malformed("“\(text)” is not an offset from UTC: write sign, hours:minutes, such as +05:30") }
        self = zone
    }

    public static let utc = TimeZone(name: "UTC", table: TimeZoneTable(fixedOffset: 0))

    /// How far the wall clock is ahead of UTC; negative west of Greenwich.
    public func offset(at time: Timestamp) -> Duration { .seconds(table.offset(at: TimeZone.seconds(time))) }

    /// When the wall clock shows this.
    ///
    /// A time that the clock skips is the first moment after the gap; one that it
    /// shows twice is the first of both. 24:00 is the next day's 00:00.
    public func timestamp(of date: CivilDate, at time: TimeOfDay = .midnight) -> Timestamp {
        let wall = Int64(date.daysSinceEpoch) * 86_400 + Int64(time.secondsSinceMidnight)
        // Follow the clock from well before, one constant stretch after the other.
        var start = wall - 2 * 86_400
        while true {
            let candidate = wall - table.offset(at: start)
            if candidate < start { return Timestamp(milliseconds: start * 1_000) }
            guard let end = table.change(after: start), candidate >= end else {
                return Timestamp(milliseconds: candidate * 1_000)
            }
            start = end
        }
    }

    /// What the wall clock shows; milliseconds are dropped.
    public func civil(of time: Timestamp) -> (date: CivilDate, time: TimeOfDay) {
        let seconds = TimeZone.seconds(time)
        let wall = seconds + table.offset(at: seconds)
        let day = wall.quotient(by: 86_400)
        let time = TimeOfDay(secondsSinceMidnight: Int(wall - day * 86_400)) ?? .midnight
        return (CivilDate(daysSinceEpoch: Int(day)), time)
    }

    /// The first moment of the local day that `time` lies in; 00:00 wherever the clock does not skip it.
    public func startOfDay(containing time: Timestamp) -> Timestamp { timestamp(of: civil(of: time).date) }

    private init(name: String, table: TimeZoneTable) { (self.name, self.table) = (name, table) }

    private static func seconds(_ time: Timestamp) -> Int64 { time.milliseconds.quotient(by: 1_000) }

    /// `+hh:mm` or `-hh:mm`, in seconds.
    static func offset(_ cursor: inout Cursor) -> Int64? {
        let isWest = cursor.take("-")
        guard isWest || cursor.take("+"),
            let hours = cursor.number(digits: 2...2), hours < 24, cursor.take(":"),
            let minutes = cursor.number(digits: 2...2), minutes < 60
        else { return nil }
        let seconds = Int64(hours * 3_600 + minutes * 60)
        return isWest ? -seconds : seconds
    }

    static func text(ofOffset seconds: Int64) -> String {
        let size = Int(abs(seconds))
        let minutes = "\(seconds < 0 ? "-" : "+")\(padded(size / 3_600, 2)):\(padded(size / 60 % 60, 2))"
        return size % 60 == 0 ? minutes : "\(minutes):\(padded(size % 60, 2))"
    }

    private static func isPlausible(_ name: String) -> Bool {
        name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2B, 0x2D: true
                    default: false
                    }
                }
        }
    }

    private struct Failure: Error { let code: Int32 }

    /// The largest zone file is a few kilobytes; more than one megabyte is none.
    private static func contents(of path: String) -> Result<[UInt8], Failure> {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return .failure(Failure(code: errno)) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < 1_048_576 {
            let count = read(file, &chunk, chunk.count)
            if count == 0 { break }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .failure(Failure(code: errno)) }
            bytes += chunk[..<count]
        }
        return .success(bytes)
    }
}
