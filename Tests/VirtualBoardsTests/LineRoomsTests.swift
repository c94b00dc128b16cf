import Boards
import Quantities
import Simulation
import Testing
import VirtualBoards
import YAML

@Suite struct `Rooms at the lines of a board` {
    /// Tuesday, 2026-06-30, midnight in Zurich.
    private let midnight = Timestamp(milliseconds: 1_782_770_400_000)

    @Test func `let lamps be lit while their lines are free, whichever way they are wired`() throws {
        let rooms = try rooms()
        #expect(rooms.lamps.map(\.line.name) == ["GPIO17", "GPIO27"])
        #expect([rooms.released(0), rooms.released(1)] == [true, false])
    }

    @Test func `are at rest before anybody comes, with the polarity of each line`() throws {
        let rooms = try rooms()
        let resting = Dictionary(uniqueKeysWithValues: zip(rooms.inputs.map(\.line.name), rooms.levels))
        // A sensor that drives high, contacts to ground, a door that is shut, a converter in darkness.
        #expect(resting["GPIO5"] == false && resting["GPIO6"] == true && resting["GPIO22"] == true)
        #expect(resting["GPIO24"] == false)
    }

    @Test func `give the meter each pulse of the energy that the lamps draw`() throws {
        var rooms = try rooms()
        var pulses = 0
        let meter = try #require(rooms.inputs.firstIndex { $0.role == .meter })
        var last = rooms.levels[meter]
        var low: Timestamp?
        var shortest = Duration.hours(1)
        while rooms.next < midnight + .hours(2) {
            let moment = rooms.next
            _ = rooms.step()
            guard rooms.levels[meter] != last else { continue }
            last = rooms.levels[meter]
            if !last { low = moment }
            // What is shorter is bounce.
            guard last, let begun = low, moment - begun > .milliseconds(15) else { continue }
            pulses += 1
            shortest = min(shortest, moment - begun)
        }
        let truth = rooms.truth(at: midnight + .hours(2))[0]
        // Both lamps, 400 W in all, and 4 W of standby for two hours at 1000 pulses per kWh.
        #expect(truth.pulses == 808)
        #expect(abs(pulses - 808) <= 1)
        // 30 ms, of which the contact may bounce for 2.
        #expect(shortest >= .milliseconds(28))
        #expect(truth.lit == .hours(2))
    }

    @Test func `count as lit only what the lines of the lamps say`() throws {
        var rooms = try rooms()
        run(&rooms, to: midnight + .hours(1))
        // The second one is active low: both are off.
        rooms.read([false, true], at: midnight + .hours(1))
        run(&rooms, to: midnight + .hours(2))
        rooms.read([false, false], at: midnight + .hours(2))
        run(&rooms, to: midnight + .hours(4))
        let truth = rooms.truth(at: midnight + .hours(4))[0]
        #expect(truth.lit == .hours(3) && truth.changes == 2)
        // 404 Wh, 4 Wh, and two hours of half the lamps.
        #expect(truth.energy == Watts(404) * .hours(1) + Watts(4) * .hours(1) + Watts(204) * .hours(2))
    }

    @Test func `have the same people, whatever the lamps do`() throws {
        var (lit, dark) = (try rooms(), try rooms())
        dark.read([false, true], at: midnight)
        run(&lit, to: midnight + .days(1))
        run(&dark, to: midnight + .days(1))
        let (a, b) = (lit.truth(at: midnight + .days(1))[0], dark.truth(at: midnight + .days(1))[0])
        #expect(a.occupied == b.occupied && a.motions == b.motions && a.openings == b.openings)
        #expect(a.occupied > .hours(4) && a.motions > 100)
        #expect(a.darkOccupied == .zero && a.litOccupied == a.occupied)
        #expect(b.darkOccupied > .zero && b.darkOccupied <= b.occupied && b.lit == .zero)
    }

