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
    private let banks: [Bank]
    /// Of each zone, its relays.
    private let lamps: [[Relay]]
    private let inputs: Int
    private var shown: [UInt8]
    private var edges: [Edge] = []

    /// Where a relay is: among the banks, and among the outputs of that one.
    private struct Relay {
        let bank: Int
        let output: Int
    }

    /// Takes the lines of a board: every lamp is lit from this moment on.
    ///
    /// - Throws: ``GPIOError`` when a line cannot be had; then none is taken.
    init(_ site: Site, at now: Instant) throws(GPIOError) {
        let wirings = Senses.wirings(of: site)
        var outputs = site.board.chips.map { _ in [Outputs.Line]() }
        lamps = site.zones.map { zone in
            zone.lamps.map { lamp in
                let chip = lamp.line.chip
                outputs[chip].append(
                    Outputs.Line(offset: lamp.line.offset, polarity: lamp.polarity, isActive: true))
                return Relay(bank: chip, output: outputs[chip].count - 1)
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
                banks.append(try Bank(chip, outputs: outputs[index], inputs: inputs, consumer: "lightwell-edge"))
            }
        }
        self.banks = banks
        inputs = wirings.count
        senses = Senses(site, levels: Self.levels(banks, wirings.count), at: now)
        shown = lamps.map { UInt8($0.count) }
        edges.reserveCapacity(Inputs.mostEdgesPerRead)
    }

    /// To be polled for reading.
    var descriptors: [Int32] { banks.flatMap(\.descriptors) }

    /// Takes the edges that wait at all lines, in the order of time.
    ///
    /// - Returns: `false` if a line could not be read; ``reconcile(at:)`` finds out which.
    mutating func receive() -> Bool {
        var isWhole = true
        edges.removeAll(keepingCapacity: true)
        for bank in banks {
            for index in bank.descriptors.indices {
                do throws(GPIOError) { try bank.read(index, into: &edges) } catch { isWhole = false }
            }
        }
        edges.sort { $0.at < $1.at }
        for edge in edges { senses.receive(edge) }
        return isWhole
    }

    /// Reads all lines, in case edges were lost or a line is gone.
    mutating func reconcile(at now: Instant) {
        var levels = [Bool?](repeating: nil, count: inputs)
        edges.removeAll(keepingCapacity: true)
        for bank in banks { bank.reconcile(into: &edges, levels: &levels) }
        edges.sort { $0.at < $1.at }
        for edge in edges { senses.receive(edge) }
        senses.reconcile(levels, at: now)
    }

    mutating func sample(_ zone: Int, at now: Instant) -> Control.Zone.Inputs {
        Control.Zone.Inputs(
            motion: senses.motion(of: zone), illuminance: nil, presses: senses.presses(of: zone), schedule: schedule)
    }

    mutating func actuate(_ zone: Int, _ outputs: Control.Zone.Outputs, at now: Instant) -> Bool {
        guard outputs.level != shown[zone] else { return true }
        var isDriven = true
        for (step, relay) in lamps[zone].enumerated() {
            do throws(GPIOError) {
                try banks[relay.bank].set(relay.output, UInt8(step) < outputs.level)
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
            _ = actuate(zone, Control.Zone.Outputs(level: UInt8(lamps[zone].count), reason: .starting), at: now)
        }
    }

    /// Of all inputs by their numbers; `nil` where one cannot be read.
    private static func levels(_ banks: [Bank], _ count: Int) -> [Bool?] {
        var levels = [Bool?](repeating: nil, count: count)
        for bank in banks { bank.levels(into: &levels) }
        return levels
    }
}
