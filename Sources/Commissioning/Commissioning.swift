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
    /// Of zones, and the board's own, by name.
    public private(set) var meters: [(name: String, test: MeterTest)] = []

    /// What was found, as somebody wrote it.
    public struct Findings: Sendable {
        /// `ZONE=LUX`: illuminance with all lamps lit and no daylight.
        public var lux: [String]
        /// `ZONE=pass` or `ZONE=fail`, perhaps with `:remark`.
        public var walks: [String]
        /// `NAME=START,END,PULSES`: the display before and after in its unit, and pulses counted between, of the meter
        /// of a zone, or of one of the board's own.
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
        for (option, names) in [
            ("--lux", lux.map(\.zone)), ("--walk", walks.map(\.zone)), ("--meter", meters.map(\.name)),
        ] {
            for name in Set(names).sorted() where names.filter({ $0 == name }).count > 1 {
                problems.append("\(option): \(name) is given twice")
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
            if zone.meter != nil { lines.append("zone \(zone.id): meter \(found(zone.id))") }
        }
        lines += site.meters.map { "\($0.medium.name) meter \($0.name): \(found($0.name))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func found(_ meter: String) -> String { meters.first { $0.name == meter }?.test.text ?? "not given" }

    /// The fingerprint that a text names; `nil` if there is none.
    public static func fingerprint(in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(fingerprintKey) }.map {
            String($0.dropFirst(fingerprintKey.count))
        }
    }

    private static let fingerprintKey = "site file, SHA-256 "

    private mutating func note(meter given: String, _ problems: inout [String]) {
        let (zones, meters) = (file.site.zones.map(\.id), file.site.meters.map(\.name))
        let kind = meters.isEmpty ? "zone" : "zone or meter"
        guard let (name, value) = split(given, "--meter", kind, among: zones + meters, &problems) else { return }
        let constant: MeterTest.Constant
        if let meter = file.site.meters.first(where: { $0.name == name }) {
            constant = MeterTest.Constant(
                pulses: meter.ratio.pulses, units: meter.ratio.units, unit: "\(meter.medium.unit)")
        } else if let wiring = file.site.zones.first(where: { $0.id == name })?.meter {
            constant = MeterTest.Constant(pulses: wiring.pulsesPerKilowattHour)
        } else {
            return problems.append("--meter \(given): zone \(name) has no meter in the site file")
        }
        let parts = value.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, let start = MeterTest.Amount(parts[0]), let end = MeterTest.Amount(parts[1]),
            let pulses = Int(parts[2]), pulses >= 0
        else {
            return problems.append(
                "--meter \(given): \"\(value)\" should be START,END,PULSES, such as 104.20,112.70,8497")
        }
        guard let test = MeterTest(from: start, to: end, pulses: pulses, constant: constant) else {
            return problems.append(
                "--meter \(given): the display went from \(start.text) to \(end.text) \(constant.unit)")
        }
        self.meters.append((name, test))
    }

    private func zone(
        of given: String, _ option: String, _ problems: inout [String]
    ) -> (zone: Site.Zone, value: Substring)? {
        let zones = file.site.zones
        guard let (name, value) = split(given, option, "zone", among: zones.map(\.id), &problems) else { return nil }
        return zones.first { $0.id == name }.map { ($0, value) }
    }

    private func split(
        _ given: String, _ option: String, _ kind: String, among known: [String], _ problems: inout [String]
    ) -> (name: String, value: Substring)? {
        let parts = given.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            problems.append("\(option) \(given): write \(kind == "zone" ? "ZONE" : "NAME")=…")
            return nil
        }
        let name = String(parts[0])
        guard known.contains(name) else {
            problems.append(
                "\(option) \(given): there is no \(kind) \(name)"
                    + Spelling.hint(for: name, among: known, otherwise: "there are"))
            return nil
        }
        return (name, parts[1])
    }

    private static func isLine(_ text: String) -> Bool {
        !text.allSatisfy(\.isWhitespace) && text.count <= 100
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !$0.properties.isBidiControl }
    }
}
