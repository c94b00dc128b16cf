public import Control
public import Quantities

/// Where zones run: a board, a simulation, a recording, a microcontroller.
public protocol Plant: ~Copyable {
    /// Freezes everything a zone may know. A failed sensor is a missing value, not an error.
    mutating func sample(_ zone: Int, at now: Instant) -> Zone.Inputs

    /// Sets the lamps of a zone; takes effect before this returns.
    ///
    /// - Returns: `false` if the output could not be driven. The other zones go on.
    mutating func actuate(_ zone: Int, _ outputs: Zone.Outputs, at now: Instant) -> Bool
}

/// Who keeps the record of what zones knew and did.
public protocol Observer: ~Copyable {
    /// Called after every step, in the order of time.
    mutating func stepped(_ zone: Int, _ inputs: Zone.Inputs, _ outputs: Zone.Outputs, at now: Instant)
}
