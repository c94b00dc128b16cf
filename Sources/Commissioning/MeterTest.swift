/// The pulses that a board counted, held against what the meter's display says about the same time.
public struct MeterTest: Hashable, Sendable {
    /// Readings of the display, in its unit, as they were read off.
    public let start: Amount
    public let end: Amount
    public let pulses: Int
    /// What the pulses of the meter stand for, by the site file.
    public let constant: Constant

    /// So many pulses for so many units.
    public struct Constant: Hashable, Sendable {
        public let pulses: Int
        public let units: Int
        /// On the display: kWh or m3.
        public let unit: String

        public init(pulses: Int, units: Int = 1, unit: String = "kWh") {
            (self.pulses, self.units, self.unit) = (pulses, units, unit)
        }

        var text: String { "\(pulses) per \(units == 1 ? "" : "\(units) ")\(unit)" }
    }

    /// A number with the places behind the point that somebody wrote.
    public struct Amount: Hashable, Sendable {
        public let value: Double
        /// As written, such as `1234.50`.
        public let text: String

        /// - Returns: `nil` unless it is digits with at most one point between them.
        public init?(_ text: some StringProtocol) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard 1...2 ~= parts.count, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "0"..."9" ~= $0 } }),
                text.utf8.count <= 15, let value = Double(String(text))
            else { return nil }
            (self.value, self.text) = (value, String(text))
        }

        /// What its last digit is worth.
        var resolution: Double {
            let places = text.split(separator: ".").dropFirst().first?.count ?? 0
            return (0..<places).reduce(1) { worth, _ in worth / 10 }
        }
    }

    /// - Returns: `nil` unless the display has moved on.
    public init?(from start: Amount, to end: Amount, pulses: Int, constant: Constant) {
        guard start.value < end.value, pulses >= 0, constant.pulses > 0 else { return nil }
        (self.start, self.end, self.pulses, self.constant) = (start, end, pulses, constant)
    }

    /// Largest deviation that passes, in per cent, either way.
    public static let tolerance = 2.0

    /// By the display, in its unit.
    public var displayed: Double { end.value - start.value }
    /// By the board, in the same unit.
    public var counted: Double { Double(pulses) * Double(constant.units) / Double(constant.pulses) }
    /// In per cent of what the display says; positive where the board counted more.
    public var deviation: Double { (counted - displayed) / displayed * 100 }
    public var passes: Bool { abs(deviation) <= Self.tolerance + 1e-9 }
    /// What the last digits of the two readings leave open, in per cent.
    public var uncertainty: Double { Swift.max(start.resolution, end.resolution) / displayed * 100 }

    public var text: String {
        let verdict = passes ? "pass" : "fail"
        let unit = constant.unit
        var text = "\(start.text) \(unit) to \(end.text) \(unit), \(pulses) pulses at \(constant.text): "
        text += "\(rounded(counted, 1_000)) \(unit) counted, deviation \(rounded(deviation, 100)) %, \(verdict)"
        guard uncertainty > Self.tolerance else { return text }
        let least = Swift.max(start.resolution, end.resolution) / Self.tolerance * 100
        return text
            + " (the display's last digit leaves ±\(rounded(uncertainty, 10)) % open; test over \(rounded(least, 10)) \(unit))"
    }

    private func rounded(_ value: Double, _ parts: Double) -> Double {
        let rounded = (value * parts).rounded() / parts
        return rounded == 0 ? 0 : rounded
    }
}
