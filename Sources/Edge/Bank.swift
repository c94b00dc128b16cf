internal import Boards
internal import GPIO
internal import Glibc
internal import Hardware

/// The lines of one chip that a board holds, by their numbers on the whole board. They are held until this
/// object is destroyed.
final class Bank {
    /// To be polled for reading; always as many, and negative while the chip is gone.
    private(set) var descriptors: [Int32] = []
    /// The board's number of each input of this chip.
    let senses: [Int]
    private var outputs: Outputs?
    private var inputs: Inputs?
    private let place: BoardModel.Chip?
    private let consumer: String
    private let wanted: [Inputs.Line]
    private var driven: [Outputs.Line] = []
    /// The chip's device file, and which one of that name it is: a chip that comes back has another.
    private var path = ""
    private var node: ino_t?
    /// The path for C: to make one of a string takes memory each time.
    private var cPath: [CChar] = []
    /// Why the chip could not be had when that was tried last; `nil`: it is held.
    private var failure: GPIOError?
    /// Of the inputs of this chip, while they are reconciled.
    private var found: [Bool?]

    /// Takes the inputs of a chip, and looks whether its outputs can be had; nothing is switched yet.
    ///
    /// - Parameters:
    ///   - inputs: with their numbers on the board.
    ///   - outputs: to be taken by ``drive(_:)``.
    /// - Throws: ``GPIOError`` when a line cannot be had; then none is taken.
    init(
        _ model: BoardModel.Chip, inputs: [(number: Int, line: Inputs.Line)], outputs: [Outputs.Line], consumer: String
    ) throws(GPIOError) {
        (place, self.consumer, wanted) = (model, consumer, inputs.map(\.line))
        senses = inputs.map(\.number)
        found = inputs.map { _ in nil }
        let chip = try Self.open(model)
        for output in outputs {
            let line = try chip.line(output.offset)
            // Of a line that only wakes somebody the kernel says "interrupt"; it may be had all the same.
            guard line.isUsed, line.consumer != "interrupt" else { continue }
            throw .busy(line: output.offset, chip: chip.label, consumer: line.consumer)
        }
        try take(chip)
    }

    /// Holds nothing.
    init() { (place, consumer, wanted, senses, found) = (nil, "", [], [], []) }

    /// Takes outputs of this chip: they have their safe values from this moment on.
    ///
    /// - Throws: ``GPIOError`` when one cannot be had; then none is taken.
    func drive(_ lines: [Outputs.Line]) throws(GPIOError) {
        guard !lines.isEmpty else { return }
        outputs = try Chip.open(path: path).outputs(lines, consumer: consumer)
        driven = lines
    }

    /// What became of a chip.
    enum Fate {
        /// It cannot be had, and why.
        case gone(GPIOError)
        case back
    }

    /// Looks whether the chip is there, and takes it again where it was gone and is back: outputs with their safe
    /// values. Allocates nothing while it is there.
    ///
    /// - Returns: what is new; `nil`: nothing. The ``descriptors`` are others then.
    func look() -> Fate? {
        guard let place, node == nil || Self.node(of: cPath) != node else { return nil }
        // First: until Linux 6.9 nobody else can have the interrupts of a chip of which lines are held.
        inputs = nil
        outputs = nil
        node = nil
        descriptors = descriptors.map { _ in -1 }
        do throws(GPIOError) {
            try take(try Self.open(place))
            failure = nil
            return .back
        } catch {
            defer { failure = error }
            return failure == error ? nil : .gone(error)
        }
    }

    private func take(_ chip: consuming Chip) throws(GPIOError) {
        var held: Inputs?
        if !wanted.isEmpty { held = try chip.inputs(wanted, consumer: consumer) }
        if !driven.isEmpty { outputs = try chip.outputs(driven, consumer: consumer) }
        (path, cPath) = (chip.path, Array(chip.path.utf8CString))
        node = Self.node(of: cPath)
        descriptors = held?.descriptors ?? []
        inputs = consume held
    }

    private static func node(of path: [CChar]) -> ino_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_ino : nil
    }

    /// - Parameter line: On this chip, in the order of the request.
    func set(_ line: Int, _ isActive: Bool) throws(GPIOError) {
        if let failure { throw failure }
        try outputs?.set(line, isActive)
    }

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
        if failure != nil { for line in found.indices { found[line] = nil } }
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
