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
    private var dimmers: [DimmerWiring.Output: [Field]] = [:]

    init(board: BoardModel?) { self.board = board }

    /// One relay for each step.
    func lamps(_ field: Field) -> [OutputWiring] {
        let items = field.listOrOne()
        if !(1...3).contains(items.count) {
            field.report("a zone has 1 to 3 steps, each with its line; this has \(items.count)")
        }
        return items.compactMap { output($0, mayAnswer: true) }
    }

    /// A relay.
    ///
    /// - Parameters:
    ///   - load: what it switches.
    ///   - mayAnswer: whether somebody listens to its auxiliary contact, to ground with the chip's own pull-up.
    ///
    /// `resistor` of lamps is one that was fitted outside, so that the line stands at a level while nobody holds it.
    func output(_ field: Field, switching load: String = "lamps", mayAnswer: Bool = false) -> OutputWiring? {
        let (line, mapping) = line(field)
        let polarity = polarity(mapping) ?? .activeHigh
        let answer = mayAnswer ? mapping?.optional("answer").flatMap { input($0, .activeLow, .pullUp) } : nil
        let fitted = load == "lamps" ? mapping?.optional("resistor")?.choice(Fitted.self)?.bias : nil
        guard let line else { return nil }
        if let reason = line.bootActive {
            field.report(
                "\(line.name) cannot switch \(load): \(reason); wire \(load == "climate" ? "it" : "them") to another line"
            )
        } else if load == "lamps", line.avoid == nil, let board, !board.isSimulated {
            warn(field, line, polarity, pull: fitted ?? line.atBoot)
        }
        return OutputWiring(line: line, polarity: polarity, answer: answer)
    }

    /// Warns of lamps that are dark while nobody holds their line: from power-on to the start, and, on chips that let a
    /// line go, after a crash.
    private func warn(_ field: Field, _ line: BoardModel.Line, _ polarity: Polarity, pull: Bias?) {
        let isHigh = polarity == .activeHigh
        guard pull != (isHigh ? .pullUp : .pullDown) else { return }
        let (now, dark) =
            switch pull {
            case .pullUp: ("is pulled up", "are")
            case .pullDown: ("is pulled down", "are")
            case .some(.none): ("is pulled nowhere", "may be")
            default: ("is pulled nobody knows where", "may be")
            }
        let wanted = (isHigh ? Fitted.up : .down).rawValue
        field.warn(
            "\(line.name) \(now) from power-on until the program takes it, and on many chips after a crash: its lamps \(dark) dark then; "
                + (isHigh
                    ? "put them on the relay's normally closed contact and say active: low, or "
                    : "where the relay pulls in on low, put them on its normally closed contact and say active: high, or ")
                + "fit a \(wanted) resistor and say resistor: \(wanted)")
    }

    /// The line that carries a PWM; its driver takes it, so that nothing else may.
    func dimmerLine(_ field: Field) -> BoardModel.Line? { line(field).0 }

    /// Remembers who uses a PWM output.
    func note(_ output: DimmerWiring.Output, _ field: Field) { dimmers[output, default: []].append(field) }

    /// A sensor's own output drives the line high while it sees motion, unless the file says otherwise.
    func motion(_ field: Field) -> [InputWiring] {
        let items = field.listOrOne()
        if items.isEmpty { field.report("needs at least one sensor; where there is none, leave the key out") }
        return items.compactMap { input($0, .activeHigh, .asIs) }
    }

    /// A contact to ground with the chip's own pull-up, unless the file says otherwise.
    func button(_ field: Field) -> InputWiring? { input(field, .activeLow, .pullUp) }

    /// A reed to ground that is closed while the door is shut, with the chip's own pull-up, unless the file says
    /// otherwise: a cut wire reads as an open door. Many doors stand open by day, and some for weeks: so that is a
    /// fault only where the file says after how long.
    func door(_ field: Field) -> DoorWiring? {
        let input = input(field, .activeLow, .pullUp)
        let mapping = field.isMapping ? field.mapping() : nil
        let loop: Contact.Loop =
            mapping?.optional("while-shut")?.choice(Loop.self) == .open ? .openWhileShut : .closedWhileShut
        let longest = mapping?.optional("longest-open")?.duration(in: .minutes(1) ... .days(30))
        return input.map { DoorWiring(input: $0, loop: loop, longestOpen: longest) }
    }

    /// A contact to ground with the chip's own pull-up, unless the file says otherwise; closed, it asks. Events of a
    /// grid last hours: one that asks for half a day is stuck (an assumption), unless the file says otherwise.
    func shed(_ field: Field) -> ShedWiring? {
        guard let mapping = field.mapping() else { return nil }
        let input = input(field, .activeLow, .pullUp)
        let level = mapping.required("level")?.percent(in: 1...50)
        let longest = mapping.optional("longest")?.duration(in: .minutes(1) ... .days(7))
        guard let input, let level else { return nil }
        return ShedWiring(input: input, level: UInt8(level.rounded()), longest: longest ?? .hours(12))
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
        if let pair = mapping.optional("comparator") { return comparator(pair).map { .comparator($0) } }
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

    /// Two comparators drive their lines.
    private func comparator(_ field: Field) -> ComparatorWiring? {
        guard let mapping = field.mapping() else { return nil }
        let low = mapping.required("low").flatMap { input($0, .activeHigh, .asIs) }
        let high = mapping.required("high").flatMap { input($0, .activeHigh, .asIs) }
        let lowLux = mapping.required("low-lux")?.lux(in: Lux(1)...Lux(20_000))
        let upper = mapping.required("high-lux")
        let highLux = upper?.lux(in: Lux(1)...Lux(20_000))
        guard let low, let high, let lowLux, let highLux else { return nil }
        if highLux <= lowLux { upper?.report("should be more than low-lux, \(Units.lux.written(lowLux.value))") }
        return ComparatorWiring(low: low, high: high, lowLux: lowLux, highLux: highLux)
    }

    /// Reports every line that has more than one user, where the second one names it; PWM outputs likewise.
    func reportConflicts() {
        for (name, fields) in users { reportConflict("line \(name)", fields) }
        for (output, fields) in dimmers { reportConflict("PWM \(output)", fields) }
    }

    private func reportConflict(_ name: String, _ fields: [Field]) {
        guard fields.count > 1 else { return }
        let paths = fields.map(\.path)
        let named = paths.dropLast().joined(separator: ", ") + " and " + paths[paths.count - 1]
        fields[1].reportKey("\(name) is used by \(named)")
    }

    func input(_ field: Field, _ polarity: Polarity, _ bias: Bias) -> InputWiring? {
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

private enum Fitted: String, CaseIterable {
    case up = "pull-up"
    case down = "pull-down"

    var bias: Bias { self == .up ? .pullUp : .pullDown }
}
private enum Active: String, CaseIterable { case low, high }
private enum Loop: String, CaseIterable { case closed, open }
private enum Simulated: String, CaseIterable { case simulated }

private enum Converter: String, CaseIterable {
    case tsl235r, tsl237

    var calibration: LightCalibration { self == .tsl237 ? .tsl237 : .tsl235r }
}
