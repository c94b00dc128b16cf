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

@Suite struct `Quarters of an hour` {
    let shelf = Shelf()

    @Test func `tell what each record says, and share out one that runs over`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 0..<15, .at(100)))
        try ledger.takes(.interval(2, 15..<30, .at(300)))
        try ledger.takes(.interval(3, 30..<75, .at(750)))
        let quarters = try ledger.steps(of: .home("office"), .quarter, from: .minute(-60), to: .minute(120))
        #expect(quarters.map(\.from) == [0, 15, 30, 45, 60].map(Timestamp.minute))
        #expect(quarters.map(\.use.observed) == [100, 200, 150, 150, 150].map(Duration.milliseconds))
        #expect(quarters.map(\.use.interpolated) == [0, 0, 150, 450, 300].map(Duration.milliseconds))
        let some = try ledger.steps(of: .home("office"), .quarter, from: .minute(1), to: .minute(44))
        #expect(some.map(\.from) == [.minute(15)], "only whole ones")
    }

    @Test func `are what a zone's meter is told in, and hours where records tell no more`() throws {
        let ledger = try shelf.ledger()
        for n in Int64(1)...8 {
            try ledger.takes(.metered(UInt64(n), n * 15 - 15..<n * 15, n * 60_000))
        }
        try ledger.takes(.metered(9, 120..<180, 840_000))
        let series = try ledger.metered(
            "office", of: "board", at: "home", as: "lamps", from: .minute(0), to: .minute(240))
        #expect(series.intervals.map(\.from) == [0, 15, 30, 45, 60, 75, 90, 105, 120].map(Timestamp.minute))
        #expect(series.intervals.map(\.amount) == Array(repeating: 0.06, count: 8) + [0.36])
        #expect(series.intervals.allSatisfy { $0.quality == .metered })

        var retention = Retention()
        (retention.records, retention.quarters) = (.days(1), .days(2))
        _ = try ledger.retire(retention, at: .minute(9_000))
        let old = try ledger.metered(
            "office", of: "board", at: "home", as: "lamps", from: .minute(0), to: .minute(240))
        #expect(old.intervals.map(\.from) == [0, 60, 120].map(Timestamp.minute), "the quarters are no longer known")
        #expect(old.intervals.map(\.amount) == [0.24, 0.24, 0.36])
        #expect(old.intervals.allSatisfy { $0.quality == .metered })
    }

    /// The law: quarters add up to hours, hours to days, whatever came late and whatever was given up since; and a quarter is
    /// what the registers say of it.
    @Test(arguments: 0..<20 as Range<UInt64>) func `add up to hours, and these to days`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let ledger = try shelf.ledger()
        let timezone = try TimeZone(named: ["UTC", "Asia/Kathmandu", "Australia/Lord_Howe"][Int(seed % 3)])
        try ledger.setTimezones(["home": timezone])
        var queues: [[Shipment]] = []
        for journal in ["a", "b"] {
            var (minute, total) = (Int64(random.next() % 3_000), Int64(0))
            var shipments: [Shipment] = []
            for n in UInt64(1)...150 {
                if random.one(in: 20) { minute += Int64(random.next() % 500) }
                let length = random.one(in: 8) ? Int64(random.next() % 200) + 1 : 15 - minute % 15
                total += Int64(random.next() % UInt64(length * 60_000))
                shipments.append(.interval(n, minute..<minute + length, .at(total), journal: journal))
                minute += length
            }
            queues.append(shipments)
        }
        // One journal may come days after the other, at any time.
        while let place = [0, 1].filter({ !queues[$0].isEmpty }).randomElement(using: &random) {
            for _ in 0...Int(random.next() % 60) where !queues[place].isEmpty {
                #expect(try ledger.takes(queues[place].removeFirst()) == .taken)
            }
        }
        // Within a record that runs over an hour, what is kept there and what is not yet differ by rounding.
        try ledger.commit { () throws(LedgerError) in try sql { () throws(SQLiteError) in try ledger.writePending() } }
        let quarters = try ledger.expectsToAddUp(timezone)
        for quarter in quarters {
            let use = try ledger.uses(from: quarter.from, to: quarter.to)[.home("office")]
            #expect(quarter.use == use?.zoneUse)
        }
        var retention = Retention()
        retention.records = .days(1)
        _ = try ledger.retire(retention, at: .minute(20_000))
        #expect(try ledger.expectsToAddUp(timezone).map(\.use.observed) == quarters.map(\.use.observed))
        retention.quarters = .days(2)
        _ = try ledger.retire(retention, at: .minute(20_000))
        try ledger.expectsToAddUp(timezone)
        #expect(try ledger.check() == [])
    }
}

extension Ledger {
    /// Compares the zone's quarters, hours and days; returns the quarters.
    @discardableResult
    fileprivate func expectsToAddUp(_ timezone: TimeZone) throws -> [Step] {
        let (from, to) = (Timestamp.minute(-1_440), Timestamp.minute(11 * 1_440))
        var finer: [Step] = []
        for resolution in [Resolution.quarter, .hour, .day] {
            let steps = try steps(of: .home("office"), resolution, from: from, to: to)
            for step in steps where !finer.isEmpty {
                let parts = finer.filter { step.from <= $0.from && $0.to <= step.to }
                let observed = parts.reduce(Duration.zero) { $0 + $1.use.observed }
                let used = parts.reduce(Int64(0)) { $0 + $1.use.lampEnergy.microjoules }
                #expect(observed == step.use.observed && used == step.use.lampEnergy.microjoules, "\(step.from)")
            }
            if resolution == .quarter { #expect(!steps.isEmpty) }
            finer = steps
        }
        return try self.steps(of: .home("office"), .quarter, from: from, to: to)
    }
}

extension Shipment {
    /// Of a zone with a meter throughout, in mWh.
    fileprivate static func metered(_ sequence: UInt64, _ minutes: Range<Int64>, _ energy: Int64) -> Shipment {
        var totals = Totals()
        totals[.observedTime] = minutes.upperBound * 60_000
        totals[.meteredTime] = minutes.upperBound * 60_000
        totals[.meteredEnergy] = energy
        return .interval(sequence, minutes, totals)
    }
}
