internal import Boards
internal import Conditioning
internal import Control
internal import Hardware
internal import Quantities
internal import Sensing
internal import Simulation

/// The lines of all zones of a virtual board, through the conditioning of a real one.
///
/// A simulated light sensor has no line: what it says is taken as it is.
struct EdgeSense: Sendable {
    /// By zone; all but the schedule.
    private(set) var inputs: [Control.Zone.Inputs]
    private var senses: Senses
    private var lines: [VirtualLines]
    /// Of each zone, where its lines begin among those of the board.
    private let firsts: [Int]
    /// Of each line, as edges have it.
    private var levels: [Bool?]
    private var lights: [LightReading]
    private var simulated: [Lux?]
    private let isSimulated: [Bool]
    /// What all lamps of a zone add at its light sensor; `nil` without one.
    private let lampShares: [Lux?]
    private let epoch: Timestamp

    /// - Parameters:
    ///   - signals: by zone, as they are at the start.
    ///   - seed: of the board.
    init(_ site: Site, _ signals: [LineSignals], seed: Seed, from start: Timestamp, epoch: Timestamp) {
        let lines = zip(site.zones, signals).map { zone, signals in
            VirtualLines(zone, seed: seed.branch(zone.id), signals, from: start)
        }
        self.lines = lines
        firsts = lines.indices.map { zone in lines[..<zone].reduce(0) { $0 + $1.roles.count } }
        let own = Senses.wirings(of: site).count - lines.reduce(0) { $0 + $1.roles.count }
        // Nobody touches the board's own lines.
        levels = lines.flatMap(\.levels) + Array(repeating: false, count: own)
        senses = Senses(site, levels: levels, at: Instant(milliseconds: (start - epoch).milliseconds))
        lights = lines.map { _ in LightReading() }
        isSimulated = site.zones.map { $0.light == .simulated }
        simulated = signals.map(\.light)
        lampShares = site.zones.map { $0.light == nil ? nil : $0.settings.daylight.lamps }
        inputs = lines.map { _ in Control.Zone.Inputs(motion: nil) }
        self.epoch = epoch
        _ = tell()
    }

    /// When an edge comes or a conditioner wants to look, unless signals change.
    var next: Timestamp? {
        var next = senses.reviewBy.map { epoch + Duration(milliseconds: $0.milliseconds) }
        for zone in lines.indices {
            if let due = lines[zone].next { next = next.map { Swift.min($0, due) } ?? due }
        }
        return next
    }

    /// Takes what the wires of all zones say from now on.
    ///
    /// - Returns: zones with other inputs, by their bits.
    mutating func take(_ signals: [LineSignals], at now: Timestamp) -> UInt64 {
        for zone in lines.indices {
            draw(zone, until: now)
            lines[zone].take(signals[zone], at: now)
            draw(zone, until: now)
            simulated[zone] = signals[zone].light
        }
        senses.look(at: instant(now))
        return tell()
    }

    /// The lamps of a zone are to show so much of their light from now on, 0 to 1.
    mutating func lamps(of zone: Int, show share: Double, at now: Timestamp) {
        senses.lamps(of: zone, show: share, at: instant(now))
        // Half of it is sure, as on a real board.
        if let light = lampShares[zone] { senses.expect(light * (0.5 * share), in: zone, at: instant(now)) }
    }

    func pulses(of zone: Int) -> WrappingCount? { senses.pulses(of: zone) }

    private mutating func draw(_ zone: Int, until now: Timestamp) {
        while let event = lines[zone].draw(until: now) {
            let (line, at) = (firsts[zone] + event.line, instant(event.time))
            guard let isActive = event.isActive else {
                levels[line] = nil
                senses.reconcile(levels, at: at)
                continue
            }
            let wasLost = levels[line] == nil
            levels[line] = isActive
            // What can be read again is found by looking, before any edge.
            if wasLost {
                senses.reconcile(levels, at: at)
            } else {
                senses.receive(Edge(line: line, rising: isActive, at: at, lost: event.edges - 1))
            }
        }
    }

    private mutating func tell() -> UInt64 {
        var changed: UInt64 = 0
        for zone in inputs.indices {
            _ = lights[zone].reads(isSimulated[zone] ? simulated[zone] : senses.light(of: zone))
            let told = Control.Zone.Inputs(
                motion: senses.motion(of: zone), illuminance: lights[zone].lux, presses: senses.presses(of: zone),
                door: senses.door(of: zone), draw: senses.draw(of: zone), shed: senses.shed,
                doubles: senses.doubles(of: zone), longs: senses.longs(of: zone))
            if told != inputs[zone] { changed |= 1 << UInt64(zone) }
            inputs[zone] = told
        }
        return changed
    }

    private func instant(_ time: Timestamp) -> Instant { Instant(milliseconds: (time - epoch).milliseconds) }
}
