/// What an edge node is to do about a message it received.
public enum EdgeCommand: Hashable, Sendable {
    /// Stop data, and publish what ``EdgeSession/rebirth(_:at:)`` returns.
    case rebirth
    /// Somebody writes metrics of the node, or of one of its born devices.
    ///
    /// Values have the type of their wire field unless the sender stated a datatype: see
    /// ``Value/resolved(as:)``. `sentAt` is the sender's clock in milliseconds UTC, if it said.
    case write(device: Identifier?, metrics: [Metric], sentAt: UInt64?)
    /// The primary host went on- or offline. Offline: publish ``EdgeSession/disconnecting(at:)``,
    /// disconnect, and connect again.
    case hostState(online: Bool, timestamp: UInt64)
    /// Not obeyed, and why. For the log.
    case refused(topic: String, reason: String)
}
