import CGPIO
import Glibc
public import Hardware
public import Quantities

/// Input lines of one chip, held until this value is destroyed. Poll the ``descriptors``; read where something waits.
public struct Inputs: ~Copyable {
    /// How one input is wired.
    public struct Line: Hashable, Sendable {
        public var offset: Int
        public var polarity: Polarity
        public var bias: Bias
        /// For how long a level must hold before the kernel tells of it, as an edge of that moment; zero: at once.
        /// Only where ``Inputs/canDebounce``.
        public var debounce: Duration

        public init(
            offset: Int, polarity: Polarity = .activeHigh, bias: Bias = .asIs, debounce: Duration = .zero
        ) {
            (self.offset, self.polarity, self.bias, self.debounce) = (offset, polarity, bias, debounce)
        }
    }

    /// Whether the kernel can debounce for us: with libgpiod 2, not with 1.6.
    public static let canDebounce = cgpio_debounces()
    /// Whether an edge's `lost` is exact, because the kernel numbers the edges: with libgpiod 2, not with 1.6.
    public static let countsLosses = cgpio_counts_losses()
    /// The most edges that one ``read(_:into:)`` gives: reserve so much, and reading does not allocate.
    public static let mostEdgesPerRead = Int(CGPIO_MOST_EVENTS)
    /// The most edges that the kernel can be asked to keep for all lines of a request.
    public static let mostEdgesKept = Int(CGPIO_MOST_BUFFER)

    /// Readable (`POLLIN`) when edges wait, in error (`POLLERR`) when the chip is gone.
    /// How many there are, and which line is at which, is the kernel interface's affair.
    public let descriptors: [Int32]
    private let lines: [Line]
    private let chip: String
    private let handle: OpaquePointer
    private let events: UnsafeMutablePointer<cgpio_event>
    /// What the last edge of each line told, or its level before the first; `nil` while it cannot be read.
    private var told: [Bool?] = []
    /// The lines whose level no edge has explained yet, while it is looked into.
    private var isDoubtful: [Bool]
    private var waiting: [pollfd]

    fileprivate init(_ lines: [Line], chip: String, handle: OpaquePointer) {
        (self.lines, self.chip, self.handle) = (lines, chip, handle)
        descriptors = (0..<cgpio_inputs_fd_count(handle)).map { cgpio_inputs_fd(handle, $0) }
        events = .allocate(capacity: Self.mostEdgesPerRead)
        isDoubtful = lines.map { _ in false }
        waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        told = levels()
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
        let count = cgpio_inputs_read(handle, index, events)
        guard count >= 0 else { throw failure("reading edges") }
        for event in UnsafeBufferPointer(start: events, count: count) {
            told[Int(event.line)] = event.active
            edges.append(
                Edge(
                    line: Int(event.line), rising: event.active,
                    at: Instant(milliseconds: event.nanoseconds / 1_000_000), lost: event.lost))
        }
    }

    /// Finds edges that were lost without a sign: looks at every line, and appends what waits and, for a line whose
    /// level no edge explains, an edge of now, with one lost: itself. Call it every few seconds.
    ///
    /// The level of a line changes before its edge can be read. So a line that seems to differ is given 20 ms, and one
    /// that gives edges meanwhile is not judged; nor is one that could not be read until now.
    /// - Returns: All lines in the order of the request, as their edges tell; `nil` where one cannot be read.
    public mutating func reconcile(into edges: inout [Edge]) -> [Bool?] {
        var found = [Bool?](repeating: nil, count: lines.count)
        reconcile(into: &edges, levels: &found)
        return found
    }

    /// The same, into levels of as many lines; allocates nothing.
    public mutating func reconcile(into edges: inout [Edge], levels found: inout [Bool?]) {
        for line in lines.indices { found[line] = try? level(line) }
        for line in lines.indices {
            isDoubtful[line] = found[line] != nil && told[line] != nil && found[line] != told[line]
        }
        settle(into: &edges, levels: &found)
        for line in lines.indices { told[line] = found[line] }
    }

    private mutating func settle(into edges: inout [Edge], levels found: inout [Bool?]) {
        guard isDoubtful.contains(true) else { return }
        let limit = Self.now + .milliseconds(20)
        while isDoubtful.contains(true), Self.now < limit, wait(until: limit) {
            let first = edges.count
            for index in descriptors.indices { try? read(index, into: &edges) }
            for edge in first..<edges.count {
                let line = edges[edge].line
                isDoubtful[line] = false
                found[line] = found[line] == nil ? nil : told[line]
            }
        }
        for line in lines.indices where isDoubtful[line] {
            found[line] = try? level(line)
            guard let level = found[line], level != told[line] else { continue }
            edges.append(Edge(line: line, rising: level, at: Self.now, lost: 1))
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

    /// - Returns: Whether edges wait; `false` too when the chip is gone.
    private mutating func wait(until limit: Instant) -> Bool {
        let left = max(limit - Self.now, .zero)
        guard poll(&waiting, nfds_t(waiting.count), Int32(left.milliseconds)) > 0 else { return false }
        return waiting.allSatisfy { $0.revents & Int16(POLLERR | POLLHUP | POLLNVAL) == 0 }
    }

    private static var now: Instant {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Instant(milliseconds: Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000)
    }

    private func failure(_ doing: String) -> GPIOError {
        errno == ENODEV ? .gone(chip: chip) : .failed(doing: doing, chip: chip, errno: errno)
    }
}

extension Chip {
    /// Takes lines as inputs, watching both edges from now on.
    ///
    /// - Parameters:
    ///   - consumer: What others see as the holder of the lines.
    ///   - buffer: How many edges of all lines together the kernel keeps until they are read, 1 to
    ///     ``Inputs/mostEdgesKept``; `nil`: 16 for each line, and at least 256. libgpiod 1.6 always keeps 16 of each.
    /// - Throws: A ``GPIOError`` that names the first line that cannot be had; then none is taken.
    public func inputs(_ lines: [Inputs.Line], consumer: String, buffer: Int? = nil) throws(GPIOError) -> Inputs {
        try check(lines.map(\.offset))
        if !Inputs.canDebounce, let line = lines.first(where: { $0.debounce > .zero }) {
            throw .noDebounce(line: line.offset, chip: label)
        }
        var culprit = 0
        let wanted = lines.map {
            cgpio_input(
                offset: UInt32($0.offset), active_low: $0.polarity == .activeLow, bias: native($0.bias),
                debounce_us: UInt32(clamping: $0.debounce.milliseconds * 1_000))
        }
        let kept = buffer ?? max(256, 16 * lines.count)
        precondition(1...Inputs.mostEdgesKept ~= kept)
        guard let handle = cgpio_inputs_request(path, consumer, wanted, wanted.count, kept, &culprit) else {
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
