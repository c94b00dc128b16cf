public import ArgumentParser
internal import VirtualBoards

/// `lightwell-lab faults`: what can be broken by script.
public struct FaultsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "faults", abstract: "List what --fault of simulate and score can break.",
        discussion: """
            An entry is written t=WHEN,for=HOW-LONG,zone=WHERE,WHAT=HOW, in any order: t=3d,for=12h,zone=office,\
            pir=stuck-high. WHEN is a time since the start, such as 3d4h30m, or a date or time of ISO 8601; without \
            for= it is broken for good; zone=* are all zones that have what breaks. A file of entries has one a line.
            """)

    public init() {}

    public func run() { print(Self.text) }

    /// A line for each, with what control should say of it.
    static var text: String {
        let lines = FaultKind.allCases.map { kind in
            let written = kind == .clockStep ? "clock=+2h" : kind.rawValue
            let said = kind.expected.said
            let pad = String(repeating: " ", count: 18 - written.count)
            return "\(written)\(pad)\(kind.sentence)\(said.isEmpty ? "" : " [\(said.joined(separator: ", "))]")"
        }
        return lines.joined(separator: "\n") + "\nIn brackets: what control reports of it, or may report."
    }
}
