import Activities
import Calendars
import Chance
import Indicators
import Quantities
import Records
import SQLite
import Telemetry
import Testing

@testable import Ledger

/// What the ledger keeps at full hours, days and months.
@Suite struct `Standings` {
    let shelf = Shelf()

    @Test func `are kept at each full hour, with the coarsest of hour, day and month`() throws {
        let ledger = try shelf.ledger()
        // From 22:00 of the last day of June to 02:00 of July.
        try ledger.takesNight()
        #expect(
            try ledger.standings() == [
                Row(at: 1_320, resolution: .month, observed: 0), Row(at: 1_380, observed: 4),
                Row(at: 1_440, resolution: .month, observed: 8), Row(at: 1_500, observed: 12),
                Row(at: 1_560, observed: 16),
            ])
    }

    @Test func `follow the site's own days, also when it is said later where it lies`() throws {
        let ledger = try shelf.ledger()
        try ledger.takesNight()
        try ledger.setTimezones(["home": TimeZone(named: "Asia/Kolkata")])
        #expect(
            try ledger.standings().map(\.at) == [1_320, 1_350, 1_410, 1_470, 1_530],
            "hours of +5:30 strike at the half hours of UTC")
        try ledger.setTimezones(["home": TimeZone(named: "Europe/Zurich")])
        #expect(try ledger.standings().first { $0.at == 1_440 }?.resolution == .hour)
        try ledger.takes(.interval(17, 2_700..<2_760, .at(20)))
        #expect(try ledger.standings().contains(Row(at: 1_560, holds: 2_700, observed: 16)), "two in the morning there")
        try ledger.takes(.interval(18, 2_760..<2_760, .at(20)))
        let reader = try shelf.reader()
        #expect(reader.boundaries["home"]?.timezone.name == "Europe/Zurich")
    }

    @Test func `that are made anew say how far it is, from nothing on and never back`() throws {
        let ledger = try shelf.ledger()
        try ledger.commit { () throws(LedgerError) in
            for minute in Int64(0)..<3_500 {
                _ = try ledger.take(
                    .interval(UInt64(minute + 1), minute..<(minute + 1), .at(minute + 1)), site: "home", board: "one")
            }
        }
        var told: [Ledger.Upkeep] = []
        try ledger.setTimezones(["home": TimeZone(named: "Asia/Kolkata")]) { told.append($0) }
        let shares = [0, 1_000, 2_000, 3_000].map { Double($0) / 3_500 }
        #expect(told == shares.map { .rebuild($0) })
        told = []
        try ledger.setTimezones(["home": TimeZone(named: "Asia/Kolkata")]) { told.append($0) }
        #expect(told.isEmpty, "nothing changed")
    }

    @Test func `of an older ledger are made as it is brought up, which is told`() throws {
        try shelf.ledger().takesNight()
        try Connection(shelf.path).takeBack(to: 3)
        var told: [Ledger.Upkeep] = []
        _ = try Ledger(shelf.path, .writing(program: "test")) { told.append($0) }
        #expect(told == [.upgrade(from: 3, to: Schema.version), .rebuild(0)])
        told = []
        _ = try Ledger(shelf.path, .writing(program: "test")) { told.append($0) }
        #expect(told.isEmpty)
    }

    @Test func `split a record that runs over an hour, and say how much`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 0..<50, .at(500)))
        try ledger.takes(.interval(2, 50..<70, .at(700)))
        #expect(
            try ledger.standings() == [
                Row(at: 0, resolution: .month, observed: 0), Row(at: 60, observed: 600, split: 100),
            ])
        #expect(try ledger.uses(from: .minute(0), to: .minute(60))[.home("office")]?.interpolated == .milliseconds(100))
    }

    @Test func `hold through the time that nobody told of`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 0..<50, .at(500)))
        try ledger.takes(.interval(2, 400..<420, .at(700)))
        #expect(try ledger.standings().contains(Row(at: 60, holds: 400, observed: 500)))
        #expect(try ledger.moved(from: .minute(30), to: .minute(399)) == .at(200))
        #expect(try ledger.moved(from: .minute(61), to: .minute(400)) == .at(0))
    }

    @Test func `begin where another board's registers ended`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 60..<60, .at(40)))
        try ledger.takes(.interval(2, 60..<120, .at(50)))
        #expect(try ledger.standings().map(\.observed) == [40, 50])
        #expect(try ledger.moved(from: .minute(0), to: .minute(120)) == .at(10))
    }

    /// The law: what is kept is what the records say, in whatever order they came, however often they came anew.
    @Test(arguments: 0..<40) func `say what the records say`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let ledger = try shelf.ledger()
        try ledger.setTimezones([
            "home": TimeZone(named: ["UTC", "Asia/Kathmandu", "Australia/Lord_Howe"][Int(seed % 3)])
        ])
        var sequence: UInt64 = 0
        for journal in ["a", "b"] {
            var (minute, total) = (Int64(random.next() % 3_000), Int64(0))
            var shipments: [Shipment] = []
            for _ in 0..<60 {
                sequence += 1
                if random.one(in: 5) { minute += Int64(random.next() % 500) }
                let length = random.one(in: 4) ? Int64(random.next() % 200) + 1 : 15 - minute % 15
                total += Int64(random.next() % 1_000)
                shipments.append(.interval(sequence, minute..<minute + length, .at(total), journal: journal))
                minute += length
            }
            // The clock is set back: some end earlier than others that came before.
            if random.one(in: 2) { shipments.swapAt(20, 22) }
            for (index, shipment) in shipments.enumerated() {
                var shipment = shipment
                if journal == "b" { (shipment.first, shipment.sequence) = (UInt64(index + 1), UInt64(index + 1)) }
                if journal == "a" { (shipment.first, shipment.sequence) = (UInt64(index + 1), UInt64(index + 1)) }
                #expect(try ledger.takes(shipment) == .taken)
            }
        }
        let kept = try ledger.standings()
        let moments = (0..<40).map { _ in Timestamp.minute(Int64(random.next() % 8_000)) }
        let uses = try moments.map { try ledger.uses(from: .minute(0), to: $0) }
        try ledger.commit { () throws(LedgerError) in try ledger.keepAgain(Set(ledger.spans.keys)) }
        #expect(try ledger.standings() == kept)
        // Without anything kept the answer comes from the records alone.
        try ledger.commit { () throws(LedgerError) in
            try sql { () throws(SQLiteError) in try ledger.database.execute("DELETE FROM standing") }
        }
        for (moment, use) in zip(moments, uses) {
            let bare = try ledger.uses(from: .minute(0), to: moment)[.home("office")] ?? Ledger.Use()
            let quick = use[.home("office")] ?? Ledger.Use()
            for total in Total.allCases {
                #expect(abs(bare.moved[total] - quick.moved[total]) <= 8, "\(total) at \(moment): rounding alone")
            }
        }
    }

    @Test func `tell a zone's hours and days, of the site's own time, without those of which nothing is known`() throws
    {
        let ledger = try shelf.ledger()
        try ledger.setTimezones(["home": TimeZone(named: "Europe/Zurich")])
        try ledger.takesNight()
        try ledger.takes(.interval(17, 1_800..<1_815, .at(20)))
        let hours = try ledger.steps(of: .home("office"), .hour, from: .minute(1_300), to: .minute(3_000))
        #expect(
            hours.map(\.from) == [1_320, 1_380, 1_440, 1_500, 1_800].map(Timestamp.minute))
        #expect(hours.allSatisfy { $0.use.observed == .milliseconds(4) && $0.to - $0.from == .hours(1) })
        try ledger.takes(.interval(18, 1_815..<1_860, .at(30)))
        #expect(
            try ledger.steps(of: .home("office"), .hour, from: .minute(1_300), to: .minute(3_000)).map(\.use.observed)
                == [4, 4, 4, 4, 14].map(Duration.milliseconds))
        try ledger.takes(.interval(19, 1_860..<5_000, .at(30)))
        let days = try ledger.steps(of: .home("office"), .day, from: .minute(-1_440), to: .minute(3_000))
        #expect(days.map(\.use.observed) == [.milliseconds(30)], "from 22:00 UTC; of the day before nothing is known")
        let series = try ledger.zoneSeries(of: "home", .hour, from: .minute(1_300), to: .minute(1_600))
        #expect(series.map(\.meter) == ["office"] && series[0].intervals.count == 4)
    }

    @Test func `are made up for when the program ended before they were written`() throws {
        let written = Shelf()
        for place in [shelf, written] { try place.ledger().takesNight() }
        do {
            // As if its last ones had not been written.
            let file = try Connection(shelf.path)
            try file.execute("DELETE FROM standing WHERE at > ?", Timestamp.minute(1_440).milliseconds)
        }
        let (reader, whole) = (try shelf.reader(), try written.ledger())
        for minute in stride(from: Int64(1_300), to: 1_700, by: 7) {
            #expect(
                try reader.moved(from: .minute(1_300), to: .minute(minute))
                    == whole.moved(from: .minute(1_300), to: .minute(minute)))
        }
        #expect(try shelf.ledger().standings() == whole.standings())
    }

    @Test func `are made up for when the disk was full before they were written`() throws {
        let calm = Shelf()
        let (ledger, undisturbed) = (try shelf.ledger(), try calm.ledger())
        // Until 23:30 nothing is written: what is kept of the evening waits for midnight.
        for one in [ledger, undisturbed] { try one.takesNight(0..<6) }
        let pages = try ledger.database.statement("PRAGMA page_count")
        #expect(try pages.step())
        try ledger.database.execute(script: "PRAGMA max_page_count = \(pages.int64(0) ?? 0)")
        pages.reset()
        #expect(throws: LedgerError.self) {
            try ledger.commit { () throws(LedgerError) in
                for n in UInt64(1)...500 {
                    let block = Shipment(
                        journal: "t", first: n, sequence: n, content: .trace(Array(repeating: 1, count: 4_000)))
                    _ = try ledger.take(block, site: "home", board: "board")
                }
            }
        }
        try ledger.database.execute(script: "PRAGMA max_page_count = 1000000")
        for one in [ledger, undisturbed] { try one.takesNight(6..<16) }
        #expect(try ledger.standings() == undisturbed.standings())
        #expect(try ledger.check() == [])
    }

    /// The law: whenever commits fail, what is kept in the end is what an undisturbed ledger keeps.
    @Test(arguments: 0..<25 as Range<UInt64>) func `are the same whatever commits failed in between`(seed: UInt64)
        throws
    {
        var random = SplitMix(state: seed)
        let calm = Shelf()
        var ledger = try shelf.ledger()
        let undisturbed = try calm.ledger()
        for one in [ledger, undisturbed] {
            try one.setTimezones(["home": TimeZone(named: seed % 2 == 0 ? "UTC" : "Asia/Kathmandu")])
        }
        var (minute, total, sequences) = (Int64(random.next() % 1_440), Int64(0), [UInt64](repeating: 0, count: 3))
        for _ in 0..<300 {
            let zone = Int(random.next() % 3)
            sequences[zone] += 1
            if random.one(in: 30) { minute += Int64(random.next() % 300) }
            total += Int64(random.next() % 100_000)
            let shipment = Shipment.interval(
                sequences[zone], minute..<minute + 15, .at(total), zone: "z\(zone)", journal: "j\(zone)")
            minute += 15
            if random.one(in: 12) {
                #expect(throws: LedgerError.self) {
                    try ledger.commit { () throws(LedgerError) in
                        if random.one(in: 2) { _ = try ledger.take(shipment, site: "home", board: "board") }
                        throw .missing(path: "the disk")
                    }
                }
            }
            if random.one(in: 60) {
                // As if it was killed: nothing that waits is written.
                ledger = try { () throws in
                    ledger = try Shelf().ledger()
                    return try shelf.ledger()
                }()
            }
            for one in [ledger, undisturbed] { #expect(try one.takes(shipment) == .taken) }
        }
        #expect(try ledger.standings() == undisturbed.standings())
        #expect(try ledger.check() == [])
    }

    @Test func `that an earlier release lost are found, and made when the ledger is brought up`() throws {
        let calm = Shelf()
        for place in [shelf, calm] { try place.ledger().takesNight() }
        for place in [shelf, calm] { _ = try place.ledger() }
        let file = try Connection(shelf.path)
        try file.execute("DELETE FROM standing WHERE at = ?", Timestamp.minute(1_440).milliseconds)
        #expect(
            try shelf.reader().check()
                == ["home/office: between 2026-06-30T23:00:00Z and 2026-07-01T01:00:00Z hours are not kept"])
        try file.takeBack(to: 7)
        #expect(try shelf.ledger().standings() == calm.ledger().standings())
        #expect(try shelf.reader().check() == [])
    }

    @Test func `are made when a ledger of an earlier release is opened`() throws {
        for version in 1..<Schema.version {
            let old = Shelf()
            do {
                let ledger = try old.ledger()
                for n in Int64(1)...4 { try ledger.takes(.interval(UInt64(n), 20 * n - 20..<20 * n, .at(n))) }
                try Connection(old.path).takeBack(to: version)
            }
            #expect(try old.reader().uses(from: .minute(0), to: .minute(80))[.home("office")]?.moved == .at(4))
            let ledger = try old.ledger()
            #expect(
                try ledger.standings() == [
                    Row(at: 0, resolution: .month, observed: 0), Row(at: 60, observed: 3),
                ])
            #expect(try ledger.takes(.interval(5, 80..<140, .at(10))) == .taken)
            #expect(try ledger.check() == [])
        }
    }
}

