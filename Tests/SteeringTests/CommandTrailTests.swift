import Calendars
import Ledger
import Loop
import Quantities
import Records
import Scratch
import Settings
import Steering
import Telemetry
import Testing

@testable import Hub

/// What the hub knows of what was asked from here, with a board at a broker and a ledger.
@Suite struct `The trail of commands` {
    private let east = ZoneAddress("site/board/east")!
    private let home = Home()
    private var path: String { home.path + "/ledger" }

    @Test func `says what was asked, and that it was obeyed, refused, or never answered`() throws {
        _ = try Ledger(path, .writing(program: "test"))
        let (willing, deaf) = (try Board(), try Board(answers: false))
        try ask(300, of: willing)
        let refusal = try #require(throws: Remote.Failed.self) { try ask(1e9, of: willing) }
        let silence = try #require(throws: Remote.Failed.self) { try ask(600, of: deaf, patience: .seconds(1)) }
        let commands = try Ledger(path, .reading).commands()
        #expect(commands.map(\.value) == [300, 1e9, 600])
        #expect(commands.map(\.answer?.state) == [.obeyed, .refused, .unanswered])
        #expect(refusal.description == "site/board/east: refused: \(commands[1].answer?.reason ?? "")")
        #expect(silence.description == "site/board/east: \(commands[2].answer?.reason ?? "")")
        for command in commands {
            #expect(command.site == "site" && command.board == "board" && command.zone == "east")
            #expect(command.by == "ada" && command.account == "root" && command.program == "test")
            #expect(command.setting == Setting.hold.id && command.expires == command.at + .minutes(10))
        }
        #expect(willing.heard.map(\.terms.id).first == commands[0].token)
    }

    @Test func `sends nothing that cannot be written down, unless a value must go back`() throws {
        let board = try Board()
        do {
            _ = try Ledger(path, .writing(program: "test"))
            try ask(300, of: board)
        }
        let book = try CommandBook(path, patience: 1)
        let other = try Ledger(path, .writing(program: "other"))
        try other.commit { () throws(LedgerError) in
            #expect(throws: Remote.Failed.self) { try ask(600, of: board, in: book) }
            #expect(throws: Never.self) { try ask(900, of: board, in: book, isStrict: false) }
        }
        #expect(board.heard.map(\.value) == [300, 900])
        #expect(try other.commands().map(\.value) == [300])
    }

    @Test func `is told in the order of time, with the state that it has now`() throws {
        let changes = try changes(at: 2, 7)
        let commands = [
            command(1, .obeyed), command(2, .refused, "not here"), command(5, .unanswered, "no answer"), command(8),
        ]
        let lines = ChangesCommand.merged(
            commands, changes, { ChangesCommand.describe($0, at: .minute(16)) }, { "\($0.at.iso8601) changed" })
        #expect(
            lines == [
                "2026-06-30T00:01:00Z site/board/east: asked for hold=300 s, by ada (account root) with lightwell-hub set: "
                    + "answered at 2026-06-30T00:02:00Z",
                "2026-06-30T00:02:00Z site/board/east: asked for hold=300 s, by ada (account root) with lightwell-hub set: "
                    + "refused at 2026-06-30T00:03:00Z: not here",
                "2026-06-30T00:02:00Z changed",
                "2026-06-30T00:05:00Z site/board/east: asked for hold=300 s, by ada (account root) with lightwell-hub set: "
                    + "not answered: no answer; expired",
                "2026-06-30T00:07:00Z changed",
                "2026-06-30T00:08:00Z site/board/east: asked for hold=300 s, by ada (account root) with lightwell-hub set: "
                    + "no answer yet",
            ])
        #expect(
            ChangesCommand.state(of: command(8), at: .minute(19)) == "expired, nobody waited for the answer")
    }

    private func ask(
        _ value: Double, of board: Board, in book: CommandBook? = nil, patience: Duration = .seconds(20),
        isStrict: Bool = true
    ) throws {
        let remote = try board.remote()
        _ = try remote.meet([east], within: .seconds(20), until: Stop())
        let trail = CommandTrail(
            book: try book ?? CommandBook(path), program: "test", account: "root", isStrict: isStrict, say: { _ in })
        try trail.write(
            SettingRequest(zone: "east", setting: .hold, value: value, terms: CommandTerms(by: "ada")), to: east,
            by: remote, within: patience, until: Stop())
    }

    /// As a board wrote them down.
    private func changes(at minutes: Int64...) throws -> [Ledger.Change] {
        let ledger = try Ledger(path, .writing(program: "test"))
        try ledger.commit { () throws(LedgerError) in
            for (index, minute) in minutes.enumerated() {
                let change = Record.Change(zone: "east", setting: 1, value: 600, by: "ada", at: .minute(minute))
                let sequence = UInt64(index + 1)
                let shipment = Shipment(
                    journal: "a", first: sequence, sequence: sequence, content: .record(.change(change)))
                _ = try ledger.take(shipment, site: "site", board: "board")
            }
        }
        return try ledger.changes()
    }

    private func command(_ minute: Int64, _ state: Command.State? = nil, _ reason: String? = nil) -> Command {
        Command(
            token: "a", site: "site", board: "board", zone: "east", setting: Setting.hold.id, value: 300, by: "ada",
            account: "root", program: "lightwell-hub set", at: .minute(minute), expires: .minute(minute + 10),
            answer: state.map { Command.Answer($0, at: .minute(minute + 1), reason: reason) })
    }
}

extension Timestamp {
    /// Minutes after 2026-06-30T00:00:00Z.
    fileprivate static func minute(_ n: Int64) -> Timestamp { Timestamp(milliseconds: 1_782_777_600_000 + n * 60_000) }
}
