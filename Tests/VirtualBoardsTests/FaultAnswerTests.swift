import Boards
import Control
import Quantities
import Score
import Testing
import VirtualBoards

/// Every fault that control knows has a cause by script that makes it say so in time.
@Suite struct `Control, when something breaks` {
    /// What is broken, what is said of it at the level of inputs, and within how long.
    static let causes: [(String, Fault, Quantities.Duration)] = [
        ("zone=office,pir=lost", .motionLost, .seconds(1)),
        ("zone=office,pir=chattering", .motionLost, .seconds(1)),
        ("zone=office,pir=stuck-high", .motionStuck, .hours(12) + .seconds(1)),
        // Somebody comes into the room in the course of the day; a minute later it is plain.
        ("zone=room,pir=stuck-low", .motionSilent, .hours(12)),
        // Eight hours with people.
        ("zone=dull,pir=dull,gap=20m", .motionInadequate, .days(4)),
        ("zone=office,light=lost", .lightLost, .minutes(1)),
        // After lamps were switched three times.
        ("zone=office,light=frozen", .lightFrozen, .days(1)),
        ("zone=office,light=dazzled", .lightBlinded, .minutes(1)),
        // As soon as lamps are on or off for two minutes, and the meter has told.
        ("zone=office,lamps=dead", .lampFailed, .days(1)),
        ("zone=office,lamps=welded", .relayWelded, .minutes(3)),
        ("zone=office,meter=stopped", .lampFailed, .days(1)),
        ("zone=loft,meter=noisy", .meterDisagrees, .days(1)),
    ]

    @Test(arguments: causes) func `says what is wrong within its time`(
        cause: String, fault: Fault, within: Quantities.Duration
    ) throws {
        let broken = Duration.hours(26)
        let answer = try answer(to: cause, for: broken + within + .hours(1), .inputs)
        let reported = try #require(answer.reported, "\(cause): nothing said")
        #expect(reported - answer.entry!.from <= within, "\(cause): \((reported - answer.entry!.from).milliseconds) ms")
        #expect(fault == .meterDisagrees ? answer.fault?.isEmpty == false : answer.fault == fault)
    }

    /// As a board's own conditioning tells it: a sensor that is active without end is lost; and what a line does takes
    /// a while to be seen.
    @Test(arguments: [
        ("zone=office,pir=lost", Fault.motionLost, Quantities.Duration.seconds(1)),
        ("zone=office,pir=chattering", .motionLost, .seconds(2)),
        ("zone=office,pir=stuck-high", .motionLost, .hours(12) + .seconds(1)),
        ("zone=room,pir=stuck-low", .motionSilent, .hours(12)),
        ("zone=loft,light=lost", .lightLost, .seconds(10)),
        ("zone=loft,light=dazzled", .lightLost, .minutes(1)),
        ("zone=office,lamps=welded", .relayWelded, .minutes(3)),
    ]) func `says it at the level of edges too`(cause: String, fault: Fault, within: Quantities.Duration) throws {
        let answer = try answer(to: cause, after: "8h", for: .hours(9) + within, .edges)
        let reported = try #require(answer.reported, "\(cause): nothing said")
        #expect(reported - answer.entry!.from <= within, "\(cause): \((reported - answer.entry!.from).milliseconds) ms")
        #expect(answer.fault == fault || answer.fault?.isSuperset(of: fault) == true || fault == .motionLost)
    }

    /// A hood over the sensor, off and on: lamps come on and go off by daylight until the budget of a day is spent.
    @Test func `says when relays wear`() throws {
        let entries = (0..<24).map {
            FaultScript.Entry(
                .lightOffset, zones: [Breakable.office], from: Breakable.start + .hours(33) + .minutes(30 * $0),
                until: Breakable.start + .hours(33) + .minutes(30 * $0 + 12), amount: -100_000)
        }
        var settings = try Breakable.site().zones.map(\.settings)
        settings[Breakable.office].daylight.target = Lux(40)
        settings[Breakable.office].daylight.learns = false
        settings[Breakable.office].baseSteps = 2
        var trial = Trial(
            try Breakable.site(), settings: settings, seed: 1, from: Breakable.start, script: FaultScript(entries))
        trial.run(until: Breakable.start + .hours(44))
        let answers = try #require(trial.faultAnswers).answers
        #expect(answers.contains { $0.entry == nil && $0.fault?.contains(.relayWear) == true })
    }

    @Test func `takes it back once it is mended`() throws {
        let script = try Breakable.script("t=26h,for=3h,zone=office,pir=lost", "t=30h,for=2h,zone=office,light=lost")
        var trial = Trial(try Breakable.site(), seed: 1, from: Breakable.start, script: script)
        trial.run(until: Breakable.start + .days(2))
        let answers = try #require(trial.faultAnswers).answers.filter { $0.entry != nil }
        #expect(answers.map(\.cleared) == [Breakable.start + .hours(29), Breakable.start + .hours(32)])
    }

    @Test func `says nothing while nothing is broken`() throws {
        // A moment that changes nothing but that the script is not empty.
        let script = try Breakable.script("t=6d,zone=room,button=pressed")
        var trial = Trial(try Breakable.site(), seed: 1, from: Breakable.start, script: script)
        trial.run(until: Breakable.start + .days(3))
        let answers = try #require(trial.faultAnswers).answers
        #expect(answers.count { $0.reported != nil && $0.zone != Breakable.dull } == 0, "\(answers)")
    }

    private func answer(
        to cause: String, after start: String = "26h", for time: Quantities.Duration, _ level: SensingLevel
    ) throws -> FaultAnswers.Answer {
        let script = try Breakable.script("t=\(start),\(cause)")
        var trial = Trial(try Breakable.site(), seed: 1, from: Breakable.start, script: script, sensing: level)
        trial.run(until: Breakable.start + time)
        return try #require(trial.faultAnswers?.answers.first)
    }
}
