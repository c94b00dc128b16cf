import Boards
import Control
import Quantities
import Score
import Testing
import VirtualBoards

/// Edges that go through the conditioning of a board tell control what it is told without them.
@Suite struct `The level of edges` {
    @Test(arguments: [1, 2] as [UInt64]) func `decides the same, as late as lines are debounced`(seed: UInt64) throws {
        let site = try Breakable.site()
        let end = Breakable.start + .hours(24)
        var courses: [[Course]] = []
        for level in [SensingLevel.inputs, .edges] {
            var trial = Trial(site, seed: seed, from: Breakable.start, sensing: level)
            trial.run(until: end)
            courses.append(trial.courses)
        }
        // Sensors warm up for a minute, so that the first hold time differs. The loft reads its light from a converter,
        // to the nearest edge: it dims by some steps more or less.
        for zone in site.zones.indices where zone != Breakable.loft {
            let (inputs, edges) = (courses[0][zone], courses[1][zone])
            // A door is told of sooner than motion, so that reasons differ for a moment: levels count.
            let decisions = [inputs, edges].map { course in
                var levels = Signal(UInt8.max, from: Breakable.start)
                for step in course.decisions.steps { levels.become(step.value.level, at: step.time) }
                return levels.steps.filter { Breakable.start + .hours(1) < $0.time }
            }
            let same = decisions[0].map(\.value) == decisions[1].map(\.value)
            #expect(same && !decisions[0].isEmpty, "\(site.zones[zone].id)")
            for (a, b) in zip(decisions[0], decisions[1]) {
                #expect((0...150).contains((b.time - a.time).milliseconds), "\(site.zones[zone].id) \(a.time)")
            }
        }
        for zone in site.zones.indices {
            let used = courses.map { energy($0[zone], site.zones[zone]) }
            #expect(
                abs(used[1] / used[0] - 1) < (zone == Breakable.loft ? 0.03 : 0.001), "\(site.zones[zone].id) \(used)")
        }
    }

    @Test func `is the same again for the same seed`() throws {
        let site = try Breakable.site()
        let script = try Breakable.script("t=8h,for=1h,zone=office,pir=chattering", "t=9h,zone=room,button=pressed")
        let courses = (0..<2).map { _ in
            var trial = Trial(site, seed: 4, from: Breakable.start, script: script, sensing: .edges)
            trial.run(until: Breakable.start + .hours(13))
            return trial.courses
        }
        for (a, b) in zip(courses[0], courses[1]) { #expect(a.decisions == b.decisions && a.motion == b.motion) }
    }

    private func energy(_ course: Course, _ zone: Site.Zone) -> Double {
        let steps = course.decisions.steps.filter { Breakable.start + .hours(1) < $0.time }
        return zip(steps, steps.dropFirst().map(\.time) + [course.end]).reduce(0) {
            $0 + Double($1.0.value.level) * ($1.1 - $1.0.time).hours
        }
    }
}
