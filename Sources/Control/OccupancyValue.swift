/// What an occupancy sensor of IEC 62386-303 would tell of a zone, by its input value.
///
/// Its timers are ours: the hold timer is the hold time (there 1 s to 42 min 20 s, 15 min where nobody says otherwise),
/// the dead time is the debouncing of the lines, and the report timer that of the live metrics.
public enum OccupancyValue: UInt8, Hashable, Sendable {
    case vacant = 0x00
    /// Motion that nobody is believed to make, such as of a sensor that is stuck.
    case vacantMoving = 0x55
    /// The hold time runs.
    case occupiedStill = 0xAA
    case occupiedMoving = 0xFF
}
