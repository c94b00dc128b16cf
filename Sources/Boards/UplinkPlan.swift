public import Addresses
internal import YAML

/// Where a board publishes, and whose acknowledgements it takes.
public struct UplinkPlan: Hashable, Sendable {
    public let broker: BrokerAddress
    /// The Sparkplug host application whose acknowledgements count.
    public let host: String
    /// Absolute path of the file with user name and password.
    public let credentials: String?
    /// Absolute path of the certificates that vouch for the broker.
    public let ca: String?
    /// Whether traces of inputs, which are personal data, leave the board.
    public let traces: Bool

    init?(_ mapping: Mapping) {
        let broker = mapping.required("broker").flatMap(UplinkPlan.address)
        let host = mapping.required("host")?.identifier()
        credentials = mapping.optional("credentials").flatMap(UplinkPlan.path)
        let authority = mapping.optional("ca")
        ca = authority.flatMap(UplinkPlan.path)
        traces = mapping.optional("traces")?.flag() ?? false
        guard let broker, let host else { return nil }
        if !broker.isEncrypted { authority?.report("is of use with mqtts:// only") }
        (self.broker, self.host) = (broker, host)
    }

    private static func address(_ field: Field) -> BrokerAddress? {
        guard let url = field.text() else { return nil }
        do throws(BrokerAddress.Malformed) { return try BrokerAddress(url) } catch {
            field.report(error.description)
            return nil
        }
    }

    private static func path(_ field: Field) -> String? {
        guard let path = field.text() else { return nil }
        if path.hasPrefix("/") { return path }
        field.report("\"\(path)\" should be an absolute path, beginning with /")
        return nil
    }
}
