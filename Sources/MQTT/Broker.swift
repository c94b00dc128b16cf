/// Where a broker is and how it is spoken to.
///
/// Without TLS only on this machine: `mqtt://` to loopback, `mqtts://` anywhere.
public struct Broker: Hashable, Sendable {
    public var host: String
    public var port: Int32
    /// TLS, the server's certificate verified.
    public var isSecure: Bool
    /// PEM file of trusted authorities; `nil` for the system's own.
    public var authorities: String?
    /// File of two lines, user name and password; `nil` for none.
    public var credentials: String?

    /// Reads `mqtt://HOST[:PORT]` (loopback only) or `mqtts://HOST[:PORT]`.
    ///
    /// - Throws: ``Malformed`` with a sentence.
    public init(_ address: String, authorities: String? = nil, credentials: String? = nil) throws(Malformed) {
        guard !address.contains("@") else {
            throw Malformed("a broker's address holds no user or password; they go into a credentials file")
        }
        let rest: Substring
        if address.hasPrefix("mqtt://") {
            (isSecure, rest) = (false, address.dropFirst(7))
        } else if address.hasPrefix("mqtts://") {
            (isSecure, rest) = (true, address.dropFirst(8))
        } else {
            throw Malformed("broker \"\(address)\" should begin with mqtt:// (this machine) or mqtts:// (TLS)")
        }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        let isNamed = parts.first.map { !$0.isEmpty && !$0.contains("/") } ?? false
        guard parts.count <= 2, isNamed else {
            throw Malformed("broker \"\(address)\" should read mqtt://HOST:PORT")
        }
        host = String(parts[0])
        port = isSecure ? 8883 : 1883
        if parts.count == 2 {
            guard let number = Int32(parts[1]), 1...65_535 ~= number else {
                throw Malformed("broker \"\(address)\": the port should be a number from 1 to 65535")
            }
            port = number
        }
        let isLoopback = host == "localhost" || host.hasPrefix("127.")
        guard isSecure || isLoopback else {
            throw Malformed("broker \"\(address)\" is not on this machine: use mqtts:// so that nobody can listen in")
        }
        (self.authorities, self.credentials) = (authorities, credentials)
    }

    public struct Malformed: Error, Hashable, CustomStringConvertible {
        public let description: String
        init(_ description: String) { self.description = description }
    }
}

extension Broker: CustomStringConvertible {
    public var description: String { "\(isSecure ? "mqtts" : "mqtt")://\(host):\(port)" }
}
