internal import Quantities

/// Compares what the lamps should draw with what the zone's meter says: lamps that have failed, relays that are welded.
///
/// Reported only: no output can mend either. Two minutes of disagreement are needed, since meters tell by pulses.
struct LoadHealth: Hashable, Sendable {
    private(set) var faults: Fault = []
    private var suspected: Fault = []
    private var since: Instant?

    /// - Parameter level: decided now.
    mutating func step(_ draw: Draw?, level: UInt8, steps: UInt8, at now: Instant) {
        let seen = Self.disagreement(draw, level, steps)
        if seen != suspected { (suspected, since) = (seen, seen.isEmpty ? nil : now) }
        if seen.isEmpty {
            faults = []
        } else if let since, since + Self.patience <= now {
            faults = suspected
        }
    }

    var reviewBy: Instant? { faults == suspected ? nil : since.map { $0 + Self.patience } }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&faults)
        codec.exchange(&suspected)
        codec.exchange(&since)
    }

    private static let patience = Duration.minutes(2)

    private static func disagreement(_ draw: Draw?, _ level: UInt8, _ steps: UInt8) -> Fault {
        switch draw {
        case nil: []
        case .some(.none): level > (steps > 3 ? steps / 5 : 0) ? .lampFailed : []
        case .part: level == 0 ? .relayWelded : level == steps ? .lampFailed : []
        case .full: level == 0 ? .relayWelded : level * 2 < steps ? .meterDisagrees : []
        }
    }
}
