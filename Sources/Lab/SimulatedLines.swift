internal import Glibc

/// Lines of a chip of the kernel's gpio-sim, as whoever is outside of the chip has them: pulls to be set, levels to be
/// looked at. Their files stay open.
final class SimulatedLines {
    private var pulls: [Int: Int32] = [:]
    private var values: [Int: Int32] = [:]
    private let folder: String

    /// - Parameters:
    ///   - folder: of the chip in sysfs, such as `/sys/devices/platform/gpio-sim.0/gpiochip1`.
    ///   - pulled: offsets of the lines to be pulled; `watched`: of those to be looked at.
    /// - Throws: ``LabError`` with the file that cannot be opened.
    init(in folder: String, pulled: [Int], watched: [Int]) throws(LabError) {
        self.folder = folder
        for line in pulled { pulls[line] = try Self.open("\(folder)/sim_gpio\(line)/pull", O_WRONLY) }
        for line in watched { values[line] = try Self.open("\(folder)/sim_gpio\(line)/value", O_RDONLY) }
    }

    deinit { for file in Array(pulls.values) + Array(values.values) { close(file) } }

    /// Pulls a line. One that a program drives keeps the level that this program gives it.
    func pull(_ line: Int, up: Bool) throws(LabError) {
        guard let file = pulls[line] else { throw LabError("line \(line) was not opened") }
        let word = up ? "pull-up" : "pull-down"
        guard word.withCString({ pwrite(file, $0, word.utf8.count, 0) }) == word.utf8.count else {
            throw LabError("\(folder)/sim_gpio\(line)/pull cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    /// Whether the voltage on a line is high, whoever drives it.
    func isHigh(_ line: Int) throws(LabError) -> Bool {
        guard let file = values[line] else { throw LabError("line \(line) was not opened") }
        var byte: UInt8 = 0
        guard pread(file, &byte, 1, 0) == 1 else {
            throw LabError("\(folder)/sim_gpio\(line)/value cannot be read: \(String(cString: strerror(errno)))")
        }
        return byte == UInt8(ascii: "1")
    }

    /// The folder in sysfs of the simulated chip that has one of these labels, as configfs tells.
    ///
    /// - Throws: ``LabError`` when there is none.
    static func folder(labelled labels: [String]) throws(LabError) -> String {
        for device in entries(of: configured) {
            guard let name = word(in: "\(configured)/\(device)/dev_name") else { continue }
            for bank in entries(of: "\(configured)/\(device)") {
                let folder = "\(configured)/\(device)/\(bank)"
                guard let label = word(in: folder + "/label"), labels.contains(label),
                    let chip = word(in: folder + "/chip_name")
                else { continue }
                return "/sys/devices/platform/\(name)/\(chip)"
            }
        }
        throw LabError(
            "no chip of gpio-sim is labelled \(labels.joined(separator: " or ")) under \(configured); load the module "
                + "gpio-sim, mount configfs and make one, or name its folder with --chip-dir")
    }

    private static let configured = "/sys/kernel/config/gpio-sim"

    private static func open(_ path: String, _ mode: Int32) throws(LabError) -> Int32 {
        let file = Glibc.open(path, mode | O_CLOEXEC)
        guard file >= 0 else { throw LabError("\(path) cannot be opened: \(String(cString: strerror(errno)))") }
        return file
    }

    private static func entries(of folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// The first line of a short file; `nil` where it cannot be read.
    private static func word(in path: String) -> String? {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
