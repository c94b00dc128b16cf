public import Quantities

/// A light sensor's reading as control sees it: whole lux, and only when it has moved.
///
/// A reading within 3 % or 2 lx of the last one counts as the same, so that noise does
/// not fill the trace.
public struct LightReading: Hashable, Sendable {
    /// `nil` before the first reading, and while the sensor is lost.
    public private(set) var lux: Lux?

    public init() {}

    /// Takes a reading; `nil` when there was none.
    ///
    /// - Returns: Whether ``lux`` is another now.
    public mutating func reads(_ reading: Lux?) -> Bool {
        guard let reading else {
            defer { lux = nil }
            return lux != nil
        }
        if let lux {
            let moved = reading > lux ? reading - lux : lux - reading
            let still = lux * 0.03 > Lux(2) ? lux * 0.03 : Lux(2)
            if moved <= still { return false }
        }
        let whole = Lux(Double(Int64(reading.value + 0.5)))
        defer { lux = whole }
        return lux != whole
    }
}
