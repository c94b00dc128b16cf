internal import Alarms
public import ArgumentParser
internal import Calendars
internal import Glibc
internal import Ledger
internal import Loop
internal import Quantities

/// `lightwell-hub acknowledge`: somebody sees to an alarm.
public struct AcknowledgeCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "See to an alarm: it is not told again, but for its end.")

    @Argument(help: "Numbers of alarms, as lightwell-hub alarms shows them.") var ids: [Int64]
    @Option(help: "Who sees to it.") var by: String
    @Option(help: "What is being done about it.") var note: String?
    @Option(help: "Ledger file.") var ledger: String

    public init() {}

    public func validate() throws {
        if by.isEmpty { throw ValidationError("--by names nobody") }
    }

    public func run() throws {
        let acknowledgement = Acknowledgement(by: by, note: note, at: Clock.utc())
        try change(ids, of: ledger, at: acknowledgement.at) { $0.acknowledge($1, acknowledgement) }
    }
}

/// `lightwell-hub snooze`: an alarm is left alone for a while.
public struct SnoozeCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "snooze", abstract: "Tell nobody of an alarm for a while.",
        discussion:
            "If it is open and not acknowledged then, it is told again; an end in the meantime is told then too.")

    @Argument(help: "Numbers of alarms, as lightwell-hub alarms shows them.") var ids: [Int64]
    @Option(help: "Until when, such as 2026-12-01T18:00:00Z.") var until: String?
    @Option(name: .customLong("for"), help: "For how long, such as 30min, 8h or 2d; up to 366d.") var time: String?
    @Option(help: "Who says so. By default the name of this account.") var by: String?
    @Option(help: "Ledger file.") var ledger: String

    public init() {}

    public func validate() throws {
        if (until == nil) == (time == nil) { throw ValidationError("say either --until or --for") }
        if let time, Self.duration(time) == nil {
            throw ValidationError("--for \(time) is no time of up to 366d; write it like 30min, 8h or 2d")
        }
    }

    public func run() throws {
        let now = Clock.utc()
        let end = try until.map { try Timestamp(iso8601: $0) } ?? time.flatMap(Self.duration).map { now + $0 } ?? now
        guard end > now, end <= now + .days(366) else {
            throw HubError("\(end.iso8601) is not within the next 366 days")
        }
        let by = by ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "somebody"
        try change(ids, of: ledger, at: now) { $0.snooze($1, until: end, by: by, at: now) }
    }

    static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units = ["min": Int64(1), "h": 60, "d": 1_440]
        guard let number = Int64(digits), let unit = units[String(text.dropFirst(digits.count))],
            1...527_040 / unit ~= number
        else { return nil }
        return .minutes(number * unit)
    }
}

/// Changes alarms, all of them or none.
private func change(
    _ ids: [Int64], of ledger: String, at now: Timestamp, _ body: (inout AlarmBook, Int64) -> Bool
) throws {
    let strays: [Int64] = try AlarmStore(ledger, .changing).change(at: now) { book in
        var changed = book
        let strays = ids.filter { !body(&changed, $0) }
        if strays.isEmpty { book = changed }
        return strays
    }
    guard strays.isEmpty else {
        let names = strays.map { "\($0)" }.joined(separator: ", ")
        throw HubError(
            "there is no open alarm \(names): nothing is changed; lightwell-hub alarms shows those there are")
    }
}
