import Glibc

/// A PWM chip as Linux shows it in sysfs, found by what does not change between kernels: the name of its device, such
/// as `fe20c000.pwm`. Where several chips share one, and for trials, its number among the kernel's, `pwmchip0`, will do.
public struct PWMChip: Hashable, Sendable {
    /// Such as `pwmchip0`; good until the next boot.
    public let name: String
    /// Of its device; empty if it has none.
    public let label: String
    /// How many outputs it has.
    public let channels: Int
    /// Its folder.
    public let path: String

    /// Where Linux shows them.
    public static let root = "/sys/class/pwm"

    /// All chips, in the order of their numbers.
    public static func all(in root: String = PWMChip.root) -> [PWMChip] {
        guard let directory = opendir(root) else { return [] }
        defer { closedir(directory) }
        var numbers: [Int] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix("pwmchip"), let number = Int(name.dropFirst(7)) { numbers.append(number) }
        }
        return numbers.sorted().map { PWMChip(name: "pwmchip\($0)", in: root) }
    }

    /// - Parameter called: its label or its name.
    /// - Throws: ``PWMError/noSuchChip(_:present:root:)``, ``PWMError/ambiguousChip(_:names:)``.
    public static func find(_ called: String, in root: String = PWMChip.root) throws(PWMError) -> PWMChip {
        let chips = all(in: root)
        if let chip = chips.first(where: { $0.name == called }) { return chip }
        let found = chips.filter { $0.label == called }
        guard let chip = found.first else {
            throw .noSuchChip(called, present: chips.map(\.description), root: root)
        }
        guard found.count == 1 else { throw .ambiguousChip(called, names: found.map(\.name)) }
        return chip
    }

    private init(name: String, in root: String) {
        path = "\(root)/\(name)"
        self.name = name
        var target = [CChar](repeating: 0, count: 4_096)
        let length = readlink("\(root)/\(name)/device", &target, target.count)
        let device = target.prefix(max(0, length)).map(UInt8.init(bitPattern:))
        label = device.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        channels = PWMFile.number(in: "\(path)/npwm").map { Int(clamping: $0) } ?? 0
    }

    /// Who holds a channel, by the kernel's list for those who look for faults; `nil` where it may not be read.
    ///
    /// - Parameter list: such as "platform/fe20c000.pwm, 2 PWM devices" and, below it, " pwm-0   (fan   ): requested".
    func holder(of channel: Int, in list: String = "/sys/kernel/debug/pwm") -> String? {
        guard !label.isEmpty, let text = PWMFile.text(in: list) else { return nil }
        let lines = text.split(separator: "\n").drop { !$0.contains("/\(label),") }.dropFirst()
        guard let line = lines.first(where: { $0.contains("pwm-\(channel) ") }) else { return nil }
        let name = line.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" && $0 != " " }
        return name.isEmpty || name.hasPrefix("(") ? nil : String(name)
    }
}

extension PWMChip: CustomStringConvertible {
    /// "fe20c000.pwm (pwmchip0)".
    public var description: String { label.isEmpty ? name : "\(label) (\(name))" }
}
