/// Where an MQTT broker is: `mqtts://HOST[:PORT]` and any host, or `mqtt://HOST[:PORT]` and this very machine.
public struct BrokerAddress: Hashable, Sendable, CustomStringConvertible {
    public let host: String
    public let port: Int
    /// TLS, the server's certificate verified.
    public let isEncrypted: Bool

    public var description: String {
        "\(isEncrypted ? "mqtts" : "mqtt")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// - Throws: ``Malformed``, a sentence that does not repeat what may be a password.
    public init(_ url: String) throws(Malformed) {
        guard !url.contains("@") else {
            throw Malformed("a broker's address holds no user or password; they go into a credentials file")
        }
        guard let address = BrokerAddress(parsing: url) else {
            throw Malformed("\"\(url)\" is not a broker; write mqtts://host or mqtts://host:port")
        }
        guard address.isEncrypted || address.isLoopback else {
            throw Malformed(
                "mqtt:// sends passwords and presence in the clear, so it may go to 127.0.0.1, ::1 or localhost only; "
                    + "use mqtts://\(address.host)")
        }
        self = address
    }

    /// Why a text is no broker's address.
    public struct Malformed: Error, Hashable, CustomStringConvertible {
        public let description: String
        init(_ description: String) { self.description = description }
    }

    private init?(parsing url: String) {
        let schemes = ["mqtts://": true, "mqtt://": false]
        guard let scheme = schemes.first(where: { url.hasPrefix($0.key) }) else { return nil }
        var rest = url.dropFirst(scheme.key.count)
        isEncrypted = scheme.value
        if rest.first == "[", let end = rest.firstIndex(of: "]") {
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
            rest = rest[rest.index(after: end)...]
        } else {
            host = String(rest.prefix { $0 != ":" })
            let isName = host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
            guard isName, !host.isEmpty, host.count <= 253 else { return nil }
            rest = rest.dropFirst(host.count)
        }
        if rest.isEmpty {
            port = isEncrypted ? 8_883 : 1_883
        } else {
            let digits = rest.dropFirst()
            guard rest.first == ":", digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits),
                (1...65_535).contains(number)
            else { return nil }
            port = number
        }
    }

    private var isLoopback: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || (isAddress && parts[0] == "127")
    }
}
