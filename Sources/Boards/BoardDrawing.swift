internal import Hardware

/// The headers of a board as text: two columns of pins as on the board, what each can be, and what a site file
/// wants of it. At most 80 columns wide; what colours say, characters say too.
public struct BoardDrawing {
    private let board: BoardModel
    /// By the names of their lines; `nil`: no site file is drawn.
    private let claims: [String: Claim]?
    /// By zones, as in the site file.
    private let order: [Claim]
    private let paint: Paint

    /// - Parameters:
    ///   - claims: What a site file for this board wants; `nil`: none is drawn.
    ///   - inColour: Whether to use a terminal's colours.
    public init(_ board: BoardModel, claims: [Claim]? = nil, inColour: Bool = false) {
        self.board = board
        order = claims ?? []
        self.claims = claims.map { claims in
            Dictionary(claims.compactMap { claim in claim.line.map { ($0.name, claim) } }) { first, _ in first }
        }
        paint = Paint(isOn: inColour)
    }

    /// Lines without a line feed at the end.
    public var text: String {
        var paragraphs = [head]
        paragraphs += board.headers.map(drawing)
        if board.headers.isEmpty { paragraphs.append(plain) }
        if !board.headers.isEmpty { paragraphs.append(legend) }
        paragraphs += [wired, remarks].filter { !$0.isEmpty }
        return paragraphs.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private static let width = 80
    /// Of what stands beside a pin's name.
    private static let room = 24

    private var head: [String] {
        var lines = "\(board.name): \(board.description)".wrapped(indent: 2, to: Self.width)
        lines += chips.wrapped(indent: 2, to: Self.width)
        if !board.deviceTree.isEmpty {
            lines += "device tree: \(board.deviceTree.joined(separator: " or "))".wrapped(indent: 2, to: Self.width)
        }
        return lines
    }

    private var chips: String {
        let landmarks = board.chips.compactMap { chip in
            if case .landmark(let line, _) = chip { line } else { nil }
        }
        switch board.chips.count {
        case 0: return "chip: none, it exists in memory only"
        case 1: return "chip: \(board.chips[0])"
        case landmarks.count:
            return "chips: \(landmarks.count), told by their lines " + landmarks.joined(separator: ", ")
        default: return "chips: " + board.chips.map(\.description).joined(separator: ", ")
        }
    }

    private func drawing(_ header: BoardModel.Header) -> [String] {
        let title = header.name.alignedRight(to: Self.room + 12)
        return [paint(.strong, title)]
            + stride(from: 1, to: header.pins, by: 2).map { pin in
                let row = "\(left(cell(pin, header), pin)) \(right(cell(pin + 1, header), pin + 1))"
                return String(row.reversed().drop { $0 == " " }.reversed())
            }
    }

    private func left(_ cell: Cell, _ pin: Int) -> String {
        let info = cell.info.alignedRight(to: Self.room)
        let name = cell.name.alignedRight(to: 7)
        let number = "\(pin)".alignedRight(to: 2)
        return
            "\(paint(cell.style, info)) \(cell.boot) \(paint(cell.style, name)) \(number) \(paint(cell.style, cell.symbol))"
    }

    private func right(_ cell: Cell, _ pin: Int) -> String {
        let name = cell.name.padded(to: 7)
        let number = "\(pin)".alignedRight(to: 2)
        return
            "\(paint(cell.style, cell.symbol)) \(number) \(paint(cell.style, name)) \(cell.boot) \(paint(cell.style, cell.info))"
    }

    private struct Cell {
        let symbol: String
        let name: String
        let boot: String
        let info: String
        let style: Paint.Style
    }

    private func cell(_ pin: Int, _ header: BoardModel.Header) -> Cell {
        guard let line = board.line(on: header, pin: pin) else {
            return Cell(symbol: "·", name: header.fixed[pin] ?? "?", boot: " ", info: "", style: .faint)
        }
        let boot =
            switch line.atBoot {
            case .pullUp?: "↑"
            case .pullDown?: "↓"
            case .asIs?, .none?: "-"
            case nil: knowsPulls ? "?" : " "
            }
        if let claim = claims?[line.name] {
            let info = (claim.zone ?? "board").cut(before: " \(claim.role)", to: Self.room)
            return Cell(symbol: "●", name: line.name, boot: boot, info: info, style: .claimed)
        }
        let signals = line.signals.map(\.description).joined(separator: ", ").cut(to: Self.room)
        let (symbol, style): (String, Paint.Style) =
            if line.avoid != nil { ("x", .refused) } else if line.bootActive != nil { ("!", .moving) } else {
                ("○", .plain)
            }
        return Cell(symbol: symbol, name: line.name, boot: boot, info: signals, style: style)
    }

    /// Where no header is known: the names alone.
    private var plain: [String] {
        ("lines: " + board.lines.map(\.name).joined(separator: " ")).wrapped(indent: 7, to: Self.width)
    }

    /// Whether it is worth a column.
    private var knowsPulls: Bool { board.lines.contains { $0.atBoot != nil } }

    private var legend: [String] {
        var pins = ["○ free"]
        if claims != nil { pins.insert("● wired", at: 0) }
        if board.lines.contains(where: { $0.bootActive != nil }) { pins.append("! moves at boot") }
        if board.lines.contains(where: { $0.avoid != nil }) { pins.append("x not to be used") }
        pins.append("· no line")
        var pulls = ["↑ pulled up", "↓ pulled down"]
        if board.lines.contains(where: { $0.atBoot == Bias.none }) { pulls.append("- neither") }
        if board.lines.contains(where: { $0.atBoot == nil }) { pulls.append("? not verified") }
        let keys = pins.joined(separator: "   ").wrapped(indent: 0, to: Self.width)
        guard knowsPulls else {
            return keys + ["How lines are pulled from power-on until they are taken is not verified."]
        }
        return keys
            + ("from power-on until taken: " + pulls.joined(separator: "   ")).wrapped(indent: 0, to: Self.width)
    }

    /// What the site file wants, in full, zone by zone.
    private var wired: [String] {
        guard !order.isEmpty else { return [] }
        let rows = order.map { claim in
            ["\(claim.role)", claim.line?.name ?? "PWM", claim.line.map(place) ?? "any pin", details(claim)]
        }.columns
        return zip(order.indices, rows).reduce(into: [paint(.strong, "wired:")]) { lines, row in
            let zone = order[row.0].zone
            if row.0 == 0 || order[row.0 - 1].zone != zone { lines.append("  \(zone ?? "the board")") }
            lines.append("    \(row.1)")
        }
    }

    private func place(_ line: BoardModel.Line) -> String {
        guard let pin = line.pin else { return "line \(line.offset)" }
        return board.headers.count > 1 ? "\(line.header ?? "") pin \(pin)" : "pin \(pin)"
    }

    private func details(_ claim: Claim) -> String {
        if case .dimmer(let dimmer) = claim.role { return dimmer.output?.description ?? "simulated" }
        let bias =
            switch claim.bias {
            case .pullUp?: ", pull-up"
            case .pullDown?: ", pull-down"
            case .asIs?, .none?, nil: ""
            }
        return "active \(claim.polarity == .activeLow ? "low" : "high")\(bias)\(beforeTaken(claim))"
    }

    /// Where its resistor pulls a relay until its line is taken: it is weak, so this is a hint.
    private func beforeTaken(_ claim: Claim) -> String {
        let (closed, open): (String, String)
        switch claim.role {
        case .lamp, .relay: (closed, open) = ("lit", "dark")
        case .plugs: (closed, open) = ("on", "off")
        case .setback: (closed, open) = ("setback", "comfort")
        default: return ""
        }
        switch claim.line?.atBoot {
        case .pullUp?: return ", pulled to \(claim.polarity == .activeHigh ? closed : open) at boot"
        case .pullDown?: return ", pulled to \(claim.polarity == .activeLow ? closed : open) at boot"
        case .asIs?, .none?, nil: return ""
        }
    }

    private var remarks: [String] {
        remark("not to be used:", \.avoid)
            + remark("moves while the board boots, so it cannot switch lamps:", \.bootActive)
            + remark("see to before use:") { $0.avoid == nil ? $0.caution : nil }
            + (board.notes.isEmpty ? [] : [paint(.strong, "also:")])
            + board.notes.flatMap { "  \($0)".wrapped(indent: 4, to: Self.width) }
    }

    /// Each sentence once, with the lines that it is about.
    private func remark(_ title: String, _ sentence: (BoardModel.Line) -> String?) -> [String] {
        var found: [(sentence: String, lines: [Int])] = []
        for (index, line) in board.lines.enumerated() {
            guard let sentence = sentence(line) else { continue }
            if let known = found.firstIndex(where: { $0.sentence == sentence }) {
                found[known].lines.append(index)
            } else {
                found.append((sentence, [index]))
            }
        }
        guard !found.isEmpty else { return [] }
        return [paint(.strong, title)]
            + found.flatMap { "  \(names($0.lines)): \($0.sentence)".wrapped(indent: 4, to: Self.width) }
    }

    /// "GPIO0, GPIO1", "GPIO7 to GPIO11".
    private func names(_ lines: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for index in lines {
            if let last = runs.last, last.upperBound + 1 == index {
                runs[runs.count - 1] = last.lowerBound...index
            } else {
                runs.append(index...index)
            }
        }
        return runs.flatMap { run -> [String] in
            let (first, last) = (board.lines[run.lowerBound].name, board.lines[run.upperBound].name)
            return run.count > 2 ? ["\(first) to \(last)"] : run.count == 2 ? [first, last] : [first]
        }.joined(separator: ", ")
    }
}
