internal import Calendars
internal import YAML

/// Reads opening hours: those of the site, and those that a zone has in their place.
struct HoursReader {
    /// Those of the site.
    let site: Site.Hours
    /// Cleaning hours, as the file says them.
    let cleaning: [String]
    let holidays: Set<CivilDate>
    private let cleanings: [Opening]
    private let reading: Reading

    init(_ top: Mapping?, at place: Site.Place?) {
        let position = top?.optional("place")
        let said = position?.isMapping == true ? position?.mapping() : nil
        let hasCoordinates =
            position?.isMapping == false
            || said?.optional("latitude") != nil && said?.optional("longitude") != nil
        let found: [CivilDate] = (top?.optional("holidays")?.list() ?? []).compactMap { item in
            item.text().flatMap { text in item.said { () throws(Malformed) in try CivilDate(text) } }
        }
        holidays = Set(found)
        reading = Reading(place: place, hasCoordinates: hasCoordinates)
        let cleaning = reading.openings(top?.optional("cleaning"))
        (self.cleaning, cleanings) = (cleaning.map(\.text), cleaning.map(\.opening))
        let openings = reading.openings(top?.optional("open"))
        site = Site.Hours(openings, cleaning: cleanings, holidays: holidays, at: place)
        if openings.isEmpty, let field = top?.optional("cleaning"), !HoursReader.hasHours(top) {
            field.report("counts only while closed, and nothing ever closes: write opening hours (open: …)")
        }
    }

    /// In which dates without a time are meant; UTC where the file does not say it.
    var timezone: TimeZone { reading.place?.timezone ?? .utc }

    /// Those of a zone: its own, or else those of the site.
    func zone(_ mapping: Mapping, for use: Site.Use?) -> Site.Hours {
        let field = mapping.optional("open")
        let openings = reading.openings(field)
        if let field, case .sequence(let items) = field.node.content, items.isEmpty {
            field.report("says no hours; leave the key out for those of the site, or write daily 00:00-24:00")
        }
        if use == .exterior, !openings.contains(where: \.opening.followsSun) {
            let cure = "an exterior zone follows the sun: write open: [daily sunset-23:00, daily 05:30-sunrise]"
            if let field { field.warn(cure) } else { mapping.optional("use")?.warn(cure) }
        }
        guard field != nil else { return site }
        return Site.Hours(openings, cleaning: cleanings, holidays: holidays, at: reading.place)
    }

    /// Whether the site or any zone has opening hours.
    private static func hasHours(_ top: Mapping?) -> Bool {
        guard let zones = top?.optional("zones"), case .mapping(let entries) = zones.node.content else { return false }
        return entries.contains { entry in
            guard case .mapping(let keys) = entry.value.content else { return false }
            return keys.contains { $0.key == "open" }
        }
    }
}

/// What is needed to read one list of hours.
private struct Reading {
    /// `nil` when the file does not say it, or says it wrongly.
    let place: Site.Place?
    /// Where the file says none, what the sun does cannot be known.
    let hasCoordinates: Bool

    func openings(_ field: Field?) -> [(text: String, opening: Opening)] {
        (field?.list() ?? []).compactMap { item in
            guard let text = item.text(),
                let opening = item.said({ () throws(Malformed) in try Opening(text) })
            else { return nil }
            check(opening, of: item)
            return (text, opening)
        }
    }

    /// Hours that follow the sun need a place, and have to happen there.
    private func check(_ opening: Opening, of item: Field) {
        guard opening.followsSun else { return }
        guard hasCoordinates else {
            item.report(
                "follows the sun, and this file does not say where: add place: { latitude: 46.23 °, "
                    + "longitude: 6.14 °, timezone: Europe/Zurich }")
            return
        }
        guard let place else { return }
        let schedule = Schedule([opening], in: place.timezone, at: place.onEarth)
        // Any year would do.
        for span in opening.spans where span.followsSun && !schedule.happens(span, in: 2026) {
            item.report(
                "\(span.start)-\(span.end) never happens at this place: hours past midnight are two entries, one to "
                    + "24:00 and one from 00:00 of the next day")
        }
    }
}
