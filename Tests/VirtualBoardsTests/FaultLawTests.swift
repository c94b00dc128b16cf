import Boards
import Chance
import Control
import Quantities
import Score
import Testing
import VirtualBoards

/// Whatever breaks: lamps go out only on the ways that control allows.
///
/// Guaranteed is this. For want of motion a zone goes dark only while its sensor says that nothing moves, and has said
/// so for the whole hold time; never while the sensor is lost or chatters, nor sooner than a hold time after. A sensor
/// that sees nobody can leave people in the dark (a false-off), and so can a light sensor that tells of light which is
/// not there; nothing else but a hand at the wall button does.
@Suite struct `Whatever breaks` {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `no lamp goes out but on the ways that control allows`(seed: UInt64) throws {
        let site = try Breakable.site()
        let script = try random(site, seed: seed)
        let end = Breakable.start + .days(seed == 6 ? 3 : 7)
        var trial = Trial(
            site, seed: seed, from: Breakable.start, script: script, sensing: seed == 6 ? .edges : .inputs,
            details: Breakable.start..<end)
        trial.run(until: end)
        var darks = 0
        for (zone, course) in trial.courses.enumerated() {
            let own = script.entries.filter { $0.zones.contains(zone) }
            let blind = own.filter { [.motionLost, .motionChattering].contains($0.kind) }
            let steps = course.decisions.steps
            for (place, step) in steps.enumerated() where step.value.level == 0 {
                let until = place + 1 < steps.count ? steps[place + 1].time : end
                darks += 1
                switch step.value.reason {
                case .vacant:
                    let hold = site.zones[zone].settings.isAdaptive ? .minutes(3) : site.zones[zone].settings.hold
                    // A sensor that is stuck is not believed: then the schedule judges.
                    guard !own.contains(where: { $0.kind == .motionStuckHigh }) else { continue }
                    #expect(!isMoving(course, at: step.time), "\(site.zones[zone].id) at \(step.time)")
                    if let moved = course.motion.steps.last(where: { !$0.value && $0.time <= step.time }) {
                        #expect(moved.time + hold <= step.time, "\(site.zones[zone].id) at \(step.time)")
                    }
                    for entry in blind {
                        #expect(
                            until <= entry.from || entry.span.upperBound + hold <= step.time,
                            "\(site.zones[zone].id) is dark at \(step.time) although \(entry)")
                    }
                case .daylight: #expect(site.zones[zone].light != nil)
                case .manualOff:
                    #expect(own.contains { [.buttonPressed, .buttonStuck].contains($0.kind) })
                    #expect(!site.zones[zone].use.isEgress)
                // The dip that announces the dark.
                case .warning: #expect(until - step.time <= .seconds(1))
                default: Issue.record("\(site.zones[zone].id) is dark for \(step.value.reason)")
                }
            }
        }
        #expect(darks > 20)
    }

    private func isMoving(_ course: Course, at time: Timestamp) -> Bool { course.motion.value(at: time) }

    /// One to three things that break in each zone, for a minute to two days.
    private func random(_ site: Site, seed: UInt64) throws -> FaultScript {
        var random = SplitMix(state: seed)
        var entries: [FaultScript.Entry] = []
        let kinds = FaultKind.allCases.filter { !$0.isOfBoard && $0 != .motionDull }
        for zone in site.zones.indices {
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let kind = kinds.randomElement(using: &random) ?? .motionLost
                let minutes = Int64.random(in: 0..<7 * 1_440, using: &random)
                let lasting = Int64.random(in: 1...2_880, using: &random)
                let has: Bool =
                    switch kind.part {
                    case "light": site.zones[zone].light != nil
                    case "meter": site.zones[zone].meter != nil
                    case "button": site.zones[zone].button != nil
                    case "door": site.zones[zone].door != nil
                    default: true
                    }
                guard has else { continue }
                let from = Breakable.start + .minutes(minutes)
                entries.append(
                    FaultScript.Entry(
                        kind, zones: [zone], from: from, until: kind.isMoment ? nil : from + .minutes(lasting),
                        amount: kind.measure?.usual == nil ? 300 : 0))
            }
        }
        return FaultScript(entries)
    }
}
