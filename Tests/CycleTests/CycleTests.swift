import Control
import Cycle
import Quantities
import Testing

@Suite struct `A turn of the cycle` {
    var cycle = Cycle(Zones([Zone.Settings(steps: 1), Zone.Settings(steps: 1)]))
    var rooms = Rooms()
    var diary = Diary()

    @Test mutating func `samples, steps and drives every zone, and tells`() {
        let review = cycle.turn(on: &rooms, telling: &diary, at: .epoch)
        #expect(rooms.lamps == [1, 1])
        #expect(diary.lines == ["0 ms: 0 is 1", "0 ms: 1 is 1"])
        #expect(review == .epoch + .minutes(15))
    }

    @Test mutating func `comes late, and yet every review has its own moment`() {
        _ = cycle.turn(0, on: &rooms, telling: &diary, at: .epoch)
        _ = cycle.turn(0, on: &rooms, telling: &diary, at: .epoch + .minutes(60))
        #expect(
            diary.lines == [
                "0 ms: 0 is 1", "900000 ms: 0 is 0", "900500 ms: 0 is 1", "930000 ms: 0 is 0",
                "1800000 ms: 0 is 0", "3600000 ms: 0 is 0",
            ])
    }

    @Test mutating func `goes on with the other zones when one cannot be driven`() {
        rooms.isBroken[0] = true
        _ = cycle.turn(on: &rooms, telling: &diary, at: .epoch)
        #expect(cycle.faults == [true, false])
        #expect(rooms.lamps == [0, 1])
        rooms.isBroken[0] = false
        _ = cycle.turn(on: &rooms, telling: &diary, at: .epoch + .seconds(1))
        #expect(cycle.faults == [false, false])
    }

    @Test mutating func `puts new settings in force after the reviews that fell due before`() {
        _ = cycle.turn(0, on: &rooms, telling: &diary, at: .epoch)
        var longer = Zone.Settings(steps: 1)
        longer.hold = .minutes(120)
        cycle.apply(longer, to: 0, on: &rooms, telling: &diary, at: .epoch + .minutes(30))
        _ = cycle.turn(0, on: &rooms, telling: &diary, at: .epoch + .minutes(30))
        #expect(diary.lines.dropFirst(3).first == "930000 ms: 0 is 0")
        #expect(cycle.zones.settings(of: 0).hold == .minutes(120))
    }
}

/// Two rooms in which nothing moves.
struct Rooms: Plant {
    var lamps: [UInt8] = [0, 0]
    var isBroken = [false, false]

    mutating func sample(_ zone: Int, at now: Instant) -> Zone.Inputs { Zone.Inputs(schedule: .closed) }

    mutating func actuate(_ zone: Int, _ outputs: Zone.Outputs, at now: Instant) -> Bool {
        if !isBroken[zone] { lamps[zone] = outputs.level }
        return !isBroken[zone]
    }
}

struct Diary: Observer {
    var lines: [String] = []

    mutating func stepped(_ zone: Int, _ inputs: Zone.Inputs, _ outputs: Zone.Outputs, at now: Instant) {
        lines.append("\(now.milliseconds) ms: \(zone) is \(outputs.level)")
    }
}
