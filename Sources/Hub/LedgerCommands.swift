public import ArgumentParser
internal import Console
internal import Glibc
internal import Ledger

/// `lightwell-hub check`: is the ledger sound?
public struct CheckCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look whether the ledger is sound.",
        discussion: """
            Looks for a damaged file, entries that no watermark covers, registers that run backwards, intervals that \
            overlap, records where no search looks, and documents of imports that are gone. The hub may run meanwhile. Exits 1 with a sentence for each \
            finding.
            """)

    @Option(help: "Ledger file.") var ledger: String

    public init() {}

    public func run() throws {
        let findings = try Ledger(ledger, .reading).check { part in
            if Console.isTerminal { Console.show("looking at \(part)") }
        }
        if Console.isTerminal { Console.show("") }
        guard findings.isEmpty else { throw HubError(findings.joined(separator: "\n")) }
        print("\(ledger) is sound")
    }
}

/// `lightwell-hub backup`: a copy of the ledger.
public struct BackupCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the ledger, while the hub goes on.",
        discussion:
            "The copy is looked at as check does, and kept only if it is sound. Documents of imports are copied beside it."
    )

    @Option(help: "Ledger file.") var ledger: String
    @Argument(help: "The copy; must not exist.") var copy: String

    public init() {}

    public func run() throws {
        guard access(copy, F_OK) != 0 else { throw HubError("\(copy) exists; name another file, or remove it") }
        try Ledger(ledger, .reading).backUp(to: copy) { share in
            if Console.isTerminal { Console.show("copied \(Int(share * 100)) %") }
        }
        if Console.isTerminal { Console.show("") }
        print("\(copy) is a sound copy of \(ledger)")
    }
}

/// `lightwell-hub restore`: a backup in place of the ledger.
public struct RestoreCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in place of the ledger.",
        discussion: """
            The hub must not run. The ledger that was there is kept beside it. What boards told since the backup they tell \
            again when the hub is back, as far as their cards reach.
            """)

    @Option(help: "Ledger file.") var ledger: String
    @Argument(help: "The backup.") var backup: String

    public init() {}

    public func run() throws {
        let aside = try Ledger.restore(backup, to: ledger, program: "lightwell-hub restore") { share in
            if Console.isTerminal { Console.show("copied \(Int(share * 100)) %") }
        }
        if Console.isTerminal { Console.show("") }
        print("\(ledger) is what \(backup) holds" + (aside.map { "; what it was is \($0)" } ?? ""))
    }
}
