public import ArgumentParser
internal import Calendars
internal import Console
internal import JSON
internal import Ledger
internal import Loop
internal import Quantities
internal import Records
internal import Settings

/// `lightwell-hub changes`: who changed which setting.
public struct ChangesCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "changes", abstract: "Who changed which setting of which zone, and when.",
        discussion: """
            As the boards wrote it down when they obeyed: the trail cannot be changed here. What lapsed went back to the \
            site file's value by itself.

            With --commands also what was asked from here by lightwell-hub set --ledger and lightwell-hub rollout, in \
            the order of time, whether or not a board obeyed: answered, refused and why, unanswered, or expired when \
            nobody waited for the answer any more.
            """)

    @Option(help: "Ledger file.") var ledger: String
    @Option(help: "First moment, such as 2026-06-01.") var from: String?
    @Option(help: "Moment at which it ends, such as 2026-07-01.") var to: String?
    @Option(help: "Only this site.") var site: String?
    @Option(help: "Only zones of this name.") var zone: String?
    @Flag(help: "Also what was asked from here, and what became of it.") var commands = false
    @Option(help: "table or json.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func run() throws {
        let ledger = try Ledger(ledger, .reading)
        let (from, to) = (try from.map { try Timestamp(iso8601: $0) }, try to.map { try Timestamp(iso8601: $0) })
        let changes = try ledger.changes(from: from, to: to)
            .filter { (site == nil || $0.site == site) && (zone == nil || $0.zone == zone) }
        let asked = try commands ? ledger.commands(from: from, to: to) : []
        let own = asked.filter { (site == nil || $0.site == site) && (zone == nil || $0.zone == zone) }
        let now = Clock.utc()
        switch format {
        case .json: print(JSON.array(Self.merged(own, changes, { Self.json($0, at: now) }, json)).text)
        case .table:
            if changes.isEmpty, !commands { Console.say("no setting was changed") }
            if changes.isEmpty, own.isEmpty, commands { Console.say("no setting was changed, and none was asked for") }
            for line in Self.merged(own, changes, { Self.describe($0, at: now) }, describe) { print(line) }
        }
    }

    /// Both in the order of time; what was asked before what was done at the same moment.
    static func merged<Line>(
        _ commands: [Command], _ changes: [Ledger.Change], _ ask: (Command) -> Line, _ tell: (Ledger.Change) -> Line
    ) -> [Line] {
        var (lines, rest) = ([Line](), changes[...])
        for command in commands {
            while let change = rest.first, change.at < command.at {
                lines.append(tell(change))
                rest.removeFirst()
            }
            lines.append(ask(command))
        }
        return lines + rest.map(tell)
    }

    static func describe(_ command: Command, at now: Timestamp) -> String {
        let setting = Setting.numbered(command.setting)
        let what = setting.map { "\($0.key)=\(told(command.value, $0))" } ?? "a setting of a newer release"
        let account = command.account == command.by ? "" : " (account \(command.account))"
        return "\(command.at.iso8601) \(command.site)/\(command.board)/\(command.zone): asked for \(what)"
            + (command.until.map { " until \($0.iso8601)" } ?? "")
            + ", by \(command.by)\(account) with \(command.program): \(state(of: command, at: now))"
    }

    /// What became of it, in words.
    static func state(of command: Command, at now: Timestamp) -> String {
        let isOver = command.expires < now
        guard let answer = command.answer else {
            return isOver ? "expired, nobody waited for the answer" : "no answer yet"
        }
        switch answer.state {
        case .obeyed: return "answered at \(answer.at.iso8601)" + (answer.reason.map { "; \($0)" } ?? "")
        case .refused: return "refused at \(answer.at.iso8601): \(answer.reason ?? "no reason told")"
        case .unanswered:
            let end = isOver ? "expired" : "may be obeyed until \(command.expires.iso8601)"
            return "not answered: \(answer.reason ?? "no reason known"); \(end)"
        }
    }

    static func json(_ command: Command, at now: Timestamp) -> JSON {
        .object([
            ("at", .string(command.at.iso8601)), ("site", .string(command.site)), ("board", .string(command.board)),
            ("zone", .string(command.zone)), ("setting", .string(Setting.numbered(command.setting)?.key)),
            ("value", .number(command.value)), ("by", .string(command.by)), ("until", .string(command.until?.iso8601)),
            (
                "command",
                .object([
                    ("id", .string(command.token)), ("account", .string(command.account)),
                    ("program", .string(command.program)), ("expires", .string(command.expires.iso8601)),
                    ("state", .string(command.answer?.state.rawValue ?? (command.expires < now ? "expired" : "asked"))),
                    ("answered", .string(command.answer?.at.iso8601)), ("reason", .string(command.answer?.reason)),
                ])
            ),
        ])
    }

    private func describe(_ change: Ledger.Change) -> String {
        let until = change.until.map { ", until \($0.iso8601)" } ?? ""
        let place = "\(change.site)/\(change.board)/\(change.zone)"
        guard let setting = Setting.numbered(change.setting) else {
            let what =
                change.setting == Record.Change.reset
                ? "what it had learned was forgotten" : "a setting of a newer board"
            return "\(change.at.iso8601) \(place): \(what), by \(change.by)"
        }
        return
            "\(change.at.iso8601) \(place): \(setting.key) is \(told(change.value, setting)), by \(change.by)\(until)"
    }

    private func json(_ change: Ledger.Change) -> JSON {
        .object([
            ("at", .string(change.at.iso8601)), ("site", .string(change.site)), ("board", .string(change.board)),
            ("zone", .string(change.zone)), ("setting", .string(Setting.numbered(change.setting)?.key)),
            ("value", .number(change.value)), ("by", .string(change.by)), ("until", .string(change.until?.iso8601)),
        ])
    }
}
