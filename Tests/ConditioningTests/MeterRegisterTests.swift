import Chance
import Conditioning
import Quantities
import Testing

@Suite struct `A meter's register` {
    static let constants: [(pulses: UInt32, units: UInt32, count: UInt64, thousandths: UInt64)] = [
        (1_000, 1, 1, 1),  // 1 Wh a pulse
        (800, 1, 799, 998),  // 998.75 Wh
        (800, 1, 800, 1_000),
        (6_400, 1, 1, 0),
        (3, 1, 1, 333), (3, 1, 2, 666), (3, 1, 3, 1_000),
        (1, 10, 7, 70_000),  // behind a transformer; or gas at 10 m³ a pulse
        (100, 1, 42, 420),  // water at 10 l a pulse
    ]

    @Test(arguments: constants)
    func `reads what the pulses stand for, rounded down`(
        pulses: UInt32, units: UInt32, count: UInt64, thousandths: UInt64
    ) throws {
        let constant = try #require(MeterConstant(pulses: pulses, perUnits: units))
        #expect(constant.thousandths(of: count) == thousandths)
    }

    @Test func `goes on from what the face showed, and not from before`() throws {
        let register = try register(pulses: 1_000, start: 12_345_678, since: 500)
        #expect(register.reading(at: 500) == 12_345_678)
        #expect(register.reading(at: 1_500) == 12_346_678)
        #expect(register.reading(at: 499) == nil)
        #expect(register.energy(at: 1_500) == Energy(microjoules: 3_600_000_000_000))
    }

    @Test func `tells how far it is from the face, and is set to it`() throws {
        let register = try register(pulses: 1_000, start: 1_000, since: 0)
        #expect(register.drift(ofFace: 1_103, at: 100) == 3)
        #expect(register.drift(ofFace: 1_098, at: 100) == -2)
        let corrected = register.corrected(to: 1_103, at: 100)
        #expect(corrected.drift(ofFace: 1_103, at: 100) == 0)
        #expect(corrected.reading(at: 200) == 1_203)
    }

    @Test(arguments: 0..<200) func `never falls, and never drifts by a whole thousandth`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let constant = try #require(
            MeterConstant(
                pulses: 1 + UInt32(random.next() % 1_000_000), perUnits: 1 + UInt32(random.next() % 10_000)))
        var total = random.next() % 1_000_000_000_000
        var last = constant.thousandths(of: total)
        for _ in 0..<100 {
            total += random.next() % 1_000
            let reading = constant.thousandths(of: total)
            #expect(reading >= last)
            // total · units · 1000 / pulses, exact in 128 bits.
            let exact = total.multipliedFullWidth(by: UInt64(constant.units) * 1_000)
            #expect(reading == UInt64(constant.pulses).dividingFullWidth(exact).quotient)
            last = reading
        }
    }

    @Test(arguments: 0..<200) func `accounts for energy to the microjoule`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let constant = try #require(MeterConstant(pulses: 1 + UInt32(random.next() % 1_000_000)))
        let count = random.next() % (2_000_000 * UInt64(constant.pulses))
        let exact = count.multipliedFullWidth(by: 3_600_000_000_000)
        let microjoules = UInt64(constant.pulses).dividingFullWidth(exact).quotient
        #expect(constant.energy(of: count) == Energy(microjoules: Int64(microjoules)))
    }

    @Test func `takes only constants that meters have`() {
        #expect(MeterConstant(pulses: 0) == nil)
        #expect(MeterConstant(pulses: 1_000_001) == nil)
        #expect(MeterConstant(pulses: 1, perUnits: 0) == nil)
        #expect(MeterConstant(pulses: 1, perUnits: 10_001) == nil)
    }

    @Test func `knows how soon water may flow again`() throws {
        // Q4 = 5 m³/h at 10 l a pulse: 600 pulses an hour with the margin, one in 6 s.
        let constant = try #require(MeterConstant(pulses: 100))
        #expect(constant.shortestInterval(mostPerHour: 5) == .seconds(6))
        #expect(constant.shortestInterval(mostPerHour: 0) == .zero)
        #expect(constant.perHour(360) == 3.6)
        let electric = try #require(MeterConstant(pulses: 1_000))
        #expect(
            electric.shortestInterval(mostPerHour: 3.68)
                == PulseMeter.shortestInterval(breaker: Watts(3_680), pulsesPerKilowattHour: 1_000))
    }

    @Test func `has a serial that survives being saved`() throws {
        let characters = Array("1EMH0010143229".utf8)
        let serial = try #require(MeterSerial(characters))
        #expect(serial.characters == characters)
        #expect(MeterSerial(high: serial.high, low: serial.low) == serial)
        #expect(MeterSerial(Array("12345678".utf8))?.low == 0)
        for wrong in ["", "a b", "12345678901234567", "Zähler"] { #expect(MeterSerial(Array(wrong.utf8)) == nil) }
        #expect(MeterSerial(high: 0, low: 0) == nil)
        #expect(MeterSerial(high: 0, low: 0x3100_0000_0000_0000) == nil, "a gap")
    }

    private func register(pulses: UInt32, start: UInt64, since: UInt64) throws -> MeterRegister {
        MeterRegister(
            serial: try #require(MeterSerial(Array("4711".utf8))),
            constant: try #require(MeterConstant(pulses: pulses)),
            start: start, since: since)
    }
}
