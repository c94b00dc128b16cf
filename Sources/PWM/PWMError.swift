import Glibc

/// Why a PWM output cannot be had, or no longer. ``description`` is for the person who wires or installs the board.
public enum PWMError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No chip is called so; `present` are those that there are, as "label (name)".
    case noSuchChip(String, present: [String], root: String)
    /// Several chips have the label.
    case ambiguousChip(String, names: [String])
    /// The chip has fewer channels.
    case noSuchChannel(Int, chip: String, channels: Int)
    /// A driver holds the channel; `holder` is what the kernel calls it, where it may be asked.
    case busy(channel: Int, chip: String, holder: String?)
    /// The file belongs to the group.
    case denied(path: String, group: String?)
    /// The system shows the kernel's files, but lets nobody write here: a service is kept from them.
    case readOnly(path: String)
    /// The chip cannot give such a period.
    case unsupported(period: UInt64, channel: Int, chip: String)
    /// The chip's driver was unloaded.
    case gone(path: String)
    /// Anything else that the kernel says, with its error number.
    case failed(doing: String, path: String, errno: Int32)

    public var description: String {
        switch self {
        case .noSuchChip(let chip, let present, let root):
            guard !present.isEmpty else {
                return "no PWM chip is called “\(chip)”: this machine has no PWM chip (\(root)/pwmchip*); "
                    + "is its driver or its device-tree overlay loaded?"
            }
            return "no PWM chip is called “\(chip)”; there are \(present.joined(separator: ", "))"
        case .ambiguousChip(let chip, let names):
            return "\(names.count) PWM chips are called “\(chip)” (\(names.joined(separator: ", "))); name one of these"
        case .noSuchChannel(let channel, let chip, let channels):
            return "PWM chip “\(chip)” has no channel \(channel): its channels are 0 to \(channels - 1)"
        case .busy(let channel, let chip, let holder):
            let who = holder.map { "“\($0)”" } ?? "a driver (/sys/kernel/debug/pwm names it)"
            return "channel \(channel) of PWM chip “\(chip)” is held by \(who); unload it, or wire to another channel"
        case .denied(let path, let group):
            // Files of the kernel belong to root until a rule says otherwise.
            let cure =
                group.flatMap { $0 == "root" ? nil : "add the user to group “\($0)”" }
                ?? "let a udev rule give the user's group access to it"
            return "not permitted to write \(path): \(cure)"
        case .readOnly(let path):
            return "\(path) is read-only here: let the service write it (ReadWritePaths=, see lightwell-edge.service)"
        case .unsupported(let period, let channel, let chip):
            return "channel \(channel) of PWM chip “\(chip)” cannot give a period of \(period) ns; "
                + "take another frequency, or the one of its other channels"
        case .gone(let path): return "\(path) is gone: was the PWM chip's driver unloaded?"
        case .failed(let doing, let path, let code):
            return "\(doing) \(path) failed: \(String(cString: strerror(code)))"
        }
    }

    /// What an error number means at a file.
    init(_ code: Int32, doing: String, path: String) {
        switch code {
        case EACCES, EPERM: self = .denied(path: path, group: Self.group(owning: path))
        case EROFS: self = .readOnly(path: path)
        case ENOENT, ENODEV: self = .gone(path: path)
        default: self = .failed(doing: doing, path: path, errno: code)
        }
    }

    private static func group(owning path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, let group = getgrgid(status.st_gid) else { return nil }
        return String(cString: group.pointee.gr_name)
    }
}
