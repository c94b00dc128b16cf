public import Addresses
internal import CCurl
public import Ledger
internal import Quantities

/// An HTTPS POST of JSON, for chat rooms and other programs. Any answer of 200 to 299 means that it was taken.
///
/// With a secret, the header `X-Lightwell-Signature` is `sha256=` and the HMAC-SHA256 of the body. The body's `id` is the
/// same when a message comes a second time, and `at` says when it was made: a receiver can refuse what is known or old.
public struct Webhook: Channel, Hashable {
    public var address: ServerAddress
    /// File whose first line is the secret of the signature; `nil`: there is none.
    public var secret: FileReference?
    /// PEM file of the authorities that vouch for the server; `nil`: the system's.
    public var authorities: FileReference?

    public init(to address: ServerAddress, secret: FileReference? = nil, authorities: FileReference? = nil) {
        (self.address, self.secret, self.authorities) = (address, secret, authorities)
    }

    public var name: String { "webhook" }
    public var target: String { "\(address)" }

    public var trouble: String? {
        do throws(DeliveryError) {
            _ = try key()
            _ = try authorities?.readablePath("authorities", isSecret: false)
            return nil
        } catch {
            return error.description
        }
    }

    @discardableResult public func carry(_ message: AlarmMessage) throws(DeliveryError) -> [String] {
        let body = Array(body(of: message).utf8)
        var headers = ["Content-Type: application/json", "User-Agent: lightwell", "Expect:"]
        if let key = try key() {
            headers.append("X-Lightwell-Signature: sha256=" + HMAC.hexadecimal(of: body, key: key))
        }
        let transfer = try Transfer(
            to: address, sending: body, authorities: authorities?.readablePath("authorities", isSecret: false))
        transfer.set(CURLOPT_POST, 1)
        transfer.set(CURLOPT_POSTFIELDSIZE, Int64(body.count))
        transfer.set(CURLOPT_HTTPHEADER, headers)
        let status: Int
        do throws(DeliveryError) { status = try transfer.run() } catch {
            throw DeliveryError("webhook \(address): \(error)")
        }
        guard 200...299 ~= status else { throw DeliveryError("webhook \(address): it answered with \(status)") }
        return []
    }

    /// What is sent: what happened, and which message it is.
    public func body(of message: AlarmMessage) -> String {
        "{\"id\": \"\(message.composed.milliseconds)-\(message.id)\", " + message.json.dropFirst()
    }

    private func key() throws(DeliveryError) -> [UInt8]? {
        guard let secret else { return nil }
        guard let line = try secret.secretLines("secret").first else {
            throw DeliveryError("secret \(secret) is empty")
        }
        return Array(line.utf8)
    }
}
