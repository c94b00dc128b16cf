import Chance
import Control
import Quantities
import Testing

/// A room with a person of known stillness, who comes and goes (35 offices: 73 min there, 43 min away), through days
/// of eight hours.
private struct Desk {
    var room: Timeline
    var person: Stillness
    private var random: SplitMix
    private var second = 0.0
    private(set) var hours = 0.0
    /// Times in the dark after a warning that nobody answered, while the person was there.
    private(set) var darkened = 0

    init(_ person: Stillness, _ settings: Zone.Settings = .learning, seed: UInt64 = 1) {
        (self.person, random, room) = (person, SplitMix(state: seed), Timeline(settings))
        room.schedule = .open
        room.at(.zero)
    }

    var hold: Double { room.learned.hold.seconds }

    /// The rate that this hold time has in truth.
    var rate: Double { person.rate(beyond: hold + 30) }

    mutating func live(hours more: Double) {
        let end = hours + more
        while hours < end { stay() }
    }

    private mutating func stay() {
        let leaves = second + random.exponential(4_368)
        let came = second
        while second < leaves {
            move(for: 1 + random.exponential(2))
            // Long gaps come as often as the person has them; the others are short.
            let share = person.gaps / 180
            pause(random.unit() < share ? person.gap(&random) : random.exponential(12), until: leaves)
        }
        hours += (second - came) / 3_600
        second += random.exponential(2_556)
    }

    private mutating func move(for seconds: Double) {
        room.somebodyMoves()
        room.at(.milliseconds(Int64(second * 1_000)))
        second += seconds
        room.nobodyMoves()
        room.at(.milliseconds(Int64(second * 1_000)))
    }

    private mutating func pause(_ seconds: Double, until leaves: Double) {
        second = min(second + seconds, leaves)
        room.at(.milliseconds(Int64(second * 1_000)))
        if second < leaves, room.outputs.level == 0, room.outputs.reason == .vacant { darkened += 1 }
    }
}

extension Zone.Settings {
    /// One relay step, a hold time that is learned, between 3 and 20 min.
    fileprivate static var learning: Zone.Settings { .plain.with { $0.isAdaptive = true } }
}

@Suite struct `A learned hold time` {
    @Test func `is the one that is set as long as there is no evidence`() {
        var desk = Desk(.good)
        #expect(desk.hold == 900)
        desk.room.somebodyStirs()
        desk.room.at(.minutes(90))
        #expect(desk.room.outputs.hold == .minutes(15))
    }

    @Test(arguments: [Stillness.good, .typical])
    func `leaves people in the dark no more than 0.02 times an hour, and is not much longer than the ideal`(
        person: Stillness
    ) {
        var (rates, holds, darkened, hours) = (0.0, [Double](), 0, 0.0)
        for seed in UInt64(0)..<3 {
            var desk = Desk(person, seed: seed)
            desk.live(hours: 200)
            #expect(desk.room.faults == [], "only where even the longest is too short")
            rates += desk.rate / 3
            holds.append(desk.hold)
            (darkened, hours) = (darkened + desk.darkened, hours + desk.hours)
        }
        #expect(rates <= 0.02)
        #expect(Double(darkened) <= 0.02 * hours)
        holds.sort()
        #expect(holds[0] >= person.ideal * 0.7)
        #expect(holds[1] <= person.ideal * 2.5)
        #expect(holds[2] <= person.ideal * 3)
    }

    @Test func `is the longest, and the sensor reported, where none will do`() {
        var desk = Desk(.hopeless)
        desk.live(hours: 60)
        #expect(desk.hold == 1_200)
        #expect(desk.room.faults == .motionInadequate)
        // A better sensor is put up.
        desk.person = .good
        desk.room.resetLearned()
        desk.live(hours: 60)
        #expect(desk.room.faults == [])
        #expect(desk.hold < 1_200)
    }

    @Test func `tightens slowly, by two minutes for an hour at most`() {
        var desk = Desk(.good)
        for _ in 0..<40 {
            desk.live(hours: 0.1)
            // Gaps of people who left, up to ten minutes, count as time too: a fifth more at most.
            #expect(desk.hold >= 900 - 120 * (desk.hours * 1.2).rounded(.up))
        }
        #expect(desk.hold < 900)
    }

    @Test func `backs off by a quarter at once when somebody answers the dark`() {
        var desk = Desk(.good)
        desk.live(hours: 100)
        let before = desk.hold
        #expect(before < 900)
        // Leaves the room to its hold time and warning, and moves half a minute after the dark.
        var room = desk.room
        room.somebodyStirs()
        let moved = Int64(2_000_000_000)
        room.at(.milliseconds(moved))
        let dark = moved + Int64(room.outputs.hold.seconds * 1_000) + 30_000
        #expect(room.at(.milliseconds(dark)) == (0, .vacant))
        room.somebodyStirs()
        room.at(.milliseconds(dark + 20_000))
        #expect(room.outputs.hold.seconds >= before * 1.249)
    }

