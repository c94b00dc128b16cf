public import ArgumentParser
internal import Calendars
internal import Imports
internal import JSON
internal import Ledger
internal import Quantities
internal import Spelling

/// `lightwell-hub template`: a file to fill in.
public struct TemplateCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Print a table to fill in for lightwell-hub import.",
        discussion: """
            Says what each column means and which units it may be in, behind #, where the import passes over it. Without \
            KIND, lists the kinds.
            """)

    @Argument(help: "The kind of table, such as electricity, readings or weather.") var kind: String?

    public init() {}

    public func run() throws {
        let names = Template.all.map(\.name)
        guard let kind else {
            let width = names.map(\.count).max() ?? 0
            for template in Template.all {
                let padding = String(repeating: " ", count: width - template.name.count)
                print("\(template.name)\(padding)  \(template.summary)")
            }
            return
        }
        guard let template = Template.named(kind) else {
            throw HubError("there is no kind \(kind)" + Spelling.hint(for: kind, among: names, otherwise: "kinds are"))
        }
        print(template.text, terminator: "")
    }
}

/// `lightwell-hub batches`: what was imported.
public struct BatchesCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "batches", abstract: "List what was imported, batch by batch.",
        discussion: "The hub may run meanwhile. Batches that were undone stay in the list; times are UTC.")

    @Option(help: "Ledger file.") var ledger: String
    @Option(help: "table or json.") var format: TableFormat = .table

    public init() {}

    public func run() throws {
        let batches = try Ledger(ledger, .reading).batches()
        switch format {
        case .json: print(JSON.array(batches.map(\.json)).text)
        case .table:
            let header = ["batch", "kind", "lines", "taken", "by", "file", "undone"]
            let rows = batches.map { batch in
                [
                    String(batch.id), batch.kind, String(batch.lines), batch.at.iso8601, batch.by, batch.file,
                    batch.undone.map { "\($0.at.iso8601) by \($0.by)" } ?? "",
                ]
            }
            let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
            for row in [header] + rows {
                let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                var line = cells.joined(separator: "  ")
                while line.last == " " { line.removeLast() }
                print(line)
            }
        }
    }
}

/// `lightwell-hub undo`: a batch out of all figures.
public struct UndoCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take a batch out of all figures again.",
        discussion: """
            The hub may run meanwhile. The batch and its lines stay in the ledger, marked, so that a report made before \
            can still be explained; its file can be imported anew.
            """)

    @Argument(help: "The number of the batch, as lightwell-hub batches lists it.") var batch: Int64
    @Option(help: "Ledger file.") var ledger: String
    @Option(help: "Who undoes it; by default the name of this user.") var by: String?

    public init() {}

    public func run() throws {
        // Only a ledger that is there has batches.
        _ = try Ledger(ledger, .reading)
        let undone = try Batches(ledger, program: "lightwell-hub undo")
            .undo(batch, by: by ?? ImportCommand.user, at: TableImport.now)
        print("batch \(undone.id) (\(undone.kind), \(undone.file), \(undone.lines) lines) is undone")
    }
}

extension Batch {
    fileprivate var json: JSON {
        .object([
            ("batch", .integer(id)), ("kind", .string(kind)), ("file", .string(file)), ("sha256", .string(sha256)),
            ("document", .string(document)), ("lines", .integer(lines)), ("at", .string(at.iso8601)),
            ("by", .string(by)), ("undone_at", .string(undone?.at.iso8601)), ("undone_by", .string(undone?.by)),
        ])
    }
}
