import GPIO
import Glibc
import Quantities
import Testing

/// A chip of the kernel's simulator (gpio-sim): real device file and real edges, levels from sysfs.
///
/// `LIGHTWELL_GPIO_CHIP_LABEL` is its label and `GPIO_SIM_DIR` its folder in sysfs, with one `sim_gpioN` for each line.
/// Nothing else may use its lines. `scripts/test-gpio` sets this up.
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

func monotonicNow() -> Instant {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Instant(milliseconds: Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000)
}
