public import ArgumentParser
internal import Boards
internal import Calendars
internal import Commissioning
internal import Console
internal import Exports
internal import Glibc
internal import Logbook
internal import Loop
internal import Quantities

/// `lightwell-edge export`: a board's records in one file.
public struct ExportCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the records of a board into one file, such as on a USB stick.",
        discussion: """
            The board may be at work; nothing of it is changed. Take the file to the hub (lightwell-hub import), or \
            let a new board go on with it (lightwell-edge adopt). Exits 1 when nothing was written.
            """)

    @Argument(help: "File to write, or a folder to write it into under a name of its own.") var file: String
    @Option(help: "Folder of the board's journals.") var state: String = "/var/lib/lightwell"
    @Option(help: "First record wanted, by its sequence.") var from: UInt64?
    @Option(help: "First moment wanted, such as 2026-06-01.") var since: String?
    @Flag(help: "Traces too: when somebody moved in which room. These are personal data.") var traces = false
    @Flag(help: "Replace a file that is there.") var force = false
    @Option(help: "Site file; needed only where the state folder does not say which board it is of.") var site: String?
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder

    public init() {}

    public func run() throws {
        let now = Clock.utc()
        let name = try boardName()
        let selection = BoardExport.Selection(
            from: from, since: try since.map { try Timestamp(iso8601: $0) }, traces: traces)
        let export = try BoardExport(
            of: state, as: name, selection, commissionings: CommissioningFolder(in: state).texts(),
            software: EdgeCommand.software, at: now)
        let path = Self.isFolder(file) ? file + "/" + Self.fileName(name, now) : file
        let bytes = try export.write(to: path, replacing: force)
        print("wrote \(path): \(bytes) bytes")
        for extent in export.header.journals {
            let range = extent.isEmpty ? "none" : "\(extent.first) to \(extent.last)"
            print("\(extent.kind.rawValue) of journal \(extent.id): \(range)")
        }
        if let period = export.period { print("period \(period.from.iso8601) to \(period.to.iso8601)") }
        let names = export.header.commissionings.count
        if names > 0 { print("commissioning records: \(names), with the names in them") }
        if traces {
            Console.say(
                "\(path) holds traces: when somebody moved in which room. They are personal data; "
                    + "keep the file as such, and delete it when it has been imported")
        }
    }

    private func boardName() throws -> BoardName {
        if let site {
            let site = try Site(reading: site, boards: boards)
            return BoardName(group: site.group, board: site.id)
        }
        guard let name = BoardName(notedIn: state) else {
            throw EdgeError("\(state) does not say which board it is of; add --site with its site file")
        }
        return name
    }

    /// Without colons: a USB stick's file system knows none.
    private static func fileName(_ name: BoardName, _ now: Timestamp) -> String {
        let stamp = now.iso8601.prefix(19).filter { $0 != "-" && $0 != ":" }
        return "\(name.group)-\(name.board)-\(stamp)Z.lightwell"
    }

    private static func isFolder(_ path: String) -> Bool {
        guard let stream = opendir(path) else { return false }
        closedir(stream)
        return true
    }
}
