import Addresses
import ArgumentParser
import Chance
import Fleet
import Glibc
import Ledger
import Loop
import MQTT
import PrivateBroker
import Quantities
import Records
import SQLite
import Scratch
import Synchronization
import Testing

import struct Hub.Run

/// The program itself, in a process of its own, killed again and again in the middle of its work.
@Suite struct `A hub that is killed` {
    let home = Home()
    let broker: PrivateBroker

    init() throws { broker = try PrivateBroker() }

    @Test(arguments: [5, 6] as [UInt64]) func `at any moment has lost nothing and taken nothing twice`(seed: UInt64)
        async throws
    {
        var random = SplitMix(state: seed)
        let (address, ledger) = ("mqtt://127.0.0.1:\(broker.port)", home.path + "/ledger.sqlite")
        let (stop, result) = (Stop(), Result())
        var plan = Plan(boards: 4, start: .june)
        (plan.speed, plan.end, plan.seed) = (.times(20_000), .june + .days(3_650), seed)
        plan.memory = 8 << 20
        let fleet = try Fleet(plan, site: .small(), at: Broker(try BrokerAddress(address)), log: Remarks { _ in }.log)
        let boards = Worker {
            result.set(
                Swift.Result {
                    (try fleet.run(until: stop, for: nil, patience: .minutes(2)) { _ in }, fleet.standings)
                })
        }
        for _ in 0..<6 {
            let (more, rest) = (Int64(1 + random.next() % 150), UInt32(random.next() % 30_000))
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [address = address as String, ledger = ledger as String, more = more as Int64, rest = rest as UInt32] in
                let before = Self.entries(in: ledger)
                _ = Worker { try? Run.parse(["--broker", address, "--ledger", ledger]).run() }
                var patience = 30_000
                while Self.entries(in: ledger) < before + more {
                    usleep(2_000)
                    patience -= 1
                    // Any other end than the signal fails the test.
                    guard patience > 0 else { exit(1) }
                }
                usleep(rest)
                kill(getpid(), SIGKILL)
            }
            #expect(try Ledger(ledger, .reading).check() == [])
        }
        let hub = try Hub(Broker(try BrokerAddress(address)), ledger: ledger)
        stop.request()
        boards.join()
        hub.end()

        let (figures, standings) = try result.get()
        #expect(figures.unacknowledged == 0 && figures.givenUp == 0)
        let held = try Ledger(ledger, .reading)
        #expect(standings.count == 4)
        for standing in standings {
            let registers = try held.registers(ofJournal: standing.journal, at: standing.time)
            #expect(registers == Dictionary(uniqueKeysWithValues: standing.zones.map { ($0.zone, $0.totals) }))
        }
        #expect(standings.reduce(0) { $0 + held.watermark(of: $1.journal) } == figures.written)
        #expect(try held.check() == [])
    }

    /// Entries that all journals together are in with; 0 before there is a ledger.
    private static func entries(in ledger: String) -> Int64 {
        guard let file = try? Connection(ledger, .readOnly), (try? file.userVersion()) ?? 0 > 0,
            let row = try? file.statement("SELECT COALESCE(SUM(watermark), 0) FROM journal"), (try? row.step()) == true
        else { return 0 }
        return row.int64(0) ?? 0
    }

    private final class Result: Sendable {
        private let value = Mutex<Swift.Result<(Figures, [Fleet.Standing]), any Error>?>(nil)

        func set(_ known: Swift.Result<(Figures, [Fleet.Standing]), any Error>) { value.withLock { $0 = known } }

        func get() throws -> (Figures, [Fleet.Standing]) {
            let known = value.withLock { $0 }
            return try #require(known).get()
        }
    }
}
