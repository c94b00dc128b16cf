internal import Boards
internal import Control
internal import Quantities
internal import Simulation

/// What a virtual board knows its rooms by where that is not the plain truth: broken by script, or edge by edge.
struct Instruments: Sendable {
    private var troubled: [TroubledZone]
    private var level: Level

    private enum Level: Sendable {
        case inputs([PlainSense])
        /// `nil` until the first look.
        case edges(EdgeSense?)
    }

    /// Lamps were set: their meters are shown something else.
    private var lookDue: Timestamp?
    private let site: Site
    private let seed: Seed
    private let epoch: Timestamp

    /// - Parameter seed: of the board.
    init(
        _ site: Site, _ script: FaultScript, _ level: SensingLevel, seed: Seed, from start: Timestamp, epoch: Timestamp
    ) {
        (self.site, self.seed, self.epoch) = (site, seed, epoch)
        troubled = site.zones.enumerated().map { index, zone in
            TroubledZone(zone, script.entries(of: index), seed: seed.branch(zone.id), from: start)
        }
        self.level =
            switch level {
            case .inputs: .inputs(site.zones.map { PlainSense($0) })
            case .edges: .edges(nil)
            }
    }

    /// When something changes at the latest, the end of the day excepted.
    mutating func next(on day: LocalDay, _ zones: [VirtualZone]) -> Timestamp {
        var next = Swift.min(day.end, lookDue ?? day.end)
        for zone in zones.indices { next = Swift.min(next, troubled[zone].next(on: day, zones[zone])) }
        switch level {
        case .inputs(let senses): for sense in senses { if let due = sense.next { next = Swift.min(next, due) } }
        case .edges(let sense): if let due = sense?.next { next = Swift.min(next, due) }
        }
        return next
    }

    /// Looks at zones that have lived up to `now`.
    ///
    /// - Returns: those with other inputs than before, by their bits.
    mutating func live(to now: Timestamp, _ zones: inout [VirtualZone]) -> UInt64 {
        lookDue = nil
        for zone in zones.indices { troubled[zone].live(to: now, &zones[zone]) }
        switch level {
        case .inputs(var senses):
            level = .edges(nil)
            var changed: UInt64 = 0
            for zone in zones.indices
            where senses[zone].take(troubled[zone].signals(of: zones[zone]), asked: zones[zone].asked, at: now) {
                changed |= 1 << UInt64(zone)
            }
            level = .inputs(senses)
            return changed
        case .edges(var sense?):
            level = .edges(nil)
            let changed = sense.take(signals(zones), at: now)
            level = .edges(sense)
            return changed
        case .edges(nil):
            level = .edges(EdgeSense(site, signals(zones), seed: seed, from: now, epoch: epoch))
            return .max
        }
    }

    /// All but the schedule.
    func inputs(of zone: Int) -> Control.Zone.Inputs {
        switch level {
        case .inputs(let senses): senses[zone].inputs
        case .edges(let sense): sense?.inputs[zone] ?? Control.Zone.Inputs(motion: nil)
        }
    }

    /// The lamps of a zone were set, and must be looked at again.
    mutating func actuated(_ zone: Int, _ now: VirtualZone, at time: Timestamp) {
        troubled[zone].actuated(now, at: time)
        lookDue = time
        guard case .edges(var sense?) = level else { return }
        level = .edges(nil)
        sense.lamps(of: zone, show: now.asked, at: time)
        level = .edges(sense)
    }

    /// Pulses of a zone's meter since the start.
    mutating func pulses(of zone: Int, at now: Timestamp) -> WrappingCount? {
        if case .edges(let sense?) = level { return sense.pulses(of: zone) }
        guard let wiring = site.zones[zone].meter,
            let meter = EnergyMeter(pulsesPerKilowattHour: Int64(wiring.pulsesPerKilowattHour))
        else { return nil }
        return WrappingCount(UInt32(truncatingIfNeeded: meter.pulses(upTo: troubled[zone].energy(at: now))))
    }

    private func signals(_ zones: [VirtualZone]) -> [LineSignals] {
        zones.indices.map { troubled[$0].signals(of: zones[$0]) }
    }
}
