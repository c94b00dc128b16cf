import Activities
import Imports
import Meters
import Quantities
import Testing

@Suite struct `A template` {
    @Test(arguments: Template.all.map(\.name)) func `imports as it is printed`(name: String) throws {
        let template = try #require(Template.named(name))
        let delivery = try Sheet.read(
            Array(template.text.utf8), file: "\(name).csv", as: template, sites: ["headquarters": .zurich],
            faces: FaceRegister(meters: [
                Meter(
                    site: "headquarters", id: "main", medium: .electricity, use: .total,
                    installations: [Installation(from: Timestamp(milliseconds: 0), serial: "A")])
            ]))
        #expect(delivery.count > 0)
        #expect(delivery.kind == name)
        #expect(delivery.activities.allSatisfy { $0.kind.rawValue == name && $0.from < $0.to && $0.amount > 0 })
        #expect(delivery.activities.allSatisfy { $0.kind.units.contains($0.unit) })
        #expect(delivery.activities.allSatisfy { Set($0.details.keys).isSuperset(of: $0.kind.details) })
    }

    @Test func `is there for every kind of activity, for readings, faces, sets of meters and weather`() {
        #expect(Template.all.map(\.name) == Kind.allCases.map(\.rawValue) + ["readings", "faces", "meters", "weather"])
        #expect(Template.named("electrcity") == nil)
    }

    @Test func `of meters says which media, uses and units a heading may name`() throws {
        let text = try #require(Template.named("meters")).text
        for medium in Series.Medium.allCases { #expect(text.contains(" \(medium.rawValue)")) }
        for use in Series.Use.allCases { #expect(text.contains(" \(use.rawValue)")) }
        for unit in WrittenUnit.choices(for: [.kilowattHours, .cubicMetres]) {
            #expect(text.contains(" \(unit.name)"))
        }
    }

    @Test func `says what each column means behind marks that an import passes over`() throws {
        let text = try #require(Template.named("water")).text
        #expect(
            text == """
                # water: fresh water that was bought or pumped.
                #
                # site            required. id of the site in the organisation's file
                # from            first day or moment: a date, such as 2026-01-31, or a time, such as 2026-01-31T08:00 (the site's clock) or …T08:00:00Z
                # to              first day or moment that no longer belongs to it; of a bill for January 2026-02-01
                # through         last day that belongs to it, in place of to
                # date            the day, in place of from and to
                # meter           the meter that the bill is for
                # cost            what was paid
                # currency        of the cost, three capitals of ISO 4217
                # amount          required. what the bill is for (amount_UNIT, or amount and a column unit; m3, ft3, ccf, L, US_gal, UK_gal)
                # unit            unit of the amount, where the header does not say it
                # emitted_kgco2e  what the document itself says was emitted, kg
                # quality         how the amount is known; billed where it is empty: metered, billed, interpolated, proxy
                # own_m2          own area where a landlord's bill is for the whole building
                # building_m2     the building's area that this bill is for
                # supplier        who made the document
                # invoice         its number
                # note            evidence, or what else should be known
                # document        a file that proves the line, such as bills/2026-01.pdf: its path from this file's folder; a copy is kept
                #
                # A line of quality proxy needs a note: how the amount was derived, and from what. With own_m2 and building_m2,
                # amount, cost and emission are the building's; the own share of them is taken, as interpolated, and the note must
                # say what proves the areas. A time on a clock that was set back is the first of the two.
                # Numbers have a point for decimals and nothing between thousands. Cells are parted by commas (or semicolons,
                # or tabs); a cell that contains one stands in quotes. Lines that begin with # and empty lines are passed over.
                # The lines below are examples: replace them.
                site,from,to,meter,cost,currency,amount_m3
                headquarters,2026-01-01,2026-02-01,M-1,620.00,CHF,310
                headquarters,2026-02-01,2026-03-01,M-1,590.00,CHF,295

                """)
    }
}
