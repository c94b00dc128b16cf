internal import ArgumentParser
internal import Calendars
internal import Console
internal import Indicators
internal import Ledger
internal import Quantities
internal import Register
internal import Spelling

/// The organisation's files, as every command that looks at figures names them.
struct EstateFileOptions: ParsableArguments {
    @Option(help: "The organisation's file: areas, baselines, grids, and the emission factors it names.")
    var organisation: String?
    @Option(
        help: """
            The register of meters, meters.yaml: what each counts and which zones of boards feed it; what hangs under \
            another meter of its use is a part of that one's and not counted again. Without it every meter is what its \
            import says.
            """)
    var register: String?

    /// - Parameter factors: a table in place of those that the organisation's file names.
    /// - Returns: `nil`: no file is named.
    func read(factors: FactorTable? = nil) throws -> EstateFiles? {
        guard let organisation else {
            guard register == nil else {
                throw ValidationError("--register needs --organisation: meters are of its sites")
            }
            return nil
        }
        return try EstateFiles(organisation: organisation, register: register, factors: factors)
    }
}

/// What commands that compute figures read: a period of a ledger, and the organisation's files.
struct EstateOptions: ParsableArguments {
    @Option(help: "First moment, such as 2026-06-01.") var from: String?
    @Option(help: "Moment at which it ends, such as 2026-07-01.") var to: String?
    @Option(help: "Ledger file.") var ledger: String?
    @OptionGroup var files: EstateFileOptions
    @Option(help: "Only this site and its zones.") var site: String?

    /// Everything there is to compute figures from.
    struct Loaded {
        let period: Period
        let organisation: Organisation
        /// All sites, whichever was asked for: a serial number may be used up at another.
        let estate: Estate
        let ledger: Ledger
    }

    /// - Parameters:
    ///   - factors: a table in place of those that the organisation's file names.
    ///   - remark: is told what is left out, or taken otherwise than it was meant.
    func load(
        factors replacement: FactorTable? = nil, _ remark: (String) -> Void = { Console.say($0) }
    ) throws -> Loaded {
        let (from, to) = (try required(from, "from"), try required(to, "to"))
        let (ledger, _) = (try required(ledger, "ledger"), try required(files.organisation, "organisation"))
        guard let period = Period(from: try Timestamp(iso8601: from), to: try Timestamp(iso8601: to)) else {
            throw HubError("--from \(from) does not lie before --to \(to)")
        }
        let files = try required(try files.read(factors: replacement), "organisation")
        let organisation = files.organisation
        if let site, organisation.site(site) == nil {
            let known = organisation.sites.map(\.id)
            throw HubError("there is no site \(site)" + Spelling.hint(for: site, among: known, otherwise: "there are"))
        }
        let held = try Ledger(ledger, .reading)
        return Loaded(
            period: period, organisation: organisation, estate: try files.estate(of: held, over: period, remark),
            ledger: held)
    }

    /// Whether a figure is of the site that was asked for, if one was.
    func wants(_ scope: Scope) -> Bool {
        guard let site else { return true }
        return switch scope {
        case .zone(let own, _), .site(let own): own == site
        case .organisation: false
        }
    }

    /// Options are not required by their declaration, so that `--list` can do without.
    private func required<Value>(_ value: Value?, _ name: String) throws(ValidationError) -> Value {
        guard let value else { throw ValidationError("Missing expected argument '--\(name) <\(name)>'") }
        return value
    }
}
