import Ledger
import Locks
import Loop
import Quantities
import Records
import Scratch
import Settings
import Steering
import Telemetry
import Testing

@testable import Hub

/// Steps of a roll-out, with a board at a broker, a ledger and a state file.
@Suite struct `A roll-out that is under way` {
    private let east = ZoneAddress("site/board/east")!
    private let west = ZoneAddress("site/board/west")!
    private let home = Home()
    private let board: Board
    private let start = Timestamp(milliseconds: Clock.utc().milliseconds)

    init() throws { board = try Board() }

    @Test func `tries, judges and spreads`() throws {
        try tell(days: -1..<1)
        var run = try run()
        #expect(try run.advance() == .going)
        let heard = try #require(board.heard.first)
        #expect(heard.zone == "east" && heard.value == 300 && heard.terms.until == start + .days(2))
        #expect(run.file.before == ["\(east)": 900])
        #expect(try run.advance() == .waiting(until: start + .days(1)))
        run.clock = { [start] in start + .days(1) }
        #expect(try run.advance() == .going, "nothing speaks against it")
        #expect(board.heard.map(\.zone) == ["east", "east", "west"])
        #expect(board.heard.dropFirst().allSatisfy { $0.terms.until == nil && $0.value == 300 })
        #expect(try run.advance() == .over("done: 2 zones have the new hold", isGood: true))
        let commands = try Ledger(home.path + "/ledger", .reading).commands()
        #expect(commands.map(\.zone) == ["east", "east", "west"])
        #expect(commands.map(\.until) == [start + .days(2), nil, nil])
        #expect(commands.allSatisfy { $0.answer?.state == .obeyed && $0.by == "ada" && $0.value == 300 })
        #expect(commands.map(\.token) == board.heard.map(\.terms.id))
    }

    @Test func `gives all zones their old values back when it is given up while it spreads`() throws {
        try tell(days: -1..<1)
        // As if the process had ended before its last word.
        var file = try spread(at: board)
        file.phase = .spreading
        file.written = ["\(east)", "\(west)"]
        try file.write(home.path + "/state")
        var run = try run()
        try run.giveUp("aborted by ada")
        #expect(try run.advance() == .going)
        #expect(board.heard.suffix(2).map(\.zone) == ["east", "west"])
        #expect(board.heard.suffix(2).allSatisfy { $0.value == 900 && $0.terms.until == nil })
        #expect(try run.advance() == .over("returned: aborted by ada", isGood: false))
    }

    @Test func `says at the end which boards have refused, also when it is asked once more`() throws {
        let board = try Board(refuses: ["west"])
        try tell(days: -1..<1)
        let text = "done, but 1 of 2 zones do not have the new hold:\nsite/board/west: refused: not here"
        #expect(try spread(at: board).refused == ["\(west)": "site/board/west: refused: not here"])
        for _ in 1...2 {
            var run = try run(at: board)
            #expect(try run.advance() == .over(text, isGood: false))
            #expect(run.file.before["\(west)"] == nil, "it never had another value")
        }
    }

    @Test func `is given up, and that is on the disk, when a board of the trial refuses`() throws {
        let board = try Board(refuses: ["west"])
        try tell(days: -1..<0, zones: ["east", "west"])
        var run = try run(trial: [east, west], others: [], at: board)
        #expect(try run.advance() == .going)
        let file = try #require(try RolloutFile.read(run.state))
        #expect(file.phase == .returning && file.reason == "site/board/west: refused: not here")
        #expect(file.written.isEmpty && file.before == ["\(east)": 900])
        #expect(try run.advance() == .going)
        #expect(board.heard.map(\.zone) == ["east", "west", "east"] && board.heard.last?.value == 900)
    }

    @Test func `writes nothing before all boards of the trial are there`() throws {
        let far = ZoneAddress("site/away/north")!
        try tell(days: -1..<0, zones: ["east", "north"])
        var run = try run(trial: [east, far], others: [], patience: .seconds(2))
        guard case .away(let reasons) = try run.advance() else {
            Issue.record("begun")
            return
        }
        #expect(reasons.count == 1 && reasons[0].hasPrefix("site/away/north: "))
        #expect(board.heard.isEmpty && run.file.first == nil)
    }

    @Test func `is not begun without a ledger that tells of the time before`() throws {
        var run = try run()
        #expect(throws: LedgerError.self) { try run.advance() }
        try tell(days: -1..<0, zones: ["west"])
        let error = try #require(throws: HubError.self) { try run.advance() }
        #expect(
            error.description == "not begun, nothing is written: site/board/east has records of 0 % of the time before "
                + "the trial only, 80 % are needed")
        #expect(try board.heard.isEmpty && RolloutFile.read(run.state) == nil)
    }

    @Test func `has its state file for itself`() throws {
        let run = try run()
        #expect(throws: LockError.self) { try self.run() }
        #expect(run.file.phase == .planned)
    }

    @Test func `wants zones that the ledger can tell apart`() throws {
        let error = try #require(throws: HubError.self) {
            try run(trial: [east], others: [ZoneAddress("site/other/east")!])
        }
        #expect(error.description.hasPrefix("site/board/east and site/other/east: the ledger holds zones of one name"))
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300]) func `tells any number of a board`(value: Double) {
        #expect(told(value, .hold) == "\(value) s")
    }

    private func run(
        trial: [ZoneAddress]? = nil, others: [ZoneAddress]? = nil, at other: Board? = nil,
        patience: Duration = .seconds(20)
    ) throws -> RolloutRun {
        let (trial, others) = (trial ?? [east], others ?? [west])
        let plan = RolloutFile(
            setting: "hold", value: 300, trial: trial.map(\.description), others: others.map(\.description),
            trialSeconds: 86_400, tolerance: 0.01)
        let board = other ?? board
        var run = try RolloutRun(
            plan, .hold, trial: trial, others: others, ledger: home.path + "/ledger", state: home.path + "/state",
            asker: "ada", patience: patience, until: Stop(),
            remote: { _ in try board.remote("away") })
        run.clock = { [start] in start }
        run.say = { _ in }
        return run
    }

    /// Goes through the trial and gives the value to all, in a process of its own.
    private func spread(at board: Board) throws -> RolloutFile {
        var run = try run(at: board)
        for time in [Duration.zero, .days(1)] {
            run.clock = { [start] in start + time }
            #expect(try run.advance() == .going)
        }
        return run.file
    }

    /// Records of hours in which people were there for twenty minutes each.
    private func tell(days: Range<Int64>, zones: [String] = ["east"]) throws {
        let ledger = try Ledger(home.path + "/ledger", .writing(program: "test"))
        try ledger.commit { () throws(LedgerError) in
            for (place, zone) in zones.enumerated() {
                for (index, hour) in (days.lowerBound * 24 - 1...days.upperBound * 24).enumerated() {
                    var totals = Totals()
                    totals[.observedTime] = Int64(index + 1) * 3_600_000
                    totals[.occupiedTime] = Int64(index + 1) * 1_200_000
                    let interval = Record.Interval(
                        zone: zone, boot: 1, start: start + .hours(hour), end: start + .hours(hour + 1), totals: totals)
                    let sequence = UInt64(index + 1)
                    _ = try ledger.take(
                        Shipment(
                            journal: "journal \(place)", first: sequence, sequence: sequence,
                            content: .record(.interval(interval))), site: "site", board: "board")
                }
            }
        }
    }
}
