import Activities
import Chance
import Indicators
import Journal
import Ledger
import Logbook
import Quantities
import Records
import SQLite
import Telemetry
import Testing

/// What a board kept through an outage so long that its journal had to give records up.
@Suite struct `A thinned backlog` {
    let shelf = Shelf()

    @Test func `gives a meter's energy, no false peak, and the time in which it was counted`() throws {
        let ledger = try shelf.ledger()
        // 400 W throughout: 100 Wh in each quarter.
        let backlog = Backlog(days: 40) { _ in 100_000 }
        try ledger.takes(backlog)
        let series = try #require(try ledger.boardMeters(of: "home", from: .minute(0), to: backlog.end).first)
        #expect(series.intervals.count < 40 * 96 / 2, "else nothing was thinned")
        #expect(isClose(series.intervals.reduce(0) { $0 + $1.amount }, 40 * 9.6))
        #expect(series.intervals.allSatisfy { isClose($0.amount, 0.4 * ($0.to - $0.from).hours) })
        #expect(zip(series.intervals, series.intervals.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(series.intervals.dropFirst().allSatisfy { $0.quality == .metered }, "nothing is in doubt")

        var estate = Estate(id: "demo", sites: [Estate.Site(id: "home", zones: [])])
        estate.sites[0].series = [series]
        estate.sites[0].series[0].use = .total
        let period = try #require(Period(from: .minute(0), to: backlog.end))
        let figures = Catalogue.compute([.peakDemand, .electricity], of: estate, over: period)
            .filter { $0.scope == .site("home") }
        #expect(figures.count == 2)
        #expect(isClose(figures[0].value, 0.4), "kW")
        #expect(isClose(figures[1].value, 384), "kWh")
        #expect(isClose(figures[1].coverage, 1))
    }

    @Test func `spreads a zone's energy over the hours it was used in, and says that it did`() throws {
        let ledger = try shelf.ledger()
        let backlog = Backlog(days: 40) { _ in 100_000 }
        try ledger.takes(backlog)
        let lamps = try ledger.metered(
            "office", of: "board", at: "home", as: "lamps", from: .minute(0), to: backlog.end)
        #expect(zip(lamps.intervals, lamps.intervals.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(lamps.intervals.allSatisfy { abs($0.amount - 0.4 * ($0.to - $0.from).hours) < 1e-5 })
        let times = Dictionary(grouping: lamps.intervals) { "\($0.quality.rawValue) \(($0.to - $0.from).hours)" }
        #expect(Set(times.keys) == ["interpolated 1.0", "metered 1.0", "metered 0.25"])
        #expect(times["interpolated 1.0", default: []].count > 100, "of days of which one record is left")
        #expect(try ledger.check() == [])
    }

    @Test func `of a board that was off in part of the time says what is in doubt`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.counted(1, 0..<15, observed: 15))
        // It dropped five records, was off until 02:45, and on again until 04:00.
        try ledger.takes(.counted(2, 225..<240, observed: 105))
        let series = try #require(try ledger.boardMeters(of: "home", from: .minute(0), to: .minute(240)).first)
        #expect(series.intervals.map(\.from) == [.minute(0), .minute(150)], "90 minutes that may lie earlier")
        #expect(series.intervals.map(\.quality) == [.metered, .interpolated])
        let lamps = try ledger.metered(
            "office", of: "board", at: "home", as: "lamps", from: .minute(0), to: .minute(240))
        #expect(lamps.intervals.map(\.from) == [0, 120, 180].map(Timestamp.minute))
        #expect(lamps.intervals.map(\.quality) == [.metered, .interpolated, .interpolated])
        #expect(lamps.intervals[0].to == .minute(15))
        let hours = try ledger.zoneSeries(of: "home", .hour, from: .minute(0), to: .minute(240))[0].intervals
        #expect(hours.map(\.from) == [0, 120, 180].map(Timestamp.minute))
        #expect(hours.allSatisfy { $0.quality == .interpolated }, "even the first hour may hold some of it")
    }

    @Test func `is no reason to doubt a board that was switched off for a while`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.counted(1, 0..<15, observed: 15))
        try ledger.takes(.counted(2, 225..<240, observed: 30))
        let series = try #require(try ledger.boardMeters(of: "home", from: .minute(0), to: .minute(240)).first)
        #expect(series.intervals.map(\.from) == [.minute(0), .minute(225)])
        #expect(series.intervals.allSatisfy { $0.quality == .metered })
        let lamps = try ledger.metered(
            "office", of: "board", at: "home", as: "lamps", from: .minute(0), to: .minute(240))
        #expect(lamps.intervals.map(\.from) == [0, 225].map(Timestamp.minute))
        #expect(lamps.intervals.allSatisfy { $0.quality == .metered })
    }

    @Test func `that an earlier release took at its word is spread when the ledger is brought up`() throws {
        let (whole, backlog) = (Shelf(), Backlog(days: 40) { _ in 100_000 })
        for place in [shelf, whole] { try place.ledger().takes(backlog) }
        do {
            // As version 7 left it: what a record tells of began where it said.
            let file = try Connection(shelf.path)
            try file.execute(
                "DELETE FROM standing WHERE at > ? AND at < ?", Timestamp.minute(0).milliseconds,
                Timestamp.minute(20 * 1_440).milliseconds)
            try file.execute(
                "UPDATE span SET first_start = (SELECT starts FROM interval WHERE ends = first_end LIMIT 1)")
            try file.takeBack(to: 7)
        }
        for place in [shelf, whole] { _ = try place.ledger() }
        let (mended, right) = (try shelf.reader(), try whole.reader())
        for hour in stride(from: Int64(0), to: 40 * 24, by: 5) {
            let (from, to) = (Timestamp.minute(60 * hour), Timestamp.minute(60 * hour + 60))
            #expect(try mended.uses(from: from, to: to) == right.uses(from: from, to: to))
        }
        #expect(try mended.check() == [])
    }

    /// The law: whatever is thinned, and whenever the board was off, no energy is lost, none is used faster than it was, and
    /// an hour that counts as metered holds what was observed in it.
    @Test(arguments: 0..<12 as Range<UInt64>) func `loses no energy and makes no peak`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let ledger = try shelf.ledger()
        let backlog = Backlog(days: 30 + Int64(random.next() % 20), offOneIn: 40, seed: seed) { random in
            Int64(random.next() % 200_000)
        }
        try ledger.takes(backlog)
        let series = try #require(try ledger.boardMeters(of: "home", from: .minute(-1), to: backlog.end).first)
        #expect(isClose(series.intervals.reduce(0) { $0 + $1.amount }, Double(backlog.amount) / 1e6))
        let length = series.intervals.reduce(Duration.zero) { $0 + ($1.to - $1.from) }
        #expect(length == .milliseconds(backlog.observed))
        #expect(zip(series.intervals, series.intervals.dropFirst()).allSatisfy { $0.to <= $1.from })
        for interval in series.intervals {
            #expect(interval.amount <= 0.8 * (interval.to - interval.from).hours + 1e-9, "\(interval)")
        }
        let steps = try ledger.steps(of: .home("office"), .hour, from: .minute(0), to: backlog.end)
        #expect(steps.reduce(0) { $0 + $1.use.observed.milliseconds } == backlog.observed)
        for step in steps {
            #expect(step.use.observed <= .hours(1))
            let hour = (step.from - .minute(0)).milliseconds / 3_600_000
            let off = abs(step.use.observed.milliseconds - backlog.on[Int(hour)])
            if step.use.interpolated.milliseconds * 10 <= step.use.observed.milliseconds {
                #expect(off <= step.use.interpolated.milliseconds, "hour \(hour)")
            }
        }
    }

    private func isClose(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-6 * Swift.max(1, b) } ?? false }
}

