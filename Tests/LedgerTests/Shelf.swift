import Glibc
import Ledger
import Quantities
import Records
import SQLite
import Telemetry

/// A place for one ledger, gone with its test, and the boards that write to it.
final class Shelf {
    let path = "/tmp/lightwell-ledger-\(UInt64.random(in: 0 ... .max)).db"

    deinit {
        for suffix in ["", "-wal", "-shm", ".lock"] { unlink(path + suffix) }
    }

    func ledger(_ program: String = "test") throws -> Ledger { try Ledger(path, .writing(program: program)) }
    func reader() throws -> Ledger { try Ledger(path, .reading) }
}

extension Connection {
    /// Makes a ledger look as an earlier release left it.
    func takeBack(to version: Int) throws {
        let steps = [
            ["DROP TABLE continuation"],
            ["ALTER TABLE change DROP COLUMN until", "ALTER TABLE journal DROP COLUMN last"],
            [
                "DROP TABLE standing", "DROP TABLE site", "DROP TABLE progress", "DROP TABLE sighting",
                "DROP TABLE fault", "DROP TABLE alias", "ALTER TABLE span DROP COLUMN retired",
                "ALTER TABLE journal DROP COLUMN retired", "DROP INDEX trace_at", "ALTER TABLE trace DROP COLUMN at",
            ],
            [
                "DROP TABLE weather", "DROP TABLE reading", "DROP TABLE series", "DROP TABLE detail",
                "DROP TABLE activity", "DROP TABLE batch", "DROP TABLE document",
            ],
            ["DROP TABLE meter_interval"],
            [
                "DROP TABLE alarm", "DROP TABLE alarm_pending", "DROP TABLE alarm_event", "DROP TABLE alarm_message",
                "DROP TABLE alarm_watch",
            ],
            ["DROP TABLE command"],
        ]
        for step in steps[(version - 1)...].reversed() { for deed in step { try execute(deed) } }
        try setUserVersion(version)
    }
}

extension Timestamp {
    /// Minutes after 2026-06-30T00:00:00Z.
    static func minute(_ n: Int64) -> Timestamp { Timestamp(milliseconds: 1_782_777_600_000 + n * 60_000) }
}

extension Totals {
    /// Registers that all stand at multiples of one number.
    static func at(_ n: Int64) -> Totals {
        var totals = Totals()
        for total in Total.allCases { totals[total] = n * Int64(total.rawValue + 1) }
        return totals
    }
}

extension Shipment {
    /// The registers of a zone, at the end of the given minutes.
    static func interval(
        _ sequence: UInt64, _ minutes: Range<Int64>, _ totals: Totals, zone: String = "office", journal: String = "a"
    ) -> Shipment {
        interval(
            sequence, .minute(minutes.lowerBound), .minute(minutes.upperBound), totals, zone: zone, journal: journal)
    }

    static func interval(
        _ sequence: UInt64, _ start: Timestamp, _ end: Timestamp, _ totals: Totals, zone: String = "office",
        journal: String = "a"
    ) -> Shipment {
        let interval = Record.Interval(zone: zone, boot: 1, start: start, end: end, totals: totals)
        return Shipment(journal: journal, first: sequence, sequence: sequence, content: .record(.interval(interval)))
    }

    static func boot(_ sequence: UInt64) -> Shipment {
        let boot = Record.Boot(number: Int64(sequence), at: .minute(0), software: "lightwell 0.1")
        return Shipment(journal: "a", first: sequence, sequence: sequence, content: .record(.boot(boot)))
    }

    static func change(_ sequence: UInt64) -> Shipment {
        let change = Record.Change(zone: "office", setting: 1, value: 600, by: "hub", at: .minute(1))
        return Shipment(journal: "a", first: sequence, sequence: sequence, content: .record(.change(change)))
    }

    static func gap(_ sequences: ClosedRange<UInt64>) -> Shipment {
        Shipment(journal: "a", first: sequences.lowerBound, sequence: sequences.upperBound, content: .gap)
    }
}

extension Ledger {
    /// Takes one shipment of the board `home/board`, by itself.
    @discardableResult
    func takes(_ shipment: Shipment, site: String = "home", board: String = "board") throws -> Outcome {
        var outcome = Outcome.early
        try commit { () throws(LedgerError) in outcome = try self.take(shipment, site: site, board: board) }
        return outcome
    }

    /// How far each register of a zone moved; nothing when no record tells.
    func moved(from: Timestamp, to: Timestamp, zone: String = "office") throws -> Totals {
        try uses(from: from, to: to)[.home(zone)]?.moved ?? Totals()
    }
}

extension ZonePath {
    static func home(_ zone: String) -> ZonePath { ZonePath(site: "home", zone: zone) }
}
