public import Addresses

/// A broker and how to be let in: TLS and authentication wherever others could listen.
public struct Broker: Hashable, Sendable {
    public var address: BrokerAddress
    /// PEM file of trusted authorities; `nil` for the system's own.
    public var authorities: FileReference?
    /// By which the broker knows us; `nil` for none.
    public var identity: Identity?
    /// File of two lines, user name and password; `nil` for none.
    public var credentials: FileReference?

    public init(
        _ address: BrokerAddress, authorities: FileReference? = nil, identity: Identity? = nil,
        credentials: FileReference? = nil
    ) {
        (self.address, self.authorities) = (address, authorities)
        (self.identity, self.credentials) = (identity, credentials)
    }

    /// A client certificate and its private key, two PEM files. The key has no passphrase: its file's mode guards it.
    public struct Identity: Hashable, Sendable {
        public var certificate: FileReference
        public var key: FileReference

        public init(certificate: FileReference, key: FileReference) {
            (self.certificate, self.key) = (certificate, key)
        }
    }
}

extension Broker: CustomStringConvertible {
    public var description: String { address.description }
}
