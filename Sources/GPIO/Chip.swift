import CGPIO
import Glibc

/// A GPIO chip, found by what does not change between kernels: its label, or the name of one of its lines.
/// Never by its number.
public struct Chip: ~Copyable {
    /// Its device file, good until the next boot.
    public let path: String
    /// What its driver calls it, such as `pinctrl-bcm2711`. Empty if it has none.
    public let label: String
    /// How many lines it has.
    public let count: Int
    private let handle: OpaquePointer

    /// A line as the kernel knows it.
    public struct Line: Hashable, Sendable {
        public let offset: Int
        /// From the device tree; `nil` if it has none.
        public let name: String?
        public let isUsed: Bool
        /// What its holder calls itself; `nil` if it is free, or its holder gives no name.
        public let consumer: String?
        public let isOutput: Bool
    }

    /// Where a line is on this machine, until the next boot.
    public struct Place: Hashable, Sendable {
        public let path: String
        public let offset: Int
    }

    /// The device files of all chips, in the order of their numbers.
    public static func paths() -> [String] {
        guard let directory = opendir("/dev") else { return [] }
        defer { closedir(directory) }
        var numbers: [Int] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix("gpiochip"), let number = Int(name.dropFirst(8)) { numbers.append(number) }
        }
        return numbers.sorted().map { "/dev/gpiochip\($0)" }
    }

    /// Opens the chip whose driver gives it this label.
    ///
    /// - Throws: ``GPIOError/noSuchChip(label:labels:denied:)`` with the labels that there are;
    ///   ``GPIOError/ambiguousChip(label:paths:)``; ``GPIOError/denied(_:)``.
    public static func open(label: String) throws(GPIOError) -> Chip {
        var (labels, denied, matches): ([String], [GPIOError.Denial], [String]) = ([], [], [])
        for path in paths() {
            switch Result(catching: { () throws(GPIOError) in try Chip.open(path: path).label }) {
            case .success(let found):
                labels.append(found)
                if found == label { matches.append(path) }
            case .failure(.denied(let denial)): denied.append(denial)
            case .failure: continue  // unplugged while looking
            }
        }
        guard let path = matches.first else {
            throw .noSuchChip(label: label, labels: labels, denied: denied)
        }
        guard matches.count == 1 else { throw .ambiguousChip(label: label, paths: matches) }
        return try Chip.open(path: path)
    }

    /// Opens the chip that has a line of this name at this offset: a landmark, where labels tell nothing.
    ///
    /// - Throws: ``GPIOError/noLandmark(line:offset:denied:)``, ``GPIOError/ambiguousLine(name:places:)``.
    public static func open(line name: String, at offset: Int) throws(GPIOError) -> Chip {
        var (denied, matches): ([GPIOError.Denial], [String]) = ([], [])
        for path in paths() {
            do throws(GPIOError) {
                let chip = try Chip.open(path: path)
                if offset < chip.count, try chip.line(offset).name == name { matches.append(path) }
            } catch .denied(let denial) {
                denied.append(denial)
            } catch {
                continue  // unplugged while looking
            }
        }
        guard let path = matches.first else { throw .noLandmark(line: name, offset: offset, denied: denied) }
        guard matches.count == 1 else {
            throw .ambiguousLine(name: name, places: matches.map { "\($0) line \(offset)" })
        }
        return try Chip.open(path: path)
    }

    /// Opens the chip at a path that was found before in this boot.
    public static func open(path: String) throws(GPIOError) -> Chip {
        guard let handle = cgpio_chip_open(path) else {
            let code = errno
            switch code {
            case EACCES, EPERM: throw .denied(GPIOError.Denial(path: path, group: groupName(owning: path)))
            case ENOENT, ENODEV, ENXIO: throw .gone(chip: path)
            default: throw .failed(doing: "opening", chip: path, errno: code)
            }
        }
        return Chip(path: path, handle: handle)
    }

    /// Finds the one line that has this name, on any chip.
    ///
    /// - Throws: ``GPIOError/noSuchLine(name:denied:)``, ``GPIOError/ambiguousLine(name:places:)``.
    public static func find(line name: String) throws(GPIOError) -> Place {
        var (found, denied): ([Place], [GPIOError.Denial]) = ([], [])
        for path in paths() {
            do throws(GPIOError) {
                let lines = try Chip.open(path: path).lines()
                found += lines.filter { $0.name == name }.map { Place(path: path, offset: $0.offset) }
            } catch .denied(let denial) {
                denied.append(denial)
            } catch {
                continue  // unplugged while looking
            }
        }
        guard let place = found.first else { throw .noSuchLine(name: name, denied: denied) }
        guard found.count == 1 else {
            throw .ambiguousLine(name: name, places: found.map { "\($0.path) line \($0.offset)" })
        }
        return place
    }

    private init(path: String, handle: OpaquePointer) {
        self.path = path
        self.handle = handle
        label = String(cString: cgpio_chip_label(handle))
        count = Int(cgpio_chip_line_count(handle))
    }

    deinit { cgpio_chip_close(handle) }

    /// All lines as they are now.
    public func lines() throws(GPIOError) -> [Line] {
        var lines: [Line] = []
        for offset in 0..<count { lines.append(try line(offset)) }
        return lines
    }

    /// One line as it is now.
    public func line(_ offset: Int) throws(GPIOError) -> Line {
        guard 0..<count ~= offset else { throw .noSuchOffset(offset, chip: label, lines: count) }
        var info = cgpio_line_info()
        guard cgpio_chip_line_info(handle, UInt32(offset), &info) == 0 else {
            throw errno == ENODEV ? .gone(chip: label) : .failed(doing: "line \(offset)", chip: label, errno: errno)
        }
        return Line(
            offset: offset, name: text(&info.name), isUsed: info.used, consumer: text(&info.consumer),
            isOutput: info.output)
    }

    /// Whether these lines can be asked for at once.
    func check(_ offsets: [Int]) throws(GPIOError) {
        guard 1...Int(CGPIO_MOST_LINES) ~= offsets.count else {
            throw .wrongNumberOfLines(offsets.count, chip: label)
        }
        var seen: Set<Int> = []
        for offset in offsets {
            guard 0..<count ~= offset else { throw .noSuchOffset(offset, chip: label, lines: count) }
            guard seen.insert(offset).inserted else { throw .wantedTwice(line: offset, chip: label) }
        }
    }

    /// What a refused request means, found out while the reason still holds.
    ///
    /// - Parameter offset: The line to blame, if it is one.
    func refusal(_ code: Int32, line offset: Int?, ofEdges: Bool) -> GPIOError {
        let culprit = offset.flatMap { try? line($0) }
        switch (code, offset) {
        case (EBUSY, let offset?): return .busy(line: offset, chip: label, consumer: culprit?.consumer)
        // What the kernel says of a line without an interrupt; of a chip that is gone, no line could be described.
        case (ENODEV, let offset?) where ofEdges && culprit != nil: return .noEdges(line: offset, chip: label)
        case (ENXIO, let offset?) where ofEdges: return .noEdges(line: offset, chip: label)
        case (ENODEV, _): return .gone(chip: label)
        case (EACCES, _), (EPERM, _): return .denied(GPIOError.Denial(path: path, group: groupName(owning: path)))
        case (EINVAL, _), (ENOTSUP, _): return .unsupported(line: offset, chip: label)
        case (_, let offset?): return .failed(doing: "the request for line \(offset)", chip: label, errno: code)
        case (_, nil): return .failed(doing: "the request for lines", chip: label, errno: code)
        }
    }
}

/// The text in a C array; `nil` if it is empty.
private func text<Characters>(_ array: inout Characters) -> String? {
    let text = withUnsafeBytes(of: &array) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return text.isEmpty ? nil : text
}

private func groupName(owning path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, let group = getgrgid(status.st_gid) else { return nil }
    return String(cString: group.pointee.gr_name)
}
