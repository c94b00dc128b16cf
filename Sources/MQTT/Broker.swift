public import Addresses

/// A broker and how to be let in: TLS and authentication wherever others could listen.
public struct Broker: Hashable, Sendable {
    public var address: BrokerAddress
    /// PEM file of trusted authorities; `nil` for the system's own.
    public var authorities: String?
    /// File of two lines, user name and password; `nil` for none.
    public var credentials: String?

    public init(_ address: BrokerAddress, authorities: String? = nil, credentials: String? = nil) {
        (self.address, self.authorities, self.credentials) = (address, authorities, credentials)
    }
}

extension Broker: CustomStringConvertible {
    public var description: String { address.description }
}
