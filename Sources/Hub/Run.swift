internal import Addresses
internal import Aggregator
public import ArgumentParser
internal import Console
internal import Ledger
internal import Loop
internal import MQTT
internal import Quantities
internal import Register
internal import Sparkplug

/// `lightwell-hub run`: the aggregator, until it is told to stop.
public struct Run: ParsableCommand {
    public static let configuration = CommandConfiguration(
        abstract: "Take the records of all boards at a broker into the ledger.",
        discussion: """
            Away from this machine the broker is reached over TLS alone, its certificate and name verified. \
            scripts/provision makes certificates. SIGHUP reads certificates, key and password again. A ledger that \
            somebody else holds for a while, such as a backup, is waited for; one of an older release, or of other time \
            zones, is brought up first, which is said on standard error with how far it is.
            """)

    @Option(help: "Broker, such as mqtt://127.0.0.1:1883 or mqtts://broker.example.org.") var broker: String
    @Option(help: "Ledger file; made if it does not exist.") var ledger: String
    @Option(help: "Id of this host application, which the boards trust.") var host: String = "lightwell"
    @Option(help: "Seconds that a missing message of a board may be late before all its births are asked for.")
    var reorderTimeout: Double = 2
    @Flag(help: "State datatypes in commands, for foreign nodes that cannot read them without.")
    var stateDatatypes = false
    @Option(
        help: """
            The organisation's file. Only boards of its sites are heard; others are shown by lightwell-hub boards, and \
            keep their records. Days and months are those of each site's time zone. Without: all boards, UTC.
            """) var organisation: String?
    @OptionGroup var keeping: KeepingOptions
    @OptionGroup var options: BrokerOptions

    public init() {}

    public func run() throws {
        let stop = Stop.main
        guard 0.1...600 ~= reorderTimeout else {
            throw HubError("--reorder-timeout \(reorderTimeout) is not within 0.1 to 600 seconds")
        }
        let reread = Reread.main
        let broker = options.broker(at: try BrokerAddress(broker))
        let organisation = try organisation.map { try Organisation(reading: $0) }
        let host = try Identifier(host)
        let aggregator = try waitOut(stop) {
            try Aggregator(
                host, at: broker, ledger: try opened(for: organisation),
                reorderTimeout: .milliseconds(Int64(reorderTimeout * 1_000)), statesDatatypes: stateDatatypes,
                registration: organisation.map(Registration.init), retention: keeping.retention,
                log: Console.log("lightwell-hub"))
        }
        try aggregator?.run(until: stop, reread)
    }

    /// The ledger, brought up to this release and to the time zones of the organisation's sites.
    private func opened(for organisation: Organisation?) throws -> Ledger {
        var notice = UpkeepNotice(of: ledger)
        defer { notice.end() }
        let opened = try Ledger(ledger, .writing(program: "lightwell-hub run")) {
            notice.take($0, at: Clock.monotonic())
        }
        if let organisation {
            let timezones = organisation.sites.map { ($0.id, $0.timezone) }
            try opened.setTimezones(Dictionary(uniqueKeysWithValues: timezones)) {
                notice.take($0, at: Clock.monotonic())
            }
        }
        return opened
    }
}

extension Registration {
    /// The boards that a declared site lists; all of it where it lists none.
    fileprivate init(_ organisation: Organisation) {
        self.init(
            sites: Dictionary(uniqueKeysWithValues: organisation.sites.map { ($0.id, $0.boards) }),
            file: organisation.file)
    }
}
