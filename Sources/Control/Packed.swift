internal import Quantities

/// A moment that may be missing, in 8 bytes in place of 16: a microcontroller keeps many of them in little memory.
@propertyWrapper
struct Packed: Hashable, Sendable {
    private var milliseconds = Int64.min

    init() {}

    var wrappedValue: Instant? {
        get { milliseconds == .min ? nil : Instant(milliseconds: milliseconds) }
        set { milliseconds = newValue?.milliseconds ?? .min }
    }
}
