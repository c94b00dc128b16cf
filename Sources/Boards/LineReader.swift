internal import Hardware
internal import Spelling
internal import YAML

/// Reads the lines of a board file.
struct LineReader {
    let chips: ChipReader
    let headers: [BoardModel.Header]
    /// Why lines of a role must not be used.
    let refusals: [BoardModel.Role: String]
    /// What to see to before lines of a role are used.
    let cautions: [BoardModel.Role: String]

    /// `nil`, and problems, where it is not understood.
    func line(_ field: Field) -> BoardModel.Line? {
        let name = field.identifierKey()
        guard let mapping = field.mapping() else { return nil }
        let chip = chips.index(mapping.optional("chip"), of: field)
        let offset = mapping.required("line")?.integer(in: 0...1_023)
        let (header, pin) = pin(mapping)
        let atBoot = mapping.required("at-boot")?.choice(AtBoot.self)
        let signals = mapping.optional("roles")?.mapping()?.all().compactMap(Self.signal) ?? []
        let roles = signals.map(\.role)
        let avoid = mapping.optional("avoid")?.text() ?? roles.lazy.compactMap { refusals[$0] }.first
        let bootActive = mapping.optional("boot-active")?.text()
        let caution = mapping.optional("caution")?.text() ?? roles.lazy.compactMap { cautions[$0] }.first
        guard let name, let chip, let offset, let atBoot else { return nil }
        return BoardModel.Line(
            name: name, chip: chip, offset: offset, header: header?.name, pin: pin, atBoot: atBoot.bias,
            signals: signals, avoid: avoid, bootActive: bootActive, caution: caution)
    }

    private func pin(_ mapping: Mapping) -> (BoardModel.Header?, Int?) {
        let given = mapping.optional("header")
        let header = given.map { named($0) } ?? (headers.count == 1 ? headers[0] : nil)
        guard let field = mapping.optional("pin") else {
            given?.report("tells nothing without a pin")
            return (nil, nil)
        }
        guard let pin = field.integer(in: 1...(header?.pins ?? 200)) else { return (header, nil) }
        if given == nil, headers.count > 1 {
            field.report("needs a header: \(Spelling.alternatives(headers.map(\.name)))")
        }
        if let fixed = header?.fixed[pin] { field.report("\(pin) is \(fixed), not a line") }
        return (header, pin)
    }

    private func named(_ field: Field) -> BoardModel.Header? {
        guard let name = field.text() else { return nil }
        if let header = headers.first(where: { $0.name == name }) { return header }
        let hint = Spelling.hint(for: name, among: headers.map(\.name), otherwise: "there are")
        field.report("there is no header \"\(name)\"\(hint)")
        return nil
    }

    private static func signal(_ field: Field) -> BoardModel.Signal? {
        guard let role = BoardModel.Role(key: field), let name = field.text() else { return nil }
        return BoardModel.Signal(role: role, name: name)
    }
}

private enum AtBoot: String, CaseIterable {
    case up = "pull-up"
    case down = "pull-down"
    case none, unknown

    var bias: Bias? {
        switch self {
        case .up: .pullUp
        case .down: .pullDown
        case .none: Bias.none
        case .unknown: nil
        }
    }
}
