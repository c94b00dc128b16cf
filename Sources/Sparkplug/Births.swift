/// All that an edge node declares when it is born: every metric it may ever report, with its value now.
public struct Births: Hashable, Sendable {
    public struct Device: Hashable, Sendable {
        public var id: Identifier
        public var metrics: [Metric]

        public init(_ id: Identifier, _ metrics: [Metric]) { (self.id, self.metrics) = (id, metrics) }
    }

    /// Without `bdSeq` and `Node Control/Rebirth`, which the session adds. A null one must state its
    /// datatype; any other gets its value's when it states none.
    public var metrics: [Metric]
    public var devices: [Device]

    public init(metrics: [Metric], devices: [Device] = []) { (self.metrics, self.devices) = (metrics, devices) }
}
