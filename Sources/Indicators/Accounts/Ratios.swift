import Quantities

/// Quotients of what zones recorded, and figures of a year.
extension Sample {
    /// Σ zones numerator / Σ zones denominator, known as far as `time` reaches: over the zones of which it is known at all,
    /// for of another one the quotient has one half.
    func ratio(
        _ name: String, _ unit: String, _ numerator: (ZoneUse) -> Double, _ other: String, _ otherUnit: String,
        _ denominator: (ZoneUse) -> Double, seenDuring time: (ZoneUse) -> Duration
    ) -> Reading {
        func isKnown(_ use: ZoneUse) -> Bool { time(use) > .zero }
        var reading = total(of: { isKnown($0) ? numerator($0) : 0 }, seenDuring: time)
        guard let top = reading.value else { return reading }
        let bottom = sum { isKnown($0) ? denominator($0) : nil } ?? 0
        let left = members.filter { member in
            member.zone.use.map { !isKnown($0) && (numerator($0) != 0 || denominator($0) != 0) } ?? false
        }
        if !left.isEmpty {
            let names = left.prefix(3).map { "\($0.site)/\($0.zone.id)" }.joined(separator: ", ")
            let more = left.count > 3 ? " and \(left.count - 3) more" : ""
            reading.add(notes: ["without \(names)\(more): occupancy was not seen"])
        }
        reading.evidence += [.input(name, top, unit: unit), .input("\(other) time", bottom, unit: otherUnit)]
        reading.value = bottom > 0 ? top / bottom : nil
        if bottom > 0 {
            reading.worked = "\(top.plain)\(unit == "1" ? "" : " \(unit)") / \(bottom.plain) \(otherUnit)"
        } else {
            reading.add(notes: ["no \(other) time in this period"])
        }
        return reading
    }

    /// What a figure of the period is in a year, if the period is long enough and known well enough.
    func annual(_ quotient: Reading) -> Reading {
        var reading = quotient
        guard let value = reading.value else { return reading }
        reading.value = nil
        guard period.length >= Period.shortestAnnual else {
            let days = (Double(period.length.milliseconds) / 86_400_000).floored(places: 1)
            reading.note = "the period has \(days) days: an annual figure needs 329"
            return reading
        }
        guard reading.isCovered else {
            reading.note = "coverage is \((reading.coverage * 100).floored(places: 1)) %: an annual figure needs 90 %"
            return reading
        }
        let years = period.length.hours / Period.year.hours
        // Coverage decides whether a year may be said; a site that is left out, or a kind that is missing, makes what
        // is known no shorter.
        let known = reading.time ?? reading.coverage
        reading.value = value / (known * years)
        reading.worked = reading.worked.map { "\($0) / (\(known.plain) × \(years.plain) yr)" }
        if known < 1 { reading.add(notes: ["unmeasured time is taken to be like the rest"]) }
        return reading
    }
}
