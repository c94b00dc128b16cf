import Control
import Quantities
import Testing

@Suite struct `The value of an occupancy sensor by IEC 62386-303` {
    var office = Timeline(.plain)

    init() {
        office.schedule = .open
        office.somebodyMoves()
        office.at(.minutes(0))
    }

    @Test mutating func `tells motion, hold time and vacancy apart`() {
        #expect(office.outputs.occupancy == .occupiedMoving)
        office.nobodyMoves()
        office.at(.minutes(1))
        #expect(office.outputs.occupancy == .occupiedStill)
        office.at(.minutes(17))
        #expect(office.outputs.occupancy == .vacant)
        #expect(office.outputs.occupancy.rawValue == 0)
    }

    @Test mutating func `tells motion that is not believed`() {
        office.at(.hours(13))
        office.schedule = .closed
        office.at(.hours(14))
        #expect(office.outputs.occupancy == .vacantMoving)
        #expect(office.outputs.occupancy.rawValue == 0x55)
    }
}
