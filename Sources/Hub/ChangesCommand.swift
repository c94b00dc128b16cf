public import ArgumentParser
internal import Calendars
internal import Console
internal import JSON
internal import Ledger
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
            """)

    @Option(help: "Ledger file.") var ledger: String
    @Option(help: "First moment, such as 2026-06-01.") var from: String?
    @Option(help: "Moment at which it ends, such as 2026-07-01.") var to: String?
    @Option(help: "Only this site.") var site: String?
    @Option(help: "Only zones of this name.") var zone: String?
    @Option(help: "table or json.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func run() throws {
        let changes = try Ledger(ledger, .reading).changes(
            from: try from.map { try Timestamp(iso8601: $0) }, to: try to.map { try Timestamp(iso8601: $0) }
        ).filter { (site == nil || $0.site == site) && (zone == nil || $0.zone == zone) }
        switch format {
        case .json: print(JSON.array(changes.map(json)).text)
        case .table:
            if changes.isEmpty { Console.say("no setting was changed") }
            for change in changes { print(describe(change)) }
        }
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
