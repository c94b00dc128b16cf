internal import Boards
internal import Control
internal import Quantities
internal import Simulation

/// What stands between a virtual zone and its wires: whatever a script breaks.
struct TroubledZone: Sendable {
    private let entries: [FaultScript.Entry]
    private let load: Watts
    private let hasMotion: Bool
    private let hasDoor: Bool
    private let seed: Seed
    /// When something breaks or is mended, to come; ascending.
    private var changes: ArraySlice<Timestamp>
    private var broken: Set<FaultKind> = []
    private var now: Timestamp
    private var hasLived = false

    /// Movements that are none.
    private var alarmRandom: SplitMix64
    private var alarmDue: Timestamp?
    private var alarmEnds: Timestamp?
    /// What a dull sensor sees of a day.
    private var dull: [Life.Event] = []
    private var dullPlace = 0
    private var dullDay: LocalDay?
    private var isDullSeen = false

    private var frozen: Lux?
    private var presses = WrappingCount.zero
    private var pressesOfZone = WrappingCount.zero
    /// Shown to the meter.
    private var energy = Energy.zero
    private var energyAt: Timestamp
    private var power = Watts.zero

    /// - Parameter entries: of this zone.
    init(_ site: Site.Zone, _ entries: [FaultScript.Entry], seed: Seed, from start: Timestamp) {
        (self.entries, load, self.seed) = (entries, site.load, seed.branch("faults"))
        (hasMotion, hasDoor) = (!site.motion.isEmpty, site.door != nil)
        let moments = entries.flatMap { [$0.from, $0.until].compactMap { $0 } }
        changes = Set(moments).sorted()[...]
        // What has broken before is broken at the start, all at once; a press was another life's.
        while let first = changes.first, first < start { changes.removeFirst() }
        alarmRandom = self.seed.branch("alarms").branch(start.milliseconds).generator
        (now, energyAt) = (start, start)
    }

    /// When it has something to tell next; looks no further than the given day.
    mutating func next(on day: LocalDay, _ zone: VirtualZone) -> Timestamp {
        if dullDay?.number != day.number { see(day, zone) }
        var next = day.end
        for due in [changes.first, alarmDue, alarmEnds] { if let due { next = Swift.min(next, due) } }
        if dullPlace < dull.count { next = Swift.min(next, dull[dullPlace].time) }
        return next
    }

    /// Lives up to `now`, after the zone did.
    mutating func live(to now: Timestamp, _ zone: inout VirtualZone) {
        self.now = now
        integrate(to: now)
        var isChanged = !hasLived
        hasLived = true
        var moments = 0
        while let first = changes.first, first <= now {
            changes.removeFirst()
            moments += entries.count { $0.kind == .buttonPressed && $0.from == first }
            isChanged = true
        }
        if isChanged { breaks(&zone) }
        if let due = alarmDue, due <= now {
            alarmEnds = due + Self.pulse
            alarmDue = nextAlarm(after: due)
        }
        if let ends = alarmEnds, ends <= now { alarmEnds = nil }
        while dullPlace < dull.count, dull[dullPlace].time <= now {
            if case .motion(let isSeen) = dull[dullPlace].change { isDullSeen = isSeen }
            dullPlace += 1
        }
        if !broken.contains(.buttonStuck) {
            presses.increment(by: zone.presses - pressesOfZone + UInt32(moments))
        }
        pressesOfZone = zone.presses
        power = told(zone.power)
    }

    /// The lamps were set.
    mutating func actuated(_ zone: VirtualZone, at now: Timestamp) {
        integrate(to: now)
        power = told(zone.power)
    }

    func signals(of zone: VirtualZone) -> LineSignals {
        LineSignals(
            motion: motion(zone), button: .level(broken.contains(.buttonStuck)), presses: presses, door: door(zone),
            light: light(zone), energy: energy, power: power)
    }

    /// Shown to the meter so far.
    mutating func energy(at now: Timestamp) -> Energy {
        integrate(to: now)
        return energy
    }

