internal import Aggregator
internal import ArgumentParser
internal import Console
internal import Exports
internal import Ledger

/// `lightwell-hub import journal`: exports of boards into the ledger, as if they had come over the wire.
struct JournalImport {
    let files: [String]
    let ledger: String

    func run() throws {
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
