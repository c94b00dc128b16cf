public import ArgumentParser
internal import Boards
internal import Console
internal import YAML

/// The edge: a board in a ceiling.
public struct EdgeCommand: ParsableCommand {
    static let version = "0.1.0"
    static let software = "lightwell-edge \(version)"

    public static let configuration = CommandConfiguration(
        commandName: "lightwell-edge", abstract: "The energy controller of a floor, on a single-board computer.",
        version: version,
        subcommands: [
            RunCommand.self, RestCommand.self, Check.self, BoardsCommand.self, ExportCommand.self, AdoptCommand.self,
            CommissionCommand.self, StatusCommand.self, LinesCommand.self, DoctorCommand.self, WalkTestCommand.self,
        ])

    public init() {}
}

/// `lightwell-edge check`: is a site file right?
public struct Check: ParsableCommand {
    public static let configuration = CommandConfiguration(
        abstract: "Check a site file: all its problems, or what it says.")

    @Argument(help: "Site file.") var site: String
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "Where the device tree says what this machine is.") var deviceTree: String = Machine.deviceTree

    public init() {}

    public func run() throws {
        let path = site
        let site = try Site(reading: path, boards: boards)
        for warning in site.warnings { Console.say("\(warning)") }
        if let mismatch = site.board.mismatch(
            with: Machine(reading: deviceTree).compatible, among: BoardModel.readable(in: boards))
        {
            Console.say("\(path): note: \(mismatch)")
        }
        print("ok")
        print(site.summary)
    }
}
