import Chance
import Control
import Quantities
import Score
import Testing

@Suite struct `Figures of several` {
    @Test func `are ratios of sums, not means of ratios`() throws {
        let good = Judge([day(litHours: 8)], of: criteria())
        var dim = criteria()
        dim.load = Watts(1)
        let bad = Judge([day(litHours: 24)], of: dim)
        let both = Figures(joining: [good, bad].map { Figures($0, resolution: .zero) })
        let R = try #require(both.tally[.R])
        #expect(abs(R - (1.0 * 16) / (100 * 3 + 1 * 3)) < 1e-12)
    }

    @Test func `hold only gates that all hold`() throws {
        let parts = [day(litHours: 8), day(litHours: 4)].map {
            Figures(Judge([$0], of: criteria(isEgress: true)), resolution: .zero)
        }
        let gates = Figures(joining: parts).gates
        func holds(_ name: String) -> Bool? { gates.first { $0.name == name }?.holds }
        #expect(holds("false_offs") == false)
        #expect(holds("illuminance_deficit") == false)
        #expect(holds("unlit_egress") == false)
        #expect(holds("daylight_switchings") == true)
        #expect(holds("manual_overrides") == nil)
        #expect(parts[0].gates.allSatisfy { $0.holds ?? true })
    }

    @Test func `let no part trade its gate for the mean of all`() {
        let good = Figures(Judge([day(litHours: 8)], of: criteria()), resolution: .zero)
        let bad = Figures(Judge([day(litHours: 4)], of: criteria()), resolution: .zero)
        let many = Figures(joining: [bad] + [Figures](repeating: good, count: 99))
        let gate = many.gates.first { $0.name == "false_offs" }
        #expect((gate?.value ?? 1) < 0.02)
        #expect(gate?.holds == false)
    }

    @Test func `judge no arrival more finely than people were looked for`() {
        let figures = Figures(Judge([day(litHours: 8)], of: criteria()), resolution: .seconds(30))
        #expect(figures.gates.first { $0.name == "arrival_latency" }?.holds == nil)
        #expect(figures.latency(0.95) == 0)
    }

    @Test func `tell the software's part from the sensor's`() throws {
        let course = Course(
            at(0), at(24), people: [(at(9), true), (at(17), false)], motion: [(at(9), true), (at(17), false)],
            lamps: [(at(0), 0, .vacant), (at(9), 1, .occupied), (at(18), 0, .vacant)])
        let total = Judge([course], of: criteria()).total
        // The best hold time is the shortest, one minute.
        let held = 8 + 1 / 60.0
        let (R, ratio) = (try #require(total[.oracleInformation]), try #require(total[.toInformation]))
        #expect(abs(R - (held - 8) / 3) < 1e-12)
        #expect(abs(ratio - 9 / held) < 1e-12)
        #expect(total.informationFalseOffsPerHour == 0)
    }

    /// There from 9 to 17, lit from 9 on.
    private func day(litHours: Int64) -> Course {
        Course(
            at(0), at(24), people: [(at(9), true), (at(17), false)],
            lamps: litHours == 24
                ? [] : [(at(0), 0, .vacant), (at(9), 1, .occupied), (at(9 + litHours), 0, .vacant)])
    }
}

@Suite struct `An interval` {
    @Test func `holds the figure it belongs to, and is narrower with more days`() throws {
        func width(_ count: Int) throws -> Double {
            var chance = SplitMix(state: 7)
            let days = (0..<count).map { _ in
                let off = Int64.random(in: 16...22, using: &chance)
                let course = Course(
                    at(0), at(24), people: [(at(9), true), (at(16), false)],
                    lamps: [(at(0), 0, .vacant), (at(9), 1, .occupied), (at(off), 0, .vacant)])
                return Judge([course], of: criteria()).total
            }
            let interval = try #require(Bootstrap(days)[.R])
            let all = days.reduce(into: Tally()) { $0 += $1 }
            #expect(interval.contains(try #require(all[.R])))
            return interval.upperBound - interval.lowerBound
        }
        #expect(try width(200) < width(20) / 2)
    }

    @Test func `is not claimed from a few days`() {
        let course = Course(at(0), at(24), people: [(at(9), true), (at(16), false)])
        let day = Judge([course], of: criteria()).total
        #expect(Bootstrap([day, day, day, day])[.R] == nil)
        #expect(Bootstrap([day, day, day, day, day])[.R] != nil)
    }
}

@Suite struct `People at a wall switch` {
    @Test func `switch on in the dark and hardly in daylight`() throws {
        func share(_ daylight: Double) -> Double {
            let days = (0..<40).map { day in
                Course(
                    at(24 * Int64(day)), at(24 * Int64(day) + 12),
                    people: [(at(24 * Int64(day) + 8), true), (at(24 * Int64(day) + 11), false)],
                    daylight: [(at(24 * Int64(day)), daylight)])
            }
            let total = Judge(days, of: criteria(task: 500, lamps: 500)).total
            return total[.manual] / (Double(total.occupied) * 100)
        }
        #expect(share(0) > 1)
        #expect(share(1_000) < 0.2)
    }

    /// Of 600 arrivals, each followed by a stay to the end of the recording; a share within three standard deviations.
    @Test(arguments: [(5.0, 1.0), (66.4, 0.5007), (100, 0.3204), (700, 0)])
    func `who look at it when they come switch on as Hunt's curve says`(daylight: Double, chance: Double) {
        let total = Judge(days(daylight, then: daylight), of: criteria(task: 500, lamps: 500)).total
        let share = total[.hunt] / (Double(total.occupied) * 100)
        #expect(abs(share - chance) <= 3 * (chance * (1 - chance) / 600).squareRoot() + 0.001)
    }

    @Test func `who look at it when they come do not look again when it gets dark`() {
        let total = Judge(days(700, then: 0), of: criteria(task: 500, lamps: 500)).total
        #expect(total[.hunt] == 0 && total[.manual] > 0)
    }

    /// Thirty days with somebody from noon to eight.
    private func days(_ atNoon: Double, then later: Double) -> [Course] {
        (0..<30).map { day in
            Course(
                at(24 * day), at(24 * day + 20), people: [(at(24 * day + 12), true)],
                daylight: [(at(24 * day), atNoon), (at(24 * day + 13), later)])
        }
    }

    @Test func `leave light on over short absences, and switch it off for long ones`() {
        func left(_ minutes: Int64) -> Double {
            let course = Course(
                at(0), at(24),
                people: [(at(8), true), (at(9), false), (at(9, minutes), true), (at(9, minutes + 1), false)])
            return Judge([course], of: criteria()).total[.manual]
        }
        // Of ten minutes nearly all are lit; of eleven hours hardly any.
        #expect(left(10) > 100 * 68 * 60_000)
        #expect(left(660) < 100 * 3 * 3_600_000)
    }
}