    @Test func `see people press the button who sit in the dark, and light it`() throws {
        var rooms = try rooms(Answers(moving: 0, waving: 0, pressing: 1))
        let button = try #require(rooms.inputs.firstIndex { $0.role == .button })
        run(&rooms, to: midnight + .hours(9))
        let isThere = rooms.truth(at: midnight + .hours(9))[0].occupied > .zero
        try #require(isThere)
        var fingers: [Timestamp] = []
        var last = rooms.levels[button]
        for hour in 9..<17 {
            let now = midnight + .hours(Int64(hour))
            rooms.read([false, true], at: now)
            while rooms.next < now + .minutes(30) {
                let moment = rooms.next
                _ = rooms.step()
                if last, !rooms.levels[button] { fingers.append(moment) }
                last = rooms.levels[button]
            }
            rooms.read([true, false], at: now + .minutes(30))
            run(&rooms, to: now + .hours(1))
            last = rooms.levels[button]
        }
        let presses = rooms.truth(at: midnight + .hours(17))[0].presses
        #expect(presses > 0 && fingers.count >= presses)
    }

    @Test func `take a blink for a warning, not for a darkness`() throws {
        var rooms = try rooms()
        run(&rooms, to: midnight + .hours(10))
        for minute in 0..<60 {
            let now = midnight + .hours(10) + .minutes(Int64(minute))
            run(&rooms, to: now)
            rooms.read([false, true], at: now)
            run(&rooms, to: now + .milliseconds(500))
            rooms.read([true, false], at: now + .milliseconds(500))
        }
        #expect(rooms.truth(at: midnight + .hours(11))[0].falseOffs == 0)
        #expect(rooms.truth(at: midnight + .hours(11))[0].changes == 120)
    }

    @Test func `give a converter's line the frequency of the light`() throws {
        var rooms = try rooms()
        run(&rooms, to: midnight + .hours(1))
        let before = rooms.truth(at: midnight + .hours(1))[0].lightEdges
        run(&rooms, to: midnight + .hours(2))
        let edges = rooms.truth(at: midnight + .hours(2))[0].lightEdges - before
        // At night, of the lamps alone: 125 lx, 770 Hz/lx behind ÷65536, for an hour.
        let expected = 125.0 * 770 / 65_536 * 2 * 3_600
        #expect(abs(Double(edges) - expected) < 3)
    }

    @Test func `are the same for the same seed, however often lamps are looked at`() throws {
        var (once, often) = (try rooms(.usual), try rooms(.usual))
        run(&once, to: midnight + .days(1))
        for minute in 1...1_440 {
            let now = midnight + .minutes(Int64(minute))
            run(&often, to: now)
            often.read([true, false], at: now)
        }
        #expect(once.truth(at: midnight + .days(1)) == often.truth(at: midnight + .days(1)))
        #expect(once.levels == often.levels)
    }

    @Test func `refuse what has no lines, no people, or too much light on a line, zone by zone`() throws {
        let site = try Site(
            parsing: Array(
                text.replacing("divider: 65536, maximum: 2000 lx", with: "divider: 4096, maximum: 2000 lx").replacing(
                    "simulate:", with: "# simulate:"
                ).utf8), file: "site.yaml", boards: Site.boards)
        let error = #expect(throws: LinesUnfit.self) { try LineRooms(site, seed: 1, from: midnight) }
        let sentences = try #require(error).sentences
        #expect(sentences.count == 2)
        #expect(
            sentences[0] == "zone office has no people to be simulated: add simulate: { people: 2, sensor: typical }")
        #expect(sentences[1].contains("take a divider of 32768"))
        let home = #expect(throws: LinesUnfit.self) { try LineRooms(.home(), seed: 1, from: midnight) }
        #expect(try #require(home).sentences[0].hasPrefix("the board simulated has no lines"))
    }

    private func rooms(_ answers: Answers = .nobody) throws -> LineRooms {
        let site = try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Site.boards)
        return try LineRooms(site, seed: 3, from: midnight, answers: answers)
    }

    private func run(_ rooms: inout LineRooms, to end: Timestamp) { while rooms.next <= end { _ = rooms.step() } }

    private let text = """
        lightwell: 1
        site: test
        id: lines
        board: raspberry-pi-4
        place: { latitude: 46.2 °, longitude: 6.1 °, timezone: Europe/Zurich }
        zones:
          office:
            use: open-office
            area: 60 m2
            load: 400 W
            standby: 4 W
            lamps: [GPIO17, { line: GPIO27, active: low }]
            motion: GPIO5
            button: GPIO6
            meter: { line: GPIO22, pulses-per-kwh: 1000, maximum: 2 kW }
            light: { line: GPIO23, part: tsl237, divider: 65536, maximum: 2000 lx }
            door: GPIO24
            simulate: { people: 5 }

        """
}
