public import ArgumentParser
internal import Ledger
internal import Sparkplug

/// `lightwell-hub name`: what a board's zone is called here.
public struct NameCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "name", abstract: "Give a board's zone another name in the ledger.",
        discussion: """
            Where two boards of a site call rooms by one name, the second board's is called BOARD_ZONE; so is one that was \
            moved to another board. This gives it another name, or that of the zone which it goes on with. What is in \
            already keeps its name. The hub must not run.
            """)

    @Argument(help: "The zone, as SITE/BOARD/ZONE.") var zone: ZoneArgument
    @Argument(help: "The name it has from now on; letters, digits, - and _.") var name: String
    @Option(help: "Ledger file.") var ledger: String

    public init() {}

    public func run() throws {
        let name = try Identifier(name)
        try Ledger(ledger, .writing(program: "lightwell-hub name"))
            .name(zone.zone, of: zone.board, at: zone.site, name.text)
        print("zone \(zone.zone) of board \(zone.site)/\(zone.board) is \(zone.site)/\(name.text) from now on")
    }
}

/// `SITE/BOARD/ZONE`.
struct ZoneArgument: ExpressibleByArgument {
    let site: String
    let board: String
    let zone: String

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts.allSatisfy({ (try? Identifier($0)) != nil }) else { return nil }
        (site, board, zone) = (parts[0], parts[1], parts[2])
    }
}
