internal import Boards
internal import Control
internal import Cycle
internal import GPIO
internal import Hardware
internal import Quantities

/// The rooms under a real board: its lines, conditioned, and the relays of its lamps.
struct RealPlant: Plant, ~Copyable {
    var senses: Senses
    var schedule = ScheduleState.unknown
    private var inputs: Inputs
    private var outputs: Outputs
    /// First output line of each zone, and how many steps follow.
    private let lamps: [(first: Int, steps: UInt8)]
    private var shown: [UInt8]
    private var edges: [Edge] = []

    /// Takes the lines of a board: every lamp is lit from this moment on.
    ///
    /// - Throws: ``GPIOError`` when a line cannot be had; then none is taken.
    init(_ site: Site, chip label: String, at now: Instant) throws(GPIOError) {
        let chip = try Chip.open(label: label)
        let outputs = try chip.outputs(
            site.zones.flatMap { zone in
                zone.lamps.map { Outputs.Line(offset: $0.line.offset, polarity: $0.polarity, isActive: true) }
            }, consumer: "lightwell-edge")
        let inputs = try chip.inputs(
            Senses.wirings(of: site).map { wiring in
                Inputs.Line(
                    offset: wiring.input.line.offset, polarity: wiring.input.polarity, bias: wiring.input.bias)
            }, consumer: "lightwell-edge")
        senses = Senses(site, levels: inputs.levels(), at: now)
        var first = 0
        var lamps: [(first: Int, steps: UInt8)] = []
        for zone in site.zones {
            lamps.append((first, UInt8(zone.lamps.count)))
            first += zone.lamps.count
        }
        self.lamps = lamps
        self.inputs = inputs
        self.outputs = outputs
        shown = lamps.map(\.steps)
        edges.reserveCapacity(Inputs.mostEdgesPerRead)
    }

    /// To be polled for reading.
    var descriptors: [Int32] { inputs.descriptors }

    /// Takes the edges that wait at all lines, in the order of time.
    ///
    /// - Returns: `false` if a line could not be read; ``reconcile(at:)`` finds out which.
    mutating func receive() -> Bool {
        var isWhole = true
        edges.removeAll(keepingCapacity: true)
        for index in inputs.descriptors.indices {
            do throws(GPIOError) { try inputs.read(index, into: &edges) } catch { isWhole = false }
        }
        edges.sort { $0.at < $1.at }
        for edge in edges { senses.receive(edge) }
        return isWhole
    }

    /// Reads all lines, in case edges were lost or a line is gone.
    mutating func reconcile(at now: Instant) { senses.reconcile(inputs.levels(), at: now) }

    mutating func sample(_ zone: Int, at now: Instant) -> Control.Zone.Inputs {
        Control.Zone.Inputs(
            motion: senses.motion(of: zone), illuminance: nil, presses: senses.presses(of: zone), schedule: schedule)
    }

    mutating func actuate(_ zone: Int, _ outputs: Control.Zone.Outputs, at now: Instant) -> Bool {
        guard outputs.level != shown[zone] else { return true }
        let (first, steps) = lamps[zone]
        var isDriven = true
        for step in 0..<steps {
            do throws(GPIOError) {
                try self.outputs.set(first + Int(step), step < outputs.level)
            } catch {
                isDriven = false
            }
        }
        // A half-driven zone is in no known state: every step is driven again next time.
        shown[zone] = isDriven ? outputs.level : .max
        return isDriven
    }

    /// Lights everything: what a board does last.
    mutating func rest(at now: Instant) {
        for zone in lamps.indices {
            _ = actuate(zone, Control.Zone.Outputs(level: lamps[zone].steps, reason: .starting), at: now)
        }
    }
}
