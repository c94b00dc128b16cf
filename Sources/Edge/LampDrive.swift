internal import Boards
internal import Conditioning
internal import GPIO
internal import Hardware
internal import PWM
internal import Quantities

/// All lamps of a board, with the lines and PWM outputs that drive them. What cannot be driven is tried again the next
/// time. Allocates nothing after `init`.
struct LampDrive {
    /// How many relays there are.
    let count: Int
    private var lamps: [ZoneLamps]
    private let relays: [[Relay]]
    private let banks: [Bank]
    /// By zone; `nil` where there is none.
    private let dimmers: [DimmerDrive?]
    /// What each relay's line shows, by number; `nil` while that is not known.
    private var driven: [Bool?]
    /// How often each relay is switched.
    private var traffic: Traffic

    /// Where a relay is: among all lamps, among the banks, and among the outputs of that one.
    struct Relay {
        let name: String
        let number: Int
        let bank: Int
        let output: Int
    }

    /// The relays of each zone, and of each chip the lines to be taken for them: lit.
    static func places(of site: Site) -> (relays: [[Relay]], outputs: [[Outputs.Line]]) {
        var outputs = site.board.chips.map { _ in [Outputs.Line]() }
        var count = 0
        let relays = site.zones.map { zone in
            zone.lamps.map { lamp in
                let chip = lamp.line.chip
                outputs[chip].append(
                    Outputs.Line(offset: lamp.line.offset, polarity: lamp.polarity, isActive: true))
                defer { count += 1 }
                return Relay(name: lamp.line.name, number: count, bank: chip, output: outputs[chip].count - 1)
            }
        }
        return (relays, outputs)
    }

    /// - Parameters:
    ///   - relays: as ``places(of:)`` has them; `banks` hold their lines, lit.
    ///   - operations: of the relays so far, by the names of their lines.
    init(
        _ site: Site, _ relays: [[Relay]], in banks: [Bank], dimmers: [DimmerDrive?], operations: [String: UInt64],
        at now: Instant
    ) {
        (self.relays, self.banks, self.dimmers) = (relays, banks, dimmers)
        count = relays.reduce(0) { $0 + $1.count }
        driven = Array(repeating: true, count: count)
        traffic = Traffic(lines: count, at: now)
        lamps = site.zones.map { zone in
            ZoneLamps(zone, operations: zone.lamps.map { operations[$0.line.name] ?? 0 }, at: now)
        }
    }

    /// Of a zone, all of its light.
    func steps(of zone: Int) -> UInt8 { lamps[zone].steps }

    /// Has the lamps of a zone go to a level, and its lines show what they are at now.
    ///
    /// - Returns: `false` if something could not be driven.
    mutating func show(_ level: UInt8, _ fade: ZoneLamps.Fade, _ zone: Int, at now: Instant) -> Bool {
        lamps[zone].show(level, fade, at: now)
        var isDriven = true
        for step in relays[zone].indices {
            let (relay, isClosed) = (relays[zone][step], lamps[zone].isClosed(step))
            guard driven[relay.number] != isClosed else { continue }
            do throws(GPIOError) {
                try banks[relay.bank].set(relay.output, isClosed)
                driven[relay.number] = isClosed
                traffic.note(relay.number, at: now)
            } catch {
                driven[relay.number] = nil
                isDriven = false
            }
        }
        if let dimmer = dimmers[zone], let duty = lamps[zone].duty(at: now) {
            do throws(PWMError) { try dimmer.set(duty) } catch { isDriven = false }
        }
        return isDriven
    }

    /// Notes that the lines of a chip were taken again: lit.
    mutating func retook(bank: Int) {
        for zone in relays { for relay in zone where relay.bank == bank { driven[relay.number] = true } }
    }

    /// Takes what the auxiliary contact of a zone's relay says.
    mutating func answer(_ zone: Int, _ step: Int, isClosed: Bool?, at now: Instant) {
        lamps[zone].answer(step, isClosed: isClosed, at: now)
    }

    /// What its auxiliary contact has against a zone's relay: it does not open, or it does not close.
    func fault(of zone: Int, _ step: Int) -> SensorFault? { lamps[zone].fault(of: step) }

    /// When to show a level again at the latest, for lamps that are on their way.
    func reviewBy(at now: Instant) -> Instant? {
        var review: Instant?
        for zone in lamps.indices {
            if let due = lamps[zone].reviewBy(at: now) { review = review.map { Swift.min($0, due) } ?? due }
        }
        return review
    }

    /// How often the relays have moved in their lives, by the names of their lines.
    var operations: [String: UInt64] {
        var operations: [String: UInt64] = [:]
        for zone in lamps.indices {
            for (step, relay) in relays[zone].enumerated() { operations[relay.name] = lamps[zone].operations(of: step) }
        }
        return operations
    }

    /// Shows the relays' lines, which are the first ones, and the dimmers, which follow from a place on.
    mutating func paint(_ lines: inout [Picture.Line], dimmersFrom first: Int, at now: Instant) {
        var place = first
        for zone in lamps.indices {
            for step in relays[zone].indices {
                let number = relays[zone][step].number
                lines[number].isActive = driven[number]
                lines[number].eventsPerMinute = traffic.perMinute(number, at: now)
                lines[number].operations = lamps[zone].operations(of: step)
                lines[number].fault = lamps[zone].fault(of: step)
            }
            guard dimmers[zone] != nil else { continue }
            let light = lamps[zone].light(at: now) ?? 0
            (lines[place].isActive, lines[place].light) = (light > 0, light)
            place += 1
        }
    }
}
