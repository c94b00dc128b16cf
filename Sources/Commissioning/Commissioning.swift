internal import Boards
internal import Calendars
public import Exports
public import Quantities
internal import Spelling

/// What somebody found when a board was put into service: as wired, as bright, as sensed, as metered.
///
/// Kept as text that a person can read; nothing in it is computed again later.
public struct Commissioning: Sendable {
    /// As given, and nothing else is known of this person.
    public let by: String
    public let at: Timestamp
    public let file: SiteFile
    public private(set) var lux: [(zone: String, lux: MeterTest.Amount)] = []
    public private(set) var walks: [(zone: String, result: String)] = []
    public private(set) var meters: [(zone: String, test: MeterTest)] = []

    /// What was found, as somebody wrote it.
    public struct Findings: Sendable {
        /// `ZONE=LUX`: illuminance with all lamps lit and no daylight.
        public var lux: [String]
        /// `ZONE=pass` or `ZONE=fail`, perhaps with `:remark`.
        public var walks: [String]
        /// `ZONE=START,END,PULSES`: the meter's display before and after in kWh, and pulses counted between.
        public var meters: [String]

        public init(lux: [String] = [], walks: [String] = [], meters: [String] = []) {
            (self.lux, self.walks, self.meters) = (lux, walks, meters)
        }
    }

    /// - Throws: ``ExportError`` with every problem of what was given.
    public init(of file: SiteFile, by: String, at: Timestamp, _ findings: Findings) throws(ExportError) {
        (self.file, self.by, self.at) = (file, by, at)
        var problems: [String] = []
        if !Self.isLine(by) { problems.append("--by \"\(by)\" should be a name in one line, of 100 letters at most") }
        for given in findings.lux {
            guard let (zone, value) = zone(of: given, "--lux", &problems) else { continue }
            if let amount = MeterTest.Amount(value), amount.value <= 200_000 {
                lux.append((zone.id, amount))
            } else {
                problems.append("--lux \(given): \"\(value)\" should be a number of lux, such as 480")
            }
        }
        for given in findings.walks {
            guard let (zone, value) = zone(of: given, "--walk", &problems) else { continue }
            let parts = value.split(separator: ":", maxSplits: 1)
            if let result = parts.first, ["pass", "fail"].contains(result), Self.isLine(String(value)) {
                walks.append((zone.id, parts.joined(separator: ": ")))
            } else {
                problems.append("--walk \(given): \"\(value)\" should be pass or fail, perhaps with :remark")
            }
        }
        for given in findings.meters { note(meter: given, &problems) }
        for (option, zones) in [
            ("--lux", lux.map(\.zone)), ("--walk", walks.map(\.zone)), ("--meter", meters.map(\.zone)),
        ] {
            for zone in Set(zones).sorted() where zones.filter({ $0 == zone }).count > 1 {
                problems.append("\(option): zone \(zone) is given twice")
            }
        }
        guard problems.isEmpty else { throw ExportError(problems) }
    }

    /// Whether nothing that was found is bad; what was not looked at is not.
    public var passes: Bool {
        walks.allSatisfy { $0.result.hasPrefix("pass") } && meters.allSatisfy(\.test.passes)
    }

    /// Lines for a person, and for an archive.
    public var text: String {
        let site = file.site
        var lines = ["board \(site.group)/\(site.id)", "by \(by)", "at \(at.iso8601)"]
        lines.append(Self.fingerprintKey + file.fingerprint)
        lines += site.summary.split(separator: "\n").map { "wired: \($0)" }
        for zone in site.zones {
            let walk = walks.first { $0.zone == zone.id }?.result ?? "not given"
            let lux = lux.first { $0.zone == zone.id }.map { "\($0.lux.text) lx" } ?? "not given"
            lines += ["zone \(zone.id): reference \(lux)", "zone \(zone.id): walk test \(walk)"]
            guard zone.meter != nil else { continue }
            let meter = meters.first { $0.zone == zone.id }?.test.text ?? "not given"
            lines.append("zone \(zone.id): meter \(meter)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The fingerprint that a text names; `nil` if there is none.
    public static func fingerprint(in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(fingerprintKey) }.map {
            String($0.dropFirst(fingerprintKey.count))
        }
    }

    private static let fingerprintKey = "site file, SHA-256 "

    private mutating func note(meter given: String, _ problems: inout [String]) {
        guard let (zone, value) = zone(of: given, "--meter", &problems) else { return }
        guard let wiring = zone.meter else {
            return problems.append("--meter \(given): zone \(zone.id) has no meter in the site file")
        }
        let parts = value.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, let start = MeterTest.Amount(parts[0]), let end = MeterTest.Amount(parts[1]),
            let pulses = Int(parts[2]), pulses >= 0
        else {
            return problems.append(
                "--meter \(given): \"\(value)\" should be START,END,PULSES, such as 104.20,112.70,8497")
        }
        guard
            let test = MeterTest(
                from: start, to: end, pulses: pulses, pulsesPerKilowattHour: wiring.pulsesPerKilowattHour)
        else { return problems.append("--meter \(given): the display went from \(start.text) to \(end.text) kWh") }
        meters.append((zone.id, test))
    }

    private func zone(
        of given: String, _ option: String, _ problems: inout [String]
    ) -> (zone: Site.Zone, value: Substring)? {
        let parts = given.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            problems.append("\(option) \(given): write ZONE=…")
            return nil
        }
        guard let zone = file.site.zones.first(where: { $0.id == parts[0] }) else {
            let known = file.site.zones.map(\.id)
            problems.append(
                "\(option) \(given): there is no zone \(parts[0])"
                    + Spelling.hint(for: String(parts[0]), among: known, otherwise: "there are"))
            return nil
        }
        return (zone, parts[1])
    }

    private static func isLine(_ text: String) -> Bool {
        !text.allSatisfy(\.isWhitespace) && text.count <= 100
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !$0.properties.isBidiControl }
    }
}
