internal import Conditioning
internal import Hardware
internal import Quantities
internal import Spelling
internal import YAML

/// Reads which line does what, and remembers who uses each: a line does one thing only.
final class WiringReader {
    /// `nil` when it could not be read; then lines are not judged.
    let board: BoardModel?
    private var users: [String: [Field]] = [:]

    init(board: BoardModel?) { self.board = board }

    /// One relay for each step.
    func lamps(_ field: Field) -> [OutputWiring] {
        let items = field.listOrOne()
        if !(1...3).contains(items.count) {
            field.report("a zone has 1 to 3 steps, each with its line; this has \(items.count)")
        }
        return items.compactMap { item in
            let (line, mapping) = line(item)
            let polarity = polarity(mapping) ?? .activeHigh
            guard let line else { return nil }
            if let reason = line.bootActive {
                item.report("\(line.name) cannot switch lamps: \(reason); wire them to another line")
            }
            return OutputWiring(line: line, polarity: polarity)
        }
    }

    /// A sensor's own output drives the line high while it sees motion, unless the file says otherwise.
    func motion(_ field: Field) -> [InputWiring] {
        let items = field.listOrOne()
        if items.isEmpty { field.report("needs at least one sensor") }
        return items.compactMap { input($0, .activeHigh, .asIs) }
    }

    /// A contact to ground with the chip's own pull-up, unless the file says otherwise.
    func button(_ field: Field) -> InputWiring? { input(field, .activeLow, .pullUp) }

    /// An open collector (S0) to ground with the chip's own pull-up, unless the file says otherwise.
    func meter(_ field: Field, load: Watts?) -> MeterWiring? {
        guard let mapping = field.mapping() else { return nil }
        let input = input(field, .activeLow, .pullUp)
        let pulses = mapping.required("pulses-per-kwh")?.integer(in: 1...100_000)
        let most = mapping.required("maximum")
        let maximum = most?.watts(in: Watts(1)...Watts(1_000_000))
        guard let pulses, let maximum else { return nil }
        if let load, maximum < load { most?.report("is less than the load, \(Units.power.written(load.value))") }
        // IEC 62053-31: pulse and pause last 30 ms each at least.
        if maximum.value * Double(pulses) / 3.6e6 > 1 / 0.06 {
            most?.report(
                "is more than S0 pulses can tell; at \(pulses) per kWh they end at "
                    + Units.power.written((3.6e6 / 0.06 / Double(pulses)).rounded(.down)))
        }
        return input.map { MeterWiring(input: $0, pulsesPerKilowattHour: pulses, maximum: maximum) }
    }

    /// A converter's output, or its divider's, drives the line.
    func light(_ field: Field) -> Site.LightSensor? {
        guard field.isMapping else {
            guard field.choice(Simulated.self) != nil else { return nil }
            guard let board, !board.isSimulated else { return .simulated }
            field.report(
                "the board \(board.name) cannot simulate; a sensor on a line is written "
                    + "light: { line: GPIO24, part: tsl237, divider: 1024 }")
            return nil
        }
        guard let mapping = field.mapping() else { return nil }
        let input = input(field, .activeHigh, .asIs)
        let part = mapping.required("part")?.choice(Converter.self)
        let divider = mapping.optional("divider")
        let times = divider?.integer(in: 1...65_536)
        let hertz = mapping.optional("hertz-per-lux")?.number(in: 0.01...100_000)
        let most = mapping.optional("maximum")?.lux(in: Lux(10)...Lux(200_000))
        guard let input, let part else { return nil }
        var calibration = part.calibration
        if let times { calibration.divider = UInt32(times) }
        if let hertz { calibration.hertzPerLux = hertz }
        if let most { calibration.maximum = most }
        let edges = calibration.mostEdgesPerSecond
        if edges > Self.mostEdgesPerSecond {
            (divider ?? field).report(
                "gives \(Int(edges)) edges a second at \(Units.lux.written(calibration.maximum.value)), more than the "
                    + "\(Int(Self.mostEdgesPerSecond)) that a board takes: take a greater divider or a lower maximum")
        }
        return .converter(input, calibration)
    }

    private static let mostEdgesPerSecond = 3_100.0

    /// Reports every line that has more than one user, where the second one names it.
    func reportConflicts() {
        for (name, fields) in users where fields.count > 1 {
            let paths = fields.map(\.path)
            let named = paths.dropLast().joined(separator: ", ") + " and " + paths[paths.count - 1]
            fields[1].reportKey("line \(name) is used by \(named)")
        }
    }

    private func input(_ field: Field, _ polarity: Polarity, _ bias: Bias) -> InputWiring? {
        let (line, mapping) = line(field)
        if let line, let reason = line.bootActive {
            field.warn("\(line.name) moves while the board boots: \(reason); another line would be quieter")
        }
        let given = self.polarity(mapping)
        let resistor = mapping?.optional("bias")?.choice(Pull.self)?.bias
        return line.map { InputWiring(line: $0, polarity: given ?? polarity, bias: resistor ?? bias) }
    }

    private func polarity(_ mapping: Mapping?) -> Polarity? {
        mapping?.optional("active")?.choice(Active.self).map { $0 == .low ? .activeLow : .activeHigh }
    }

    /// The line that a name, or a mapping with a name under `line`, means.
    private func line(_ field: Field) -> (BoardModel.Line?, Mapping?) {
        let mapping = field.isMapping ? field.mapping() : nil
        guard let named = field.isMapping ? mapping?.required("line") : field, let name = named.text(), let board else {
            return (nil, mapping)
        }
        guard let line = board.line(named: name) else {
            let near = Spelling.closest(to: name, among: board.lines.map(\.name))
            named.report("\(board.name) has no line \"\(name)\"" + (near.map { ", did you mean \"\($0)\"?" } ?? ""))
            return (nil, mapping)
        }
        if let reason = line.avoid {
            named.report("\(name) must not be used: \(reason); wire to another line")
        } else if let caution = line.caution {
            let signals = line.signals.map(\.description).joined(separator: " and ")
            named.warn("\(name) can be \(signals.isEmpty ? "something else" : signals) too: \(caution)")
        }
        users[name, default: []].append(field)
        return (line, mapping)
    }
}

private enum Active: String, CaseIterable { case low, high }
private enum Simulated: String, CaseIterable { case simulated }

private enum Converter: String, CaseIterable {
    case tsl235r, tsl237

    var calibration: LightCalibration { self == .tsl237 ? .tsl237 : .tsl235r }
}
