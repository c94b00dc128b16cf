public import ArgumentParser
internal import Glibc
internal import Imports
internal import Spelling
internal import YAML

/// `lightwell-hub import`: bills, meters, weather and the exports of boards into the ledger.
public struct ImportCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take bills, meters, weather or exports of boards into the ledger.",
        usage: """
            lightwell-hub import KIND FILE ... --ledger LEDGER --organisation FILE [--dry-run] [--by NAME] [--attach FILE]
            lightwell-hub import [journal] FILE ... --ledger LEDGER
            """,
        discussion: """
            KIND is electricity, fuel, readings, weather and so on; lightwell-hub template lists them all and prints a \
            file to fill in for each. Each file is a batch: it is taken whole or not at all, also while the hub runs. A \
            file that is in already is refused, and so is a line that says what another batch says; lightwell-hub undo \
            takes a batch out again.

            Files may be packed by gzip.

            Of faces of meters (kind faces) what flowed is counted by the register of meters, and what was noticed about \
            readings is said; a reading that is not believed refuses no file.

            A column document names a file that proves the line, by its path from the table's folder; --attach one that \
            proves all lines without their own. Copies are kept beside the ledger, in LEDGER.documents, each under its \
            SHA-256; lightwell-hub explain names them.

            Amounts are converted to kWh, m3, L, kg and km; times without a zone are read off the clock of the site.

            Without KIND, or with journal, the files are what lightwell-edge export wrote; then the hub must not be \
            running, and what is in already must be the same, and is not counted again.

            Exits 1 when a file was refused, with every problem of it by file, line and column.
            """)

    @Argument(help: "The kind of table (journal by default), and the files.") var words: [String]
    @Option(help: "Ledger file; made if it does not exist.") var ledger: String
    @Option(help: "The organisation's file: sites and their time zones. Needed for every kind but journal.")
    var organisation: String?
    @Flag(help: "Say what is wrong or would be taken, and take nothing.") var dryRun = false
    @Option(help: "Who imports; by default the name of this user.") var by: String?
    @Option(
        help: """
            A document that proves the files, such as the scanned bill; it is copied beside the ledger. A column document \
            in a file says it line by line.
            """)
    var attach: String?
    @Option(help: "Of kind meters: the file that says what the columns mean; see lightwell-hub template meters.")
    var columns: String?
    @Option(help: "Of kind faces: the register of meters, meters.yaml; see lightwell-hub template faces.")
    var register: String?
    @Option(help: "table or json.") var format: TableFormat = .table

    public init() {}

    public func run() throws {
        let isNamed = words[0] == "journal"
        guard let template = Template.named(words[0]) else {
            let files = isNamed ? Array(words.dropFirst()) : words
            try refuseUnknown(isNamed)
            guard organisation == nil, !dryRun, by == nil, attach == nil, columns == nil, register == nil,
                format == .table
            else {
                throw ValidationError("exports of boards take no option but --ledger; name a KIND before the files")
            }
            return try JournalImport(files: files, ledger: ledger).run()
        }
        guard words.count > 1 else { throw ValidationError("name the files after \(template.name)") }
        guard let organisation else {
            throw ValidationError("--organisation FILE is needed: it names the sites and their time zones")
        }
        guard columns == nil || template.name == Template.named("meters")?.name else {
            throw ValidationError("--columns is for the kind meters only")
        }
        guard (register != nil) == (template.name == Template.named("faces")?.name) else {
            throw ValidationError(
                register == nil
                    ? "--register FILE is needed: it says what the faces of meters are worth"
                    : "--register is for the kind faces only")
        }
        try TableImport(
            template: template, files: Array(words.dropFirst()), ledger: ledger, organisation: organisation,
            isDry: dryRun, by: by ?? Self.user, attachment: attach, columns: columns, register: register,
            format: format
        ).run()
    }

    /// A first word that is neither a kind nor a file was meant to be a kind.
    private func refuseUnknown(_ isNamed: Bool) throws {
        if isNamed, words.count == 1 { throw ValidationError("name the files after journal") }
        guard !isNamed, access(words[0], F_OK) != 0, !words[0].contains("/"), !words[0].contains(".") else { return }
        let kinds = Template.all.map(\.name) + ["journal"]
        throw ValidationError(
            "\(words[0]) is neither a kind of table nor a file"
                + Spelling.hint(for: words[0], among: kinds, otherwise: "kinds are"))
    }

    /// The name of the user that runs this, else its number.
    static var user: String {
        guard let entry = getpwuid(getuid()) else { return "user \(getuid())" }
        return String(cString: entry.pointee.pw_name)
    }
}

/// How figures and lists are written.
enum TableFormat: String, ExpressibleByArgument, CaseIterable { case table, json }
