/// Why a message was not taken, or cannot be sent at all: a sentence that repeats nothing secret.
public struct DeliveryError: Error, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
