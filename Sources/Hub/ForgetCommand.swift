public import ArgumentParser
internal import Calendars
internal import Ledger
internal import Sparkplug

/// `lightwell-hub forget`: a board that is no more.
public struct ForgetCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Forget that a retired board was ever seen, so that nobody is told it is silent.",
        discussion: """
            Its records stay in the ledger, and its alarms in their history; one that is open ends at one of the next \
            looks. It returns when the board is heard again: take it off the broker's access list too. The hub may run; \
            it keeps its own list of boards in memory, and shows the board as before in what it says until it is started \
            anew. A board that is connected is not forgotten.
            """)

    @Argument(help: "The board, as SITE/BOARD.") var board: BoardArgument
    @Option(help: "Ledger file.") var ledger: String

    public init() {}

    public func run() throws {
        let known = try AlarmStore(ledger, .changing).forget(board.board, at: board.site)
        let gone = known.gone.map { ", silent since \($0.iso8601)" } ?? ""
        print("\(board.site)/\(board.board) is forgotten (first seen \(known.firstSeen.iso8601)\(gone))")
        if known.backlog > 0 {
            print(
                "it held \(known.backlog) records that the hub does not have: lightwell-edge export fetches them there")
        }
        print("it returns when it is heard again; a hub that runs knows it until it is started anew")
    }
}

/// `SITE/BOARD`.
struct BoardArgument: ExpressibleByArgument {
    let site: String
    let board: String

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ (try? Identifier($0)) != nil }) else { return nil }
        (site, board) = (parts[0], parts[1])
    }
}
