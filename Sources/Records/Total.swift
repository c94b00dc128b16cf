/// One cumulative register of a zone: what it counts, in which unit.
///
/// The one table that the accumulator, the journal, the wire and the ledger share.
/// Raw values are journaled: never reuse or renumber them; append only.
public enum Total: UInt8, CaseIterable, Hashable, Sendable {
    /// Time the board was up and in control of the zone.
    case observedTime = 0
    /// Part of the observed time without a motion reading.
    case blindTime = 1
    /// Time with people, by motion (or by a people counter where there is one).
    case occupiedTime = 2
    /// Time with any lamp lit.
    case litTime = 3
    /// Lit without people, the hold time after the last motion included.
    case litVacantTime = 4
    /// Dark for want of motion though people were there.
    case darkOccupiedTime = 5
    /// Lamps and their standby, estimated from level and rated load.
    case lampEnergy = 6
    /// The part of the lamp energy used while lit without people.
    case litVacantEnergy = 7
    /// Energy by the zone's own meter.
    case meteredEnergy = 8
    /// Relay operations.
    case switchings = 9
    /// Times the zone went dark and somebody was still there.
    case falseOffs = 10
    /// Presses of the wall button.
    case presses = 11
    /// Part of the observed time in which the zone had a meter of its own.
    case meteredTime = 12

    /// ``allCases``, which is made anew each time it is asked for, made once.
    public static let all = allCases

    /// No register of a zone is as large: seventy years, or two million kilowatt-hours.
    public static let limit: Int64 = 1 << 41

    public enum Unit: Hashable, Sendable {
        /// Counted in milliseconds.
        case time
        /// Counted in milliwatt-hours.
        case energy
        case count
    }

    public var unit: Unit {
        switch self {
        case .observedTime, .blindTime, .occupiedTime, .litTime, .litVacantTime, .darkOccupiedTime,
            .meteredTime:
            .time
        case .lampEnergy, .litVacantEnergy, .meteredEnergy: .energy
        case .switchings, .falseOffs, .presses: .count
        }
    }
}

/// The cumulative registers of a zone since its journal began, in the units of
/// ``Total``. They never run backwards; rates are differences.
public struct Totals: Equatable, Sendable {
    private var values = InlineArray<13, Int64>(repeating: 0)

    public init() {}

    public subscript(total: Total) -> Int64 {
        get { values[Int(total.rawValue)] }
        set { values[Int(total.rawValue)] = newValue }
    }

    public static func == (a: Totals, b: Totals) -> Bool { Total.allCases.allSatisfy { a[$0] == b[$0] } }
}
