public import Exports
internal import Glibc
internal import Journal
public import Quantities
public import Records
internal import Settings

/// One board taking over from another by the other's export: its registers, its settings, its counters, those of its
/// relays too, and what its zones had learned.
///
/// The new board has a journal of its own, whose first record says which one it continues and through
/// which entry; then stand the registers of every zone where the export left them, as intervals
/// without length. What the old board counted after its last record, less than an interval, is not taken over.
public struct Adoption: Sendable {
    public let header: ExportHeader
    /// Where the registers go on, of the zones that there still are.
    public let standings: [Record.Interval]
    /// Where the registers of meters that belong to no zone go on, of those that there still are.
    public let meterings: [Record.Metering]
    /// What zones had learned, of those that there still are.
    public let lessons: [Lesson]
    /// Zones of the old board that the site no longer has: their registers end.
    public let ended: [String]
    private let records: ExportHeader.Extent

    /// Reads the whole export.
    ///
    /// - Parameter zones, meters: those of the site file, by name.
    /// - Throws: ``ExportError`` when it is torn, or another board's.
    public init(of export: String, by name: BoardName, zones: [String], meters: [String] = []) throws(ExportError) {
        let reader = try ExportReader(export)
        while try reader.next() != nil {}
        header = reader.header
        guard header.group == name.group, header.board == name.board, let records = header.records else {
            throw ExportError(
                "\(export) is of board \(header.group)/\(header.board), the site file of \(name.group)/\(name.board); "
                    + "a board that takes over keeps the name: give the site file that site and id")
        }
        self.records = records
        standings = header.standings.filter { zones.contains($0.zone) }
        lessons = header.lessons.filter { zones.contains($0.zone) }
        meterings = header.meterings.filter { meters.contains($0.meter) }
        ended = header.standings.map(\.zone).filter { !zones.contains($0) }
    }

    /// Makes the state folder, whole or not at all.
    ///
    /// - Parameter state: does not exist, or is empty.
    /// - Returns: the id of the new records journal.
    /// - Throws: ``ExportError`` when there is something in it, or it cannot be made.
    public func settle(in state: String, at now: Timestamp) throws(ExportError) -> String {
        let state = StateFolder.path(state)
        try Self.expectNothing(in: state)
        let draft = state + ".adopting"
        guard access(draft, F_OK) != 0 else {
            throw ExportError("\(draft) is left from an adoption that did not end; remove it")
        }
        let id = try fill(draft, at: now)
        guard rename(draft, state) == 0 else {
            let reason = String(cString: strerror(errno))
            throw ExportError(
                "cannot make \(draft) into \(state): \(reason); if it is a mounted file system, name a folder in it")
        }
        let slash = state.lastIndex(of: "/").map { $0 == state.startIndex ? "/" : String(state[..<$0]) } ?? "."
        try Self.synchronize(slash)
        return id
    }

    private func fill(_ folder: String, at now: Timestamp) throws(ExportError) -> String {
        let state = try reading { () throws(JournalError) in try StateFolder(folder, program: "lightwell-edge adopt") }
        let continuation = Record.Continuation(
            journal: records.id, through: records.last, boot: header.boot, at: now)
        try reading { () throws(JournalError) in
            try state.records.append(Record.continuation(continuation).encoded())
            for standing in standings { try state.records.append(Record.interval(standing).encoded()) }
            for metering in meterings { try state.records.append(Record.metering(metering).encoded()) }
            try state.records.sync()
            for lesson in lessons { try state.counters.append(lesson.encoded()) }
            try state.counters.sync()
        }
        let overrides = header.overrides.compactMap { override in
            Setting.named(override.setting).map {
                SettingsFile.Override(
                    zone: override.zone, setting: $0.id, value: override.value, base: override.base)
            }
        }
        do throws(SettingsFile.Unusable) {
            try state.settings.write(overrides)
            if !header.relays.isEmpty { try RelayLife(in: folder).keep(header.relays) }
            if !header.faces.isEmpty { try MeterBook(in: folder).keep(header.faces) }
        } catch {
            throw ExportError(error.description)
        }
        let session = try WholeFile(Session.path(in: folder), replacing: true)
        try session.write([header.session])
        try session.finish()
        try BoardName(group: header.group, board: header.board).note(in: folder)
        return state.records.id
    }

    private static func expectNothing(in state: String) throws(ExportError) {
        guard let stream = opendir(state) else {
            if errno == ENOENT { return }
            throw ExportError("cannot look into \(state): \(String(cString: strerror(errno)))")
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name == "." || name == ".." else {
                throw ExportError(
                    "\(state) holds \(name) already; a board takes over with an empty folder: name another, "
                        + "or move that one away")
            }
        }
    }

    private static func synchronize(_ path: String) throws(ExportError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw ExportError("cannot open \(path): \(String(cString: strerror(errno)))") }
        defer { close(folder) }
        guard fsync(folder) == 0 || errno == EINVAL else {
            throw ExportError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }
}
