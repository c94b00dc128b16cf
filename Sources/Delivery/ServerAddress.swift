/// Where a message goes: `smtps://HOST[:PORT]`, `smtp://HOST[:PORT]` or `https://HOST[:PORT]/PATH`, and `http://` to this
/// very machine. It holds no user and no password.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    public enum Scheme: String, CaseIterable, Hashable, Sendable { case smtps, smtp, https, http }

    public let scheme: Scheme
    public let host: String
    /// `nil`: the one that is usual.
    public let port: Int?
    /// What follows the host, such as `/hooks/1`; often as good as a password, so it is never shown.
    let path: String

    /// Without its path.
    public var description: String {
        "\(scheme.rawValue)://\(host.contains(":") ? "[\(host)]" : host)" + (port.map { ":\($0)" } ?? "")
    }

    /// As it is connected to. Mail without a port goes to 587 with STARTTLS (RFC 6409), to 465 with TLS (RFC 8314).
    var url: String {
        let usual = scheme == .smtp ? ":587" : scheme == .smtps ? ":465" : ""
        return description + (port == nil ? usual : "") + path
    }

    /// Whether nobody else can listen: 127.0.0.0/8, ::1 or localhost.
    public var isLoopback: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || (isAddress && parts[0] == "127")
    }

    /// - Throws: a sentence that does not repeat what may be secret.
    public init(_ text: String, _ schemes: [Scheme]) throws(DeliveryError) {
        let allowed = schemes.map { "\($0.rawValue)://HOST" }.joined(separator: " or ")
        guard !text.contains("@") else {
            throw DeliveryError("an address holds no user or password; they go into a file of their own")
        }
        guard let scheme = schemes.first(where: { text.hasPrefix($0.rawValue + "://") }),
            text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }),
            let address = ServerAddress(scheme, text.dropFirst(scheme.rawValue.count + 3))
        else { throw DeliveryError("is no address; write \(allowed), perhaps with :PORT") }
        guard address.scheme != .http || address.isLoopback else {
            throw DeliveryError("http:// may go to 127.0.0.1, ::1 or localhost only; use https://\(address.host)")
        }
        guard address.path.isEmpty || [.https, .http].contains(scheme) else {
            throw DeliveryError("a mail server's address ends with its host or port")
        }
        self = address
    }

    private init?(_ scheme: Scheme, _ text: Substring) {
        var rest = text
        if rest.first == "[", let end = rest.firstIndex(of: "]") {
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
            rest = rest[rest.index(after: end)...]
        } else {
            host = String(rest.prefix { $0 != ":" && $0 != "/" })
            let isName = host.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
            guard isName, !host.isEmpty, host.count <= 253 else { return nil }
            rest = rest.dropFirst(host.count)
        }
        if rest.first == ":" {
            let digits = rest.dropFirst().prefix { $0 != "/" }
            guard digits.allSatisfy(\.isNumber), let number = Int(digits), 1...65_535 ~= number else { return nil }
            port = number
            rest = rest.dropFirst(1 + digits.count)
        } else {
            port = nil
        }
        guard rest.isEmpty || rest.first == "/" else { return nil }
        (self.scheme, path) = (scheme, String(rest))
    }
}

/// An address of mail such as `anna@example.org`: a part of what RFC 5321 allows, that needs no quotes.
public struct Mailbox: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public var domain: String { String(description.drop { $0 != "@" }.dropFirst()) }

    /// - Throws: a sentence.
    public init(_ text: String) throws(DeliveryError) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        func isPlain(_ part: Substring, _ others: String) -> Bool {
            !part.isEmpty && part.first != "." && part.last != "."
                && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || others.contains($0)) }
        }
        guard parts.count == 2, text.utf8.count <= 254, isPlain(parts[0], "!#$%&'*+-/=?^_`{|}~."),
            isPlain(parts[1], "-.")
        else { throw DeliveryError("\"\(text)\" is no mail address; write it like anna@example.org, without a name") }
        description = text
    }
}
