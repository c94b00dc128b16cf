public import Exports
internal import Glibc
internal import Journal
public import Quantities
internal import Records
internal import Settings

/// A board's journals on their way into one file: for a site without network, or for a board that takes over.
///
/// Only reads, and locks nothing, so that the board may be at work. What it found in the journals is
/// forced to the disk before it is given away, so that no exported sequence is ever another entry's.
public struct BoardExport: Sendable {
    /// Which entries are wanted.
    public struct Selection: Sendable {
        /// The first sequence of the records; `nil`: all that there are.
        public var from: UInt64?
        /// What lies before the first entry of this moment or later is left out; `nil`: nothing.
        public var since: Timestamp?
        /// Whether traces go along: when somebody moved, which is personal data.
        public var traces: Bool

        public init(from: UInt64? = nil, since: Timestamp? = nil, traces: Bool = false) {
            (self.from, self.since, self.traces) = (from, since, traces)
        }
    }

    public let header: ExportHeader
    /// From the first to the last record's time; `nil` when no record is selected.
    public let period: (from: Timestamp, to: Timestamp)?
    private let state: String

    /// Looks through the journals and decides what goes into the file.
    ///
    /// - Parameters:
    ///   - commissionings: texts that go along.
    ///   - now: noted as the time of the export.
    /// - Throws: ``ExportError`` when the folder holds no journal, or less than what is asked for.
    public init(
        of state: String, as name: BoardName, _ selection: Selection = Selection(), commissionings: [String] = [],
        software: String, at now: Timestamp
    ) throws(ExportError) {
        self.state = state
        let from = Swift.max(selection.from ?? 1, 1)
        let records = try Survey(of: state + "/records", from: from, since: selection.since)
        guard from <= records.last + 1 else {
            throw ExportError("\(state)/records ends at entry \(records.last); --from is \(records.last + 1) at most")
        }
        var extents = [ExportHeader.Extent(.records, id: records.id, first: records.first, last: records.last)]
        if selection.traces {
            let traces = try Survey(of: state + "/traces", from: 1, since: selection.since)
            extents.append(ExportHeader.Extent(.traces, id: traces.id, first: traces.first, last: traces.last))
        }
        for extent in extents { try Self.forceToDisk(state + "/" + extent.kind.rawValue) }
        var header = ExportHeader(group: name.group, board: name.board, software: software, written: now)
        (header.boot, header.session, header.journals) = (records.boot, Session.number(in: state), extents)
        (header.overrides, header.commissionings) = (try Self.overrides(in: state), commissionings)
        header.standings = records.standings.values.sorted { $0.zone < $1.zone }.map { interval in
            var standing = interval
            standing.start = standing.end
            return standing
        }
        header.meterings = records.meterings.values.sorted { MeterKey($0) < MeterKey($1) }.map { metering in
            var standing = metering
            standing.start = standing.end
            return standing
        }
        header.relays = RelayLife(in: state).operations
        header.faces = MeterBook(in: state).lines
        header.lessons = try reading { () throws(JournalError) in try Lessons(in: state) }.lessons
            .sorted { $0.zone < $1.zone }
        (self.header, period) = (header, records.period)
    }

    /// Writes the file, whole or not at all.
    ///
    /// - Returns: its size in bytes.
    public func write(to path: String, replacing: Bool = false) throws(ExportError) -> Int {
        let writer = try ExportWriter(header, to: path, replacing: replacing)
        for extent in header.journals where !extent.isEmpty {
            let directory = state + "/" + extent.kind.rawValue
            var next = extent.first
            var reader = try reading { () throws(JournalError) in try JournalReader(directory: directory) }
            while next <= extent.last, let entry = try reading({ () throws(JournalError) in try reader.next() }) {
                guard let part = entry.clipped(to: next...extent.last) else { continue }
                guard part.first == next else { break }
                try writer.add(part)
                next = part.sequence + 1
            }
            guard next > extent.last, reader.id == extent.id else {
                throw ExportError("\(directory) changed while it was read; export it again")
            }
        }
        return try writer.finish()
    }

    private static func overrides(in state: String) throws(ExportError) -> [ExportHeader.Override] {
        do throws(SettingsFile.Unusable) {
            // What holds for a time only is not taken over.
            return try SettingsFile(state + "/settings").read().filter { $0.until == nil }.compactMap { override in
                Setting.numbered(override.setting).map {
                    ExportHeader.Override(
                        zone: override.zone, setting: $0.key, value: override.value, base: override.base)
                }
            }
        } catch { throw ExportError(error.description) }
    }

    /// Returns when what another program wrote into the folder is on the disk.
    private static func forceToDisk(_ directory: String) throws(ExportError) {
        guard let stream = opendir(directory) else { throw failure(directory) }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            // "." is the directory itself, with the names of its files.
            guard name == "." || name.hasSuffix(".segment") else { continue }
            let file = open(directory + "/" + name, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else {
                // Its owner may have given it up a moment ago.
                if errno == ENOENT { continue }
                throw failure(directory + "/" + name)
            }
            defer { close(file) }
            // A medium that cannot be written has nothing to write.
            guard fsync(file) == 0 || errno == EROFS || errno == EINVAL else { throw failure(directory + "/" + name) }
        }
    }

    private static func failure(_ path: String) -> ExportError {
        ExportError("cannot force \(path) to the disk: \(String(cString: strerror(errno))); check the disk")
    }
}

/// The number of the next MQTT session, as the uplink keeps it in the state folder.
enum Session {
    /// 0 when nothing is known.
    static func number(in state: String) -> UInt8 {
        guard let file = fopen(path(in: state), "re") else { return 0 }
        defer { fclose(file) }
        return UInt8(truncatingIfNeeded: Swift.max(0, getc(file)))
    }

    static func path(in state: String) -> String { state + "/session" }
}
