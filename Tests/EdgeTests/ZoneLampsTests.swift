import Boards
import Conditioning
import Logbook
import Quantities
import Testing

@testable import Edge

@Suite struct `The lamps of a zone` {
    let start = Instant.epoch + .hours(1)

    @Test func `say which relay does not obey, where its auxiliary contact answers`() throws {
        let zone = try self.zone("[{ line: GPIO17, answer: GPIO23 }, GPIO27]")
        #expect(zone.lamps.map(\.answer?.line.name) == ["GPIO23", nil])
        var lamps = ZoneLamps(zone, operations: [0, 0], at: start)
        lamps.answer(0, isClosed: true, at: start)
        lamps.show(0, .byHand, at: start + .seconds(10))
        lamps.answer(0, isClosed: true, at: start + .seconds(10))
        #expect(lamps.fault(of: 0) == nil && lamps.reviewBy(at: start + .seconds(10)) == start + .milliseconds(10_500))
        lamps.answer(0, isClosed: true, at: start + .milliseconds(10_500))
        #expect(lamps.fault(of: 0) == .stuckActive && lamps.fault(of: 1) == nil)
        lamps.answer(0, isClosed: false, at: start + .seconds(11))
        #expect(lamps.fault(of: 0) == nil)
        lamps.show(2, .none, at: start + .seconds(20))
        lamps.answer(0, isClosed: false, at: start + .seconds(21))
        #expect(lamps.fault(of: 0) == .stuckInactive)
        lamps.answer(0, isClosed: nil, at: start + .seconds(22))
        #expect(lamps.fault(of: 0) == nil, "what cannot be believed has nothing against it")
    }

    @Test func `in steps close at once, and open no sooner than two seconds after they moved`() throws {
        var lamps = ZoneLamps(try zone("[GPIO17, GPIO27]"), operations: [10, 20], at: start)
        #expect(lamps.isClosed(0) && lamps.isClosed(1) && lamps.duty(at: start) == nil)
        lamps.show(1, .unnoticed, at: start + .seconds(1))
        #expect(lamps.isClosed(1) && lamps.reviewBy(at: start + .seconds(1)) == start + .seconds(2))
        lamps.show(1, .unnoticed, at: start + .seconds(2))
        #expect(lamps.isClosed(0) && !lamps.isClosed(1))
        lamps.show(2, .unnoticed, at: start + .milliseconds(2_100))
        #expect(lamps.isClosed(1))
        #expect([lamps.operations(of: 0), lamps.operations(of: 1)] == [11, 23])
    }

    @Test func `that are dimmed fade up in two seconds and down in thirty, in per cent of their light`() throws {
        var lamps = ZoneLamps(try zone(dimmed("linear")), operations: [], at: start)
        #expect(lamps.light(at: start) == 100 && lamps.duty(at: start) == 1_000_000)
        lamps.show(40, .unnoticed, at: start)
        #expect(lamps.light(at: start + .seconds(15)) == 70)
        #expect(lamps.reviewBy(at: start + .seconds(15)) == start + .milliseconds(15_020))
        #expect(lamps.duty(at: start + .seconds(30)) == 400_000)
        #expect(lamps.reviewBy(at: start + .seconds(30)) == nil)
        lamps.show(100, .unnoticed, at: start + .seconds(40))
        #expect(lamps.light(at: start + .seconds(41)) == 70 && lamps.light(at: start + .seconds(42)) == 100)
        lamps.show(20, .byHand, at: start + .seconds(50))
        #expect(lamps.light(at: start + .seconds(51)) == 20)
        lamps.show(100, .none, at: start + .seconds(51))
        #expect(lamps.light(at: start + .seconds(51)) == 100)
    }

    @Test(arguments: UInt8(0)...100) func `show every level as that much light, on either curve`(level: UInt8) throws {
        for curve in ["linear", "logarithmic"] {
            var lamps = ZoneLamps(try zone(dimmed(curve)), operations: [], at: start)
            lamps.show(level, .none, at: start)
            #expect(lamps.light(at: start) == level)
            let duty = try #require(lamps.duty(at: start))
            #expect(abs(Int(duty) - Int(level) * 10_000) <= 1, "\(curve)")
        }
    }

    @Test func `never stand below the least light, and leave the mains when the fade to dark is over`() throws {
        let text =
            "{ dimmer: { chip: pwmchip0, channel: 0, drive: inverted, curve: linear, minimum: 10 % }, relay: GPIO5 }"
        var lamps = ZoneLamps(try zone(text), operations: [0], at: start)
        #expect(lamps.duty(at: start) == 0, "full light is no duty")
        lamps.show(3, .none, at: start + .seconds(10))
        #expect(lamps.light(at: start + .seconds(10)) == 10 && lamps.duty(at: start + .seconds(10)) == 900_000)
        lamps.show(0, .unnoticed, at: start + .seconds(10))
        #expect(lamps.isClosed(0) && lamps.light(at: start + .seconds(39)) == 10)
        lamps.show(0, .unnoticed, at: start + .seconds(40))
        #expect(!lamps.isClosed(0) && lamps.light(at: start + .seconds(40)) == 0)
        lamps.show(1, .unnoticed, at: start + .seconds(41))
        #expect(lamps.isClosed(0), "its lamps have power before they fade up")
    }

    private func dimmed(_ curve: String) -> String {
        "{ dimmer: { chip: pwmchip0, channel: 0, minimum: 0 %, curve: \(curve) } }"
    }

    private func zone(_ lamps: String) throws -> Site.Zone {
        try SiteText.site(
            SiteText.whole.replacing("lamps: GPIO17", with: "lamps: \(lamps)").replacing("GPIO5, ", with: "")
                .replacing("lamps: GPIO27", with: "lamps: GPIO26")
        ).zones[0]
    }
}

@Suite struct `The lives of relays` {
    @Test func `are kept by the names of their lines`() {
        let lives: [String: UInt64] = ["GPIO17": 1_204, "P9_12": 3]
        #expect(String(decoding: RelayLife.text(lives), as: UTF8.self) == "GPIO17 1204\nP9_12 3\n")
        #expect(RelayLife.read(RelayLife.text(lives)) == lives)
    }

    @Test func `begin anew where the file is damaged`() {
        #expect(RelayLife.read(Array("GPIO17\nGPIO5 x\nGPIO6 7\n\u{0}".utf8)) == ["GPIO6": 7])
    }

    @Test func `are a matter for the doctor when they near their end`() {
        let relay = BoardLine(name: "GPIO17", chip: 0, offset: 17, role: "lamp", zone: "hall")
        #expect(Doctor.wear(of: relay, after: 159_999).state == .ok)
        let worn = Doctor.wear(of: relay, after: 160_000)
        #expect(worn.state == .warn && worn.words.contains("GPIO17 (lamp of hall), has moved 160000 times"))
    }
}
