internal import Calendars
internal import Conditioning
internal import Hardware
internal import Quantities
internal import YAML

/// Reads the meters of a site file, those of zones and those of the board.
extension WiringReader {
    /// An open collector (S0) to ground with the chip's own pull-up, unless the file says otherwise.
    func meter(_ field: Field, load: Watts?, in zone: TimeZone) -> MeterWiring? {
        guard let mapping = field.mapping() else { return nil }
        let input = input(field, .activeLow, .pullUp)
        let pulses = mapping.required("pulses-per-kwh")?.integer(in: 1...100_000)
        let most = mapping.required("maximum")
        let maximum = most?.watts(in: Watts(1)...Watts(1_000_000))
        let face = face(mapping, of: .energy, in: zone)
        guard let pulses, let maximum, let constant = MeterConstant(pulses: UInt32(pulses)) else { return nil }
        if let load, maximum < load { most?.report("is less than the load, \(Units.power.written(load.value))") }
        expect(constant, .energy, toTell: maximum.value / 1_000, most) {
            Units.power.written(($0 * 1_000).rounded(.down))
        }
        return input.map { MeterWiring(input: $0, constant: constant, maximum: maximum, face: face) }
    }

    /// The meters that belong to no zone.
    ///
    /// - Parameter zones: their names, which are taken.
    func meters(_ field: Field?, besides zones: [String], in zone: TimeZone) -> [BoardMeter] {
        guard let field, let fields = field.mapping()?.all() else { return [] }
        if fields.count > Self.mostMeters {
            field.report("a board has at most \(Self.mostMeters) meters of its own, this has \(fields.count)")
        }
        return fields.prefix(Self.mostMeters).compactMap { field in
            if zones.contains(field.name) { field.reportKey("meter \(field.name) has the name of a zone") }
            return boardMeter(field, in: zone)
        }
    }

    private func boardMeter(_ field: Field, in zone: TimeZone) -> BoardMeter? {
        let name = field.identifierKey()
        guard let mapping = field.mapping() else { return nil }
        let input = input(field, .activeLow, .pullUp)
        let place = mapping.required("medium")?.choice(among: Medium.allCases.map { "\($0.name)" })
        guard let medium = place.map({ Medium.allCases[$0] }) else { return nil }
        let constant = mapping.required("constant").flatMap { Self.constant($0, of: medium) }
        let most = mapping.required("maximum")
        let rate = medium.isVolume ? Self.flow : Self.power
        let maximum = most?.quantity(rate, in: 0.001...100_000)
        let face = face(mapping, of: medium, in: zone)
        let accuracy = mapping.optional("class")?.text()
        if let board, board.isSimulated {
            field.warn("the simulator knows no flow of it: it is never counted there")
        }
        guard let name, let input, let constant, let maximum else { return nil }
        expect(constant, medium, toTell: maximum, most) { rate.written($0) }
        return BoardMeter(
            name: name, medium: medium, input: input, constant: constant, maximum: maximum, face: face,
            accuracy: accuracy)
    }

    /// Which meter it is, and what its face showed: `start` when the board began to count it, or `reading` at the moment
    /// `since`, as of a meter that took the place of another.
    private func face(_ mapping: Mapping, of medium: Medium, in zone: TimeZone) -> BoardMeter.Face? {
        let serial = serial(mapping.optional("serial"))
        let (start, reading) = (mapping.optional("start"), mapping.optional("reading"))
        let units = medium.isVolume ? Self.volume : Self.energy
        let shown = (reading ?? start)?.quantity(units, in: 0...1e9)
        let moment = mapping.optional("since")
        let since = moment.flatMap { field in
            field.text().flatMap { text in
                field.said { () throws(Malformed) in try Timestamp(iso8601: text, dateIn: zone) }
            }
        }
        if let given = reading ?? start, mapping.optional("serial") == nil {
            given.report("needs the serial of the meter that showed it: another meter begins anew")
        }
        if start != nil { reading?.report("stands in place of start: leave start out, it was of the meter before") }
        if moment == nil {
            reading?.report("needs the moment at which the face showed it (since: 2026-06-30T10:11:00Z)")
        }
        if reading == nil { moment?.report("needs what the face showed then (reading: …)") }
        guard let serial else { return nil }
        return BoardMeter.Face(serial: serial, reading: UInt64(((shown ?? 0) * 1_000).rounded()), since: since)
    }

