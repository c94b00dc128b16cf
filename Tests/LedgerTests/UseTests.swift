import Chance
import Indicators
import Ledger
import Quantities
import Records
import Telemetry
import Testing

@Suite struct `The uses of a period` {
    let shelf = Shelf()

    @Test func `are the differences of the registers`() throws {
        let ledger = try threeIntervals()
        #expect(try ledger.moved(from: .minute(15), to: .minute(30)) == .at(200))
        #expect(try ledger.moved(from: .minute(0), to: .minute(45)) == .at(600))
        #expect(try ledger.moved(from: .minute(-600), to: .minute(600)) == .at(600))
        #expect(try ledger.uses(from: .minute(45), to: .minute(60)).isEmpty)
        #expect(try ledger.uses(from: .minute(-60), to: .minute(0)).isEmpty)
    }

    @Test func `that begin or end within an interval take their share of it, and say so`() throws {
        let ledger = try threeIntervals()
        let use = try #require(try ledger.uses(from: .minute(3), to: .minute(36))[.home("office")])
        #expect(use.moved == .at(80 + 200 + 120))
        #expect(use.interpolated == .milliseconds(20 + 120))
    }

    @Test func `add what two journals tell of one zone`() throws {
        let ledger = try threeIntervals()
        try ledger.name("office", of: "new board", at: "home", "office")
        try ledger.takes(.interval(1, 45..<60, .at(50), journal: "new card"), board: "new board")
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(650))
        #expect(try ledger.moved(from: .minute(45), to: .minute(60)) == .at(50))
        #expect(try ledger.registers(ofJournal: "a", at: .minute(60)) == ["office": .at(600)])
        #expect(try ledger.registers(ofJournal: "new card", at: .minute(60)) == ["office": .at(50)])
    }

    @Test func `keep zones of one name at two sites apart`() throws {
        let ledger = try threeIntervals()
        try ledger.takes(.interval(1, 0..<15, .at(9), journal: "b"), site: "away")
        let uses = try ledger.uses(from: .minute(0), to: .minute(60))
        #expect(uses[.home("office")]?.moved == .at(600))
        #expect(uses[ZonePath(site: "away", zone: "office")]?.moved == .at(9))
    }

    @Test func `rest on records that can be named, by zone and journal`() throws {
        let ledger = try threeIntervals()
        try ledger.name("office", of: "new board", at: "home", "office")
        try ledger.takes(.interval(1, 45..<60, .at(50), journal: "new card"), board: "new board")
        let period = try #require(Period(from: .minute(20), to: .minute(60)))
        let records = try ledger.zoneRecords(over: period)
        #expect(records.map(\.zone) == ["office", "office"])
        #expect(records.map(\.journal) == ["a", "new card"])
        #expect(records.map(\.count) == [2, 1], "the interval that ends at minute 15 does not touch the period")
        #expect(records.map(\.first) == [.minute(15), .minute(45)])
        #expect(records.map(\.last) == [.minute(45), .minute(60)])
        #expect(records.last?.board == "new board")
    }

    @Test func `stand beside what boards' snapshots of the period say was set`() throws {
        let ledger = try shelf.ledger()
        func snapshot(_ minute: Int64, _ target: Double) -> [UInt8] {
            Snapshot(
                boot: 1, at: .epoch, time: .minute(minute),
                zones: [.init(name: "office", steps: 100, settings: [7: target], words: [])]
            ).encoded()
        }
        let traces = [snapshot(1, 300), snapshot(50, 500), snapshot(90, 0), [1, 10, 0], [9]]
        for (n, bytes) in traces.enumerated() {
            try ledger.takes(
                Shipment(journal: "t", first: UInt64(n + 1), sequence: UInt64(n + 1), content: .trace(bytes)))
        }
        let period = try #require(Period(from: .minute(20), to: .minute(90)))
        let found = try shelf.reader().zoneSnapshots(over: period)
        #expect(found.map(\.at) == [.minute(50)])
        #expect(try ledger.retire(Retention(), at: .minute(100)).isEmpty)
        #expect(
            try shelf.reader().zoneSnapshots(over: period) == found, "so, too, once they are marked with their time")
        #expect(found.first?.zone == .home("office") && found.first?.journal == "t")
        #expect(found.first?.state.settings == [7: 500] && found.first?.state.steps == 100)
    }

    @Test func `are none while nothing was told`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.boot(1))
        #expect(try ledger.uses(from: .minute(0), to: .minute(60)).isEmpty)
    }

    @Test func `count metered energy only for the time with a meter`() throws {
        let ledger = try shelf.ledger()
        var totals = Totals()
        totals[.observedTime] = 3_600_000
        totals[.meteredTime] = 900_000
        totals[.lampEnergy] = 400_000
        totals[.meteredEnergy] = 90_000
        try ledger.takes(.interval(1, 0..<60, totals))
        let period = try #require(Period(from: .minute(0), to: .minute(60)))
        let use = try #require(try ledger.zoneUses(over: period)[.home("office")])
        #expect(use.meteredEnergy?.wattHours == 90)
        #expect(use.estimatedEnergy?.wattHours == 300)
        #expect(use.observed == .hours(1))
        #expect(use.metered == .minutes(15))
    }

    /// Cuts may fall anywhere: on edges, within intervals, into holes, before and after everything.
    @Test(arguments: 0..<60) func `of adjacent periods add up to the use of the whole`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let ledger = try shelf.ledger()
        let end = try fill(ledger, &random)
        let (from, to) = (Timestamp.minute(-5), end + .minutes(5))
        let cuts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            Timestamp(milliseconds: Int64.random(in: from.milliseconds...to.milliseconds, using: &random))
        }
        let edges = [from] + cuts.sorted() + [to]
        for zone in ["office", "hall"] {
            let whole = try ledger.moved(from: from, to: to, zone: zone)
            var sum = Totals()
            for (start, end) in zip(edges, edges.dropFirst()) {
                let part = try ledger.moved(from: start, to: end, zone: zone)
                for total in Total.allCases {
                    #expect(part[total] >= 0, "\(total) ran backwards")
                    sum[total] += part[total]
                }
            }
            for total in Total.allCases {
                #expect(abs(sum[total] - whole[total]) <= Int64(cuts.count), "\(total) of \(zone)")
            }
            #expect(whole == (try standing(of: zone, in: ledger)))
        }
    }

    /// Two zones, two journals, intervals of any length, holes; returns the end of the last.
    private func fill(_ ledger: Ledger, _ random: inout SplitMix) throws -> Timestamp {
        var now = Timestamp.minute(0)
        for journal in ["a", "b"] {
            var totals = ["office": Totals(), "hall": Totals()]
            var sequence: UInt64 = 0
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                if Int.random(in: 0..<6, using: &random) == 0 {
                    now = now + .milliseconds(.random(in: 1...7_200_000, using: &random))
                }
                let start = now
                now = now + .milliseconds(.random(in: 1...900_000, using: &random))
                for zone in ["office", "hall"] {
                    sequence += 1
                    for total in Total.allCases {
                        // Nobody observes longer than the time takes.
                        let most = total == .observedTime ? (now - start).milliseconds : 1_000_000
                        totals[zone]?[total] += Int64.random(in: 0...most, using: &random)
                    }
                    try ledger.takes(
                        .interval(sequence, start, now, totals[zone] ?? Totals(), zone: zone, journal: journal))
                }
            }
        }
        return now
    }

    /// What the last records of both journals say.
    private func standing(of zone: String, in ledger: Ledger) throws -> Totals {
        var sum = Totals()
        for journal in ["a", "b"] {
            let latest = try #require(try ledger.registers(ofJournal: journal, at: Timestamp(milliseconds: .max))[zone])
            for total in Total.allCases { sum[total] += latest[total] }
        }
        return sum
    }

    /// 0:00 to 0:45 in quarters, of which the registers move by 100, 200 and 300.
    private func threeIntervals() throws -> Ledger {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 0..<15, .at(100)))
        try ledger.takes(.interval(2, 15..<30, .at(300)))
        try ledger.takes(.interval(3, 30..<45, .at(600)))
        return ledger
    }
}