/// Quarter-hourly records of one zone and of one meter, in a journal that has no room for them.
private struct Backlog {
    let books = Books.inMemory(limit: 65_536)
    private(set) var amount: Int64 = 0
    /// In ms.
    private(set) var observed: Int64 = 0
    let end: Timestamp
    /// How long the board was on in each hour, ms.
    private(set) var on: [Int64]

    /// - Parameters:
    ///   - offOneIn: about one in so many quarters it is switched off, for up to a day.
    ///   - use: energy in a quarter of an hour, in mWh.
    init(days: Int64, offOneIn odds: UInt64? = nil, seed: UInt64 = 0, use: (inout SplitMix) -> Int64) {
        var random = SplitMix(state: seed)
        (end, on) = (.minute(days * 1_440), Array(repeating: 0, count: Int(days) * 24))
        var (quarter, totals) = (Int64(0), Totals())
        while quarter < days * 96 {
            if let odds, random.one(in: odds) { quarter += Int64(random.next() % 96) }
            guard quarter < days * 96 else { break }
            let (start, stop) = (Timestamp.minute(quarter * 15), Timestamp.minute(quarter * 15 + 15))
            amount += use(&random)
            observed += 900_000
            on[Int(quarter / 4)] += 900_000
            (totals[.observedTime], totals[.meteredTime], totals[.meteredEnergy]) = (observed, observed, amount)
            let zone = Record.Interval(zone: "office", boot: 1, start: start, end: stop, totals: totals)
            var meter = Record.Metering(meter: "main", medium: .energy, boot: 1, start: start, end: stop)
            (meter.observed, meter.amount, meter.pulses) = (observed, amount, amount / 1_000)
            for record in [Record.interval(zone), .metering(meter)] { _ = try? books.records.append(record.encoded()) }
            quarter += 1
        }
    }
}

extension Ledger {
    /// All that is left of it.
    fileprivate func takes(_ backlog: Backlog) throws {
        let records = backlog.books.records
        try commit { () throws(LedgerError) in
            var next: UInt64 = 1
            while let entries = try? records.read(from: next, atMost: 100), let last = entries.last {
                for entry in entries {
                    let shipment = Shipment(
                        journal: records.id, first: entry.first, sequence: entry.sequence, bytes: entry.bytes)
                    #expect(try take(shipment, site: "home", board: "board") == .taken)
                }
                next = last.sequence + 1
            }
        }
    }

    /// Both records of a moment.
    fileprivate func takes(_ records: [Shipment]) throws {
        for record in records { #expect(try takes(record) == .taken) }
    }
}

extension [Shipment] {
    /// Of a zone and a meter that use 400 W for as long as they were observed, in minutes.
    fileprivate static func counted(_ number: UInt64, _ minutes: Range<Int64>, observed: Int64) -> [Shipment] {
        let (start, end) = (Timestamp.minute(minutes.lowerBound), Timestamp.minute(minutes.upperBound))
        let (time, amount) = (observed * 60_000, observed * 400_000 / 60)
        var totals = Totals()
        (totals[.observedTime], totals[.meteredTime], totals[.meteredEnergy]) = (time, time, amount)
        var metering = Record.Metering(meter: "main", medium: .energy, boot: 1, start: start, end: end)
        (metering.observed, metering.amount) = (time, amount)
        let sequence = 2 * number
        return [
            .interval(sequence - 1, start, end, totals),
            Shipment(journal: "a", first: sequence, sequence: sequence, content: .record(.metering(metering))),
        ]
    }
}
