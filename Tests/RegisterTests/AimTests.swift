import Calendars
import Register
import Specimens
import Testing
import YAML

@Suite struct `The aims of an organisation` {
    @Test func `are reviews with their next date, and targets of indicators`() throws {
        let demo = try Organisation(parsing: Array((OrganisationFile.text + aims).utf8), file: "organisation.yaml")
        #expect(demo.reviews.map { "\($0.name) \($0.due)" } == ["energy review 2027-01-15", "walk round 2026-02-28"])
        #expect(
            demo.targets == [
                Target(
                    indicator: "energy", site: nil, baseline: .init(value: 52_000, year: 2023),
                    target: .init(value: 36_400, year: 2030)),
                Target(
                    indicator: "saving_fraction", site: "geneva", baseline: .init(value: 0, year: 2023),
                    target: .init(value: 0.4, year: 2028)),
            ])
    }

    @Test func `need not be stated`() throws {
        let demo = try Organisation(parsing: OrganisationFile.bytes, file: "organisation.yaml")
        #expect(demo.reviews.isEmpty && demo.targets.isEmpty)
    }

    @Test func `are refused with every mistake at once`() {
        let error = #expect(throws: Problems.self) {
            try Organisation(parsing: Array((OrganisationFile.text + mistaken).utf8), file: "organisation.yaml")
        }
        #expect(error?.description == complaints)
    }

    /// The law: a review is due after its months, on the same day of the month or the last one, never early.
    @Test func `come due after their months, whatever the day`() throws {
        for day in 0..<1_500 {
            let last = CivilDate(daysSinceEpoch: 19_000 + day)
            for months in [1, 6, 12, 13, 120] {
                let due = Review(name: "r", months: months, last: last).due
                #expect(due.year * 12 + due.month == last.year * 12 + last.month + months)
                #expect(due.day == min(last.day, CivilDate.days(inMonth: due.month, of: due.year)))
            }
        }
    }
}

private let aims = """
    reviews:
      - { name: energy review, every: 12 months, last: 2026-01-15 }
      - { name: walk round, every: 1 month, last: 2026-01-31 }
    targets:
      - { indicator: energy, baseline: { value: 52000, year: 2023 }, target: { value: 36400, year: 2030 } }
      - { indicator: saving_fraction, site: geneva, baseline: { value: 0, year: 2023 }, target: { value: 0.4, year: 2028 } }
    """

private let mistaken = """
    reviews:
      - { name: energy review, every: 12, last: 15.1.2026 }
      - { name: walk round, every: 1.5 months, last: 2026-01-31 }
    targets:
      - { indicator: energie, baseline: { value: 52000, year: 2023 }, target: { value: 36400, year: 2030 } }
      - { indicator: energy, site: geneve, baseline: { value: 1, year: 2023 }, target: { value: 36400, jear: 2030 } }
      - { indicator: energy, baseline: { value: 1, year: 2023 }, target: { value: 2, year: 2020 } }
    """

private let complaints = """
    organisation.yaml:15:35: error: every: 12 needs a unit: months
    organisation.yaml:15:45: error: last: “15.1.2026” is not a date: write year-month-day, such as 2026-06-30
    organisation.yaml:16:32: error: every: is finer than a month
    organisation.yaml:18:18: error: indicator: unknown word "energie", did you mean "energy"?
    organisation.yaml:19:32: error: site: unknown word "geneve", did you mean "geneva"?
    organisation.yaml:19:76: error: targets.target lacks "year"
    organisation.yaml:19:100: error: unknown key "jear", did you mean "year"?
    organisation.yaml:20:5: error: targets: the target should lie in a later year than the baseline, and differ from it
    """
