internal import Conditioning
internal import YAML

extension WiringReader {
    /// The dimmer among a zone's lamps; `nil` where they are relays, or it could not be read, which is then reported.
    ///
    /// - Returns: with the relay beside it, which takes the lamps off the mains.
    func dimmer(_ field: Field) -> (dimmer: DimmerWiring?, relay: OutputWiring?)? {
        if field.says("dimmer") {
            guard let board, !board.isSimulated else { return (Self.simulated, nil) }
            field.report("the board \(board.name) cannot simulate; \(Self.form)")
            return (nil, nil)
        }
        guard field.isMapping, let mapping = field.mapping(), let dimmer = mapping.optional("dimmer") else {
            return nil
        }
        let relay = mapping.optional("relay").flatMap { output($0, mayAnswer: true) }
        return (dimmer.mapping().flatMap { read($0, dimmer) }, relay)
    }

    private func read(_ mapping: Mapping, _ field: Field) -> DimmerWiring? {
        let isSimulated = board?.isSimulated ?? false
        let chip = isSimulated ? mapping.optional("chip") : mapping.required("chip")
        let channel = isSimulated ? mapping.optional("channel") : mapping.required("channel")
        let name = chip?.text()
        if let name, name.contains("/") || name.hasPrefix(".") {
            chip?.report("\"\(name)\" should be a name alone, such as fe20c000.pwm or pwmchip0, without a folder")
        }
        let number = channel?.integer(in: 0...63)
        let hertz = mapping.optional("frequency")?.quantity(Self.frequency, in: 100...100_000) ?? 1_000
        let drive = mapping.optional("drive")?.choice(Drive.self) ?? .direct
        let least = mapping.optional("minimum")?.percent(in: 0...50)
        let curve = mapping.optional("curve")?.choice(Curve.self) ?? .logarithmic
        let line = mapping.optional("line").flatMap { pin($0) }
        let output = name.flatMap { name in number.map { DimmerWiring.Output(chip: name, channel: $0) } }
        if let output { note(output, field) }
        guard output != nil || isSimulated else { return nil }
        return DimmerWiring(
            output: output, line: line, period: UInt64((1e9 / hertz).rounded()),
            drive: drive == .direct ? .direct : .inverted,
            // By IEC 60929, annex E, 1 V of 10 V and below is the least.
            minimum: least.map { $0 / 100 } ?? (drive == .direct ? 0.01 : 0.1),
            curve: curve == .linear ? .linear : .logarithmic)
    }

    /// A line that can carry a PWM.
    private func pin(_ field: Field) -> BoardModel.Line? {
        guard let line = dimmerLine(field) else { return nil }
        if let board, !board.isSimulated, !line.signals.contains(where: { $0.role == .pwm }) {
            let able = board.lines.filter { $0.signals.contains { $0.role == .pwm } }.map(\.name)
            field.report(
                "\(line.name) carries no PWM"
                    + (able.isEmpty ? " on this board" : "; on this board \(able.joined(separator: ", ")) can"))
        }
        return line
    }

    private static let simulated = DimmerWiring(
        output: nil, line: nil, period: 1_000_000, drive: .direct, minimum: 0.01, curve: .logarithmic)
    private static let form = "a dimmer is written lamps: { dimmer: { chip: fe20c000.pwm, channel: 0 } }"
    private static let frequency = Units([
        Units.Unit("Hz", worth: 1), Units.Unit("kHz", worth: 1_000),
    ])
}

private enum Drive: String, CaseIterable { case direct, inverted }
private enum Curve: String, CaseIterable { case linear, logarithmic }
