import Control
import Quantities
import Testing

@Suite struct `Light given up for the grid` {
    var office = Timeline(Zone.Settings(steps: 100))

    init() {
        office.somebodyMoves()
        office.at(.minutes(0))
    }

    mutating func order(_ shed: UInt8, at time: Duration) {
        office.apply(office.settings.with { $0.shed = shed }, ordersShed: true, at: time)
        office.at(time)
    }

    @Test mutating func `goes in steps of fifteen per cent every ten seconds`() {
        office.shed = 50
        #expect(office.at(.seconds(60)) == (85, .shed))
        #expect(office.at(.seconds(69)).level == 85)
        #expect(office.at(.seconds(70)).level == 70)
        #expect(office.at(.seconds(80)).level == 55)
        #expect(office.at(.seconds(90)).level == 50)
        #expect(office.at(.hours(11)).level == 50)
    }

    @Test mutating func `comes back at once`() {
        office.shed = 50
        office.at(.seconds(60))
        office.at(.seconds(120))
        office.shed = 0
        #expect(office.at(.seconds(121)) == (100, .occupied))
    }

    @Test mutating func `goes on from where it is when more is asked for`() {
        office.shed = 20
        office.at(.seconds(60))
        #expect(office.at(.seconds(80)).level == 80)
        office.shed = 40
        #expect(office.at(.seconds(90)).level == 65)
        #expect(office.at(.seconds(100)).level == 60)
        office.shed = 10
        #expect(office.at(.seconds(101)).level == 90)
    }

    @Test mutating func `by an order lapses after four hours`() {
        order(25, at: .minutes(1))
        #expect(office.at(.minutes(2)) == (75, .shed))
        #expect(office.at(.minutes(240)) == (75, .shed))
        #expect(office.at(.minutes(241)) == (100, .occupied))
    }

    @Test mutating func `by an order given again is not given back between, and lapses so much later`() {
        order(25, at: .minutes(1))
        #expect(office.at(.minutes(200)) == (75, .shed))
        order(25, at: .minutes(200))
        #expect(office.at(.minutes(200)) == (75, .shed))
        #expect(office.at(.minutes(439)) == (75, .shed))
        #expect(office.at(.minutes(440)) == (100, .occupied))
        order(25, at: .minutes(500))
        #expect(office.at(.minutes(501)) == (75, .shed), "and one that lapsed can be given again")
    }

    @Test mutating func `does not last longer because something else was set`() {
        order(25, at: .minutes(1))
        office.apply(office.settings.with { $0.hold = .minutes(20) }, at: .minutes(200))
        #expect(office.at(.minutes(240)) == (75, .shed))
        #expect(office.at(.minutes(241)) == (100, .occupied))
    }

    @Test mutating func `by an order and a contact is the greater of both`() {
        order(25, at: .minutes(1))
        office.shed = 40
        office.at(.minutes(2))
        #expect(office.at(.minutes(3)).level == 60)
        office.shed = 10
        #expect(office.at(.minutes(4)).level == 75)
        #expect(office.at(.hours(5)).level == 90)
    }

    @Test mutating func `is none on a way out`() {
        office = Timeline(Zone.Settings(steps: 100).with { $0.isEgress = true })
        office.somebodyMoves()
        office.at(.minutes(0))
        order(50, at: .minutes(1))
        office.shed = 100
        #expect(office.at(.minutes(3)) == (100, .occupied))
    }

    @Test mutating func `is none where there is one relay only`() {
        office = Timeline(.plain)
        office.somebodyMoves()
        office.shed = 100
        office.at(.minutes(0))
        #expect(office.at(.minutes(3)) == (1, .occupied))
    }

    @Test mutating func `never ends in the dark`() {
        office.shed = 100
        office.at(.seconds(60))
        #expect(office.at(.minutes(3)) == (1, .shed))
    }

    @Test mutating func `is none for whoever turned the lamps on`() {
        office.press()
        office.at(.seconds(10))
        office.press()
        office.shed = 50
        office.at(.seconds(20))
        #expect(office.at(.minutes(3)) == (100, .manualOn))
    }
}
