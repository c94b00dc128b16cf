import Activities
import Calendars
import Imports
import Quantities
import Testing

@Suite struct `A line of a bill` {
    @Test func `is an activity of its site, over days of the site's clock`() throws {
        let text =
            "site,from,to,meter,amount_kwh,cost,currency,invoice\r\ngeneva,2026-01-01,2026-02-01,M-1,18250.5,4015,CHF,E-1\r\n"
        let activity = try #require(try read("electricity", text).activities.first)
        #expect(
            activity
                == Activity(
                    .electricity, site: "geneva", from: .at("2025-12-31T23:00:00Z"), to: .at("2026-01-31T23:00:00Z"),
                    amount: 18250.5, unit: .kilowattHours, details: [.meter: "M-1", .invoice: "E-1"],
                    cost: Money(4015, "CHF"), quality: .billed, origin: Origin(batch: 0, file: "a.csv", line: 2)))
    }

    @Test(arguments: [
        ("from,to", "2026-01-01,2026-02-01"), ("from,through", "2026-01-01,2026-01-31"),
        ("from,to", "2026-01-01T00:00,2026-02-01T00:00"),
        ("from,to", "2025-12-31T23:00:00Z,2026-02-01T00:00:00+01:00"),
    ]) func `says its time in any of these ways`(columns: String, cells: String) throws {
        let activity = try read("heat", "site,\(columns),amount_mwh\ngeneva,\(cells),1").activities[0]
        #expect(activity.from == .at("2025-12-31T23:00:00Z"))
        #expect(activity.to == .at("2026-01-31T23:00:00Z"))
    }

    @Test func `of one day says it by date`() throws {
        let activity = try read("paper", "site,date,amount_kg\ngeneva,2026-03-29,5").activities[0]
        #expect(activity.to - activity.from == .hours(23), "the clock was put forward that day")
    }

    @Test(arguments: [
        ("electricity", "MWh", 2, 2_000, Unit.kilowattHours), ("electricity", "GJ", 3.6, 1_000, .kilowattHours),
        ("heat", "therm", 100, 2_930.0111111111113, .kilowattHours),
        ("heat", "MMBtu", 1, 293.0710701722222, .kilowattHours), ("water", "L", 1_000, 1, .cubicMetres),
        ("water", "US_gal", 1_000, 3.785411784, .cubicMetres), ("water", "ccf", 1, 2.8316846592, .cubicMetres),
        ("paper", "t", 0.5, 500, .kilograms), ("paper", "lb", 100, 45.359237, .kilograms),
    ]) func `is converted to the unit of its kind`(
        kind: String, unit: String, amount: Double, expected: Double, canonical: Unit
    ) throws {
        for text in [
            "amount_\(unit.lowercased())\ngeneva,2026-01-01,2026-01-02,\(amount)",
            "unit,amount\ngeneva,2026-01-01,2026-01-02,\(unit),\(amount)",
        ] {
            let activity = try read(kind, "site,from,to,\(text)").activities[0]
            #expect(abs(activity.amount - expected) <= expected * 1e-12)
            #expect(activity.unit == canonical)
        }
    }

    @Test func `of fuel stays in the unit it is counted in`() throws {
        let text =
            "site,from,to,amount,unit,fuel\n"
            + "geneva,2026-01-01,2026-02-01,100,US_gal,diesel\ngeneva,2026-01-01,2026-02-01,3.6,GJ,natural gas\n"
            + "geneva,2026-01-01,2026-02-01,2,m3,biogas\ngeneva,2026-01-01,2026-02-01,1,t,pellets\n"
        let activities = try read("fuel", text).activities
        #expect(activities.map(\.unit) == [.litres, .kilowattHours, .cubicMetres, .kilograms])
        #expect(activities.map { ($0.amount * 1e6).rounded() / 1e6 } == [378.541178, 1_000, 2, 1_000])
    }

    @Test func `of a gas meter does not stand beside the one that it corrects, whatever its number`() throws {
        let text =
            "site,from,to,amount,unit,fuel,meter,invoice\n"
            + "geneva,2026-01-01,2026-02-01,5400,m3,natural gas,G-1,A-1\n"
            + "geneva,2026-01-01,2026-02-02,5450,m3,natural gas,G-1,A-2\n"
            + "geneva,2026-01-01,2026-02-01,600,m3,biogas,G-1,A-1\n"
            + "geneva,2026-01-01,2026-02-01,900,m3,natural gas,G-2,A-3\n"
        #expect(
            try problems("fuel", text) == [
                "a.csv:3:1: error: says the same as line 2 for a part of its span: leave one out, or tell them apart by meter"
            ])
    }

    @Test func `of deliveries into a tank may stand beside others of the day`() throws {
        let text =
            "site,date,amount_L,fuel,invoice\n"
            + "geneva,2026-01-09,900,diesel,A-1\ngeneva,2026-01-09,900,diesel,A-2\n"
        #expect(try read("fuel", text).activities.count == 2)
    }

    @Test func `of a landlord is taken by share of area, and keeps the share and its evidence`() throws {
        let text =
            "site,from,to,amount_m3,emitted_kgco2e,cost,currency,own_m2,building_m2,note\n"
            + "geneva,2026-01-01,2026-02-01,9000,900,1800,EUR,400,3600,\"lease, annex 2\"\n"
        let activity = try read("water", text).activities[0]
        #expect(activity.amount == 1_000)
        #expect(activity.emitted == 100)
        #expect(activity.cost == Money(200, "EUR"))
        #expect(activity.details == [.share: "400/3600 m2", .note: "lease, annex 2"])
        #expect(activity.quality == .interpolated)
    }

    @Test func `of business travel is counted for each passenger, and keeps what the calculator states`() throws {
        let text =
            "site,date,mode,travel_class,distance_km,passengers,emitted_kgco2e,note\n"
            + "geneva,2026-03-09,air,economy,1530,2,156.5,GVA-VIE-GVA\ngeneva,2026-03-09,rail,-,612,,,\n"
        let travel = try read("travel", text).activities
        #expect(travel.map(\.amount) == [3_060, 612])
        #expect(travel.map(\.emitted) == [313, nil])
        #expect(travel[0].unit == .passengerKilometres)
        #expect(travel[1].details == [.mode: "rail", .travelClass: "-"])
    }

    @Test(arguments: [
        ("electricity", "amount_kwh", ""), ("heat", "amount_kwh", ""), ("fuel", "amount_L", "diesel"),
        ("vehicle", "distance_km", "car"), ("certificate", "amount_kwh", "HKN"),
    ])
    func `of scope 1 and 2 states no emission of its own`(kind: String, amount: String, detail: String) throws {
        let (column, cells) =
            switch kind {
            case "fuel": ("fuel,", "diesel,")
            case "vehicle": ("vehicle_class,", "car,")
            case "certificate": ("registry,serial,vintage,", "HKN,1..2,2026,")
            default: ("", "")
            }
        let text =
            "site,from,to,\(column)\(amount),emitted_kgco2e\n"
            + "geneva,2026-01-01,2026-02-01,\(cells)90,\ngeneva,2026-02-01,2026-03-01,\(cells)90,12\n"
        let found = try problems(kind, text)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("a.csv:3:") == true)
        #expect(
            found.first?.hasSuffix(
                "emitted_kgco2e: \"12\" cannot be taken: scope 1 and 2 take direct emissions only, and a document does not "
                    + "say which it means; leave it empty, and give the factor table a row") == true, "\(found)")
    }

    @Test(arguments: [
        ("ID-1-1084..ID-1-1000", "ends before it begins"), ("ID-1-1000..ID-2-1084", "differ in more than one number"),
        ("A-1..B-9", "have other letters"), ("A-1..", "write its first and its last number"), (";", "names no number"),
    ])
    func `of credits is refused when its serials are no range`(serial: String, message: String) throws {
        let header = "site,from,to,amount_tco2e,registry,serial,vintage\n"
        let found = try problems("credits", header + "geneva,2026-01-01,2027-01-01,5,R,\(serial),2024\n")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("a.csv:2:") == true && found.first?.contains(message) == true, "\(found)")
    }

    @Test(arguments: ["ID-1-1000..ID-1-1084", "7", "Letter to ACME", "contract 2024 - 12", "A-1..A-5; A-9…A-12"])
    func `of credits takes numbers, ranges and names`(serial: String) throws {
        let header = "site;from;to;amount_tco2e;registry;serial;vintage\n"
        let read = try read("credits", header + "geneva;2026-01-01;2027-01-01;5;R;\"\(serial)\";2024\n")
        #expect(read.activities.first?.details[.serial] == serial)
    }

    @Test func `may be parted by semicolons, begin with a byte order mark, and stand between remarks`() throws {
        let text =
            "\u{FEFF}# ours, since 2019\n\nsite;from;to;amount_m3;note\n# \"January\ngeneva;2026-01-01;2026-02-01;3;\"a;b\"\n\n"
        let delivery = try read("water", text)
        #expect(delivery.activities.map(\.origin.line) == [5])
        #expect(delivery.activities[0].details == [.note: "a;b"])
    }

    @Test func `is found in what a spreadsheet makes of a template`() throws {
        let text =
            "\"# amount, in kWh\",,,\r\n#,,,\r\nsite,from,to,amount_kwh\r\ngeneva,2026-01-01,2026-02-01,3\r\n,,,\r\n"
        #expect(try read("electricity", text).activities.map(\.origin.line) == [4])
    }

    @Test func `of a proxy says how it was derived`() throws {
        let text =
            "site,from,to,amount_kwh,quality,note\ngeneva,2026-01-01,2027-01-01,42000,proxy,120 kWh/m2 of offices by 350 m2"
        #expect(try read("electricity", text).activities[0].quality == .proxy)
    }
}
