import Boards
import Calendars
import Conditioning
import Control
import Hardware
import Quantities
import Sensing
import Testing

/// A room with one sensor of each kind, on the lines of a board, under the equator's sun.
@Suite struct `What speaks against a sensor of a board` {
    static let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"
    let site: Site
    let start = Instant.epoch + .hours(1)
    let (midnight, noon): (Timestamp, Timestamp)

    init() throws {
        let text = """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            shed: { line: GPIO20, level: 30 %, longest: 6 h }
            zones:
              pair:
                use: cellular-office
                area: 20 m2
                load: 100 W
                lamps: GPIO27
                motion: GPIO19
                light: { comparator: { low: GPIO23, high: GPIO24, low-lux: 100 lx, high-lux: 600 lx } }
                daylight-target: 500 lx
                door: { line: GPIO25, longest-open: 8 h }
              converter:
                use: cellular-office
                area: 20 m2
                load: 100 W
                lamps: GPIO17
                motion: GPIO5
                light: { line: GPIO22, part: tsl235r, divider: 4096 }
                daylight-target: 500 lx

            """
        site = try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Self.boards)
        midnight = try Timestamp(iso8601: "2026-03-20T00:00:00Z")
        noon = try Timestamp(iso8601: "2026-03-20T12:00:00Z")
    }

    // Lines: 0 motion, 1 and 2 the pair, 3 door, 4 motion, 5 converter, 6 shed.
    static let rest: [Bool?] = [false, false, false, true, false, false, false]

    @Test func `a motion sensor stuck active leaves the zone to the schedule`() {
        var senses = Senses(site, levels: Self.rest, at: start)
        var zones = Zones([site.zones[0].settings.with { $0.daylight.target = .zero }])
        senses.receive(Edge(line: 0, rising: true, at: start + .hours(1)))
        var said: [Fault] = []
        for quarter in 0..<100 {
            let now = start + .minutes(Int64(quarter) * 15)
            senses.look(at: now)
            while zones.review(before: now) != nil {}
            zones.step(0, Zone.Inputs(motion: senses.motion(of: 0), schedule: .closed), at: now)
            if said.last != zones.outputs[0].faults { said.append(zones.outputs[0].faults) }
        }
        #expect(said == [[], .motionStuck])
        #expect(senses.fault(of: 0) == .stuckActive)
        #expect(zones.outputs[0].level == 0 && zones.outputs[0].reason == .vacant)
    }

    @Test func `a motion sensor stuck active beside another says nothing, and does not hide that one`() throws {
        let text = """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            zones:
              office: { use: cellular-office, area: 20 m2, load: 100 W, lamps: GPIO17, motion: [GPIO5, GPIO6] }
            """
        let site = try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Self.boards)
        var senses = Senses(site, levels: [false, false], at: start)
        senses.look(at: start + .hours(1))
        #expect(senses.motion(of: 0)?.isActive == false)
        senses.receive(Edge(line: 0, rising: true, at: start + .hours(1)))
        senses.look(at: start + .hours(2))
        #expect(senses.motion(of: 0)?.isActive == true)
        senses.look(at: start + .hours(14))
        #expect(senses.fault(of: 0) == .stuckActive && senses.motion(of: 0) == nil)
        senses.receive(Edge(line: 1, rising: true, at: start + .hours(15)))
        senses.look(at: start + .hours(15) + .seconds(1))
        #expect(senses.motion(of: 0)?.isActive == true, "the other one sees somebody")
    }

    @Test func `a pair that tells of daylight at night is not believed, and is by day`() {
        var senses = dark([false, true, true, true, false, false, false])
        #expect(senses.light(of: 0) == Lux(600))
        senses.tell(midnight)
        senses.look(at: start + .minutes(11))
        #expect(senses.light(of: 0) == nil && senses.fault(of: 1) == .outOfRange)
        #expect(senses.light(of: 1) != nil && senses.fault(of: 5) == nil)
        // Lamps that come on say nothing.
        senses.lamps(of: 0, show: 1, at: start + .minutes(12))
        senses.look(at: start + .minutes(12))
        #expect(senses.light(of: 0) == nil)
        senses.tell(noon)
        senses.look(at: start + .hours(12))
        #expect(senses.light(of: 0) == Lux(600) && senses.fault(of: 1) == nil)
    }

    @Test func `a pair that tells of darkness again is believed`() {
        var senses = dark([false, true, true, true, false, false, false])
        senses.tell(midnight)
        senses.look(at: start + .minutes(11))
        #expect(senses.light(of: 0) == nil)
        senses.receive(Edge(line: 2, rising: false, at: start + .minutes(12)))
        senses.look(at: start + .minutes(13))
        #expect(senses.light(of: 0) == Lux(100) && senses.fault(of: 1) == nil)
    }

    @Test func `a converter that tells of daylight at night is not believed`() {
        var senses = dark(Self.rest)
        senses.tell(midnight)
        feed(&senses, lux: 300, at: start + .minutes(10))
        #expect(senses.light(of: 1) != nil)
        feed(&senses, lux: 900, at: start + .minutes(20))
        #expect(senses.light(of: 1) == nil && senses.fault(of: 5) == .outOfRange)
    }

    @Test func `how much light at night is too much goes by what the zone wants now`() {
        var senses = dark([false, true, true, true, false, false, false])
        senses.tell(midnight)
        senses.want(Lux(700), in: 0)
        senses.look(at: start + .minutes(11))
        #expect(senses.light(of: 0) == Lux(600))
        senses.want(Lux(200), in: 0)
        senses.look(at: start + .minutes(12))
        #expect(senses.light(of: 0) == nil && senses.fault(of: 1) == .outOfRange)
        senses.want(.zero, in: 0)
        senses.look(at: start + .minutes(13))
        #expect(senses.fault(of: 1) == nil)
    }

    @Test func `where the sun is looked for follows the site file`() throws {
        var senses = dark([false, true, true, true, false, false, false])
        let text = """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 180 °, timezone: UTC }
            zones: { office: { use: cellular-office, area: 20 m2, load: 100 W, lamps: GPIO17, motion: GPIO5 } }
            """
        senses.move(to: try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Self.boards).place)
        senses.tell(midnight)
        senses.look(at: start + .minutes(11))
        #expect(senses.light(of: 0) == Lux(600))
    }

    @Test func `light at night is no fault while lamps are lit, fade, or nobody knows the time`() {
        let bright: [Bool?] = [false, true, true, true, false, false, false]
        var lit = Senses(site, levels: bright, at: start)
        lit.tell(midnight)
        lit.look(at: start + .hours(3))
        #expect(lit.light(of: 0) == Lux(600))
        lit.lamps(of: 0, show: 0, at: start + .hours(3))
        lit.look(at: start + .hours(3) + .seconds(119))
        #expect(lit.light(of: 0) == Lux(600))
        lit.look(at: start + .hours(3) + .seconds(120))
        #expect(lit.light(of: 0) == nil)
        var timeless = dark(bright)
        timeless.tell(nil)
        timeless.look(at: start + .hours(9))
        #expect(timeless.light(of: 0) == Lux(600))
    }

    @Test func `a shed contact that is welded takes no light for ever`() {
        var senses = Senses(site, levels: Self.rest, at: start)
        senses.receive(Edge(line: 6, rising: true, at: start + .hours(1)))
        senses.look(at: start + .hours(6))
        #expect(senses.shed == 30)
        senses.look(at: start + .hours(7) + .seconds(1))
        #expect(senses.shed == 0 && senses.fault(of: 6) == .stuckActive)
        senses.receive(Edge(line: 6, rising: false, at: start + .hours(9)))
        senses.receive(Edge(line: 6, rising: true, at: start + .hours(10)))
        senses.look(at: start + .hours(11))
        #expect(senses.shed == 30 && senses.fault(of: 6) == nil)
    }

    @Test func `a door that stands open for longer than it may is a fault, and still open`() {
        var senses = Senses(site, levels: Self.rest, at: start)
        senses.receive(Edge(line: 3, rising: false, at: start + .hours(1)))
        senses.look(at: start + .hours(8))
        #expect(senses.fault(of: 3) == nil)
        senses.look(at: start + .hours(9) + .seconds(1))
        #expect(senses.fault(of: 3) == .stuckActive && senses.door(of: 0)?.isOpen == true)
    }

    /// Lamps of all zones dark for ten minutes.
    private func dark(_ levels: [Bool?]) -> Senses {
        var senses = Senses(site, levels: levels, at: start)
        for zone in site.zones.indices { senses.lamps(of: zone, show: 0, at: start) }
        senses.look(at: start + .minutes(10))
        return senses
    }

    /// Three seconds of edges at the converter: 190 Hz per lux, behind a divider of 4096, both directions.
    private func feed(_ senses: inout Senses, lux: Double, at begin: Instant) {
        senses.look(at: begin)
        let count = Int(lux * 190 / 4_096 * 2 * 3)
        for edge in 0..<count {
            let at = begin + .milliseconds(Int64(edge) * 3_000 / Int64(count))
            senses.receive(Edge(line: 5, rising: edge % 2 == 0, at: at))
        }
        senses.look(at: begin + .seconds(3))
    }
}

extension Zone.Settings {
    fileprivate func with(_ change: (inout Zone.Settings) -> Void) -> Zone.Settings {
        var copy = self
        change(&copy)
        return copy
    }
}
