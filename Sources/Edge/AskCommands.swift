public import ArgumentParser
internal import Boards
internal import Console
internal import Glibc
internal import Logbook
internal import Service
internal import YAML

/// Where the running program is asked.
struct Counter {
    let state: String

    /// In the state folder, or in what stands for it in memory.
    var path: String {
        let places = ([state] + StandIn.folders(for: state)).map(Self.socket)
        // One that was killed leaves its socket behind: the newest is that of who runs.
        let made = places.map(Self.made)
        return places.indices.max { made[$0] < made[$1] }.map { made[$0] > 0 ? places[$0] : places[0] } ?? places[0]
    }

    /// When a file was made, seconds since 1970; 0 where there is none.
    private static func made(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mtim.tv_sec : 0
    }

    static func socket(in folder: String) -> String { folder + "/control.socket" }

    /// Prints the answer.
    func ask(_ request: Request) throws {
        let answer = try LocalClient.ask(request.line, at: path)
        try refuse(answer)
        print(answer, terminator: "")
    }

    /// - Throws: what the answer says, when it is an error.
    func refuse(_ answer: String) throws {
        guard answer.hasPrefix("error: ") else { return }
        throw EdgeError(String(answer.dropFirst(7).prefix { $0 != "\n" }))
    }
}

/// `lightwell-edge status`
public struct StatusCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the running board and its zones are.")

    @Option(help: "State folder of the running program.") var state: String = "/var/lib/lightwell"
    @Option(help: "How to print: table or json.") var format: String = "table"

    public init() {}

    public func run() throws { try Counter(state: state).ask(.status(try AnswerFormat(argued: format))) }
}

/// `lightwell-edge lines`
public struct LinesCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "lines", abstract: "The lines of the running board: role, level, events per minute, losses.")

    @Option(help: "State folder of the running program.") var state: String = "/var/lib/lightwell"
    @Option(help: "How to print: table or json.") var format: String = "table"

    public init() {}

    public func run() throws { try Counter(state: state).ask(.lines(try AnswerFormat(argued: format))) }
}

/// `lightwell-edge doctor`
public struct DoctorCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "What is right and wrong with this board, and the cure.",
        discussion: "Works whether or not the program runs. The exit status is 1 when something is bad.")

    @Option(help: "State folder of the program.") var state: String = "/var/lib/lightwell"
    @Option(help: "How to print: table or json.") var format: String = "table"
    @Option(help: "Site file to look at while the program does not run; else the last good one.") var site: String?
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder

    public init() {}

    public func run() throws {
        let format = try AnswerFormat(argued: format)
        let text: String
        do throws(SocketError) {
            text = try LocalClient.ask(Request.doctor(format).line, at: Counter(state: state).path, within: 20)
        } catch {
            guard case .nobody = error else { throw EdgeError(error.description, status: .unavailable) }
            text = Finding.text(alone.findings, as: format) + "\n"
        }
        try Counter(state: state).refuse(text)
        print(text, terminator: "")
        if Finding.isBad(text) { throw ExitCode(ExitStatus.other.rawValue) }
    }

    private var alone: Doctor {
        let copy = StateFolder.siteCopy(in: state).path
        guard site != nil || SiteCopy.bytes(of: copy) != nil else {
            return Doctor(state: state, site: nil, problems: [], service: nil)
        }
        do throws(Problems) {
            let reading = try Configuration.read(site ?? copy, boards: boards)
            return Doctor(state: state, site: reading.site, problems: [], service: nil)
        } catch {
            return Doctor(state: state, site: nil, problems: error.list.map(\.description), service: nil)
        }
    }
}

/// `lightwell-edge walk-test`
public struct WalkTestCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "walk-test", abstract: "Let the lamps of a zone follow its motion sensors, to see what these see.",
        discussion: "Ends with Ctrl-C, and by itself after 30 min; the zone is lit then.")

    @Argument(help: "Zone, as the site file calls it.") var zone: String
    @Option(help: "State folder of the running program.") var state: String = "/var/lib/lightwell"

    public init() {}

    public func run() throws {
        let counter = Counter(state: state)
        var refusal: String?
        try LocalClient.converse(Request.walkTest(zone).line, at: counter.path) { text in
            if text.hasPrefix("error: ") { refusal = text } else { Console.say(String(text.dropLast())) }
        }
        if let refusal { try counter.refuse(refusal) }
    }
}

extension AnswerFormat {
    /// - Throws: a usage error.
    fileprivate init(argued word: String) throws {
        guard let format = AnswerFormat(rawValue: word) else {
            throw ValidationError("“\(word)” is no format; write table or json")
        }
        self = format
    }
}
