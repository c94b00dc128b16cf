public import Addresses
public import ArgumentParser
public import MQTT

/// By which files a program on a server is let in by a broker; never by anything secret on the command line itself.
public struct BrokerOptions: ParsableArguments {
    @Option(
        help: """
            PEM file of the authorities that vouch for the broker; by default the system's. This and the next three \
            take a path, or credential:NAME for what systemd hands over by LoadCredential=NAME:FILE.
            """) var ca: FileReference?
    @Option(help: "PEM file of the certificate by which the broker knows this program; needs --key.")
    var certificate: FileReference?
    @Option(help: "PEM file of its private key, without passphrase, closed to others (chmod o=).")
    var key: FileReference?
    @Option(help: "File with user name and password for the broker, one line each, closed to others (chmod o=).")
    var credentials: FileReference?

    public init() {}

    public func validate() throws {
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key go together")
        }
    }

    /// The broker at an address, with these files.
    public func broker(at address: BrokerAddress) -> Broker {
        var identity: Broker.Identity?
        if let certificate, let key { identity = Broker.Identity(certificate: certificate, key: key) }
        return Broker(address, authorities: ca, identity: identity, credentials: credentials)
    }
}

extension FileReference: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(argument) }
}
