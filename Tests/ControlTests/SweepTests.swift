import Control
import Quantities
import Testing

@Suite struct `A zone without a motion sensor` {
    var hall = Timeline(.plain.with { $0.sensesMotion = false })

    init() {
        hall.schedule = .open
        hall.at(.minutes(0))
    }

    @Test mutating func `is lit while the building is open`() {
        #expect(hall.at(.minutes(500)) == (1, .unsensed))
        #expect(hall.outputs.isOccupied)
        #expect(hall.faults == [])
    }

    @Test mutating func `warns for five minutes when the building closes`() {
        hall.at(.minutes(500))
        hall.schedule = .closed
        #expect(hall.at(.minutes(600)).because == .warning)
        #expect(hall.at(.minutes(604)) == (1, .warning))
        #expect(hall.at(.minutes(605)) == (0, .vacant))
    }

    @Test mutating func `gives two hours more for a press during the warning, and warns again`() {
        hall.schedule = .closed
        hall.at(.minutes(600))
        hall.press()
        #expect(hall.at(.minutes(603)) == (1, .manualOn))
        #expect(hall.at(.minutes(722)) == (1, .manualOn))
        #expect(hall.at(.minutes(723)).because == .warning)
        #expect(hall.at(.minutes(728)) == (0, .vacant))
    }

    @Test mutating func `lights for a press at night, and no longer than that holds`() {
        hall.schedule = .closed
        hall.at(.minutes(600))
        hall.at(.minutes(610))
        hall.press()
        #expect(hall.at(.minutes(700)) == (1, .manualOn))
        #expect(hall.at(.minutes(819)) == (1, .manualOn))
        #expect(hall.at(.minutes(826)) == (0, .vacant))
    }

    @Test mutating func `stays off for a press while the building is open, for two hours`() {
        hall.press()
        #expect(hall.at(.minutes(500)) == (0, .manualOff))
        #expect(hall.at(.minutes(619)) == (0, .manualOff))
        #expect(hall.at(.minutes(620)) == (1, .unsensed))
    }

    @Test mutating func `is lit when the clock cannot be trusted`() {
        hall.schedule = .unknown
        #expect(hall.at(.minutes(5_000)) == (1, .unsensed))
    }

    @Test mutating func `keeps its plugs on through the warning, and half an hour from closing`() {
        hall.at(.minutes(500))
        hall.schedule = .closed
        hall.at(.minutes(600))
        #expect(hall.outputs.plugs)
        #expect(hall.outputs.setback == .none)
        hall.at(.minutes(629))
        #expect(hall.outputs.plugs)
        #expect(hall.outputs.setback == .unoccupied)
        hall.at(.minutes(631))
        #expect(!hall.outputs.plugs)
    }
}
