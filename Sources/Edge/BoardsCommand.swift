public import ArgumentParser
internal import Boards
internal import Console
internal import JSON

/// `lightwell-edge boards`: which boards there are, which one this is, and what is on their pins.
public struct BoardsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "boards", abstract: "List the board models, or draw the headers of one.",
        discussion: "With --site: what a site file wants of each pin.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "Board model; with --site, that of the site file unless given.") var model: String?
    @Option(help: "Site file whose wiring to draw.") var site: String?
    @Option(help: "text or json.") var format: Format = .text
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "Where the device tree says what this machine is.") var deviceTree: String = Machine.deviceTree

    public init() {}

    public func run() throws {
        let machine = Machine(reading: deviceTree)
        let names = BoardModel.names(in: boards)
        if let model, !names.contains(model) {
            throw EdgeError("there is no board \(model) in \(boards); there are: \(names.joined(separator: ", "))")
        }
        if let path = site {
            let site = try Site(reading: path, boards: boards)
            if let model, model != site.board.name {
                throw EdgeError(
                    "\(path) is for \(site.board.name), not \(model); leave the model out, or change board:")
            }
            for warning in site.warnings { Console.say("\(warning)") }
            show(site.board, site.claims)
        } else if let model {
            show(try BoardModel(named: model, in: boards), nil)
        } else {
            let models = try names.map { try BoardModel(named: $0, in: boards) }
            let list = BoardList(models, on: machine)
            print(format == .json ? list.json.text : list.text)
        }
    }

    private func show(_ board: BoardModel, _ claims: [Claim]?) {
        switch format {
        case .text: print(BoardDrawing(board, claims: claims, inColour: Console.showsColours).text)
        case .json: print(board.json(claims).text)
        }
    }
}
