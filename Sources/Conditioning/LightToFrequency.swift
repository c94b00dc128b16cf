public import Hardware
public import Quantities

/// Light, from a converter that gives a frequency (TSL235R, TSL237) behind a divider.
///
/// Counts edges, both directions, in gates of whole 50 ms: these hold whole cycles of the 100 and 120 Hz at
/// which lamps flicker, so that flicker cancels. A reading may be off by
/// ``LightCalibration/resolution(gate:)`` and the calibration's own error; over gates that differ little it is
/// averaged, the newest one counting for a quarter. A change beyond a fifth and two edges is taken at once.
///
/// Faults: ``SensorFault/unreadable``; ``SensorFault/outOfRange``, brighter than the maximum for a whole gate;
/// ``SensorFault/silent``. No edges mean darkness or a broken wire. A live converter still gives its dark
/// frequency, but behind a divider that is one edge in minutes to hours. So silence is a fault only after a day,
/// or at once against evidence: the zone's own lamps are lit, and would be seen; see ``expect(atLeast:at:)``.
public struct LightToFrequency: Hashable, Sendable {
    /// `nil` before the first whole gate, and while there is a fault.
    public var lux: Lux? { fault == nil ? average.map { calibration.light(at: $0) } : nil }
    /// Of the converter, averaged, Hz, for calibration; `nil` before the first whole gate, and while it is lost.
    public var frequency: Double? { average }
    /// What speaks against it.
    public var fault: SensorFault? {
        if hasFailed { return .unreadable }
        if quiet >= longestQuiet || quietInLight >= Self.patience { return .silent }
        return isTooBright ? .outOfRange : nil
    }

    private let calibration: LightCalibration
    private let gate: Duration
    private let longestQuiet: Int64
    private var gateStart: Instant
    private var edges: UInt64 = 0
    private var average: Double?
    private var hasFailed = false
    private var isTooBright = false
    /// Whether what is expected would give ten edges in a gate.
    private var isLit = false
    /// Gates without an edge since the last one with some; those of them that were surely lit.
    private var (quiet, quietInLight) = (Int64(0), Int64(0))

    /// - Parameters:
    ///   - gate: 1 s; made a multiple of 50 ms, upwards.
    ///   - longestSilence: Darkness lasts no longer where this sensor hangs.
    public init(
        at start: Instant, _ calibration: LightCalibration, gate: Duration = .seconds(1),
        longestSilence: Duration = .hours(24)
    ) {
        let gate = Duration.milliseconds(max(1, (gate.milliseconds + 49) / 50) * 50)
        (self.calibration, self.gate, gateStart) = (calibration, gate, start)
        longestQuiet = max(1, longestSilence.milliseconds / gate.milliseconds)
    }

    /// The end of the gate.
    public var reviewBy: Instant? { hasFailed ? nil : gateStart + gate }

    /// Takes an edge of the line; those that were lost count as well. After a failure it opens a new gate.
    public mutating func receive(_ edge: Edge) {
        if hasFailed { revive(at: edge.at) }
        look(at: edge.at)
        edges += 1 + UInt64(edge.lost)
    }

    /// Takes the news that the line can be read again; its level tells nothing.
    public mutating func reads(_: Bool, at now: Instant) {
        if hasFailed { revive(at: now) }
        look(at: now)
    }

    /// Takes the news that the line cannot be read: there is no reading until it can, and a gate is over.
    public mutating func fail(at now: Instant) {
        look(at: now)
        (hasFailed, average, isTooBright, quiet, quietInLight) = (true, nil, false, 0, 0)
    }

    /// Takes what surely falls on the sensor from now on, such as the zone's own lamps when they are lit; zero
    /// when nothing is sure. What falls on it now and then is no evidence.
    public mutating func expect(atLeast light: Lux, at now: Instant) {
        look(at: now)
        let isLit = light > calibration.resolution(gate: gate) * 10
        if isLit != self.isLit { (self.isLit, quietInLight) = (isLit, 0) }
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        guard !hasFailed else { return }
        while gateStart + gate <= now { close() }
    }

    private mutating func close() {
        defer { (gateStart, edges) = (gateStart + gate, 0) }
        quiet = edges == 0 ? quiet + 1 : 0
        quietInLight = edges == 0 && isLit ? quietInLight + 1 : 0
        let step = Double(calibration.divider) / (2 * gate.seconds)
        let new = Double(edges) * step
        isTooBright = calibration.maximum < calibration.light(at: new)
        guard let old = average else {
            average = new
            return
        }
        let moved = new > old ? new - old : old - new
        average = moved > old * 0.2 + 2 * step ? new : old + (new - old) * 0.25
    }

    private mutating func revive(at now: Instant) {
        (hasFailed, gateStart, edges) = (false, now, 0)
    }

    /// Gates without an edge in light that prove a broken wire.
    private static let patience: Int64 = 5
}
