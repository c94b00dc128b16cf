import CGPIO
import Glibc
public import Hardware
import Quantities

/// Input lines of one chip, held until this value is destroyed. Poll the ``descriptors``; read where something waits.
public struct Inputs: ~Copyable {
    /// How one input is wired.
    public struct Line: Hashable, Sendable {
        public var offset: Int
        public var polarity: Polarity
        public var bias: Bias

        public init(offset: Int, polarity: Polarity = .activeHigh, bias: Bias = .asIs) {
            (self.offset, self.polarity, self.bias) = (offset, polarity, bias)
        }
    }

    /// The most edges that one ``read(_:into:)`` gives: reserve so much, and reading does not allocate.
    public static let mostEdgesPerRead = Int(CGPIO_MOST_EVENTS)

    /// Readable (`POLLIN`) when edges wait, in error (`POLLERR`) when the chip is gone.
    /// How many there are, and which line is at which, is the kernel interface's affair.
    public let descriptors: [Int32]
    private let lines: [Line]
    private let chip: String
    private let handle: OpaquePointer
    private let events: UnsafeMutablePointer<cgpio_event>

    fileprivate init(_ lines: [Line], chip: String, handle: OpaquePointer) {
        (self.lines, self.chip, self.handle) = (lines, chip, handle)
        descriptors = (0..<cgpio_inputs_fd_count(handle)).map { cgpio_inputs_fd(handle, $0) }
        events = .allocate(capacity: Self.mostEdgesPerRead)
    }

    deinit {
        cgpio_inputs_release(handle)
        events.deallocate()
    }

    /// Appends the edges that wait at one descriptor, in the order of time. Does not wait.
    ///
    /// - Parameter index: Into ``descriptors``.
    /// - Throws: ``GPIOError/gone(chip:)``, ``GPIOError/failed(doing:chip:errno:)``.
    public mutating func read(_ index: Int, into edges: inout [Edge]) throws(GPIOError) {
        let count = cgpio_inputs_read(handle, index, events, Self.mostEdgesPerRead)
        guard count >= 0 else { throw failure("reading edges") }
        for event in UnsafeBufferPointer(start: events, count: count) {
            edges.append(
                Edge(
                    line: Int(event.line), rising: event.active,
                    at: Instant(milliseconds: event.nanoseconds / 1_000_000), lost: event.lost))
        }
    }

    /// Whether a line is active now.
    ///
    /// - Parameter line: In the order of the request.
    public func level(_ line: Int) throws(GPIOError) -> Bool {
        switch cgpio_inputs_level(handle, line) {
        case 0: false
        case 1: true
        default: throw failure("reading line \(lines[line].offset)")
        }
    }

    /// All lines in the order of the request; `nil` where one cannot be read.
    public func levels() -> [Bool?] {
        lines.indices.map { try? level($0) }
    }

    private func failure(_ doing: String) -> GPIOError {
        errno == ENODEV ? .gone(chip: chip) : .failed(doing: doing, chip: chip, errno: errno)
    }
}

extension Chip {
    /// Takes lines as inputs, watching both edges from now on.
    ///
    /// - Parameter consumer: What others see as the holder of the lines.
    /// - Throws: A ``GPIOError`` that names the first line that cannot be had; then none is taken.
    public func inputs(_ lines: [Inputs.Line], consumer: String) throws(GPIOError) -> Inputs {
        for line in lines where !(0..<count ~= line.offset) {
            throw .noSuchOffset(line.offset, chip: label, lines: count)
        }
        guard 1...Int(CGPIO_MOST_LINES) ~= lines.count else {
            throw .wrongNumberOfLines(lines.count, chip: label)
        }
        var culprit = 0
        let wanted = lines.map {
            cgpio_input(offset: UInt32($0.offset), active_low: $0.polarity == .activeLow, bias: native($0.bias))
        }
        guard let handle = cgpio_inputs_request(path, consumer, wanted, wanted.count, &culprit) else {
            let code = errno
            throw refusal(code, line: culprit < lines.count ? lines[culprit].offset : nil, ofEdges: true)
        }
        return Inputs(lines, chip: label, handle: handle)
    }
}

private func native(_ bias: Bias) -> cgpio_bias {
    switch bias {
    case .none: CGPIO_BIAS_NONE
    case .pullUp: CGPIO_BIAS_PULL_UP
    case .pullDown: CGPIO_BIAS_PULL_DOWN
    case .asIs: CGPIO_BIAS_AS_IS
    }
}