    private func serial(_ field: Field?) -> MeterSerial? {
        guard let field, let text = field.text() else { return nil }
        let serial = MeterSerial(Array(text.utf8))
        if serial == nil {
            field.report(
                "\"\(text)\" should be the 1 to 16 letters, digits and signs on the meter's face, without spaces")
        }
        return serial
    }

    /// IEC 62053-31: pulse and pause last 30 ms each at least.
    private func expect(
        _ constant: MeterConstant, _ medium: Medium, toTell most: Double, _ field: Field?, _ written: (Double) -> String
    ) {
        let perUnit = Double(constant.pulses) / Double(constant.units)
        guard most * perUnit / 3_600 > 1 / 0.06 else { return }
        let ratio = constant.units == 1 ? "\(constant.pulses)" : "\(perUnit)"
        field?.report(
            "is more than S0 pulses can tell; at \(ratio) per \(medium.unit) they end at \(written(3_600 / 0.06 / perUnit))"
        )
    }

    /// `1000 /kWh`, or what one pulse stands for, `10 L/pulse`.
    private static func constant(_ field: Field, of medium: Medium) -> MeterConstant? {
        let counts = medium.isVolume ? perCubicMetre : perKilowattHour
        let sizes = medium.isVolume ? volumePerPulse : energyPerPulse
        guard let text = field.text() else { return nil }
        let isCount = counts.units.contains { unit in
            ([unit.symbol] + unit.aliases).contains { text.hasSuffix($0) }
        }
        let found: MeterConstant?
        if isCount {
            guard let count = field.quantity(counts, in: 1e-4...1e6) else { return nil }
            found = count == count.rounded() ? MeterConstant(pulses: UInt32(count)) : constant(ofSize: 1e6 / count)
        } else {
            guard let size = field.quantity(sizes, in: 1...1e10) else { return nil }
            found = constant(ofSize: size)
        }
        if found == nil {
            field.report(
                "\(text) is no whole number of pulses for a whole number of units; write what one pulse stands for")
        }
        return found
    }

    /// - Parameter size: of a pulse, in millionths of the unit.
    private static func constant(ofSize size: Double) -> MeterConstant? {
        guard size == size.rounded(), 1...1e10 ~= size else { return nil }
        var (a, b) = (1_000_000, Int(size))
        while b > 0 { (a, b) = (b, a % b) }
        guard let units = UInt32(exactly: Int(size) / a) else { return nil }
        return MeterConstant(pulses: UInt32(1_000_000 / a), perUnits: units)
    }

    private static let mostMeters = 16
    /// Base: kWh.
    private static let energy = Units([Units.Unit("kWh", worth: 1), Units.Unit("MWh", worth: 1_000)])
    /// Base: m³.
    private static let volume = Units([Units.Unit("m3", aliases: ["m³"], worth: 1)])
    /// Base: kW.
    private static let power = Units([Units.Unit("W", worth: 0.001), Units.Unit("kW", worth: 1)])
    /// Base: m³/h.
    private static let flow = Units([
        Units.Unit("L/h", aliases: ["l/h"], worth: 0.001), Units.Unit("L/min", aliases: ["l/min"], worth: 0.06),
        Units.Unit("m3/h", aliases: ["m³/h"], worth: 1),
    ])
    private static let perKilowattHour = Units([
        Units.Unit("/kWh", aliases: ["imp/kWh", "pulses/kWh"], worth: 1),
        Units.Unit("/MWh", aliases: ["imp/MWh", "pulses/MWh"], worth: 0.001),
    ])
    private static let perCubicMetre = Units([
        Units.Unit("/m3", aliases: ["/m³", "imp/m3", "imp/m³", "pulses/m3", "pulses/m³"], worth: 1)
    ])
    /// Base: mWh.
    private static let energyPerPulse = Units([
        Units.Unit("Wh/pulse", aliases: ["Wh/imp"], worth: 1_000),
        Units.Unit("kWh/pulse", aliases: ["kWh/imp"], worth: 1_000_000),
        Units.Unit("MWh/pulse", aliases: ["MWh/imp"], worth: 1e9),
    ])
    /// Base: mL.
    private static let volumePerPulse = Units([
        Units.Unit("L/pulse", aliases: ["l/pulse", "L/imp", "l/imp"], worth: 1_000),
        Units.Unit("m3/pulse", aliases: ["m³/pulse", "m3/imp", "m³/imp"], worth: 1_000_000),
    ])
}
