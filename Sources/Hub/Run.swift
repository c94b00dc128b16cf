internal import Addresses
internal import Aggregator
public import ArgumentParser
internal import Console
internal import Ledger
internal import Loop
internal import MQTT
internal import Sparkplug

/// `lightwell-hub run`: the aggregator, until it is told to stop.
public struct Run: ParsableCommand {
    public static let configuration = CommandConfiguration(
        abstract: "Take the records of all boards at a broker into the ledger.")

    @Option(help: "Broker, such as mqtt://127.0.0.1:1883 or mqtts://broker.example.org.") var broker: String
    @Option(help: "Ledger file; made if it does not exist.") var ledger: String
    @Option(help: "Id of this host application, which the boards trust.") var host: String = "lightwell"
    @Option(help: "File with user name and password for the broker, one line each.") var credentials: String?
    @Option(help: "PEM file of the authorities that vouch for the broker; by default the system's.") var ca: String?

    public init() {}

    public func run() throws {
        let stop = Stop.main
        let broker = Broker(try BrokerAddress(broker), authorities: ca, credentials: credentials)
        let aggregator = try Aggregator(
            Identifier(host), at: broker, ledger: Ledger(ledger, .writing(program: "lightwell-hub run")),
            log: Console.log("lightwell-hub"))
        try aggregator.run(until: stop)
    }
}
