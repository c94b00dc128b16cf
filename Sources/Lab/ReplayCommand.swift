public import ArgumentParser
internal import Calendars
internal import Console
internal import JSON
internal import Journal
internal import Loop
internal import Quantities
internal import Records
internal import Replay

/// `lightwell-lab replay`: a board's recorded trace, lived through again.
public struct ReplayCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Step the control core over what a board saw, and compare.",
        discussion: """
            With --audit every decision of the board is reproduced, or the first difference named. The journal \
            is only read, so that of a board at work will do. Exits 0 when all is reproduced, 1 at a \
            difference, 2 when the journal cannot be read or holds nothing to judge.
            """)

    @Argument(help: "State folder of a board, its folder of journals, or its traces journal.") var journal: String
    @Flag(help: "Reproduce every decision of the board with the settings it had.") var audit = false
    @Option(help: "table or json.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func validate() throws {
        guard audit else { throw ValidationError("add --audit: to audit a trace is all that replay can do today") }
    }

    public func run() throws {
        let report: AuditReport
        do {
            report = try examine(TracesFolder(in: journal).reader())
        } catch {
            if Console.isTerminal { Console.show("") }
            Console.say("\(error)")
            throw ExitCode(2)
        }
        switch format {
        case .table: print(report.table)
        case .json: print(report.json.text)
        }
        guard report.difference == nil else { throw ExitCode(1) }
    }

    /// Audits up to the end of the journal or the first difference.
    private func examine(_ reader: JournalReader) throws -> AuditReport {
        var progress = Progress()
        let report = try AuditReport(reader) { progress.show($0) }
        if Console.isTerminal { Console.show("") }
        return report
    }

    /// Shows the day that the audit has come to, once it has taken a while.
    private struct Progress {
        private var shown = Clock.monotonic() + .seconds(1)

        mutating func show(_ audit: Audit) {
            let now = Clock.monotonic()
            guard Console.isTerminal, shown <= now else { return }
            shown = now + .milliseconds(200)
            let day = audit.period.map { "\($0.upperBound.iso8601.prefix(10)), " } ?? ""
            Console.show("\(day)\(audit.decisions) decisions")
        }
    }
}