    // MARK: Causes

    private mutating func breaks(_ zone: inout VirtualZone) {
        let before = broken
        broken = Set(entries.filter { !$0.kind.isMoment && $0.holds(at: now) }.map(\.kind))
        if broken.contains(.lightFrozen), !before.contains(.lightFrozen) { frozen = zone.reading }
        zone.suffer(broken.contains(.lampsDead) ? .dead : broken.contains(.lampsWelded) ? .welded : nil, at: now)
        if !broken.contains(.motionFalseAlarms) {
            alarmDue = nil
        } else if alarmDue == nil {
            alarmDue = nextAlarm(after: now)
        }
    }

    private func amount(of kind: FaultKind) -> Double {
        entries.last { $0.kind == kind && $0.holds(at: now) }?.amount ?? 0
    }

    private mutating func nextAlarm(after time: Timestamp) -> Timestamp? {
        let rate = amount(of: .motionFalseAlarms)
        guard rate > 0 else { return nil }
        // No sooner than the sensor could tell another one.
        return time + Self.rest + .milliseconds(Int64(alarmRandom.exponential(mean: 3_600_000 / rate)))
    }

    private mutating func see(_ day: LocalDay, _ zone: VirtualZone) {
        dull = Array(dull[dullPlace...])
        (dullDay, dullPlace) = (day, 0)
        let entry = entries.last { $0.kind == .motionDull && $0.from < day.end && day.start < $0.span.upperBound }
        guard let entry else { return }
        var sensor = PassiveInfrared.poor
        sensor.gaps.longMedian = .milliseconds(Int64(entry.amount))
        guard let life = zone.life(seenBy: sensor) else { return }
        dull += life.events(on: day).events
    }

    // MARK: What is told

    private func motion(_ zone: VirtualZone) -> LineSignals.Wire {
        if broken.contains(.motionLost) { return .lost }
        if broken.contains(.motionChattering) { return .chattering }
        if broken.contains(.motionStuckHigh) { return .level(true) }
        if broken.contains(.motionStuckLow) { return .level(false) }
        let isSeen = broken.contains(.motionDull) ? isDullSeen || zone.isWaving : zone.motion.isActive
        return .level(hasMotion && (isSeen || alarmEnds != nil))
    }

    private func door(_ zone: VirtualZone) -> LineSignals.Wire? {
        guard hasDoor else { return nil }
        if broken.contains(.doorLost) { return .lost }
        if broken.contains(.doorStuckOpen) { return .level(true) }
        if broken.contains(.doorStuckShut) { return .level(false) }
        return .level(zone.door?.isOpen ?? false)
    }

    private func light(_ zone: VirtualZone) -> Lux? {
        if broken.contains(.lightLost) { return nil }
        if broken.contains(.lightFrozen) { return frozen }
        if broken.contains(.lightDark) { return .zero }
        if broken.contains(.lightDazzled) { return Self.sun }
        guard let light = zone.reading else { return nil }
        guard broken.contains(.lightOffset) || broken.contains(.lightDrift) else { return light }
        var more = amount(of: .lightOffset)
        for entry in entries where entry.kind == .lightDrift && entry.holds(at: now) {
            more += entry.amount * Double((now - entry.from).milliseconds / 3_600_000) / 24
        }
        return Swift.max(.zero, light + Lux(more))
    }

    private func told(_ power: Watts) -> Watts {
        if broken.contains(.meterStopped) { return .zero }
        return broken.contains(.meterNoisy) ? power + load : power
    }

    private mutating func integrate(to now: Timestamp) {
        energy += power * (now - energyAt)
        energyAt = now
    }

    private static let pulse = PassiveInfrared.typical.pulse
    private static let rest = PassiveInfrared.typical.pulse + PassiveInfrared.typical.blind
    /// On a horizontal surface at noon in summer.
    private static let sun = Lux(100_000)
}
