/// Whether a meter and a replayed trace are of the same lamps, by the names of the zones of both.
///
/// Only then does what one saved above the other say anything of either: else no disagreement is stated. What a score
/// says does not name its site, so that zones of one name at two sites are taken for one.
struct LampScope {
    /// Zones that the meter serves; `nil`: not known.
    let meter: Set<String>?
    /// Zones that the trace is of; `nil`: not known, as of a recorded room.
    let trace: Set<String>?
    /// What the meter counts in place of lamps alone, such as `total`; `nil`: lamps alone.
    let otherUse: String?

    /// `nil`: not known.
    var isSame: Bool? {
        if otherUse != nil { return false }
        guard let meter, let trace else { return nil }
        return meter == trace
    }

    /// What is known, and what follows from it.
    var description: String {
        var parts: [String] = []
        if let otherUse { parts.append("the meter counts \(otherUse), not lamps alone") }
        if let meter, let trace {
            if isSame == true { return "meter and trace are of the same zones: \(Self.list(meter))" }
            let (more, fewer) = (meter.subtracting(trace), trace.subtracting(meter))
            if !more.isEmpty { parts.append("only the meter serves \(Self.list(more))") }
            if !fewer.isEmpty { parts.append("only the trace is of \(Self.list(fewer))") }
        } else {
            if meter == nil { parts.append("which zones the meter serves is not known (--register, --zones)") }
            if trace == nil { parts.append("of which zones the trace is, is not known (--trace-zones)") }
        }
        return
            (isSame == nil ? "meter and trace may be of other lamps: " : "meter and trace are not of the same lamps: ")
            + parts.joined(separator: "; ") + "; so no disagreement is stated"
    }

    private static func list(_ zones: Set<String>) -> String { zones.sorted().joined(separator: ", ") }
}