    @Test func `takes no answer for a regret where no lamps had been lit`() {
        var desk = Desk(
            .good,
            .learning.with {
                $0.start = .manual
                $0.motionSilence = .zero
            })
        desk.live(hours: 100)
        let before = desk.hold
        var room = desk.room
        // Long ago everybody left; then somebody came, pressed no button, and left again.
        room.at(.hours(2_000))
        room.somebodyStirs()
        #expect(room.at(.hours(2_001)) == (0, .awaiting))
        let over = Duration.hours(2_001) + room.outputs.hold
        room.somebodyStirs()
        room.at(over + .seconds(10))
        #expect(room.learned.hold.seconds <= before)
    }

    @Test(arguments: [Stillness.good, .typical, .hopeless])
    func `keeps its bounds`(person: Stillness) {
        let bounds = Zone.Settings.learning.with { ($0.holdLeast, $0.holdMost) = (.minutes(8), .minutes(12)) }
        var desk = Desk(person, bounds)
        for _ in 0..<60 {
            desk.live(hours: 1)
            #expect(desk.room.outputs.hold >= .minutes(8) && desk.room.outputs.hold <= .minutes(12))
        }
        if person.ideal < 400 { #expect(desk.hold == 480) }
        // Bounds that are drawn in count at once.
        desk.room.apply(bounds.with { $0.holdMost = .minutes(9) }, at: .hours(100_000))
        #expect(desk.hold <= 540)
    }

    @Test func `is forgotten on request`() {
        var desk = Desk(.good)
        desk.live(hours: 100)
        #expect(desk.room.learned.hours > 90)
        desk.room.resetLearned()
        #expect(desk.hold == 900)
        #expect(desk.room.learned.hours == 0)
        #expect(desk.room.learned.gaps == 0)
    }

    @Test func `is not taken over from people who pass by people who stay`() {
        var desk = Desk(.typical, .learning.with { ($0.isPassage, $0.holdLeast) = (true, .minutes(1)) })
        desk.live(hours: 40)
        #expect(desk.hold < 900)
        desk.room.apply(.learning, at: .hours(1_000))
        #expect(desk.hold == 900)
    }
}

@Suite struct `The hold time of a passage` {
    private static let corridor = Zone.Settings.learning.with {
        ($0.isPassage, $0.holdLeast) = (true, .minutes(1))
        $0.vacantSteps = 1
        $0.steps = 2
    }

    /// People who pass, so many an hour, for so many hours; each is in view for some seconds.
    private static func pass(
        _ room: inout Timeline, from start: Double, hours: Double, every mean: Double, lingers: Bool = false,
        _ random: inout SplitMix
    ) -> Double {
        var second = start
        while second < start + hours * 3_600 {
            second += random.exponential(mean)
            room.somebodyMoves()
            room.at(.milliseconds(Int64(second * 1_000)))
            second += 4 + random.exponential(6)
            room.nobodyMoves()
            room.at(.milliseconds(Int64(second * 1_000)))
            if lingers, random.one(in: 3) {
                // Somebody stands still for a while.
                second += 110
                room.somebodyStirs()
                room.at(.milliseconds(Int64(second * 1_000)))
            }
        }
        return second
    }

    @Test func `goes down to the shortest where people only pass, however they come`() {
        for mean in [60.0, 180, 600] {
            var random = SplitMix(state: 5)
            var room = Timeline(Self.corridor)
            room.schedule = .open
            _ = Self.pass(&room, from: 1, hours: 1_000, every: mean, &random)
            #expect(room.learned.hold.seconds <= 150, "every \(mean) s")
            #expect(room.faults == [])
        }
    }

    @Test func `is never less than five minutes where it ends in the dark`() {
        var random = SplitMix(state: 5)
        var room = Timeline(Self.corridor.with { $0.vacantSteps = 0 })
        room.schedule = .open
        _ = Self.pass(&room, from: 1, hours: 500, every: 60, &random)
        #expect(room.learned.hold.seconds < 180)
        #expect(room.outputs.hold == .minutes(5))
    }

    @Test func `backs off soon when people begin to linger, however long they only passed before`() {
        var random = SplitMix(state: 5)
        var room = Timeline(Self.corridor)
        room.schedule = .open
        var second = Self.pass(&room, from: 1, hours: 1_000, every: 120, &random)
        #expect(room.learned.hold.seconds <= 100)
        var longest = 0.0
        for _ in 0..<12 {
            second = Self.pass(&room, from: second, hours: 1, every: 240, lingers: true, &random)
            longest = max(longest, room.learned.hold.seconds)
        }
        #expect(longest > 90)
    }
}
