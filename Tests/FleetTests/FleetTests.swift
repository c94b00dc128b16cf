import Addresses
import Boards
import Fleet
import Glibc
import Ledger
import Logging
import Loop
import MQTT
import PrivateBroker
import Quantities
import Records
import Scratch
import Testing

@Suite(.serialized) struct `A fleet of virtual boards` {
    let home = Home()
    let broker: PrivateBroker

    init() throws { broker = try PrivateBroker() }

    @Test(arguments: [nil, "journals"])
    func `is in the ledger as its own counters say, after outages and power cuts`(journals: String?) throws {
        var plan = Plan(boards: 5, start: .june)
        plan.journals = journals.map { home.path + "/" + $0 }
        // A disk takes its time.
        (plan.speed, plan.end, plan.seed) = (.max, .june + .days(journals == nil ? 8 : 2), 3)
        plan.outages = Misfortune(every: .milliseconds(1_200), lasts: .milliseconds(50))
        plan.kills = Misfortune(every: .seconds(1), lasts: .minutes(40))
        let hub = try Hub(address, ledger: ledger)
        let witness = try Witness(address)
        let fleet = try Fleet(plan, site: .small(), at: address, log: remarks.log)
        let figures = try fleet.run(until: Stop(), for: nil, patience: .minutes(1)) { _ in witness.listen() }
        hub.end()
        for _ in 0..<500 where witness.deaths < figures.deaths {
            witness.listen()
            wait(for: [], atMost: .milliseconds(20))
        }

        #expect(figures.outages > 0 && figures.kills > 0)
        #expect(figures.unacknowledged == 0 && figures.givenUp == 0)
        #expect(witness.complaints == [])
        #expect(witness.births == figures.births && witness.deaths == figures.deaths)
        let held = try Ledger(ledger, .reading)
        #expect(fleet.standings.count == 5)
        for standing in fleet.standings {
            let registers = try held.registers(ofJournal: standing.journal, at: standing.time)
            #expect(registers == Dictionary(uniqueKeysWithValues: standing.zones.map { ($0.zone, $0.totals) }))
            #expect(standing.zones.allSatisfy { $0.totals[.lampEnergy] > 0 })
        }
        let written = fleet.standings.reduce(0) { $0 + held.watermark(of: $1.journal) }
        #expect(written == figures.written)
    }

    @Test func `whose host never answers holds no more than it may, and leaves`() throws {
        var plan = Plan(boards: 3, start: .june)
        (plan.speed, plan.end, plan.memory) = (.times(100_000), .june + .days(3), 16_384)
        let fleet = try Fleet(plan, site: .small(), at: address, log: remarks.log)
        let figures = try fleet.run(until: Stop(), for: nil, patience: .minutes(1)) { _ in }
        #expect(figures.births == 3 && figures.deaths == 3)
        #expect(figures.written > 3 * 2 * 96 * 2 && figures.acknowledged == 0 && figures.givenUp > 0)
    }

    @Test func `lives the same life at any speed, for the same seed`() throws {
        var lives: [[Totals]] = []
        for speed in [Speed.times(20_000), .times(100_000)] {
            var plan = Plan(boards: 2, start: .june)
            (plan.speed, plan.end) = (speed, .june + .hours(20))
            let fleet = try Fleet(plan, site: .small(), at: address, log: remarks.log)
            _ = try fleet.run(until: Stop(), for: nil, patience: .minutes(1)) { _ in }
            lives.append(fleet.standings.flatMap { $0.zones.map(\.totals) })
        }
        #expect(lives[0].allSatisfy { $0[.occupiedTime] > 0 })
        #expect(lives[0] == lives[1])
        #expect(lives[0][..<2] != lives[0][2...])
    }

    @Test func `does not begin in a folder that holds something`() throws {
        var plan = Plan(boards: 1, start: .june)
        plan.journals = home.path
        mkdir(home.path + "/something", 0o700)
        #expect(throws: FleetError.self) { try Fleet(plan, site: .small(), at: address, log: remarks.log) }
    }

    @Test(arguments: 1...64) func `has a floor of any number of zones`(zones: Int) throws {
        let site = try Template.site(zones: zones, boards: Site.boards)
        #expect(site.zones.count == zones)
        #expect(site.warnings.isEmpty)
        let named = site.named("board-0007", in: "north")
        #expect(named.id == "board-0007" && named.group == "north" && named.zones == site.zones)
    }

    private var address: Broker {
        get throws { Broker(try BrokerAddress("mqtt://127.0.0.1:\(broker.port)")) }
    }
    private var ledger: String { home.path + "/ledger.sqlite" }
    private var remarks: Remarks { Remarks { _ in } }
}

extension Timestamp {
    /// 2026-06-01T00:00:00Z, a Monday.
    static let june = Timestamp(milliseconds: 1_780_272_000_000)
}

extension Site {
    /// Two zones; records every quarter of an hour.
    static func small() throws -> Site { try Template.site(zones: 2, boards: boards) }

    /// The folder of board files that we ship.
    static let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"
}
