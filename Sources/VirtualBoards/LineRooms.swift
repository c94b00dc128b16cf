public import Boards
internal import Hardware
public import Quantities
public import Simulation

/// The virtual rooms of a site behind the lines of a real chip: which input line has which level when, and what the
/// levels of the lamps' lines mean to the rooms.
///
/// A value without clock or file: whoever has lines moves them. Take one ``step()`` after the other, each when
/// its time ``next`` has come, set what ``levels`` says after each, and ``read(_:at:)`` the lamps from time to time.
/// Steps that are late lose nothing, they are only late.
public struct LineRooms: Sendable {
    /// A line, and what it is for.
    public struct Line: Hashable, Sendable {
        public let line: BoardModel.Line
        public let role: Claim.Role
        let polarity: Polarity
        /// `nil`: the board's own.
        let zone: Int?
        fileprivate let isInput: Bool
    }

    /// Driven by the rooms, in the order of the site's claims.
    public let inputs: [Line]
    /// The lamps' relays, likewise. Let go they are lit.
    public let lamps: [Line]
    /// Of the inputs: whether the voltage is high.
    public private(set) var levels: [Bool]
    private var zones: [LineZone]
    /// When something happens next, by zone.
    private var dues: [Timestamp]
    private var skylight: Skylight
    private let calendar: SiteCalendar
    private var day: LocalDay
    private var now: Timestamp

    /// - Parameters:
    ///   - start: which may lie within a day; what would have happened before has.
    ///   - answers: what people do when their lamps warn or go dark.
    /// - Throws: every zone that cannot be lived in so.
    public init(_ site: Site, seed: UInt64, from start: Timestamp, answers: Answers = .nobody) throws(LinesUnfit) {
        try LinesUnfit.look(at: site)
        let seed = Seed(seed).branch(site.group).branch(site.id)
        var zones = site.zones.map { zone in
            let own = seed.branch(zone.id)
            return LineZone(
                zone, life: Life(zone, seed: own, showsPeople: true), seed: own, answers: answers, from: start)
        }
        var skylight = Skylight(Weather(seed: seed.branch("weather"), climate: .of(site), place: site.place.onEarth))
        calendar = SiteCalendar(site)
        let day = calendar.day(containing: start)
        let lines = site.claims.compactMap { Line($0, of: site) }
        inputs = lines.filter { $0.isInput }
        lamps = lines.filter { $0.isLamp }
        levels = inputs.map { $0.polarity == .activeLow }
        dues = zones.indices.map { zone in
            _ = zones[zone].next(on: day)
            zones[zone].live(to: start, under: &skylight)
            zones[zone].beginCounting()
            return zones[zone].next(on: day)
        }
        (self.zones, self.skylight, self.day, now) = (zones, skylight, day, start)
        show(zones.indices.map { _ in true })
    }

    /// What the lamps' lines are pulled to while nobody drives them, whether that is high: lit.
    public func released(_ lamp: Int) -> Bool { lamps[lamp].polarity == .activeHigh }

    /// When something happens next, at the latest at the end of the local day.
    public var next: Timestamp { dues.reduce(day.end) { Swift.min($0, $1) } }

    /// Has the next thing happen.
    ///
    /// - Returns: The inputs that have another level now.
    @discardableResult
    public mutating func step() -> [Int] {
        now = Swift.max(now, next)
        if day.end <= now { day = calendar.day(containing: now) }
        var isLived = zones.map { _ in false }
        for zone in zones.indices where dues[zone] <= now {
            zones[zone].live(to: now, under: &skylight)
            dues[zone] = zones[zone].next(on: day)
            isLived[zone] = true
        }
        return show(isLived)
    }

    /// Takes the levels of the lamps' lines, whether the voltage is high. Steps that are due are to be taken before.
    public mutating func read(_ levels: [Bool], at moment: Timestamp) {
        now = Swift.max(now, moment)
        for zone in zones.indices {
            var (lit, count) = (0, 0)
            for (lamp, level) in zip(lamps, levels) where lamp.zone == zone {
                count += 1
                if level == (lamp.polarity == .activeHigh) { lit += 1 }
            }
            guard count > 0 else { continue }
            zones[zone].lit(Double(lit) / Double(count), at: now)
            dues[zone] = zones[zone].next(on: day)
        }
    }

    /// What has happened up to a moment, by zone. Steps that are due are to be taken before.
    public func truth(at moment: Timestamp) -> [ZoneTruth] { zones.map { $0.truth(at: moment) } }

    /// - Parameter isLived: by zone, whether anything there may be another.
    @discardableResult
    private mutating func show(_ isLived: [Bool]) -> [Int] {
        var changed: [Int] = []
        for (index, input) in inputs.enumerated() {
            guard let zone = input.zone, isLived[zone], let role = input.sense,
                let isActive = zones[zone].isActive(role)
            else { continue }
            let level = isActive == (input.polarity == .activeHigh)
            guard level != levels[index] else { continue }
            levels[index] = level
            changed.append(index)
        }
        return changed
    }
}

extension LineRooms.Line {
    /// `nil` where the claim names no line.
    fileprivate init?(_ claim: Claim, of site: Site) {
        guard let line = claim.line else { return nil }
        (self.line, role, polarity, isInput) = (line, claim.role, claim.polarity, claim.bias != nil)
        zone = site.zones.firstIndex { $0.id == claim.zone }
    }

    fileprivate var isLamp: Bool { if case .lamp = role { true } else { false } }

    /// Which of its zone's lines it is; `nil` of outputs, and of what no room moves.
    fileprivate var sense: VirtualLines.Role? {
        switch role {
        case .motion(let number, _): .motion(number - 1)
        case .button: .button
        case .meter: .meter
        case .light(_, of: 1): .light
        case .light(1, _): .lightLow
        case .light: .lightHigh
        case .door: .door
        case .lamp, .relay, .plugs, .setback, .shed, .dimmer, .boardMeter, .answer: nil
        }
    }
}
