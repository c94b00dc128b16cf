internal import Calendars
internal import Quantities

/// Reads the times of a file from top to bottom: with an offset, or as the clock on the wall showed them.
struct WrittenClock {
    enum Read {
        case moment(Timestamp)
        /// The clock never showed it: it was put forward past it.
        case skipped
        case malformed
    }

    let zone: TimeZone
    private var last: Timestamp?

    init(zone: TimeZone) { self.zone = zone }

    /// Reads `2026-06-30`, `2026-06-30T10:00`, `2026-06-30 10:00:00`, with `Z` or `+02:00` behind where it is known.
    ///
    /// Without, it is the clock of the zone; a time that it shows twice is the second one where the first is not after
    /// the time before.
    mutating func read(_ bytes: some RandomAccessCollection<UInt8>) -> Read {
        var digits = WrittenDigits(bytes: Array(bytes))
        guard let year = digits.number(4), digits.take("-"), let month = digits.number(2), digits.take("-"),
            let day = digits.number(2), let date = CivilDate(year: year, month: month, day: day)
        else { return .malformed }
        var seconds = 0
        if !digits.isAtEnd {
            guard digits.take("T") || digits.take(" "), let hour = digits.number(2), hour < 24, digits.take(":"),
                let minute = digits.number(2), minute < 60
            else { return .malformed }
            seconds = hour * 3_600 + minute * 60
            if digits.take(":") {
                guard let second = digits.number(2), second < 60 else { return .malformed }
                seconds += second
                if digits.take(".") { while digits.number(1) != nil {} }
            }
        }
        let wall = Timestamp(milliseconds: Int64(date.daysSinceEpoch * 86_400 + seconds) * 1_000)
        if digits.isAtEnd { return onWall(wall, date, seconds) }
        guard let offset = digits.offset() else { return .malformed }
        last = wall - .seconds(Int64(offset))
        return .moment(wall - .seconds(Int64(offset)))
    }

    private mutating func onWall(_ wall: Timestamp, _ date: CivilDate, _ seconds: Int) -> Read {
        guard let time = TimeOfDay(secondsSinceMidnight: seconds) else { return .malformed }
        var moment = zone.timestamp(of: date, at: time)
        // A day may begin at 01:00; then midnight is its first moment all the same.
        guard seconds == 0 || zone.civil(of: moment) == (date, time) else { return .skipped }
        if let last, moment <= last {
            let second = wall - zone.offset(at: last + .hours(6))
            if second > moment, zone.civil(of: second) == (date, time) { moment = second }
        }
        last = moment
        return .moment(moment)
    }
}

/// Digits and the signs between them.
private struct WrittenDigits {
    let bytes: [UInt8]
    var place = 0

    var isAtEnd: Bool { place == bytes.count }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    /// So many digits; takes none when they are fewer.
    mutating func number(_ count: Int) -> Int? {
        guard bytes.count - place >= count else { return nil }
        var value = 0
        for byte in bytes[place..<place + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte & 0x0F)
        }
        place += count
        return value
    }

    /// What follows to the end, in seconds east of Greenwich.
    mutating func offset() -> Int? {
        _ = take(" ")
        if take("Z") { return isAtEnd ? 0 : nil }
        let isWest = take("-")
        guard isWest || take("+"), let hours = number(2), hours < 24 else { return nil }
        _ = take(":")
        let minutes = isAtEnd ? 0 : number(2)
        guard let minutes, minutes < 60, isAtEnd else { return nil }
        return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
    }
}
