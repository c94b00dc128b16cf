internal import Quantities

/// What will happen in a zone, in four bytes: a fleet of boards holds millions of them.
///
/// Milliseconds from the start of a day, 29 bits of them (six days), and one of seven changes.
struct Coming: Sendable {
    private let word: UInt32

    init(_ time: Timestamp, _ change: Life.Event.Change, after start: Timestamp) {
        let code: Int64 =
            switch change {
            case .motion(false): 0
            case .motion(true): 1
            case .presence(nil): 2
            case .presence(false?): 3
            case .presence(true?): 4
            case .door(false): 5
            case .door(true): 6
            }
        // What is late by now has happened before the start.
        word = UInt32(Swift.max((time - start).milliseconds, 0) << 3 | code)
    }

    func time(on start: Timestamp) -> Timestamp { start + .milliseconds(Int64(word >> 3)) }

    var change: Life.Event.Change {
        switch word & 7 {
        case 0: .motion(false)
        case 1: .motion(true)
        case 2: .presence(nil)
        case 3: .presence(false)
        case 4: .presence(true)
        case 5: .door(false)
        default: .door(true)
        }
    }
}
