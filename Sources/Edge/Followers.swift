internal import Boards
internal import Conditioning
internal import Control
internal import GPIO
internal import Quantities

/// The relays of a board that follow occupancy beside the lamps: plug loads and climate. What cannot be driven is tried
/// again the next time. Allocates nothing after `init`.
///
/// At rest plugs are on, their relay being closed, and climate is at comfort, its relay being open. A relay goes there
/// at once, and back no sooner than 2 s after it last moved.
struct Followers {
    private var relays: [Follower]
    private let banks: [Bank]
    private var traffic: Traffic
    /// Among all of them, by zone.
    private let zones: [Range<Int>]

    /// One relay.
    private struct Follower {
        let name: String
        let duty: Duty
        let bank: Int
        let output: Int
        /// Closed is at rest, whatever the line shows then.
        var relay: RelaySteps?
        /// Whether the line shows rest; `nil` while that is not known.
        var isDriven: Bool?
    }

    private enum Duty { case plugs, setback }

    /// The lines to be taken for them, at rest, behind those of the lamps on each chip.
    static func lines(of site: Site, behind lamps: [[Outputs.Line]]) -> [[Outputs.Line]] {
        var lines = lamps
        for zone in site.zones {
            for (duty, wiring) in Self.wirings(of: zone) {
                lines[wiring.line.chip].append(
                    Outputs.Line(offset: wiring.line.offset, polarity: wiring.polarity, isActive: duty == .plugs))
            }
        }
        return lines
    }

    /// - Parameters:
    ///   - lamps: as ``LampDrive/places(of:)`` has their lines; `banks` hold these lines too, behind them.
    ///   - operations: of the relays so far, by the names of their lines.
    init(
        _ site: Site, behind lamps: [[Outputs.Line]], in banks: [Bank], operations: [String: UInt64], at now: Instant
    ) {
        self.banks = banks
        var places = lamps.map(\.count)
        var (relays, zones): ([Follower], [Range<Int>]) = ([], [])
        for zone in site.zones {
            let first = relays.count
            for (duty, wiring) in Self.wirings(of: zone) {
                let chip = wiring.line.chip
                relays.append(
                    Follower(
                        name: wiring.line.name, duty: duty, bank: chip, output: places[chip],
                        relay: RelaySteps(at: now, operations: [operations[wiring.line.name] ?? 0]), isDriven: true))
                places[chip] += 1
            }
            zones.append(first..<relays.count)
        }
        (self.relays, self.zones) = (relays, zones)
        traffic = Traffic(lines: relays.count, at: now)
    }

    private static func wirings(of zone: Site.Zone) -> [(Duty, OutputWiring)] {
        [zone.plugs.map { (.plugs, $0) }, zone.setback.map { (.setback, $0) }].compactMap { $0 }
    }

    /// How many relays there are.
    var count: Int { relays.count }

    /// Has plugs and climate of a zone do what was decided.
    ///
    /// - Returns: `false` if something could not be driven.
    mutating func follow(_ zone: Int, _ outputs: Control.Zone.Outputs, at now: Instant) -> Bool {
        var isDriven = true
        for place in zones[zone] {
            let rests = relays[place].duty == .plugs ? outputs.plugs : outputs.setback == .none
            isDriven = show(place, rests, at: now) && isDriven
        }
        return isDriven
    }

    /// Notes that the lines of a chip were taken again: at rest.
    mutating func retook(bank: Int) {
        for place in relays.indices where relays[place].bank == bank { relays[place].isDriven = true }
    }

    /// Lets all of them rest at once.
    mutating func rest(at now: Instant) { for place in relays.indices { _ = show(place, true, at: now) } }

    private mutating func show(_ place: Int, _ rests: Bool, at now: Instant) -> Bool {
        relays[place].relay?.show(rests ? 1 : 0, at: now)
        let isClosed = relays[place].relay?.isClosed(0) ?? true
        guard relays[place].isDriven != isClosed else { return true }
        let isActive = relays[place].duty == .plugs ? isClosed : !isClosed
        do throws(GPIOError) {
            try banks[relays[place].bank].set(relays[place].output, isActive)
            relays[place].isDriven = isClosed
            traffic.note(place, at: now)
            return true
        } catch {
            relays[place].isDriven = nil
            return false
        }
    }

    /// When to follow again at the latest, for relays that wait to move.
    var reviewBy: Instant? {
        var review: Instant?
        for follower in relays {
            if let due = follower.relay?.reviewBy { review = review.map { Swift.min($0, due) } ?? due }
        }
        return review
    }

    /// How often the relays have moved in their lives, by the names of their lines.
    var operations: [String: UInt64] {
        Dictionary(relays.map { ($0.name, $0.relay?.operations(of: 0) ?? 0) }) { first, _ in first }
    }

    /// Shows the relays' lines, from a place on.
    mutating func paint(_ lines: inout [Picture.Line], from first: Int, at now: Instant) {
        for place in relays.indices {
            let follower = relays[place]
            lines[first + place].isActive = follower.isDriven.map { follower.duty == .plugs ? $0 : !$0 }
            lines[first + place].eventsPerMinute = traffic.perMinute(place, at: now)
            lines[first + place].operations = follower.relay?.operations(of: 0)
        }
    }
}
