public import ArgumentParser
internal import Calendars
internal import Console
internal import Glibc
internal import Ledger
internal import Quantities
internal import Records
internal import Telemetry

/// `lightwell-lab ledger`: a ledger as many boards fill it in years, to measure what is built on it.
public struct LedgerCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Make a ledger of many zones and years, to measure what reads it.",
        discussion: """
            Its figures are invented: offices lit from 7 to 19 h on weekdays, all of them. Records go in as a hub takes them, \
            a quarter of an hour each, and are given up as a hub does it, unless --keep-all.
            """)

    @Argument(help: "The ledger; must not exist.") var path: String
    @Option(help: "Zones, 1 to 100000, called zone-1 and so on, eight to a board.") var zones: Int = 100
    @Option(help: "Days, 1 to 20000.") var days: Int = 365
    @Option(help: "First day, UTC.") var from: String = "2025-01-01"
    @Option(help: "Name of the site.") var site: String = "site"
    @Flag(help: "Keep all records, however old they become.") var keepAll = false

    public init() {}

    public func validate() throws {
        guard 1...100_000 ~= zones else { throw ValidationError("--zones \(zones) is not within 1 to 100000") }
        guard 1...20_000 ~= days else { throw ValidationError("--days \(days) is not within 1 to 20000") }
    }

    public func run() throws {
        guard access(path, F_OK) != 0 else { throw LabError("\(path) exists; name another file, or remove it") }
        let start = try Timestamp(iso8601: from)
        let ledger = try Ledger(path, .writing(program: "lightwell-lab ledger"))
        var totals = Totals()
        var sequence: UInt64 = 0
        for day in 0..<days {
            let midnight = start + .days(Int64(day))
            let isWorkday = TimeZone.utc.civil(of: midnight).date.weekday.rawValue < 6
            try ledger.commit { () throws(LedgerError) in
                for quarter in Int64(0)..<96 {
                    let isLit = isWorkday && 28..<76 ~= quarter
                    totals[.observedTime] += 900_000
                    totals[.occupiedTime] += isLit ? 600_000 : 0
                    totals[.litTime] += isLit ? 900_000 : 0
                    totals[.litVacantTime] += isLit ? 300_000 : 0
                    totals[.lampEnergy] += isLit ? 150_000 : 1_250
                    totals[.litVacantEnergy] += isLit ? 50_000 : 0
                    let begin = midnight + .minutes(15 * quarter)
                    for zone in 1...zones {
                        let (board, place) = (zone.board, UInt64((zone - 1) % 8))
                        let interval = Record.Interval(
                            zone: "zone-\(zone)", boot: 1, start: begin, end: begin + .minutes(15), totals: totals)
                        let number = sequence * 8 + place + 1
                        // The last board may have fewer than eight zones: its numbers have gaps where others have records.
                        let outcome = try ledger.take(
                            Shipment(
                                journal: board, first: place == 0 && sequence > 0 ? number - 7 : number,
                                sequence: number, content: .record(.interval(interval))), site: site, board: board)
                        guard outcome == .taken else { throw .refused("\(board), entry \(number): \(outcome)") }
                    }
                    sequence += 1
                }
            }
            if !keepAll, day % 30 == 29 {
                while try !ledger.retire(Retention(), at: midnight).isEmpty {}
            }
            if Console.isTerminal { Console.show("\(midnight.iso8601.prefix(10)), day \(day + 1) of \(days)") }
        }
        if Console.isTerminal { Console.show("") }
        print("\(path): \(zones) zones, \(days) days from \(from)")
    }
}

extension Int {
    /// The board of a zone.
    fileprivate var board: String { "board-\((self - 1) / 8 + 1)" }
}
