public import ArgumentParser
internal import Boards
internal import YAML

/// The edge: a board in a ceiling.
public struct EdgeCommand: ParsableCommand {
    static let version = "0.1.0"
    static let software = "lightwell-edge \(version)"

    public static let configuration = CommandConfiguration(
        commandName: "lightwell-edge", abstract: "The energy controller of a floor, on a single-board computer.",
        version: version, subcommands: [RunCommand.self, Check.self, BoardsCommand.self])

    public init() {}
}

/// Why the edge cannot do what it was asked, as a sentence.
struct EdgeError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// `lightwell-edge check`: is a site file right?
public struct Check: ParsableCommand {
    public static let configuration = CommandConfiguration(
        abstract: "Check a site file: all its problems, or what it says.")

    @Argument(help: "Site file.") var site: String
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder

    public init() {}

    public func run() throws {
        let site = try Site(reading: site, boards: boards)
        print("ok")
        print(site.summary)
    }
}

/// `lightwell-edge boards`: which boards there are.
public struct BoardsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "boards", abstract: "List the board models, or the lines of one.")

    @Argument(help: "Board model.") var model: String?
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder

    public init() {}

    public func run() throws {
        let names = BoardModel.names(in: boards)
        guard let model else {
            for name in names { print("\(name)  \(try BoardModel(named: name, in: boards).description)") }
            return
        }
        guard names.contains(model) else {
            throw EdgeError("there is no board \(model) in \(boards); there are: \(names.joined(separator: ", "))")
        }
        for line in try BoardModel(named: model, in: boards).lines {
            let pin = line.pin.map { "pin \($0)" } ?? ""
            let notes = [line.avoid.map { "not to be used: \($0)" }, line.bootActive.map { "active at boot: \($0)" }]
            print(([line.name, "line \(line.offset)", pin] + notes.compactMap { $0 }).joined(separator: "\t"))
        }
    }
}
