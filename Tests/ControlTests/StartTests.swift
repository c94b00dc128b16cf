import Control
import Quantities
import Testing

@Suite struct `A zone whose lamps wait for the wall button` {
    var office = Timeline(.plain.with { $0.start = .manual })

    @Test mutating func `is lit at a start, and then lights for nobody who does not ask`() {
        #expect(office.at(.minutes(1)) == (1, .starting))
        #expect(office.at(.minutes(20)) == (0, .vacant))
        office.somebodyMoves()
        #expect(office.at(.minutes(30)) == (0, .awaiting))
        office.press()
        #expect(office.at(.minutes(31)) == (1, .manualOn))
    }

    @Test mutating func `stays lit when the button's word has run out while people are there`() {
        office.at(.minutes(20))
        office.somebodyMoves()
        office.at(.minutes(30))
        office.press()
        office.at(.minutes(31))
        #expect(office.at(.minutes(31 + 121)) == (1, .occupied))
    }

    @Test mutating func `lights again for motion within the grace time after the lamps went out`() {
        #expect(office.at(.minutes(15) + .seconds(30)) == (0, .vacant))
        office.somebodyStirs()
        #expect(office.at(.minutes(15) + .seconds(60)) == (1, .hold))
    }

    @Test mutating func `waits for the button when the grace time is over`() {
        office.at(.minutes(15) + .seconds(30))
        office.somebodyStirs()
        #expect(office.at(.minutes(15) + .seconds(61)) == (0, .awaiting))
    }

    @Test mutating func `owes no light to somebody who never had any`() {
        office.at(.minutes(20))
        office.somebodyStirs()
        #expect(office.at(.minutes(30)) == (0, .awaiting))
        // The hold time of that visit ends at minute 45, in the dark as it began.
        office.somebodyStirs()
        #expect(office.at(.minutes(45) + .seconds(10)) == (0, .awaiting))
    }

    @Test mutating func `owes no light to somebody who turned it off`() {
        office.at(.minutes(0))
        office.press()
        #expect(office.at(.minutes(1)) == (0, .manualOff))
        office.somebodyStirs()
        office.at(.minutes(16) + .seconds(10))
        // Off is forgotten at the latest two hours after the press; the lamps go on waiting.
        for minute in 20..<130 {
            office.somebodyStirs()
            #expect(office.at(.minutes(Int64(minute))).level == 0)
        }
        #expect(office.outputs.reason == .awaiting)
    }

    @Test mutating func `lights the partial level for cleaners`() {
        office = Timeline(Zone.Settings(steps: 3).with { $0.start = .manual })
        office.at(.minutes(20))
        office.schedule = .cleaning
        office.somebodyMoves()
        #expect(office.at(.minutes(30)) == (2, .cleaning))
        office.press()
        #expect(office.at(.minutes(31)) == (3, .manualOn))
    }

    @Test mutating func `gives all light to a press where some is lit already`() {
        office = Timeline(
            Zone.Settings(steps: 3).with {
                $0.start = .manual
                $0.vacantSteps = 1
            })
        #expect(office.at(.minutes(20)) == (1, .standby))
        office.somebodyMoves()
        #expect(office.at(.minutes(30)) == (1, .awaiting))
        office.press()
        #expect(office.at(.minutes(31)) == (3, .manualOn))
        office.press()
        #expect(office.at(.minutes(32)) == (0, .manualOff))
    }

    @Test mutating func `does not light at a change of settings for people who wait in the dark`() {
        office.at(.minutes(20))
        office.somebodyMoves()
        office.at(.minutes(30))
        office.apply(office.settings.with { $0.hold = .minutes(5) }, at: .minutes(31))
        #expect(office.at(.minutes(31)) == (0, .awaiting))
    }
}

@Suite struct `A zone that lights in part` {
    var office = Timeline(Zone.Settings(steps: 3).with { $0.start = .partial })

    @Test mutating func `lights half for motion, all for a press, none for the next`() {
        office.at(.minutes(20))
        office.somebodyMoves()
        #expect(office.at(.minutes(30)) == (2, .partial))
        office.press()
        #expect(office.at(.minutes(31)) == (3, .manualOn))
        office.press()
        #expect(office.at(.minutes(32)) == (0, .manualOff))
    }

    @Test mutating func `lights all again for somebody who had been left in the dark`() {
        #expect(office.at(.minutes(15) + .seconds(31)) == (0, .vacant))
        office.somebodyStirs()
        #expect(office.at(.minutes(15) + .seconds(40)) == (3, .hold))
    }

    @Test mutating func `lights the level that is set`() {
        office = Timeline(
            Zone.Settings(steps: 100).with {
                $0.start = .partial
                $0.partialSteps = 60
            })
        office.at(.minutes(20))
        office.somebodyMoves()
        #expect(office.at(.minutes(30)) == (60, .partial))
    }
}

@Suite struct `A walk through` {
    var store = Timeline(.plain.with { $0.walkThrough = .minutes(2) })

    @Test mutating func `holds its own short time`() {
        store.at(.minutes(20))
        store.somebodyMoves()
        store.at(.minutes(30))
        store.nobodyMoves()
        #expect(store.at(.minutes(30) + .seconds(20)) == (1, .hold))
        #expect(store.at(.minutes(32) + .seconds(19)) == (1, .hold))
        #expect(store.at(.minutes(32) + .seconds(21)).because == .warning)
    }

    @Test mutating func `is a stay when it lasts longer than half a minute`() {
        store.at(.minutes(20))
        store.somebodyMoves()
        store.at(.minutes(30))
        store.nobodyMoves()
        store.at(.minutes(30) + .seconds(31))
        #expect(store.at(.minutes(45)) == (1, .hold))
    }

    @Test mutating func `becomes a stay when somebody moves again`() {
        store.at(.minutes(20))
        store.somebodyStirs()
        store.at(.minutes(30))
        store.somebodyStirs()
        store.at(.minutes(31))
        #expect(store.at(.minutes(45)) == (1, .hold))
    }

    @Test mutating func `is not what a start is`() {
        store.at(.minutes(0))
        #expect(store.at(.minutes(14)) == (1, .starting))
    }
}

@Suite struct `A zone tuned to its task` {
    @Test func `does not get darker when somebody comes`() {
        var office = Timeline(
            Zone.Settings(steps: 3).with {
                $0.taskSteps = 2
                $0.baseSteps = 3
            })
        office.schedule = .open
        office.at(.minutes(0))
        #expect(office.at(.minutes(60)) == (2, .scheduled))
        office.somebodyMoves()
        #expect(office.at(.minutes(61)) == (2, .occupied))
        office.press()
        #expect(office.at(.minutes(62)) == (0, .manualOff))
        office.press()
        #expect(office.at(.minutes(63)) == (3, .manualOn))
    }
}
