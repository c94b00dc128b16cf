import Chance
import Quantities
import Records
import Sparkplug
import Telemetry
import Testing

@Suite struct `A shipment` {
    var wire: Wire

    init() throws { wire = try Wire() }

    static let boot = Record.boot(Record.Boot(number: 3, at: .noon, software: "lightwell 0.1"))
    static let change = Record.change(
        Record.Change(zone: "office", setting: 1, value: 612.5, by: "somebody äöü", at: .noon))

    static let metering = Record.metering(
        Record.Metering(meter: "main", medium: .gas, boot: 1, start: .noon - .minutes(15), end: .noon))

    @Test(arguments: [
        Shipment(journal: "records-1", first: 1, sequence: 1, content: .record(boot)),
        Shipment(journal: "records-1", first: 9, sequence: 9, content: .record(change)),
        Shipment(journal: "records-1", first: 9, sequence: 9, content: .record(metering)),
        Shipment(journal: "traces-1", first: 4, sequence: 4, content: .trace([1, 10, 0, 255])),
        Shipment(journal: "traces-1", first: 4, sequence: 4, content: .trace([])),
        Shipment(journal: "records-1", first: 4, sequence: 90, content: .gap),
        .interval(Totals()),
        Shipment(journal: "traces-1", first: 4, sequence: 4, previous: -1, content: .trace([1])),
    ]) mutating func `arrives as it was sent`(shipment: Shipment) throws {
        #expect(try wire.carries(shipment, at: .noon) == shipment)
    }

    /// Registers travel as seconds and watt-hours, and must not lose a unit on the way.
    @Test(arguments: 0..<50) mutating func `of any registers arrives as it was sent`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<20 {
            var totals = Totals()
            for total in Total.allCases {
                totals[total] = Int64(random.next() >> UInt64.random(in: 23...63, using: &random))
            }
            var shipment = Shipment.interval(
                totals, sequence: random.next() >> UInt64.random(in: 1...63, using: &random),
                end: .noon - .milliseconds(Int64.random(in: 0...1_000_000_000_000, using: &random)))
            shipment.previous = Int64(bitPattern: random.next())
            let arrived = try wire.carries(shipment, at: .noon)
            #expect(arrived == shipment && arrived?.check == shipment.check)
            let coded = try wire.carries(shipment.coded(at: .noon), of: nil, at: .noon)
            #expect(try wire.arrived(coded) == shipment)
        }
    }

    @Test(arguments: [-1, Total.limit, .max]) mutating func `of an impossible register is none`(value: Int64) throws {
        var totals = Totals()
        totals[.presses] = value
        let shipment = Shipment.interval(totals)
        let (own, coded) = (shipment.metrics(at: .noon), shipment.coded(at: .noon))
        let data = try wire.carries(own, of: "office", at: .noon)
        #expect(Shipment(data.readings, device: "office", journal: "records-1") == nil)
        let node = try wire.carries(coded, of: nil, at: .noon)
        guard case .trace? = Shipment(node.readings, device: nil, journal: "records-1")?.content else {
            Issue.record("it is kept as bytes that are no record")
            return
        }
    }

    @Test mutating func `is history when it comes late, and the present when it does not`() throws {
        let fresh = try carried(after: .minutes(2))
        #expect(fresh.readings.allSatisfy { !$0.isHistorical })
        let late = try carried(after: .minutes(2) + .milliseconds(1))
        #expect(late.readings.allSatisfy { $0.isHistorical })
    }

    @Test mutating func `of an interval has its end as time, so that any host can chart it`() throws {
        var totals = Totals()
        totals[.litTime] = 1_500
        totals[.lampEnergy] = 2_250
        totals[.switchings] = 3
        let shipment = Shipment.interval(totals)
        let data = try wire.carries(shipment.metrics(at: .noon + .hours(5)), of: "office", at: .noon + .hours(5))
        #expect(data.readings.allSatisfy { $0.timestamp == Timestamp.noon.wire })
        let values = Dictionary(uniqueKeysWithValues: data.readings.map { ($0.name, $0.value) })
        #expect(values["Record/Lit Time"] == .double(1.5))
        #expect(values["Record/Lamp Energy"] == .double(2.25))
        #expect(values["Record/Switchings"] == .int64(3))
    }

    @Test mutating func `says nothing that the birth has not declared in the same type`() throws {
        let shipments = [
            Shipment.interval(Totals()),
            Shipment(journal: "j", first: 1, sequence: 1, content: .record(Self.boot)),
            Shipment(journal: "j", first: 1, sequence: 1, content: .trace([1])),
            Shipment(journal: "j", first: 1, sequence: 2, content: .gap),
        ]
        for shipment in shipments {
            let declared = try #require(wire.born[shipment.device ?? ""])
            for metric in shipment.metrics(at: .noon) {
                let birth = declared.first { $0.name == metric.name }
                #expect(birth != nil, "\(metric.name ?? "") is not declared")
                #expect(birth?.datatype == metric.datatype, "\(metric.name ?? "")")
            }
        }
    }

    @Test mutating func `with a part missing or damaged is none`() throws {
        let data = try wire.carries(Shipment.interval(Totals()).metrics(at: .noon), of: "office", at: .noon)
        for place in data.readings.indices {
            var readings = data.readings
            readings.remove(at: place)
            #expect(Shipment(readings, device: "office", journal: "j") == nil, "without \(data.readings[place].name)")
        }
        #expect(Shipment(data.readings, device: "office", journal: "j") != nil)
        let node = try wire.carries(
            Shipment(journal: "j", first: 1, sequence: 2, content: .gap).metrics(at: .noon), of: nil, at: .noon)
        for missing in ["Record/Sequence", "Record/First", "Record/Journal"] {
            #expect(Shipment(node.readings.filter { $0.name != missing }, device: nil, journal: "j") == nil)
        }
        let backwards = Shipment(journal: "j", first: 3, sequence: 2, content: .gap).metrics(at: .noon)
        let arrived = try wire.carries(backwards, of: nil, at: .noon)
        #expect(try wire.arrived(arrived) == nil)
    }

    @Test mutating func `is not seen in a message about other things`() throws {
        var state = BoardState.home
        state.backlog = 12
        let data = try wire.carries(state.changes(since: .home), of: nil, at: .noon)
        #expect(try wire.arrived(data) == nil)
    }

    private mutating func carried(after delay: Duration) throws -> HostEvent.Data {
        let now = Timestamp.noon + delay
        return try wire.carries(Shipment.interval(Totals()).metrics(at: now), of: "office", at: now)
    }
}
