public import ArgumentParser
internal import Boards
internal import Console
internal import Glibc
internal import Logbook
internal import Service
internal import YAML

/// Where the running program is asked.
struct Counter {
    /// Sockets, to be tried in this order.
    let places: [String]

    init(at places: [String]) { self.places = places }

    /// In the state folder, or in what stands for it in memory, of this user or of whom the state folder is.
    init(state: String) {
        var (users, status) = ([geteuid()], stat())
        if stat(state, &status) == 0, status.st_uid != geteuid() { users.append(status.st_uid) }
        var places = [Self.socket(in: state)]
        for folder in users.flatMap({ StandIn.folders(for: state, user: $0) }) {
            let socket = Self.socket(in: folder)
            if access(socket, F_OK) == 0, !places.contains(socket) { places.append(socket) }
        }
        self.init(at: places)
    }

    /// Asks at one place after the other, for one that was killed leaves its socket behind.
    ///
    /// - Parameter seconds: how long to wait for each piece of the answer; `nil`: as long as it takes.
    /// - Throws: what the state folder's own place said, where none answers.
    func converse(_ request: Request, within seconds: Int?, hearing: (String) -> Void) throws(SocketError) {
        var failure: SocketError?
        for place in places {
            var isHeard = false
            do throws(SocketError) {
                return try LocalClient.converse(request.line, at: place, within: seconds) { text in
                    isHeard = true
                    hearing(text)
                }
            } catch {
                if isHeard { throw error }
                // A refusal says more than that nobody is there.
                if case .nobody? = failure { failure = error } else { failure = failure ?? error }
            }
        }
        if let failure { throw failure }
    }

    func answer(to request: Request, within seconds: Int = 10) throws(SocketError) -> String {
        var answer = ""
        try converse(request, within: seconds) { answer += $0 }
        return answer
    }

    /// Whether a program listens at one of the places, be it one that hangs.
    var isAttended: Bool {
        places.contains { place in
            do throws(SocketError) {
                _ = try LocalClient.ask(Request.status(.table).line, at: place, within: 1)
                return true
            } catch {
                switch error {
                case .nobody, .unusable: return false
                case .denied, .silent, .failed: return true
                }
            }
        }
    }

    static func socket(in folder: String) -> String { folder + "/control.socket" }

    /// Prints the answer.
    func ask(_ request: Request) throws {
        let answer = try answer(to: request)
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
            text = try Counter(state: state).answer(to: .doctor(format), within: 20)
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
            return Doctor(state: state, site: nil, problems: error.errors, service: nil)
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
        try counter.converse(.walkTest(zone), within: nil) { text in
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
