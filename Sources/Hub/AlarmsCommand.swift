internal import Alarms
public import ArgumentParser
internal import Calendars
internal import Console
internal import Delivery
internal import JSON
internal import Ledger
internal import Loop
internal import Quantities

/// `lightwell-hub alarms`: what is wrong, and who sees to it.
public struct AlarmsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "alarms", abstract: "Open alarms, messages that could not be sent, and whether anybody watches.",
        discussion: """
            Times are UTC. Exit status 0; with --fail it is 1 when an alarm is open that nobody has acknowledged or \
            snoozed, and 2 when lightwell-hub run or lightwell-hub watch has given no sign of life for 10 minutes: no \
            message can tell that.
            """)

    @Option(help: "Ledger file.") var ledger: String
    @Flag(help: "Those that are over too.") var all = false
    @Option(help: "table or json.") var format: Format = .table
    @Flag(help: "Tell by the exit status whether all is well, for another monitoring.") var fail = false

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func run() throws {
        let now = Clock.utc()
        let store = try AlarmStore(ledger, .reading)
        let alarms = try store.alarms(all: all)
        let waiting = try store.waiting()
        let signs = [
            ("lightwell-hub run", try Ledger(ledger, .reading).lastSignOfLife()),
            ("lightwell-hub watch", try store.lastSignOfLife()),
        ]
        switch format {
        case .table:
            print(AlarmTable.text(alarms, at: now), terminator: "")
            for message in waiting where message.failure != nil {
                Console.say(
                    "message \(message.id) of \(message.composed.iso8601) by \(message.channel) was tried "
                        + "\(message.attempts) times: \(message.failure ?? ""); next at \(message.next.iso8601)")
            }
        case .json: print(try json(alarms, waiting, signs, store).text)
        }
        let silent = signs.filter { sign in sign.1.map { now - $0 > Self.patience } ?? true }
        for (program, heard) in silent {
            Console.say(
                "\(program) gave no sign of life" + (heard.map { " since \($0.iso8601)" } ?? " yet") + ": start it")
        }
        guard fail else { return }
        if !silent.isEmpty { throw ExitCode(2) }
        if alarms.contains(where: { $0.isWaiting(at: now) }) { throw ExitCode(1) }
    }

    private func json(
        _ alarms: [Alarm], _ waiting: [AlarmMessage], _ signs: [(String, Timestamp?)], _ store: AlarmStore
    ) throws(LedgerError) -> JSON {
        var list: [JSON] = []
        for alarm in alarms {
            guard case .object(var members) = alarm.json else { continue }
            members.append(
                (
                    "history",
                    .array(
                        try store.events(of: alarm.id).map { event in
                            .object([
                                ("at", .string(event.at.iso8601)), ("deed", .string(event.deed.rawValue)),
                                ("by", .string(event.by)), ("note", .string(event.note)),
                            ])
                        })
                ))
            list.append(.object(members))
        }
        let undelivered = waiting.map { message in
            JSON.object([
                ("id", .integer(message.id)), ("channel", .string(message.channel)),
                ("composed", .string(message.composed.iso8601)), ("subject", .string(message.subject)),
                ("attempts", .integer(Int64(message.attempts))), ("failure", .string(message.failure)),
                ("next", .string(message.next.iso8601)),
            ])
        }
        return .object([
            ("run_heard", .string(signs[0].1?.iso8601)), ("watch_heard", .string(signs[1].1?.iso8601)),
            ("alarms", .array(list)), ("undelivered", .array(undelivered)),
        ])
    }

    private static let patience = Duration.minutes(10)
}

/// Alarms as a table for a terminal: one line each.
enum AlarmTable {
    static func text(_ alarms: [Alarm], at now: Timestamp) -> String {
        guard !alarms.isEmpty else { return "no alarm is open\n" }
        let rows =
            [["id", "severity", "since", "state", "what"]]
            + alarms.map { ["\($0.id)", $0.severity.rawValue, minute($0.since), state($0, at: now), $0.words.what] }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column == 4 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }.joined(separator: "  ")
        }.joined(separator: "\n") + "\n"
    }

    private static func state(_ alarm: Alarm, at now: Timestamp) -> String {
        if let ended = alarm.ended { return "over \(minute(alarm.well ?? ended))" }
        if let acknowledgement = alarm.acknowledgement { return "seen by \(acknowledgement.by)" }
        if let snoozed = alarm.snoozed, alarm.isSnoozed(at: now) { return "snoozed until \(minute(snoozed))" }
        return alarm.told == nil ? "open, not told" : "open"
    }

    /// `2026-06-30 14:05`, UTC.
    private static func minute(_ time: Timestamp) -> String {
        let (date, clock) = TimeZone.utc.civil(of: time)
        return "\(date) \(TimeOfDay(hour: clock.hour, minute: clock.minute) ?? clock)"
    }
}
