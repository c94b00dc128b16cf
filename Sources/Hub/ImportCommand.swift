internal import Aggregator
public import ArgumentParser
internal import Console
internal import Exports
internal import Ledger

/// `lightwell-hub import`: exports of boards into the ledger.
public struct ImportCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take exports of boards into the ledger, as if they had come over the wire.",
        discussion: """
            The hub must not be running. Each file is taken whole or not at all; what is in already must be the \
            same, and is not counted again. Exits 1 when a file was refused.
            """)

    @Argument(help: "Files that lightwell-edge export wrote.") var files: [String]
    @Option(help: "Ledger file; made if it does not exist.") var ledger: String

    public init() {}

    public func run() throws {
        var imports: [Import] = []
        var refused = 0
        for file in files {
            do throws(ExportError) { imports.append(try Import(file)) } catch {
                Console.say("refused: \(error.description)")
                refused += 1
            }
        }
        if !imports.isEmpty {
            let ledger = try Ledger(ledger, .writing(program: "lightwell-hub import"))
            for file in Import.inOrder(imports) {
                do throws(LedgerError) { say(try file.settle(in: ledger), of: file) } catch {
                    guard case .refused(let reason) = error else { throw error }
                    Console.say("refused: \(reason)")
                    refused += 1
                }
            }
        }
        guard refused > 0 else { return }
        Console.say("\(refused) of \(files.count) files refused; nothing of them is in the ledger")
        throw ExitCode.failure
    }

    private func say(_ outcomes: [Import.Outcome], of file: Import) {
        print("\(file.path): board \(file.header.group)/\(file.header.board)")
        for outcome in outcomes { print("  \(outcome.description)") }
        let count = file.header.commissionings.count
        if count > 0 { print("  commissioning records in the file, not in the ledger: \(count)") }
    }
}
