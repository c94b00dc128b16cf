import CGPIO
import Glibc
public import Hardware

/// Output lines of one chip, held until this value is destroyed.
///
/// What a line does once it is released is the chip's affair: many keep the
/// level, some let go. Relays are therefore wired so that released means lit.
public struct Outputs: ~Copyable {
    /// How one output is wired, and its safe value.
    public struct Line: Hashable, Sendable {
        public var offset: Int
        public var polarity: Polarity
        /// The value from the moment on at which the line becomes an output.
        public var isActive: Bool

        public init(offset: Int, polarity: Polarity = .activeHigh, isActive: Bool) {
            (self.offset, self.polarity, self.isActive) = (offset, polarity, isActive)
        }
    }

    private let lines: [Line]
    private let chip: String
    private let handle: OpaquePointer

    fileprivate init(_ lines: [Line], chip: String, handle: OpaquePointer) {
        (self.lines, self.chip, self.handle) = (lines, chip, handle)
    }

    deinit { cgpio_outputs_release(handle) }

    /// Drives one line; it has its level before this returns.
    ///
    /// - Parameter line: In the order of the request.
    /// - Throws: ``GPIOError/gone(chip:)``, ``GPIOError/failed(doing:chip:errno:)``.
    public mutating func set(_ line: Int, _ isActive: Bool) throws(GPIOError) {
        guard cgpio_outputs_set(handle, line, isActive) == 0 else {
            let code = errno
            if code == ENODEV { throw .gone(chip: chip) }
            throw .failed(doing: "driving line \(lines[line].offset)", chip: chip, errno: code)
        }
    }
}

extension Chip {
    /// Takes lines as outputs and gives each of them its safe value, without a moment of any other.
    ///
    /// - Parameter consumer: What others see as the holder of the lines.
    /// - Throws: A ``GPIOError`` that names the first line that cannot be had, if one is to blame; then none is taken,
    ///   and none driven if that line is held by somebody.
    public func outputs(_ lines: [Outputs.Line], consumer: String) throws(GPIOError) -> Outputs {
        try check(lines.map(\.offset))
        var culprit = 0
        let wanted = lines.map {
            cgpio_output(offset: UInt32($0.offset), active_low: $0.polarity == .activeLow, active: $0.isActive)
        }
        guard let handle = cgpio_outputs_request(path, consumer, wanted, wanted.count, &culprit) else {
            let code = errno
            throw refusal(code, line: culprit < lines.count ? lines[culprit].offset : nil, ofEdges: false)
        }
        return Outputs(lines, chip: label, handle: handle)
    }
}
