import GPIO
import Glibc
import Hardware
import Quantities
import Testing

/// A chip of the kernel's simulator (gpio-sim): real device file and real edges, levels from sysfs.
///
/// `LIGHTWELL_GPIO_CHIP_LABEL` is its label and `GPIO_SIM_DIR` its folder in sysfs, with one `sim_gpioN` for each line.
/// Nothing else may use its lines. `scripts/test --kernel` sets this up.
///
/// A line that is no longer held takes the level of its pull: so does a relay board whose inputs have resistors, while
/// other chips keep the last level or float. An edge that comes before the kernel has dealt with the one before it on
/// the same line is lost to the kernel too; user-mode Linux deals with the simulator's edges at its ticks, each 10 ms.
struct SimulatedChip {
    let label: String
    private let folder: String

    static let current: SimulatedChip? = {
        guard let label = getenv("LIGHTWELL_GPIO_CHIP_LABEL"), let folder = getenv("GPIO_SIM_DIR") else { return nil }
        return SimulatedChip(label: String(cString: label), folder: String(cString: folder))
    }()

    /// Puts a voltage on an input.
    func pull(_ line: Int, high: Bool) throws {
        try write(high ? "pull-up" : "pull-down", to: "\(folder)/sim_gpio\(line)/pull")
    }

    /// Changes a line often, so that the kernel deals with every edge.
    ///
    /// - Parameter witness: A line of the chip that nobody holds. What is seen at it tells that the kernel has dealt
    ///   with the edge before it.
    func toggle(_ line: Int, times: Int, witness: Int) throws {
        let start = try isHigh(line)
        var inputs = try Chip.open(label: label).inputs([Inputs.Line(offset: witness)], consumer: "witness")
        var edges: [Edge] = []
        for change in 0..<times {
            try pull(line, high: start == (change % 2 == 1))
            try pull(witness, high: !isHigh(witness))
            _ = try #require(waiting(inputs.descriptors))
            edges.removeAll(keepingCapacity: true)
            try inputs.read(0, into: &edges)
        }
    }

    /// Whether the voltage on a line is high, whoever drives it.
    func isHigh(_ line: Int) throws -> Bool {
        let file = try #require(fopen("\(folder)/sim_gpio\(line)/value", "r"))
        defer { fclose(file) }
        return fgetc(file) == Int32(UInt8(ascii: "1"))
    }
}

/// A simulated chip of eight lines made for one test, through configfs; gone when this value is.
struct MadeChip: ~Copyable {
    private let folder: String
    private let names: [Int: String]

    /// - Parameter names: Of its lines.
    init(_ folder: String, label: String, names: [Int: String] = [:]) throws {
        (self.folder, self.names) = ("/sys/kernel/config/gpio-sim/\(folder)", names)
        try make("")
        try make("/bank0")
        try write("8", to: "\(self.folder)/bank0/num_lines")
        try write(label, to: "\(self.folder)/bank0/label")
        for (line, name) in names {
            try make("/bank0/line\(line)")
            try write(name, to: "\(self.folder)/bank0/line\(line)/name")
        }
        try write("1", to: "\(self.folder)/live")
    }

    /// Takes the chip away, held lines and all.
    consuming func unplug() {}

    deinit {
        if let live = fopen("\(folder)/live", "w") {
            fputs("0", live)
            fclose(live)
        }
        for line in names.keys { rmdir("\(folder)/bank0/line\(line)") }
        rmdir("\(folder)/bank0")
        rmdir(folder)
    }

    private func make(_ path: String) throws {
        try #require(mkdir(folder + path, 0o755) == 0, "mkdir \(folder + path): \(String(cString: strerror(errno)))")
    }
}

private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"), "\(path): \(String(cString: strerror(errno)))")
    let written = fputs(text, file)
    try #require(fclose(file) == 0 && written >= 0, "\(path) does not take \(text)")
}

/// The first of the descriptors at which something waits, or comes within the time; `nil` if nothing does.
func waiting(_ descriptors: [Int32], within limit: Duration = .seconds(5)) -> Int? {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&entries, nfds_t(entries.count), Int32(limit.milliseconds))
    return entries.firstIndex { $0.revents != 0 }
}

/// Reads edges until none has come for two of the kernel's ticks.
func drain(_ inputs: inout Inputs) throws -> [Edge] {
    var edges: [Edge] = []
    while let index = waiting(inputs.descriptors, within: .milliseconds(20)) { try inputs.read(index, into: &edges) }
    return edges
}

/// Runs on a thread of its own, until it ends or ``finish()`` has waited for it.
final class Beside {
    private final class Work {
        let body: @Sendable () throws -> Void
        var failure: (any Error)?
        init(_ body: @escaping @Sendable () throws -> Void) { self.body = body }
    }
    private var thread = pthread_t()
    private let work: Work

    init(_ body: @escaping @Sendable () throws -> Void) throws {
        work = Work(body)
        let made = pthread_create(
            &thread, nil,
            { @Sendable pointer in
                let work = Unmanaged<Work>.fromOpaque(pointer!).takeRetainedValue()
                do { try work.body() } catch { work.failure = error }
                return nil
            }, Unmanaged.passRetained(work).toOpaque())
        try #require(made == 0)
    }

    func finish() throws {
        pthread_join(thread, nil)
        if let failure = work.failure { throw failure }
    }
}

func monotonicNow() -> Instant {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Instant(milliseconds: Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000)
}
