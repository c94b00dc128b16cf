/// What sort of thing is wrong, in the order of all output: what explains others stands before them.
public enum Kind: String, CaseIterable, Comparable, Hashable, Sendable {
    /// The hub takes no records.
    case hubSilent = "hub-silent"
    /// Many boards of one site are silent at once.
    case siteSilent = "site-silent"
    case boardSilent = "board-silent"
    /// The hub does not take a board's records: it is not registered, or a record was refused.
    case boardRefused = "board-refused"
    /// A board keeps records that the hub does not get.
    case bufferFilling = "buffer-filling"
    /// A zone says that a sensor, a lamp or a relay is broken.
    case sensorFault = "sensor-fault"
    /// A meter runs at night as if something leaked.
    case leak
    case targetAtRisk = "target-at-risk"
    /// A review was due, or is within ``Rules/Rule/before``.
    case reviewOverdue = "review-overdue"
    /// A meter's calibration ended, or will within ``Rules/Rule/before``.
    case calibrationOverdue = "calibration-overdue"

    public static func < (a: Kind, b: Kind) -> Bool { a.rank < b.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How much an alarm matters: whether it may wake somebody.
public enum Severity: String, CaseIterable, Comparable, Hashable, Sendable {
    /// To be looked at some day; waits for the morning.
    case notice
    /// To be looked at tomorrow; waits for the morning.
    case warning
    /// To be looked at now; is told at night too.
    case urgent

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What an alarm is about. There is at most one open alarm of each key.
public struct Key: Comparable, Hashable, Sendable, CustomStringConvertible {
    public let kind: Kind
    /// A board or zone by site and name, such as `geneva/board-1` or `geneva/office-south`; a site; or a name.
    public let subject: String
    /// Which of several things of one kind and subject, such as `motion-stuck@board-1`; mostly empty.
    public let aspect: String

    public init(_ kind: Kind, _ subject: String, aspect: String = "") {
        (self.kind, self.subject, self.aspect) = (kind, subject, aspect)
    }

    public var description: String { "\(kind.rawValue) \(subject)" + (aspect.isEmpty ? "" : " (\(aspect))") }

    public static func < (a: Key, b: Key) -> Bool {
        if a.kind != b.kind { return a.kind < b.kind }
        return (a.subject, a.aspect) < (b.subject, b.aspect)
    }
}
