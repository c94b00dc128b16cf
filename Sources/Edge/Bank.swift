internal import Boards
internal import GPIO
internal import Hardware

/// The lines of one chip that a board holds, by their numbers on the whole board. They are held until this
/// object is destroyed.
final class Bank {
    /// To be polled for reading.
    let descriptors: [Int32]
    private var outputs: Outputs?
    private var inputs: Inputs?
    /// Of the chip's device file.
    private let path: String
    /// The board's number of each input of this chip.
    private let senses: [Int]
    /// Of the inputs of this chip, while they are reconciled.
    private var found: [Bool?]

    /// Takes the inputs of a chip, and looks whether its outputs can be had; nothing is switched yet.
    ///
    /// - Parameters:
    ///   - inputs: with their numbers on the board.
    ///   - outputs: to be taken by ``drive(_:consumer:)``.
    /// - Throws: ``GPIOError`` when a line cannot be had; then none is taken.
    init(
        _ model: BoardModel.Chip, inputs: [(number: Int, line: Inputs.Line)], outputs: [Outputs.Line], consumer: String
    ) throws(GPIOError) {
        let chip = try Self.open(model)
        for output in outputs {
            let line = try chip.line(output.offset)
            // Of a line that only wakes somebody the kernel says "interrupt"; it may be had all the same.
            guard line.isUsed, line.consumer != "interrupt" else { continue }
            throw .busy(line: output.offset, chip: chip.label, consumer: line.consumer)
        }
        path = chip.path
        senses = inputs.map(\.number)
        found = inputs.map { _ in nil }
        if inputs.isEmpty {
            descriptors = []
        } else {
            let held = try chip.inputs(inputs.map(\.line), consumer: consumer)
            descriptors = held.descriptors
            self.inputs = consume held
        }
    }

    /// Holds nothing.
    init() { (descriptors, senses, found, path) = ([], [], [], "") }

    /// Takes outputs of this chip: they are active from this moment on.
    ///
    /// - Throws: ``GPIOError`` when one cannot be had; then none is taken.
    func drive(_ lines: [Outputs.Line], consumer: String) throws(GPIOError) {
        guard !lines.isEmpty else { return }
        outputs = try Chip.open(path: path).outputs(lines, consumer: consumer)
    }

    /// - Parameter line: On this chip, in the order of the request.
    func set(_ line: Int, _ isActive: Bool) throws(GPIOError) { try outputs?.set(line, isActive) }

    /// Appends the edges that wait at one descriptor, with the board's numbers.
    ///
    /// - Parameter index: Into ``descriptors``.
    func read(_ index: Int, into edges: inout [Edge]) throws(GPIOError) {
        let start = edges.count
        defer { for index in start..<edges.count { edges[index].line = senses[edges[index].line] } }
        try inputs?.read(index, into: &edges)
    }

    /// Puts the levels of this chip's inputs into those of the board; `nil` where one cannot be read.
    /// Allocates nothing.
    func levels(into levels: inout [Bool?]) {
        for line in senses.indices { levels[senses[line]] = try? inputs?.level(line) }
    }

    /// Looks for edges that were lost without a sign, and appends them with the board's numbers. Puts what the inputs'
    /// edges tell into the levels of the board; `nil` where one cannot be read. Allocates nothing.
    func reconcile(into edges: inout [Edge], levels: inout [Bool?]) {
        let start = edges.count
        inputs?.reconcile(into: &edges, levels: &found)
        for index in start..<edges.count { edges[index].line = senses[edges[index].line] }
        for line in senses.indices { levels[senses[line]] = found[line] }
    }

    static func open(_ chip: BoardModel.Chip) throws(GPIOError) -> Chip {
        switch chip {
        case .landmark(let line, let offset): return try Chip.open(line: line, at: offset)
        case .labels(let labels):
            for label in labels.dropLast() {
                do throws(GPIOError) { return try Chip.open(label: label) } catch .noSuchChip { continue }
            }
            return try Chip.open(label: labels[labels.count - 1])
        }
    }
}
