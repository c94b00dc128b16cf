internal import Calendars
internal import Meters
internal import Quantities
internal import YAML

/// Reads the instruments of one meter.
struct InstallationReader {
    /// That of dates.
    let zone: TimeZone
    /// `nil`: the medium is not known, so that amounts with units cannot be read.
    let units: FaceUnits?
    /// Of 1 in the meter's unit, in that of series.
    let worth: Double?

    /// In the order of time; what overlaps is reported, what leaves a time out is said.
    func all(_ field: Field) -> [(installation: Installation, field: Field)] {
        let items = field.listOrOne()
        if items.isEmpty { field.report("a meter has at least one installation") }
        let read = items.compactMap { item in installation(item).map { ($0, item) } }
            .sorted { $0.0.from < $1.0.from }
        for ((earlier, _), (later, field)) in zip(read, read.dropFirst()) {
            let begins = later.from.iso8601(in: zone)
            if earlier.overlaps(later) {
                let end = earlier.to.map { "stands until \($0.iso8601(in: zone))" } ?? "has no to"
                field.report("\(later.serial) begins at \(begins), but \(earlier.serial) \(end): end it before")
            } else if let to = earlier.to, to < later.from {
                field.warn(
                    "no instrument from \(to.iso8601(in: zone)) to \(begins): what flowed then will be a gap")
            }
        }
        return read
    }

    private func installation(_ field: Field) -> Installation? {
        guard let mapping = field.mapping() else { return nil }
        let (from, to) = mapping.spell(in: zone)
        let serial = mapping.required("serial")?.text()
        let accuracy = mapping.optional("class")?.text().map(AccuracyClass.init)
        let transformer = transformer(mapping)
        let digits = mapping.optional("digits")?.integer(in: 3...9)
        let calibration = mapping.optional("calibration")?.date()
        let pulses = mapping.optional("pulses")
        let count = mapping.optional("count")
        let maximum = mapping.optional("maximum")
        let pulsesPerUnit = units.flatMap { pulses?.quantity($0.pulses, in: 1e-4...1e6) }
        let counted = units.flatMap { count?.quantity($0.units, in: 1e-6...1e6) }
        let most = units.flatMap { maximum?.quantity($0.flow, in: 1e-3...1e6) }
        let faces = faces(mapping, digits: digits)
        if mapping.optional("end") != nil, mapping.optional("to") == nil {
            mapping.optional("end")?.report("needs a to: when the face showed it")
        }
        check(count, counted, transformer, mapping)
        guard let from, let serial, let worth = counted ?? worth else { return nil }
        return Installation(
            from: from, to: to, serial: serial, accuracy: accuracy, transformer: transformer, pulses: pulsesPerUnit,
            digits: digits, worth: worth, calibrationDue: calibration, start: faces.start, end: faces.end, maximum: most
        )
    }

    private func transformer(_ mapping: Mapping) -> CurrentTransformer? {
        let limit = mapping.optional("ct-class")?.number(in: 0.1...5)
        guard let field = mapping.optional("ct"), let text = field.text() else {
            mapping.optional("ct-class")?.report("needs the transformers' ratio, as in ct: 200/5")
            return nil
        }
        let transformer = CurrentTransformer(text, limit: limit)
        if transformer == nil {
            field.report("\"\(text)\" is not a ratio of currents: write primary/secondary in A, such as 200/5 or 400/1")
        }
        return transformer
    }

    /// Behind transformers a face shows the energy of either side; only who looks at it knows which.
    private func check(_ count: Field?, _ counted: Double?, _ transformer: CurrentTransformer?, _ mapping: Mapping) {
        guard let transformer, let worth else { return }
        guard let count else {
            mapping.optional("ct")?.report(
                "say with count what 1 on the face is worth: one unit if it shows what flows through the circuit, "
                    + "\(plain(transformer.ratio)) units if it shows what flows through the instrument")
            return
        }
        guard let counted else { return }
        let isKnown = [1, transformer.ratio].contains { isPowerOfTen(counted / worth / $0) }
        if !isKnown { count.warn("is neither a power of ten nor one times the transformers' ratio, \(transformer)") }
    }

    private func faces(_ mapping: Mapping, digits: Int?) -> (start: Double?, end: Double?) {
        let most = digits.map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }
        func face(_ key: String) -> Double? {
            guard let field = mapping.optional(key), let value = field.number(in: 0...1e9) else { return nil }
            if let most, let digits, value >= most { field.report("has more than the \(digits) digits of the face") }
            return value
        }
        let (start, end) = (face("start"), face("end"))
        if let start, let end, end < start, digits == nil {
            mapping.optional("end")?.report("is below start; if the face rolled over, state its digits")
        }
        return (start, end)
    }

    private func isPowerOfTen(_ value: Double) -> Bool {
        var power = 1e-6
        while power < 2e6 {
            if abs(value / power - 1) < 1e-9 { return true }
            power *= 10
        }
        return false
    }

    private func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : "\(value)"
    }
}

extension Field {
    fileprivate func date() -> CivilDate? {
        guard let text = text() else { return nil }
        do throws(Malformed) { return try CivilDate(text) } catch {
            report(error.description)
            return nil
        }
    }
}
