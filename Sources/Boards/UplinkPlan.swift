public import Addresses
internal import YAML

/// Where a board publishes, and whose acknowledgements it takes.
public struct UplinkPlan: Hashable, Sendable {
    public let broker: BrokerAddress
    /// The Sparkplug host application whose acknowledgements count.
    public let host: String
    /// User name and password.
    public let credentials: FileReference?
    /// The certificates that vouch for the broker.
    public let ca: FileReference?
    /// The board's own, by which the broker knows it; has a ``key``.
    public let certificate: FileReference?
    public let key: FileReference?
    /// Whether the board says nothing while that host is not online.
    public let waitsForHost: Bool
    /// Whether the board says at once what its lamps do, from which one can tell who comes and goes.
    public let live: Bool
    /// Whether traces of inputs, which are personal data, leave the board.
    public let traces: Bool
    /// Whether energy is also published as plain JSON, for scripts.
    public let mirror: Bool

    init?(_ mapping: Mapping) {
        let broker = mapping.required("broker").flatMap(UplinkPlan.address)
        let host = mapping.required("host")?.identifier()
        credentials = mapping.optional("credentials").flatMap(UplinkPlan.file)
        let forTLS = ["ca", "certificate", "key"].map { mapping.optional($0) }
        ca = forTLS[0].flatMap(UplinkPlan.file)
        certificate = forTLS[1].flatMap(UplinkPlan.file)
        key = forTLS[2].flatMap(UplinkPlan.file)
        waitsForHost = mapping.optional("wait-for-host")?.flag() ?? false
        live = mapping.optional("live")?.flag() ?? true
        traces = mapping.optional("traces")?.flag() ?? false
        mirror = mapping.optional("mirror")?.flag() ?? false
        if let alone = forTLS[1], forTLS[2] == nil { alone.report("needs key: beside it, its private key") }
        if let alone = forTLS[2], forTLS[1] == nil { alone.report("needs certificate: beside it") }
        guard let broker, let host else { return nil }
        if !broker.isEncrypted { for field in forTLS { field?.report("is of use with mqtts:// only") } }
        (self.broker, self.host) = (broker, host)
    }

    private static func address(_ field: Field) -> BrokerAddress? {
        field.text().flatMap { url in
            field.said { () throws(BrokerAddress.Malformed) in try BrokerAddress(url) }
        }
    }

    private static func file(_ field: Field) -> FileReference? {
        guard let text = field.text(),
            let file = field.said({ () throws(FileReference.Malformed) in try FileReference(text) })
        else { return nil }
        if case .path(let path) = file, !path.hasPrefix("/") {
            field.report("\"\(path)\" should be an absolute path, beginning with /, or credential:NAME")
            return nil
        }
        return file
    }
}
