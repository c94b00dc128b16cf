import Boards
import Conditioning
import Control
import GPIO
import Hardware
import Quantities
import Sensing
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

    @Test func `count how often a door was opened`() throws {
        var senses = Senses(try equipped(), levels: levels(door: true), at: .epoch)
        #expect(senses.door(of: 0) == Door(isOpen: false, openings: .zero))
        senses.receive(Edge(line: 3, rising: false, at: later))
        senses.look(at: later + .milliseconds(50))
        #expect(senses.door(of: 0) == Door(isOpen: true, openings: WrappingCount(1)))
        senses.reconcile([false, false, false, nil, false, false], at: later + .seconds(1))
        #expect(senses.door(of: 0) == nil)
        #expect(senses.fault(of: 3) == .unreadable)
    }

    @Test func `take both lines of a pair of comparators for one light`() throws {
        var senses = Senses(try equipped(), levels: levels(door: true), at: .epoch)
        #expect(senses.light(of: 0) == .zero)
        senses.receive(Edge(line: 1, rising: true, at: later))
        senses.look(at: later + .seconds(2))
        #expect(senses.light(of: 0) == Lux(300))
        senses.receive(Edge(line: 2, rising: true, at: later + .seconds(3)))
        senses.look(at: later + .seconds(5))
        #expect(senses.light(of: 0) == Lux(600))
        senses.reconcile([false, true, nil, true, false, false], at: later + .seconds(6))
        #expect(senses.light(of: 0) == nil && senses.fault(of: 1) == .unreadable)
    }

    @Test func `give up light only while the contact asks, and can be read`() throws {
        var senses = Senses(try equipped(), levels: levels(door: true), at: .epoch)
        #expect(senses.shed == 0)
        senses.receive(Edge(line: 4, rising: true, at: later))
        senses.look(at: later + .milliseconds(50))
        #expect(senses.shed == 30)
        senses.reconcile([false, false, false, true, nil, false], at: later + .seconds(1))
        #expect(senses.shed == 0)
    }

    @Test func `count how often the board's button was held for three seconds`() throws {
        var senses = Senses(try equipped(), levels: levels(door: true), at: .epoch)
        for (pressed, held) in [(0, Int64(2_900)), (60, 3_100), (120, 20_000)] {
            let at = later + .seconds(Int64(pressed))
            senses.receive(Edge(line: 5, rising: true, at: at))
            senses.look(at: at + .milliseconds(held))
            senses.receive(Edge(line: 5, rising: false, at: at + .milliseconds(held)))
            senses.look(at: at + .seconds(30))
        }
        #expect(senses.holds.count == 2)
    }

    @Test func `are debounced by the kernel where it can, but for those that count every edge`() throws {
        let bouncing = Inputs.canDebounce ? Quantities.Duration.milliseconds(5) : .zero
        let lines = try (Senses.wirings(of: equipped()) + Senses.wirings(of: site)).map {
            ($0.role.name, $0.line.debounce)
        }
        for (role, debounce) in lines {
            #expect(debounce == (["meter", "light low", "light high"].contains(role) ? .zero : bouncing), "\(role)")
        }
    }

    @Test func `of a zone without motion sensor see stillness`() throws {
        let senses = Senses(try equipped(), levels: levels(door: true), at: .epoch)
        #expect(senses.motion(of: 1) == .still)
    }

    @Test func `tell what lamps draw from their meter, and what its face must show`() {
        var senses = Senses(
            site, levels: [false, false, false, false, false], counted: Senses.Counted(zones: [.init(), .init(1_500)]),
            at: .epoch)
        // 100 W are a pulse each 36 s.
        for count in 1...3 {
            let at = Instant.epoch + .seconds(Int64(count) * 36)
            senses.receive(Edge(line: 4, rising: true, at: at))
            senses.receive(Edge(line: 4, rising: false, at: at + .milliseconds(50)))
            senses.look(at: at + .milliseconds(100))
        }
        #expect(senses.draw(of: 1) == .full && senses.draw(of: 0) == nil)
        senses.lamps(of: 1, show: 0, at: .epoch + .seconds(109))
        #expect(senses.draw(of: 1) == nil)
        senses.look(at: .epoch + .minutes(10))
        #expect(senses.draw(of: 1) == Draw.none)
        #expect(senses.meter(4)?.total == 1_503 && senses.face(of: 4) == nil)
    }

    @Test func `tell whether a relay is closed, from its contact, behind all other lines`() throws {
        let text = SiteText.whole.replacing("lamps: GPIO27", with: "lamps: { line: GPIO27, answer: GPIO23 }")
        let site = try SiteText.site(text)
        let wirings = Senses.wirings(of: site)
        let line = try #require(wirings.indices.last)
        #expect(wirings[line].role.name == "answer 1" && wirings[line].zone == nil)
        #expect(BoardLine.lines(of: site).first { $0.name == "GPIO23" }?.words == "answer 1 of room")
        var senses = Senses(site, levels: wirings.map { _ in false }, at: .epoch)
        let answer = try #require(senses.answers.first)
        #expect(answer.zone == 1 && answer.step == 0 && senses.isClosed(answer) == false)
        senses.receive(Edge(line: line, rising: true, at: later))
        senses.look(at: later + .milliseconds(60))
        #expect(senses.isClosed(answer) == true && senses.shed == 0)
        senses.reconcile(wirings.map { _ in nil }, at: later + .seconds(10))
        #expect(senses.isClosed(answer) == nil)
        let relay = try #require(BoardLine.lines(of: site).first { $0.name == "GPIO27" })
        let finding = Doctor.disobedience(of: relay, Picture.Line(isActive: false, fault: .stuckActive))
        #expect(finding?.words == "GPIO27 (lamp of room) does not open" && finding?.state == .bad)
        #expect(Doctor.disobedience(of: relay, Picture.Line(isActive: false)) == nil)
    }

    /// Lines: 0 motion, 1 and 2 light, 3 door of the room, 4 shed, 5 the board's button.
    private func equipped() throws -> Site {
        let text = """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            open: [mon-fri 07:00-19:00]
            shed: { line: GPIO20, level: 30 % }
            button: GPIO21
            zones:
              room:
                use: cellular-office
                area: 20 m2
                load: 100 W
                lamps: GPIO27
                motion: GPIO19
                light: { comparator: { low: GPIO23, high: GPIO24, low-lux: 300 lx, high-lux: 600 lx } }
                door: GPIO25
              cellar:
                use: storage
                area: 20 m2
                load: 100 W
                lamps: GPIO17

            """
        return try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Self.boards)
    }

    private func levels(door: Bool) -> [Bool?] { [false, false, false, door, false, false] }

    private func warm() -> Senses {
        var senses = Senses(site, levels: [false, false, false, false, false], at: .epoch)
        senses.look(at: later)
        return senses
    }
}
