public import ArgumentParser
internal import Boards
internal import Commissioning
internal import Console
internal import Exports
internal import Logbook
internal import Loop

/// `lightwell-edge commission`: what was found when the board was put into service.
public struct CommissionCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "commission", abstract: "Keep and show what was found when a board was put into service.",
        discussion: """
            The record goes along with every export. It holds the name that you give; to delete one, delete its \
            file in the state folder. Exits 2 when what was found does not pass; the record is kept all the same.
            """)

    @Option(help: "Folder of the board's journals.") var state: String = "/var/lib/lightwell"
    @Option(help: "Site file, as wired.") var site: String
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "Who found it.") var by: String?
    @Option(help: "Reference illuminance, ZONE=LUX: all lamps lit, no daylight.") var lux: [String] = []
    @Option(help: "Result of the walk test, ZONE=pass or ZONE=fail:remark.") var walk: [String] = []
    @Option(
        help: """
            NAME=START,END,PULSES: what the display of a zone's meter (kWh), or of one of the board's own (kWh or m3), \
            showed before and after, and the pulses that lines counted between. Passes within 2 %.
            """)
    var meter: [String] = []
    @Flag(help: "Show what is kept, and whether the site file is still the same.") var show = false

    public init() {}

    public func validate() throws {
        let isRecord = by != nil || !lux.isEmpty || !walk.isEmpty || !meter.isEmpty
        if show == isRecord { throw ValidationError("say either --by and what was found, or --show") }
        if !show, by == nil { throw ValidationError("--by is missing: who found it?") }
    }

    public func run() throws {
        let file = try SiteFile(reading: site, boards: boards)
        let folder = CommissioningFolder(in: state)
        guard let by else { return try show(folder, file) }
        let record = try Commissioning(
            of: file, by: by, at: Clock.utc(), Commissioning.Findings(lux: lux, walks: walk, meters: meter))
        let path = try folder.add(record.text)
        try BoardName(group: file.site.group, board: file.site.id).note(in: state)
        print(record.text, terminator: "")
        print("kept as \(path)")
        if !record.passes {
            Console.say("what was found does not pass")
            throw ExitCode(2)
        }
    }

    private func show(_ folder: CommissioningFolder, _ file: SiteFile) throws {
        let texts = try folder.texts()
        guard let last = texts.last else { throw EdgeError("\(folder.path) holds no commissioning record") }
        print(texts.joined(separator: "\n"), terminator: "")
        let isSame = Commissioning.fingerprint(in: last) == file.fingerprint
        print(isSame ? "the site file is as commissioned" : "the site file has changed since it was commissioned")
    }
}
