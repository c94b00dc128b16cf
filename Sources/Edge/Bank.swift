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
    /// The board's number of each input of this chip.
    private let senses: [Int]
    /// Of the inputs of this chip, while they are reconciled.
    private var found: [Bool?]

    /// Takes lines of a chip; outputs are active from this moment on.
    ///
    /// - Parameter inputs: with their numbers on the board.
    /// - Throws: ``GPIOError`` when a line cannot be had; then none is taken.
    init(
        _ chip: BoardModel.Chip, outputs: [Outputs.Line], inputs: [(number: Int, line: Inputs.Line)], consumer: String
    ) throws(GPIOError) {
        let chip = try Self.open(chip)
        // What waits for its lamps comes first.
        self.outputs = outputs.isEmpty ? nil : try chip.outputs(outputs, consumer: consumer)
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
    init() { (descriptors, senses, found) = ([], [], []) }

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
    /// edges tell into the levels of the board; `nil` where one cannot be read. Allocates nothing while no line is in
    /// doubt.
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
