import Activities
import Chance
import Indicators
import Ledger
import Quantities
import Records
import SQLite
import Telemetry
import Testing

@Suite struct `A ledger of meters that belong to no zone` {
    let shelf = Shelf()

    @Test func `tells what flowed`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.metering(1, 0..<15, 4))
        try ledger.takes(.metering(2, 15..<30, 9))
        try ledger.takes(.metering(3, 30..<45, 9))
        #expect(isNear(try ledger.flowed(from: .minute(0), to: .minute(45)), 0.09))
        #expect(isNear(try ledger.flowed(from: .minute(15), to: .minute(30)), 0.05))
        #expect(try ledger.boardMeters(of: "home", from: .minute(45), to: .minute(60)).isEmpty)
        #expect(try ledger.check().isEmpty)
    }

    @Test func `takes each record once, and tells a copied card`() throws {
        let ledger = try shelf.ledger()
        #expect(try ledger.takes(.metering(1, 0..<15, 4)) == .taken)
        #expect(try ledger.takes(.metering(1, 0..<15, 4)) == .known)
        guard case .foreign = try ledger.takes(.metering(1, 0..<15, 5)) else {
            Issue.record("took another record under its sequence")
            return
        }
        #expect(isNear(try shelf.reader().flowed(from: .minute(0), to: .minute(15)), 0.04))
    }

    @Test func `goes on across a board that was replaced`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.metering(1, 0..<15, 4))
        try ledger.takes(.continuation(1, of: "a", through: 1, journal: "b"))
        try ledger.takes(.metering(2, 15..<15, 4, journal: "b"))
        try ledger.takes(.metering(3, 120..<135, 7, journal: "b"))
        #expect(isNear(try ledger.flowed(from: .minute(0), to: .minute(135)), 0.07))
    }

    @Test func `tell a meter's series, in the units that bills have`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.metering(1, 0..<15, 4))
        try ledger.takes(.metering(2, 15..<30, 9))
        try ledger.takes(.metering(3, 45..<60, 9))
        let series = try #require(try ledger.boardMeters(of: "home", from: .minute(0), to: .minute(45)).first)
        #expect(series.meter == "main" && series.medium == .water && series.use == .total)
        #expect(series.intervals.map(\.amount) == [0.04, 0.05, 0], "m3; an interval that ends later is whole")
        #expect(series.intervals.map(\.to) == [.minute(15), .minute(30), .minute(60)])
        #expect(try ledger.boardMeters(of: "away", from: .minute(0), to: .minute(45)).isEmpty)
    }

    @Test func `names the journals and imports that a meter's counts came from`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.metering(1, 0..<15, 4))
        try ledger.takes(.metering(2, 15..<30, 9))
        try ledger.takes(.metering(3, 45..<60, 9))
        let batches = try shelf.batches()
        try batches.taken(.of(.counted("sub", [0..<15: 1, 15..<30: 2])))
        try batches.taken(.of(.counted("sub", [30..<45: 3]), sha256: "2"))
        try batches.taken(.of(.counted("sub", [45..<60: 4]), sha256: "3"))
        _ = try batches.undo(3, by: "ann", at: .minute(99))
        let period = try #require(Period(from: .minute(5), to: .minute(45)))
        #expect(
            try shelf.reader().meterSources(of: "home", over: period) == [
                MeterSource(
                    site: "home", meter: "sub", medium: .electricity,
                    ground: .readings(batch: 1, file: "a.csv", document: nil), count: 2,
                    first: .minute(0), last: .minute(30)),
                MeterSource(
                    site: "home", meter: "sub", medium: .electricity,
                    ground: .readings(batch: 2, file: "a.csv", document: nil), count: 1,
                    first: .minute(30), last: .minute(45)),
                MeterSource(
                    site: "home", meter: "main", medium: .water, ground: .records(board: "board", journal: "a"),
                    count: 2,
                    first: .minute(0), last: .minute(30)),
            ])
        try ledger.takes(.interval(4, 0..<15, .at(9)))
        #expect(
            try ledger.meterSources(feeding: "up", "office", of: "board", at: "home", over: period) == [
                MeterSource(
                    site: "home", meter: "up", medium: .electricity,
                    ground: .zone("office", board: "board", journal: "a"), count: 1,
                    first: .minute(0), last: .minute(15))
            ])
    }

    @Test func `of version 5 is brought up when it is written, and readable before`() throws {
        do { try shelf.ledger().takes(.interval(1, 0..<15, .at(1))) }
        let connection = try Connection(shelf.path)
        try connection.takeBack(to: 5)
        #expect(try shelf.reader().boardMeters(of: "home", from: .minute(0), to: .minute(15)).isEmpty)
        #expect(try shelf.reader().check().isEmpty)
        #expect(try shelf.ledger().takes(.metering(2, 15..<30, 1)) == .taken)
    }

    @Test func `of a meter that moved to another board and back is one, of two at once two`() throws {
        let ledger = try shelf.ledger()
        func takes(_ shipment: Shipment, _ board: String) throws {
            try ledger.commit { () throws(LedgerError) in _ = try ledger.take(shipment, site: "home", board: board) }
        }
        try takes(.metering(1, 0..<15, 100, journal: "a"), "east")
        try takes(.metering(1, 15..<30, 50, observed: 15, journal: "b"), "spare")
        try takes(.metering(2, 30..<45, 300, observed: 30, journal: "a"), "east")
        var series = try ledger.boardMeters(of: "home", from: .minute(0), to: .minute(45))
        #expect(series.map(\.meter) == ["main"])
        #expect(series[0].intervals.map(\.from) == [.minute(0), .minute(15), .minute(30)])
        #expect(series[0].intervals.map { ($0.amount * 100).rounded() } == [100, 50, 200])
        try takes(.metering(2, 30..<45, 90, observed: 30, journal: "b"), "spare")
        series = try ledger.boardMeters(of: "home", from: .minute(0), to: .minute(45))
        #expect(series.map(\.meter) == ["east_main", "spare_main"])
    }

    @Test func `tells which instrument a board counts, and what its pulses are worth`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.metering(1, 0..<15, 9))
        #expect(try ledger.boardInstruments(of: "home").first?.unitsPerPulse == nil)
        try ledger.takes(.metering(2, 15..<30, 12))
        try ledger.takes(.metering(3, 30..<45, 12))
        let instruments = try ledger.boardInstruments(of: "home")
        #expect(instruments.map(\.meter) == ["main"] && instruments.map(\.serial) == ["8ITR1"])
        #expect(instruments.map(\.seen) == [.minute(45)])
        #expect(isNear(instruments.first?.unitsPerPulse ?? 0, 0.01))
        #expect(try ledger.boardInstruments(of: "away").isEmpty)
    }

    @Test func `finds a meter that runs backwards, as no board writes it`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.metering(1, 0..<15, 9))
        try ledger.takes(.metering(2, 15..<30, 4))
        #expect(try ledger.check() == ["home/board: meter main runs backwards in 1 records"])
    }

    /// The law: whatever parts a time is cut into at the ends of records, they sum up to the whole.
    @Test(arguments: 0..<20 as Range<UInt64>) func `tells of parts what it tells of the whole`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let ledger = try shelf.ledger()
        var pulses: Int64 = 0
        for quarter in 0..<12 as Range<Int64> {
            pulses += .random(in: 0...9, using: &random)
            try ledger.takes(.metering(UInt64(quarter) + 1, quarter * 15..<quarter * 15 + 15, pulses))
        }
        let cut = Timestamp.minute(Int64.random(in: 0...12, using: &random) * 15)
        let parts = try [(Timestamp.minute(0), cut), (cut, .minute(180))].map {
            try ledger.flowed(from: $0, to: $1)
        }
        #expect(isNear(parts[0] + parts[1], Double(pulses) / 100))
    }
}

private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 }

extension Ledger {
    /// What flowed through the only meter of `home`, m3.
    fileprivate func flowed(from: Timestamp, to: Timestamp) throws -> Double {
        let series = try boardMeters(of: "home", from: from, to: to)
        return series.flatMap(\.intervals).reduce(0) { $0 + $1.amount }
    }
}

extension Shipment {
    /// A water meter of 10 L a pulse.
    static func metering(
        _ sequence: UInt64, _ minutes: Range<Int64>, _ pulses: Int64, observed: Int64? = nil, journal: String = "a"
    ) -> Shipment {
        var metering = Record.Metering(
            meter: "main", medium: .water, boot: 1, start: .minute(minutes.lowerBound), end: .minute(minutes.upperBound)
        )
        (metering.observed, metering.pulses) = ((observed ?? minutes.upperBound) * 60_000, pulses)
        (metering.amount, metering.serial) = (pulses * 10_000, "8ITR1")
        return Shipment(journal: journal, first: sequence, sequence: sequence, content: .record(.metering(metering)))
    }
}
