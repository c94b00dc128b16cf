import Boards
import Conditioning
import Control
import Hardware
import Quantities
import Testing

@testable import Edge

@Suite struct `The senses of a board` {
    static let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"
    let site: Site
    /// After the sensors' warm-up.
    let later = Instant.epoch + .seconds(61)

    init() throws {
        let text = """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            zones:
              hall:
                use: lobby
                area: 50 m2
                load: 300 W
                lamps: GPIO17
                motion: [GPIO5, GPIO6]
                button: GPIO13
              room:
                use: cellular-office
                area: 20 m2
                load: 100 W
                lamps: GPIO27
                motion: GPIO19
                meter: { line: GPIO22, pulses-per-kwh: 1000, maximum: 1 kW }

            """
        site = try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Self.boards)
    }

    @Test func `do not know of people while sensors warm up`() {
        var senses = Senses(site, levels: [false, false, false, false, false], at: .epoch)
        #expect(senses.motion(of: 0) == nil)
        senses.look(at: later)
        #expect(senses.motion(of: 0)?.isActive == false)
    }

    @Test func `see motion with any sensor of a zone, and of no other`() {
        var senses = warm()
        senses.receive(Edge(line: 1, rising: true, at: later))
        senses.look(at: later + .milliseconds(100))
        #expect(senses.motion(of: 0)?.isActive == true)
        #expect(senses.motion(of: 0)?.onsets.count == 1)
        #expect(senses.motion(of: 1)?.isActive == false)
    }

    @Test func `do not take stillness for certain while one of two sensors is lost`() {
        var senses = warm()
        senses.reconcile([nil, false, false, false, false], at: later)
        #expect(senses.motion(of: 0) == nil)
        senses.receive(Edge(line: 1, rising: true, at: later))
        senses.look(at: later + .milliseconds(100))
        #expect(senses.motion(of: 0)?.isActive == true)
        #expect(senses.motion(of: 1)?.isActive == false)
    }

    @Test func `read the light of a zone from the edges of its converter`() throws {
        let text = """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            zones:
              room:
                use: cellular-office
                area: 20 m2
                load: 100 W
                lamps: GPIO27
                motion: GPIO19
                light: { line: GPIO24, part: tsl237, divider: 1024, hertz-per-lux: 768 }
                daylight-target: 100 lx
                lamp-share: 120 lx

            """
        let lit = try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Self.boards)
        var senses = Senses(lit, levels: [false, false], at: .epoch)
        #expect(senses.light(of: 0) == nil)
        // 150 edges a second: 75 Hz behind 1024 is 76 800 Hz, at 768 Hz per lux 100 lx.
        for count in 0..<450 {
            senses.receive(
                Edge(line: 1, rising: count % 2 == 0, at: .epoch + .milliseconds(Int64(count) * 1_000 / 150)))
        }
        senses.look(at: .epoch + .seconds(3))
        #expect(abs((senses.light(of: 0)?.value ?? 0) - 100) < 1)
        #expect(senses.fault(of: 1) == nil)
        senses.expect(Lux(60), in: 0, at: .epoch + .seconds(3))
        senses.look(at: .epoch + .seconds(20))
        #expect(senses.light(of: 0) == nil)
        #expect(senses.fault(of: 1) == .silent)
    }

    @Test func `count presses and pulses for their own zones`() {
        var senses = warm()
        senses.receive(Edge(line: 2, rising: true, at: later))
        senses.look(at: later + .milliseconds(30))
        #expect(senses.presses(of: 0).count == 1 && senses.presses(of: 1).count == 0)
        senses.receive(Edge(line: 4, rising: true, at: later))
        senses.look(at: later + .milliseconds(15))
        #expect(senses.pulses(of: 1)?.count == 1 && senses.pulses(of: 0) == nil)
    }

    private func warm() -> Senses {
        var senses = Senses(site, levels: [false, false, false, false, false], at: .epoch)
        senses.look(at: later)
        return senses
    }
}
