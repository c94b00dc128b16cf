public import Addresses
internal import CCurl
public import Ledger
internal import Quantities

/// Something that carries messages to people.
public protocol Channel: Sendable {
    /// `mail` or `webhook`; what messages of the outbox are for.
    var name: String { get }
    /// To whom it carries them, without anything secret.
    var target: String { get }
    /// What would keep it from working, found without sending anything: files that cannot be read or are open to others.
    var trouble: String? { get }
    /// Tries once, within half a minute.
    ///
    /// - Returns: a sentence for each of those that it could not be brought to, while others have it.
    @discardableResult func carry(_ message: AlarmMessage) throws(DeliveryError) -> [String]
}

/// E-mail by SMTP (RFC 5321). Away from this machine it is encrypted: `smtps://` from the start, `smtp://` by STARTTLS,
/// without which nothing is sent, the password least of all.
public struct Mail: Channel, Hashable {
    public var server: ServerAddress
    public var from: Mailbox
    /// At least one.
    public var to: [Mailbox]
    /// File of two lines, user name and password; `nil`: the server asks for none.
    public var credentials: FileReference?
    /// PEM file of the authorities that vouch for the server; `nil`: the system's. With it STARTTLS is asked for on this
    /// machine too.
    public var authorities: FileReference?

    public init(
        server: ServerAddress, from: Mailbox, to: [Mailbox], credentials: FileReference? = nil,
        authorities: FileReference? = nil
    ) {
        (self.server, self.from, self.to) = (server, from, to)
        (self.credentials, self.authorities) = (credentials, authorities)
    }

    public var name: String { "mail" }
    public var target: String { "\(to.map(\.description).joined(separator: ", ")) by \(server)" }

    public var trouble: String? {
        do throws(DeliveryError) {
            _ = try account()
            _ = try authorities?.readablePath("authorities", isSecret: false)
            return nil
        } catch {
            return error.description
        }
    }

    /// One address that is refused keeps it from nobody else; it fails when all are.
    @discardableResult public func carry(_ message: AlarmMessage) throws(DeliveryError) -> [String] {
        let text = text(of: message)
        let transfer = try Transfer(
            to: server, sending: text.bytes,
            authorities: authorities?.readablePath("authorities", isSecret: false))
        if server.scheme == .smtp, !server.isLoopback || authorities != nil {
            transfer.set(CURLOPT_USE_SSL, Int64(CURLUSESSL_ALL.rawValue))
        }
        if let account = try account() {
            transfer.set(CURLOPT_USERNAME, account.user)
            transfer.set(CURLOPT_PASSWORD, account.password)
        }
        transfer.set(CURLOPT_MAIL_FROM, "<\(from)>")
        transfer.set(CURLOPT_MAIL_RCPT, to.map { "<\($0)>" })
        transfer.set(Self.allowsRefusals, 1)
        transfer.set(CURLOPT_UPLOAD, 1)
        do throws(DeliveryError) { _ = try transfer.run() } catch {
            throw DeliveryError("mail by \(server): \(error)")
        }
        return refusals(in: transfer.answers)
    }

    /// The mail for a message.
    public func text(of message: AlarmMessage) -> MailText {
        MailText(
            from: from, to: to, subject: message.subject, text: message.text,
            id: "lightwell.\(message.id).\(message.composed.milliseconds)", date: message.composed)
    }

    /// The answers before the one that asks for the text (354) are those to the recipients, one each, in their order
    /// (RFC 5321, 3.3).
    private func refusals(in answers: [String]) -> [String] {
        guard let go = answers.lastIndex(where: { $0.hasPrefix("354") }), go >= to.count else { return [] }
        return zip(to, answers[(go - to.count)..<go]).filter { !$0.1.hasPrefix("2") }.map { address, answer in
            "mail by \(server): \(address) is refused, others have it: \(answer)"
        }
    }

    /// `CURLOPT_MAIL_RCPT_ALLOWFAILS` by its number, for its name has changed; libcurl 7.69 and later know it.
    private static let allowsRefusals = CURLoption(290)

    private func account() throws(DeliveryError) -> (user: String, password: String)? {
        guard let credentials else { return nil }
        let lines = try credentials.secretLines("credentials")
        guard lines.count == 2 else {
            throw DeliveryError("credentials \(credentials) should have two lines, user name and password")
        }
        return (lines[0], lines[1])
    }
}
