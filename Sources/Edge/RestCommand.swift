public import ArgumentParser
internal import Boards
internal import Console
internal import Glibc
internal import Logbook
internal import Service
internal import YAML

/// `lightwell-edge rest`: light, where the program has ended.
public struct RestCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "rest", abstract: "Light all lamps once, while the program does not run, and leave.",
        discussion: """
            What the service does whenever the program has ended, a crash included (ExecStopPost=). A dimmer would stay as \
            it was, dark too: it is set to full light, and stays so. Relays are lit, plugs on and climate at comfort for a \
            moment; after that chips that keep the level of a line keep it, and others let it fall back to its pull. Relays \
            are left alone where the program ended by itself and is started again (EXIT_CODE and EXIT_STATUS of systemd).

            Where the site file is bad, the last good one that the state folder keeps says what to light. Nothing is \
            touched while the program runs, or on another board than the site file's.
            Exit status: 78 wrong configuration, 77 not permitted, 69 the program runs, or something is in use or not there.
            """)

    @Argument(help: "Site file of this board.") var site: String
    @Option(help: "Folder for journals and remembered settings.") var state: String = "/var/lib/lightwell"
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "Where the device tree says what this machine is.") var deviceTree: String = Machine.deviceTree

    public init() {}

    public func run() throws {
        do {
            try rest()
        } catch {
            for sentence in (error as? Problems)?.list.map(\.description) ?? ["\(error)"] { Console.say(sentence) }
            throw ExitCode(Ending.status(of: error).rawValue)
        }
    }

    private func rest() throws {
        let reading = try Configuration.read(site, boards: boards, orElse: StateFolder.siteCopy(in: state))
        for problem in reading.problems { Console.say(problem) }
        guard !reading.site.board.isSimulated else { return }
        if let mismatch = reading.site.board.mismatch(
            with: Machine(reading: deviceTree).compatible, among: BoardModel.readable(in: boards))
        {
            throw EdgeError("\(site): \(mismatch)", status: .configuration)
        }
        if Counter(state: state).isAttended {
            throw EdgeError("lightwell-edge runs, and lights what it should; nothing was touched", status: .unavailable)
        }
        if let line = Rest.lineInUse(of: reading.site) {
            throw EdgeError(
                "lightwell-edge runs, for it holds \(line.name) (\(line.words)); nothing was touched",
                status: .unavailable)
        }
        func word(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        let movesRelays = Rest.movesRelays(after: word("EXIT_CODE"), word("EXIT_STATUS"))
        let failures = Rest.put(reading.site, movesRelays: movesRelays)
        for failure in failures.dropLast() { Console.say("\(failure)") }
        if let last = failures.last { throw last }
    }
}