/// What is kept at a moment, in minutes.
private struct Row: Equatable {
    var at: Int64
    var holds: Int64
    var resolution: Resolution
    var observed: Int64
    var split: Int64

    init(at: Int64, holds: Int64? = nil, resolution: Resolution = .hour, observed: Int64, split: Int64 = 0) {
        (self.at, self.holds, self.resolution) = (at, holds ?? at, resolution)
        (self.observed, self.split) = (observed, split)
    }
}

extension Ledger {
    /// Records of 15 minutes from 22:00 of the last day of June to 02:00 of July.
    fileprivate func takesNight(_ quarters: Range<Int64> = 0..<16) throws {
        for n in quarters {
            let start = 1_320 + 15 * n
            try takes(.interval(UInt64(n + 1), start..<start + 15, .at(n + 1)))
        }
    }

    fileprivate func standings() throws -> [Row] {
        try commit { () throws(LedgerError) in try sql { () throws(SQLiteError) in try self.writePending() } }
        let rows = try database.statement(
            "SELECT at, holds, resolution, observed_ms, split_ms FROM standing ORDER BY zone, journal, at")
        defer { rows.reset() }
        let origin = Timestamp.minute(0).milliseconds
        var standings: [Row] = []
        while try rows.step() {
            let resolution = try #require(Resolution(rawValue: rows.int64(2) ?? 0))
            standings.append(
                Row(
                    at: ((rows.int64(0) ?? 0) - origin) / 60_000, holds: ((rows.int64(1) ?? 0) - origin) / 60_000,
                    resolution: resolution, observed: rows.int64(3) ?? 0, split: rows.int64(4) ?? 0))
        }
        return standings
    }
}
