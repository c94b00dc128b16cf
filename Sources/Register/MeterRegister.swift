public import Calendars
public import Meters
public import Quantities
public import YAML

/// Every meter of the organisation: what it counts, what it hangs under, and which instruments counted there when.
///
/// Read from `meters.yaml`, which stands beside `organisation.yaml`.
public struct MeterRegister: Hashable, Sendable {
    /// The path it was read from.
    public let file: String
    /// In the order of the file; every parent is there and of the same medium, none is its own ancestor.
    public let meters: [Meter]
    /// What does not keep it from being used, such as times without an instrument.
    public let warnings: [Problem]
    /// Where each installation is written.
    let marks: [Place: Mark]

    struct Place: Hashable {
        let site, meter: String
        let installation: Int
    }

    /// Reads and checks `meters.yaml`.
    ///
    /// - Parameter organisation: whose sites and zones it may name, and in whose time zones its dates are; `nil`:
    ///   any sites and zones, and dates are UTC.
    /// - Throws: every problem of the file.
    public init(reading file: String, of organisation: Organisation? = nil) throws(Problems) {
        try self.init(Node(reading: file), file: file, organisation)
    }

    /// Reads it from memory; problems call it `file`.
    public init(parsing bytes: [UInt8], file: String, of organisation: Organisation? = nil) throws(Problems) {
        try self.init(Node(parsing: bytes, file: file), file: file, organisation)
    }

    init(file: String, meters: [Meter], warnings: [Problem], marks: [Place: Mark]) {
        (self.file, self.meters, self.warnings, self.marks) = (file, meters, warnings, marks)
    }

    public func meter(_ id: String, of site: String) -> Meter? { meters.first { $0.site == site && $0.id == id } }

    /// The meter whose counts a zone of a board delivered at a moment; `nil`: none that the register knows.
    public func meter(fedBy zone: String, of board: String, at site: String, _ time: Timestamp) -> Meter? {
        meters.first { meter in
            meter.site == site && meter.feed(at: time).map { $0.board == board && $0.zone == zone } ?? false
        }
    }

    /// Until when the calibration holds of each instrument that is installed at a moment; without those of which the file
    /// does not say it.
    public func calibrations(at time: Timestamp) -> [Calibration] {
        meters.flatMap { meter in
            meter.installations.enumerated().compactMap { index, installation in
                guard installation.contains(time), let due = installation.calibrationDue else { return nil }
                return Calibration(
                    site: meter.site, meter: meter.id, serial: installation.serial, due: due,
                    mark: marks[Place(site: meter.site, meter: meter.id, installation: index)])
            }
        }
    }

    /// Instruments that are installed on a date although their calibration ended before it; warnings.
    public func overdue(on date: CivilDate) -> [Problem] {
        // A day's length is no matter here: noon of the date lies within it in every time zone.
        let noon = Timestamp(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000 + 43_200_000)
        return calibrations(at: noon).filter { $0.due < date }.map { calibration in
            let text = "\(calibration.site)/\(calibration.meter): the calibration of \(calibration.serial) ended on "
            return Problem(
                file: file, at: calibration.mark, text + "\(calibration.due); replace or verify it", .warning)
        }
    }
}

/// Until when what an instrument counts can be trusted.
public struct Calibration: Hashable, Sendable {
    public let site: String
    public let meter: String
    /// Of the instrument.
    public let serial: String
    /// The last day on which it holds.
    public let due: CivilDate
    /// Where its installation is written.
    let mark: Mark?
}
