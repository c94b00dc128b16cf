internal import Boards
internal import Conditioning
internal import Control
internal import Cycle
internal import GPIO
internal import Hardware
internal import Loop
internal import Quantities

/// The rooms under a real board: its lines, conditioned, and the relays of its lamps.
struct RealPlant: Plant, ~Copyable {
    /// What others see as the holder of its lines.
    static let consumer = "lightwell-edge"

    var senses: Senses
    /// By zone.
    var schedules: [ScheduleState]
    private let banks: [Bank]
    /// Of each zone, its relays.
    private let lamps: [[Relay]]
    /// The zone of each input line, and whether it is a motion sensor's.
    private let sources: [(zone: Int, isMotion: Bool)]
    private let lampCount: Int
    private var shown: [UInt8]
    private var edges: [Edge] = []
    /// What each input line last said; `nil` while it cannot be read.
    private var levels: [Bool?]
    private var traffic: Traffic
    /// What control is told of the light, by zone.
    private var lights: [LightReading]
    /// What all lamps of a zone add at its light sensor; `nil` without one.
    private let lampShares: [Lux?]
    /// Presses that control itself makes, by zone.
    private var presses: [WrappingCount]
    /// At most one at a time.
    private(set) var walk: WalkTest?

    /// Where a relay is: among all lamps, among the banks, and among the outputs of that one.
    private struct Relay {
        let number: Int
        let bank: Int
        let output: Int
    }

    /// Takes the lines of a board: every lamp is lit from this moment on.
    ///
    /// - Throws: ``GPIOError`` when a line cannot be had; then none is taken.
    init(_ site: Site, at now: Instant) throws(GPIOError) {
        let wirings = Senses.wirings(of: site)
        var outputs = site.board.chips.map { _ in [Outputs.Line]() }
        var count = 0
        lamps = site.zones.map { zone in
            zone.lamps.map { lamp in
                let chip = lamp.line.chip
                outputs[chip].append(
                    Outputs.Line(offset: lamp.line.offset, polarity: lamp.polarity, isActive: true))
                defer { count += 1 }
                return Relay(number: count, bank: chip, output: outputs[chip].count - 1)
            }
        }
        var banks: [Bank] = []
        for (index, chip) in site.board.chips.enumerated() {
            let inputs = wirings.enumerated().filter { $1.input.line.chip == index }.map { number, wiring in
                let input = wiring.input
                return (number, Inputs.Line(offset: input.line.offset, polarity: input.polarity, bias: input.bias))
            }
            // A chip of which nothing is wanted need not be there.
            if outputs[index].isEmpty, inputs.isEmpty {
                banks.append(Bank())
            } else {
                banks.append(try Bank(chip, outputs: outputs[index], inputs: inputs, consumer: Self.consumer))
            }
        }
        self.banks = banks
        levels = Array(repeating: nil, count: wirings.count)
        for bank in banks { bank.levels(into: &levels) }
        senses = Senses(site, levels: levels, at: now)
        sources = wirings.map { wiring in
            if case .motion = wiring.role { (wiring.zone, true) } else { (wiring.zone, false) }
        }
        lampCount = count
        shown = lamps.map { UInt8($0.count) }
        presses = lamps.map { _ in .zero }
        schedules = lamps.map { _ in .unknown }
        lights = lamps.map { _ in LightReading() }
        lampShares = site.zones.map { $0.light == nil ? nil : $0.settings.daylight.lamps }
        traffic = Traffic(lines: lampCount + wirings.count, at: now)
        edges.reserveCapacity(Inputs.mostEdgesPerRead)
    }

    /// To be polled for reading.
    var descriptors: [Int32] { banks.flatMap(\.descriptors) }

    /// Takes the edges that wait at the lines, in the order of time.
    ///
    /// - Parameter watch: begins with ``descriptors``.
    /// - Returns: `false` if a line could not be read; ``reconcile(at:)`` finds out which.
    mutating func receive(_ watch: borrowing Watch) -> Bool {
        var (isWhole, place) = (true, 0)
        edges.removeAll(keepingCapacity: true)
        for bank in banks {
            for index in bank.descriptors.indices {
                defer { place += 1 }
                guard watch.isReady(place) else { continue }
                do throws(GPIOError) { try bank.read(index, into: &edges) } catch { isWhole = false }
            }
        }
        takeEdges()
        return isWhole
    }

