import Ledger
import Quantities
import Telemetry
import Testing

/// Zones of one name at one site.
@Suite struct `Two boards with a zone of one name` {
    let shelf = Shelf()

    @Test func `are two zones, the second by its board's name, also after a restart`() throws {
        do {
            let ledger = try shelf.ledger()
            for n in Int64(0)..<4 { try ledger.takes(.interval(UInt64(n + 1), 15 * n..<15 * n + 15, .at(n + 1))) }
            #expect(try ledger.takes(.interval(1, 30..<45, .at(9), journal: "b"), board: "other") == .taken)
        }
        let ledger = try shelf.ledger()
        #expect(try ledger.takes(.interval(1, 30..<45, .at(9), journal: "b"), board: "other") == .known)
        #expect(try ledger.takes(.interval(2, 45..<60, .at(12), journal: "b"), board: "other") == .taken)
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(4))
        #expect(try ledger.moved(from: .minute(0), to: .minute(60), zone: "other_office") == .at(12))
        #expect(ledger.namedZones.map(\.zone) == ["other_office"])
    }

    @Test func `are one where somebody says so, and then never for the same time`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 0..<15, .at(1)))
        try ledger.name("office", of: "other", at: "home", "office")
        #expect(try ledger.takes(.interval(1, 15..<30, .at(9), journal: "b"), board: "other") == .taken)
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(10))
        guard case .foreign(let complaint) = try ledger.takes(.interval(2, 15..<30, .at(2))) else {
            Issue.record("the first board goes on as if nothing were")
            return
        }
        #expect(complaint.hasPrefix("board other tells of that zone, too, from 2026-06-30T00:15:00Z"))
        #expect(complaint.hasSuffix("lightwell-hub name home/board/office NEWNAME"))
        try ledger.name("office", of: "board", at: "home", "attic")
        #expect(try ledger.takes(.interval(2, 15..<30, .at(2))) == .taken, "from where it was left")
        #expect(try ledger.takes(.interval(1, 0..<15, .at(1))) == .known, "what came under the old name, too")
        #expect(try ledger.moved(from: .minute(0), to: .minute(60), zone: "attic") == .at(2))
    }

    @Test func `are one when a board gets another card`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 0..<15, .at(1)))
        #expect(try ledger.takes(.interval(1, 15..<30, .at(9), journal: "b")) == .taken)
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(10))
    }
}

@Suite struct `A record that cannot be` {
    let shelf = Shelf()

    @Test(arguments: [
        "-9223372036854775808 0", "0 9223372036854775807", "-1 5", "1800000000000 1700000000000",
        "1700000000000 1800000000000", "253402300800000 253402300800001",
    ])
    func `is refused, and stops nobody else`(times: String) throws {
        let numbers = times.split(separator: " ").compactMap { Int64($0) }
        let (start, end) = (numbers[0], numbers[1])
        let ledger = try shelf.ledger()
        let shipment = Shipment.interval(
            1, Timestamp(milliseconds: start), Timestamp(milliseconds: end), .at(1))
        #expect(
            try ledger.takes(shipment) == .foreign("entry 1 tells of a time that cannot be"))
        #expect(try ledger.takes(.interval(1, 0..<15, .at(1), journal: "b"), board: "other") == .taken)
    }
}
