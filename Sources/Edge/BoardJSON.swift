internal import Boards
internal import Hardware
internal import JSON

extension BoardModel {
    /// Everything about the model, by names that stay.
    ///
    /// - Parameter claims: What a site file wants of its lines; `nil`: none was read, and lines have no `claim`.
    func json(_ claims: [Claim]?) -> JSON {
        let wanted = Dictionary((claims ?? []).compactMap { claim in claim.line.map { ($0.name, claim) } }) {
            first, _ in first
        }
        return .object([
            ("model", .string(name)), ("description", .string(description)),
            ("device_tree", .array(deviceTree.map { .string($0) })), ("chips", .array(chips.map(\.json))),
            ("headers", .array(headers.map(\.json))), ("notes", .array(notes.map { .string($0) })),
            (
                "lines",
                .array(
                    lines.map { line in
                        .object(line.members + (claims == nil ? [] : [("claim", wanted[line.name]?.json ?? .null)]))
                    })
            ),
        ])
    }
}

extension BoardModel.Chip {
    fileprivate var json: JSON {
        switch self {
        case .labels(let labels): .object([("labels", .array(labels.map { .string($0) }))])
        case .landmark(let line, let offset): .object([("line", .string(line)), ("at", .integer(Int64(offset)))])
        }
    }
}

extension BoardModel.Header {
    fileprivate var json: JSON {
        let fixed = fixed.sorted { $0.key < $1.key }.map { ("\($0.key)", JSON.string($0.value)) }
        return .object([("header", .string(name)), ("pins", .integer(Int64(pins))), ("fixed", .object(fixed))])
    }
}

extension BoardModel.Line {
    fileprivate var members: [(String, JSON)] {
        [
            ("line", .string(name)), ("chip", .integer(Int64(chip))), ("offset", .integer(Int64(offset))),
            ("header", .string(header)), ("pin", pin.map { .integer(Int64($0)) } ?? .null),
            ("at_boot", .string(atBoot?.word)),
            ("roles", .object(signals.map { ($0.role.rawValue, .string($0.name)) })), ("avoid", .string(avoid)),
            ("boot_active", .string(bootActive)), ("caution", .string(caution)),
        ]
    }
}

extension Claim {
    fileprivate var json: JSON {
        .object([
            ("zone", .string(zone)), ("role", .string("\(role)")),
            ("active", .string(polarity == .activeLow ? "low" : "high")), ("bias", .string(bias?.word)),
        ])
    }
}

extension Bias {
    /// As board and site files say it.
    fileprivate var word: String {
        switch self {
        case .none: "none"
        case .pullUp: "pull-up"
        case .pullDown: "pull-down"
        case .asIs: "as-is"
        }
    }
}