    private mutating func takeEdges() {
        if edges.count > 1 { edges.sort { $0.at < $1.at } }
        for edge in edges {
            senses.receive(edge)
            levels[edge.line] = edge.rising
            traffic.note(lampCount + edge.line, lost: edge.lost, at: edge.at)
            if edge.rising, sources[edge.line].isMotion, sources[edge.line].zone == walk?.zone {
                walk?.sees(at: edge.at)
            }
        }
    }

    /// Reads all lines, in case edges were lost or a line is gone.
    mutating func reconcile(at now: Instant) {
        edges.removeAll(keepingCapacity: true)
        for bank in banks { bank.reconcile(into: &edges, levels: &levels) }
        takeEdges()
        senses.reconcile(levels, at: now)
        if let zone = walk?.zone {
            let isBlind = isBlind(zone)
            walk?.isBlind = isBlind
        }
    }

    /// Lets every conditioner see that time has passed.
    mutating func look(at now: Instant) {
        senses.look(at: now)
        for zone in lights.indices where lampShares[zone] != nil { _ = lights[zone].reads(senses.light(of: zone)) }
    }

    private func isBlind(_ zone: Int) -> Bool {
        for line in levels.indices where levels[line] == nil && sources[line].isMotion && sources[line].zone == zone {
            return true
        }
        return false
    }

    mutating func sample(_ zone: Int, at now: Instant) -> Control.Zone.Inputs {
        Control.Zone.Inputs(
            motion: senses.motion(of: zone), illuminance: lights[zone].lux, presses: pressed(zone),
            schedule: schedules[zone])
    }

    private func pressed(_ zone: Int) -> WrappingCount {
        var count = senses.presses(of: zone)
        count.increment(by: presses[zone].count)
        return count
    }

    mutating func actuate(_ zone: Int, _ outputs: Control.Zone.Outputs, at now: Instant) -> Bool {
        let steps = lamps[zone].count
        var level = Int(outputs.level)
        if let walk, walk.zone == zone { level = walk.isLit(at: now) ? steps : 0 }
        guard level != Int(shown[zone]) else { return true }
        var isDriven = true
        for step in 0..<steps {
            let relay = lamps[zone][step]
            if (step < level) != (step < Int(shown[zone])) { traffic.note(relay.number, at: now) }
            do throws(GPIOError) {
                try banks[relay.bank].set(relay.output, step < level)
            } catch {
                isDriven = false
            }
        }
        // A half-driven zone is in no known state: every step is driven again next time.
        shown[zone] = isDriven ? UInt8(level) : .max
        if let share = lampShares[zone] {
            // Half of it is sure, however the sensor was hung since.
            let light = isDriven ? share * (0.5 * Double(level) / Double(steps)) : .zero
            senses.expect(light, in: zone, at: now)
        }
        return isDriven
    }

    /// Gives the lamps of a zone to a walk test, from its next step on.
    mutating func beginWalk(of zone: Int, at now: Instant) {
        var walk = WalkTest(of: zone, at: now)
        walk.isBlind = isBlind(zone)
        self.walk = walk
    }

    /// Gives the lamps back to control.
    mutating func endWalk() { walk = nil }

    /// Says what a person at the wall button of a zone would say.
    mutating func press(_ zone: Int) { presses[zone].increment() }

    /// Shows all lines, as ``BoardLine/lines(of:)`` lists them. Allocates nothing.
    mutating func paint(_ lines: inout [Picture.Line], at now: Instant) {
        for zone in lamps.indices {
            for step in lamps[zone].indices {
                let isLit = shown[zone] == .max ? nil : step < Int(shown[zone])
                show(&lines, lamps[zone][step].number, isLit, at: now)
            }
        }
        for line in levels.indices { show(&lines, lampCount + line, levels[line], at: now) }
    }

    private mutating func show(_ lines: inout [Picture.Line], _ line: Int, _ isActive: Bool?, at now: Instant) {
        lines[line].isActive = isActive
        lines[line].eventsPerMinute = traffic.perMinute(line, at: now)
        lines[line].lost = traffic.lost(line)
    }

    /// Lights everything: what a board does last.
    mutating func rest(at now: Instant) {
        walk = nil
        for zone in lamps.indices {
            _ = actuate(zone, Control.Zone.Outputs(level: UInt8(lamps[zone].count), reason: .starting), at: now)
        }
    }
}
