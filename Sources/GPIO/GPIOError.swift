import Glibc

/// Why a chip or a line cannot be had, or no longer. ``description`` is for the person who wires or installs the board.
public enum GPIOError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No chip has the label. Of those that are there, `labels` could be read and the `denied` ones could not.
    case noSuchChip(label: String, labels: [String], denied: [Denial])
    /// No chip has a line of that name at that offset, of those that could be read.
    case noLandmark(line: String, offset: Int, denied: [Denial])
    /// Several chips have the label.
    case ambiguousChip(label: String, paths: [String])
    /// No line has the name, of any chip that could be read.
    case noSuchLine(name: String, denied: [Denial])
    /// Several lines have the name; places are “path line n”.
    case ambiguousLine(name: String, places: [String])
    /// The chip has fewer lines.
    case noSuchOffset(Int, chip: String, lines: Int)
    /// Somebody else holds the line; `consumer` is what they call themselves, if they do.
    case busy(line: Int, chip: String, consumer: String?)
    /// The chip may not be opened.
    case denied(Denial)
    /// The chip was unplugged, or its driver unloaded.
    case gone(chip: String)
    /// The line's hardware gives no interrupts.
    case noEdges(line: Int, chip: String)
    /// One request may have at most 64 lines, and at least one.
    case wrongNumberOfLines(Int, chip: String)
    /// The same line is asked for twice in one request.
    case wantedTwice(line: Int, chip: String)
    /// The kernel cannot be asked to debounce with this libgpiod.
    case noDebounce(line: Int, chip: String)
    /// The chip has no resistor of the wanted kind, or the line cannot be an output.
    case unsupported(line: Int?, chip: String)
    /// Anything else that the kernel says, with its error number.
    case failed(doing: String, chip: String, errno: Int32)

    /// A chip that the user may not open.
    public struct Denial: Hashable, Sendable {
        /// Its device file.
        public let path: String
        /// To which the file belongs; `nil`: it has no name.
        public let group: String?

        public init(path: String, group: String?) { (self.path, self.group) = (path, group) }
    }

    /// The chips that might be what was looked for, had the user been permitted to see.
    public var denials: [Denial] {
        switch self {
        case .noSuchChip(_, _, let denied), .noLandmark(_, _, let denied), .noSuchLine(_, let denied): denied
        case .denied(let denial): [denial]
        default: []
        }
    }

    public var description: String {
        switch self {
        case .noSuchChip(let label, let labels, let denied):
            let seen = labels.isEmpty ? "" : " (there are \(Self.list(labels)))"
            if !denied.isEmpty { return "no GPIO chip labelled “\(label)” can be seen\(seen): " + Self.refused(denied) }
            guard labels.isEmpty else { return "no GPIO chip is labelled “\(label)”; there are \(Self.list(labels))" }
            return "no GPIO chip is labelled “\(label)”: this machine has no GPIO chip (/dev/gpiochip*); "
                + "is its driver or its device-tree overlay loaded?"
        case .noLandmark(let line, let offset, let denied):
            guard denied.isEmpty else {
                return "no GPIO chip that has line “\(line)” at \(offset) can be seen: " + Self.refused(denied)
            }
            return "no GPIO chip has line “\(line)” at \(offset); "
                + "is this the board that was meant, and does its device tree name the lines?"
        case .ambiguousChip(let label, let paths):
            return "\(paths.count) GPIO chips are labelled “\(label)” (\(paths.joined(separator: ", "))); "
                + "name their lines in the device tree and wire by line name"
        case .noSuchLine(let name, let denied):
            guard denied.isEmpty else { return "no GPIO line named “\(name)” can be seen: " + Self.refused(denied) }
            return "no GPIO line is named “\(name)”; "
                + "list the names that there are, or wire by chip label and line number"
        case .ambiguousLine(let name, let places):
            return "\(places.count) GPIO lines are named “\(name)” (\(places.joined(separator: ", "))); "
                + "wire by chip label and line number"
        case .noSuchOffset(let offset, let chip, let lines):
            return "chip “\(chip)” has no line \(offset): its lines are 0 to \(lines - 1)"
        case .busy(let line, let chip, let consumer):
            let holder = consumer.map { "“\($0)”" } ?? "a program or driver that gives no name"
            return "line \(line) of chip “\(chip)” is held by \(holder); stop it, or wire to another line"
        case .denied(let denial): return "not permitted to open \(denial.path): \(Self.cure(for: [denial]))"
        case .gone(let chip):
            return "chip “\(chip)” is gone: was it unplugged, or its driver unloaded?"
        case .noEdges(let line, let chip):
            return "line \(line) of chip “\(chip)” gives no edges: its hardware has no interrupt for it; "
                + "wire to another line"
        case .wrongNumberOfLines(let count, let chip):
            return "\(count) lines of chip “\(chip)” cannot be requested at once: from 1 to 64 can"
        case .wantedTwice(let line, let chip):
            return "line \(line) of chip “\(chip)” is wanted twice: wire to another line"
        case .noDebounce(let line, let chip):
            return "line \(line) of chip “\(chip)” cannot be debounced by the kernel with libgpiod 1.6: "
                + "ask for no debounce, or build with libgpiod 2"
        case .unsupported(let line, let chip):
            let what = line.map { "line \($0) of chip “\(chip)”" } ?? "one of the lines of chip “\(chip)”"
            return "\(what) cannot do what is asked of it: if it has a bias, leave it as it is and fit a resistor"
        case .failed(let doing, let chip, let code):
            return "\(doing) of chip “\(chip)” failed: \(String(cString: strerror(code)))"
        }
    }

    private static func list(_ labels: [String]) -> String {
        labels.map { "“\($0)”" }.joined(separator: ", ")
    }

    private static func refused(_ denied: [Denial]) -> String {
        "not permitted to look into \(denied.map(\.path).joined(separator: ", ")); \(cure(for: denied))"
    }

    /// Membership of root's group is no cure: what belongs to it waits for a udev rule.
    private static func cure(for denied: [Denial]) -> String {
        let groups = Set(denied.compactMap(\.group)).subtracting(["root"]).sorted()
        return groups.isEmpty
            ? "let a udev rule give the user's group access (boards/systemd/60-lightwell-gpio.rules)"
            : "add the user to group \(list(groups))"
    }
}
