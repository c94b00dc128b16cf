import Boards
import Conditioning
import Hardware
import Quantities
import Simulation
import Testing
import VirtualBoards

@Suite struct `Virtual lines` {
    let zone: Site.Zone
    let start = Breakable.start

    init() throws { zone = try Breakable.site().zones[Breakable.office] }

    @Test func `come in the order in which a board requests them`() throws {
        let site = try Breakable.site()
        #expect(lines(site.zones[Breakable.office]).roles == [.motion(0), .button, .meter])
        #expect(lines(site.zones[Breakable.room]).roles == [.motion(0), .button, .door])
        #expect(lines(site.zones[Breakable.loft]).roles == [.motion(0), .meter, .light])
    }

    @Test func `give a meter as many pulses as the energy it was shown, each long enough for the standard`() {
        var lines = lines(zone)
        var meter = PulseMeter(isActive: false)
        var signals = LineSignals(light: nil)
        var (energy, now, rises, shortest) = (Energy.zero, start, [Timestamp](), Int64.max)
        for (watts, minutes) in [(804.0, 30), (404, 7), (4, 60), (804, 1), (0, 5), (2_900, 20)] as [(Double, Int64)] {
            signals = LineSignals(light: nil, energy: energy, power: Watts(watts))
            lines.take(signals, at: now)
            energy += signals.power * .minutes(minutes)
            now = now + .minutes(minutes)
            while let event = lines.draw(until: now) {
                #expect(lines.roles[event.line] == .meter && event.edges == 1)
                meter.receive(Edge(line: 0, rising: event.isActive == true, at: instant(event.time)))
                if event.isActive == true {
                    rises.append(event.time)
                } else if let rise = rises.last {
                    shortest = min(shortest, (event.time - rise).milliseconds)
                }
            }
        }
        // The last pulse may still be under way.
        while let event = lines.draw(until: now + .milliseconds(200)) {
            meter.receive(Edge(line: 0, rising: event.isActive == true, at: instant(event.time)))
        }
        meter.look(at: instant(now + .seconds(1)))
        let pulses = EnergyMeter(pulsesPerKilowattHour: 1_000)!.pulses(upTo: energy)
        #expect((0...1).contains(Int64(meter.total) - pulses))
        #expect(meter.fault == nil && pulses > 1_000)
        #expect(shortest >= 1)
    }

    @Test func `make of each press one press, with its bounce`() {
        var lines = lines(zone)
        var button = PushButton(at: .epoch, isActive: false)
        var (now, edges) = (start, 0)
        for press in 1...50 {
            now = now + .seconds(Int64(press))
            lines.take(LineSignals(presses: WrappingCount(UInt32(press)), light: nil), at: now)
            while let event = lines.draw(until: now + .milliseconds(900)) {
                button.receive(Edge(line: 1, rising: event.isActive == true, at: instant(event.time)))
                edges += 1
            }
        }
        button.look(at: instant(now + .seconds(2)))
        #expect(button.presses == WrappingCount(50))
        #expect(edges > 150)
    }

    @Test func `are the same however often one looks`() {
        let signals = LineSignals(motion: .chattering, light: nil, power: Watts(804))
        let events = [60_000, 7, 1_000].map { pace in
            var lines = lines(zone)
            lines.take(signals, at: start)
            var events: [VirtualLines.Event] = []
            for time in stride(from: 0, through: 60_000, by: pace) {
                while let event = lines.draw(until: start + .milliseconds(Int64(time))) { events.append(event) }
            }
            while let event = lines.draw(until: start + .minutes(1)) { events.append(event) }
            return events
        }
        #expect(events[0] == events[1] && events[0] == events[2])
        #expect(events[0].map(\.time) == events[0].map(\.time).sorted())
        #expect(events[0].count > 5_000)
    }

    @Test func `tell light by so many edges a second`() throws {
        var lines = lines(try Breakable.site().zones[Breakable.loft])
        lines.take(LineSignals(light: Lux(100)), at: start)
        var edges: UInt64 = 0
        while let event = lines.draw(until: start + .minutes(1)) { edges += UInt64(event.edges) }
        // 190 Hz/lx behind ÷256, two edges a period.
        #expect((8_890...8_910).contains(edges), "\(edges)")
    }

    private func lines(_ zone: Site.Zone) -> VirtualLines {
        VirtualLines(zone, seed: Seed(1), LineSignals(light: .zero), from: start)
    }

    private func instant(_ time: Timestamp) -> Instant { Instant(milliseconds: (time - start).milliseconds) }
}
