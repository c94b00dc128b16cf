public import Control
public import Quantities

/// One tunable of a zone: its name, unit, bounds and place in the core.
///
/// The catalogue ``all`` is the one source for keys of site files, writable
/// metrics and command-line settings. Values travel as `Double` in ``unit``.
public struct Setting: Sendable, Identifiable {
    public enum Unit: String, Sendable {
        case seconds = "s"
        case lux = "lx"
        case steps = "steps"
        case percent = "%"
        /// One of ``Setting/choices``, by its place.
        case choice = "choice"
    }

    /// Number in the journal. Never reuse or renumber.
    public let id: UInt8
    /// Key in a site file and on the command line, such as `override-limit`.
    public let key: String
    /// Metric on the wire, such as `Settings/Override Limit`.
    public let metric: String
    public let unit: Unit
    /// Least and greatest value allowed, in ``unit``.
    public let bounds: ClosedRange<Double>
    /// Words for 0, 1, 2 … of a ``Unit/choice``; empty otherwise.
    public let choices: [String]
    /// What it decides, in a sentence.
    public let summary: String
    private let read: @Sendable (Zone.Settings) -> Double
    private let write: @Sendable (inout Zone.Settings, Double) -> Void

    /// The value in force, in ``unit``.
    public func value(in settings: Zone.Settings) -> Double { read(settings) }

    /// The value a zone has when nobody says otherwise.
    public var standard: Double { read(Zone.Settings(steps: 1)) }

    /// Sets `value`, in ``unit``, to the nearest millisecond or whole step.
    ///
    /// - Throws: ``Refused`` when it is not a number or out of bounds; nothing is changed then.
    public func set(_ value: Double, in settings: inout Zone.Settings) throws(Refused) {
        guard value.isFinite, bounds.contains(value) else { throw Refused(setting: self, value: value) }
        if unit == .steps, value > Double(settings.steps) {
            throw Refused(setting: self, value: value, most: Double(settings.steps))
        }
        if unit == .steps || unit == .percent || unit == .choice, value != value.rounded() {
            throw Refused(setting: self, value: value)
        }
        write(&settings, value)
    }

    /// The longest that a value set from afar may hold; `nil`: for ever. An order to shed lapses by itself.
    public func longest(for value: Double, in settings: Zone.Settings) -> Duration? {
        id == Self.shed.id && value > 0 ? settings.shedLimit : nil
    }

    /// A value that may not be.
    public struct Refused: Error, CustomStringConvertible {
        public let description: String

        init(setting: Setting, value: Double, most: Double? = nil) {
            let upper = most ?? setting.bounds.upperBound
            let unit = setting.unit == .choice ? "" : " " + setting.unit.rawValue
            let words = setting.choices.enumerated().map { "\($0) \($1)" }.joined(separator: ", ")
            description =
                "\(setting.key): \(plain(value))\(unit) is not "
                + (words.isEmpty
                    ? "within \(plain(setting.bounds.lowerBound)) to \(plain(upper))\(unit)" : "one of \(words)")
                + (value == value.rounded() || setting.unit == .seconds || setting.unit == .lux ? "" : ", whole")
        }
    }

    public static func named(_ key: String) -> Setting? { all.first { $0.key == key } }
    public static func metric(_ name: String) -> Setting? { all.first { $0.metric == name } }
    public static func numbered(_ id: UInt8) -> Setting? { all.first { $0.id == id } }

    init(
        _ id: UInt8, _ key: String, _ metric: String, _ unit: Unit, _ bounds: ClosedRange<Double>, _ summary: String,
        choices: [String] = [], read: @escaping @Sendable (Zone.Settings) -> Double,
        write: @escaping @Sendable (inout Zone.Settings, Double) -> Void
    ) {
        (self.id, self.key, self.metric, self.unit, self.bounds) = (id, key, "Settings/" + metric, unit, bounds)
        (self.choices, self.summary, self.read, self.write) = (choices, summary, read, write)
    }
}

/// A number as a person writes it: no exponent, no needless ".0".
private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
}
