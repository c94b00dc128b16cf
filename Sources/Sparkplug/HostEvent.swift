/// What a host application learns from a message, or is to do about it.
public enum HostEvent: Hashable, Sendable {
    /// A new session of the node, or a rebirth when `bdSeq` is as before. Either way all its devices are
    /// unborn until their own births follow.
    case nodeBorn(NodeID, bdSeq: UInt64, readings: [Reading])
    case deviceBorn(NodeID, device: String, readings: [Reading])
    case data(Data)
    /// `at` is the node's clock.
    case deviceDied(NodeID, device: String, at: UInt64)
    /// The node and all its devices. `at` is the host's clock: the will was written long before.
    case nodeDied(NodeID, at: UInt64)
    /// A message, or one metric of it, that could not be used, and why. For the log; it
    /// quotes what a stranger sent.
    case malformed(topic: String, reason: String)
    case send(Message)

    /// Changed metrics of a born node or device.
    public struct Data: Hashable, Sendable {
        public let node: NodeID
        /// `nil`: metrics of the node itself.
        public let device: String?
        public let readings: [Reading]
        /// A message of this node before this one is missing, or this one came late. Values are as good as
        /// ever, but a change in between may have been lost. Stays so until the gap closes or the node is reborn.
        public let afterGap: Bool
        /// The sender's clock, milliseconds UTC, if it said.
        public let sentAt: UInt64?

        public init(node: NodeID, device: String?, readings: [Reading], afterGap: Bool, sentAt: UInt64?) {
            (self.node, self.device, self.readings) = (node, device, readings)
            (self.afterGap, self.sentAt) = (afterGap, sentAt)
        }
    }
}
