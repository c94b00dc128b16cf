public import Control
internal import Glibc
public import Quantities
internal import Settings

/// Settings that were changed from afar and outlive a reboot.
///
/// Each remembers what the site file said at that time: a site file that says
/// something else since then wins, and the remembered value is dropped.
public struct SettingsFile: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    public struct Override: Hashable, Sendable {
        public var zone: String
        public var setting: UInt8
        public var value: Double
        /// What the site file said when this was set.
        public var base: Double
        /// When it lapses; `nil`: never.
        public var until: Timestamp?

        public init(zone: String, setting: UInt8, value: Double, base: Double, until: Timestamp? = nil) {
            (self.zone, self.setting, self.value, self.base) = (zone, setting, value, base)
            self.until = until
        }
    }

    public struct Unusable: Error, CustomStringConvertible {
        public let description: String
    }

    /// The remembered overrides; none when there is no file.
    ///
    /// - Throws: ``Unusable`` when there is one that cannot be read.
    public func read() throws(Unusable) -> [Override] {
        let (overrides, damage) = try lines()
        if let first = damage.first { throw Unusable(description: first) }
        return overrides
    }

    /// The remembered overrides as far as they can be read, for a board that nobody looks after: a damaged file is no
    /// reason to leave rooms without control. It is kept aside as `settings.damaged`, also where nothing of it can be
    /// read.
    ///
    /// - Returns: and a sentence for each thing that cannot be read.
    public func salvage() -> (overrides: [Override], damage: [String]) {
        do throws(Unusable) {
            let (overrides, damage) = try lines()
            guard !damage.isEmpty else { return (overrides, []) }
            let fate = setAside()
            // Where it cannot be moved, the next change replaces it; until then it stays as it is.
            guard fate.isAside else { return (overrides, damage + [fate.text]) }
            do throws(Unusable) { try write(overrides) } catch {
                return (overrides, damage + [fate.text, error.description])
            }
            return (overrides, damage + [fate.text])
        } catch {
            return ([], [error.description, setAside().text])
        }
    }

    /// Keeps what cannot be read from being replaced by the next change.
    private func setAside() -> (isAside: Bool, text: String) {
        let aside = path + ".damaged"
        guard rename(path, aside) == 0 else {
            return (false, "cannot keep \(path) as \(aside): \(String(cString: strerror(errno))); copy it away")
        }
        return (true, "\(aside) is what it was; settings from afar that are lost are to be sent again")
    }

    private func lines() throws(Unusable) -> (overrides: [Override], damage: [String]) {
        guard let file = fopen(path, "re") else {
            if errno == ENOENT { return ([], []) }
            throw Unusable(description: "cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var (overrides, damage): ([Override], [String]) = ([], [])
        var buffer: UnsafeMutablePointer<CChar>?
        var size = 0
        defer { free(buffer) }
        errno = 0
        while getline(&buffer, &size, file) >= 0, let buffer {
            let line = String(cString: buffer)
            if let override = Override(line: line) {
                overrides.append(override)
            } else {
                damage.append("\(path): \"\(line.dropLast())\" is not: zone setting value base [until, in ms]")
            }
        }
        guard ferror(file) == 0 else { throw failure("read", path) }
        return (overrides, damage)
    }

    /// The remembered overrides without those of which a site file says something else than it said then.
    public static func standing(
        _ overrides: [Override], over settings: [(id: String, settings: Zone.Settings)]
    ) -> [Override] {
        overrides.filter { override in
            guard let zone = settings.first(where: { $0.id == override.zone }),
                let setting = Setting.numbered(override.setting)
            else { return true }
            return setting.value(in: zone.settings) == override.base
        }
    }

    /// Puts remembered overrides into the settings of a site file, where that has not changed since.
    ///
    /// - Parameter now: what has lapsed by then stays away; `nil`, while the clock is not to be trusted: nothing has.
    public static func restore(
        _ overrides: [Override], into settings: inout [(id: String, settings: Zone.Settings)], at now: Timestamp?
    ) {
        for override in standing(overrides, over: settings) {
            if let until = override.until, let now, until <= now { continue }
            guard let place = settings.firstIndex(where: { $0.id == override.zone }),
                let setting = Setting.numbered(override.setting)
            else { continue }
            try? setting.set(override.value, in: &settings[place].settings)
        }
    }

    /// Replaces the file as a whole: after a power cut there is the old one or the new one.
    public func write(_ overrides: [Override]) throws(Unusable) {
        let text = overrides.compactMap { override in
            Setting.numbered(override.setting).map {
                "\(override.zone) \($0.key) \(override.value) \(override.base)"
                    + (override.until.map { " \($0.milliseconds)" } ?? "") + "\n"
            }
        }.joined()
        let new = path + ".new"
        let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("write", new) }
        let bytes = Array(text.utf8)
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten, rename(new, path) == 0 else { throw failure("write", path) }
        let slash = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let folder = open(slash, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    private func failure(_ action: String, _ path: String) -> Unusable {
        Unusable(description: "cannot \(action) \(path): \(String(cString: strerror(errno)))")
    }
}

extension SettingsFile.Override {
    /// - Returns: `nil` where the line is none.
    fileprivate init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard 4...5 ~= words.count, let setting = Setting.named(String(words[1])), let value = Double(words[2]),
            let base = Double(words[3]), let until = Self.moment(words.dropFirst(4))
        else { return nil }
        self.init(zone: String(words[0]), setting: setting.id, value: value, base: base, until: until)
    }

    /// The fifth word of a line: none, or milliseconds since 1970, UTC; `nil` when it is something else.
    private static func moment(_ words: ArraySlice<Substring>) -> Timestamp?? {
        guard let word = words.first else { return .some(nil) }
        guard let milliseconds = Int64(word) else { return .none }
        return .some(Timestamp(milliseconds: milliseconds))
    }
}
