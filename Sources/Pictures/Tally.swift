import Quantities

/// The sums of a day, over what was recorded of it.
struct Tally: Hashable {
    var recorded = Duration.zero
    var day = Duration.zero
    var occupied = Duration.zero
    /// Somebody knows whether anybody was there.
    var judged = Duration.zero
    var lit = Duration.zero
    var litVacant = Duration.zero
    var dark = Duration.zero

    init(_ stretches: [Stretch], of day: Range<Timestamp>) {
        self.day = day.upperBound - day.lowerBound
        for stretch in stretches {
            recorded = recorded + stretch.length
            if stretch.isOccupied != nil { judged = judged + stretch.length }
            if stretch.isOccupied == true { occupied = occupied + stretch.length }
            switch stretch.light {
            case .litOccupied?, .litUnknown?: lit = lit + stretch.length
            case .litVacant?: (lit, litVacant) = (lit + stretch.length, litVacant + stretch.length)
            case .dark?: dark = dark + stretch.length
            case nil: break
            }
        }
    }

    /// The day in one line.
    var line: String {
        guard judged > .zero else { return "Lit \(hours(lit))" }
        return "Occupied \(hours(occupied)) · lit \(hours(lit)) · lit with nobody there \(hours(litVacant))"
            + " · dark with somebody there \(plain(dark.seconds / 60)) min"
    }

    /// What the sums do not know; `nil` when they know all.
    var reservation: String? {
        var parts: [String] = []
        if recorded < day { parts.append("Recorded \(hours(recorded)) of \(hours(day)).") }
        if judged == .zero {
            parts.append("Nobody knows whether people were there.")
        } else if judged < recorded {
            parts.append("Whether people were there is known for \(hours(judged)).")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private func hours(_ time: Duration) -> String { "\(plain(time.hours)) h" }
}
