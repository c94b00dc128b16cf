public import Calendars
internal import YAML

/// A review that the management system asks for at regular times, such as that of the energy policy.
public struct Review: Hashable, Sendable {
    public let name: String
    /// 1 to 120.
    public let months: Int
    /// When it was held last.
    public let last: CivilDate

    public init(name: String, months: Int, last: CivilDate) {
        (self.name, self.months, self.last) = (name, months, last)
    }

    /// The last day on which the next one is in time: the same day of the month, or the month's last.
    public var due: CivilDate {
        let month = last.month - 1 + months
        let (year, number) = (last.year + month / 12, month % 12 + 1)
        let day = min(last.day, CivilDate.days(inMonth: number, of: year))
        return CivilDate(year: year, month: number, day: day) ?? last
    }

    /// Reads `{ name: energy review, every: 12 months, last: 2026-01-15 }`.
    init?(_ field: Field) {
        guard let mapping = field.mapping() else { return nil }
        let name = mapping.required("name")?.text()
        let every = mapping.required("every")
        let months = every?.quantity(Units("months", aliases: ["month"]), in: 1...120)
        if let months, months != months.rounded() { every?.report("is finer than a month") }
        let last = mapping.required("last")?.date()
        guard let name, let months, let last, months == months.rounded() else { return nil }
        self.init(name: name, months: Int(months), last: last)
    }

    /// The reviews of `reviews:`, whose names are all different.
    static func all(_ field: Field?) -> [Review] {
        let fields = field?.list() ?? []
        var names: Set<String> = []
        return fields.compactMap { field in
            guard let review = Review(field) else { return nil }
            if !names.insert(review.name).inserted { field.report("\(review.name) stands here twice") }
            return review
        }
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
