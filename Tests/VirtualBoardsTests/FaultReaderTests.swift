import Quantities
import Testing
import VirtualBoards

@Suite struct `A script of faults` {
    @Test func `says what breaks, where, when and for how long`() throws {
        let script = try Breakable.script(
            "t=3d4h30m,for=12h,zone=office,pir=stuck-high", "t=1d,zone=*,light=lost", "t=2026-06-05,power=off,for=90s",
            "zone=room, pir=false-alarms, rate=6/h, t=0s", "t=2026-06-05T08:00:00+02:00,clock=-30m,for=1d",
            "t=5d,zone=loft,light=offset,by=-40lx")
        #expect(script.entries.map(\.from) == script.entries.map(\.from).sorted())
        let alarms = script.entries[0]
        #expect(alarms.kind == .motionFalseAlarms && alarms.amount == 6 && alarms.until == nil)
        #expect(script.entries[1].zones == [Breakable.office, Breakable.loft])
        let stuck = script.entries[2]
        #expect(stuck.from == Breakable.start + .hours(76) + .minutes(30))
        #expect(stuck.until == stuck.from + .hours(12))
        #expect(script.spans(of: .powerOff) == [Breakable.start + .days(4)..<Breakable.start + .days(4) + .seconds(90)])
        #expect(script.entries[4].amount == -1_800_000)
        #expect(script.entries[5].amount == -40)
    }

    @Test func `reads files with comments, and calls their problems by line and column`() throws {
        var reader = FaultReader(try Breakable.site(), from: Breakable.start)
        let text = "# a week\n\nt=1d,zone=office,pir=lost # Tuesday\n  t=2d, zone=ofice, pir=lost\n"
        let problems = #expect(throws: FaultReader.Problems.self) {
            try reader.read(options: [], files: [("faults.txt", text)])
        }
        #expect(
            problems?.problems == ["faults.txt:4:9: there is no zone \"ofice\", did you mean \"office\"?"])
    }

    @Test func `is refused with all of its problems at once, each with a cure`() throws {
        let problems = #expect(throws: FaultReader.Problems.self) {
            try Breakable.script(
                "t=3x,zone=office,pir=stuk-high", "zone=office,power=off", "t=1d,zone=room,light=lost",
                "t=1d,zone=office", "t=1d,pir=lost", "t=1d,zone=office,light=drift", "t=2026-05-01,power=off",
                "t=1d,zone=office,pir=lost,rate=3/h", "t=1d,zone=office,pir=lost,lamps=dead", "t=1d,clock=2h",
                "t=1d,zone=office,button=pressed,for=1h", "t=1d,foor=2h,power=off", "t=1d,power", "t=1d,t=2d,power=off")
        }
        // Without their places, which are the entries themselves.
        let said = problems?.problems.map { String($0.drop { $0 != ":" }.dropFirst(2)) }
        #expect(
            said == [
                "pir cannot be \"stuk-high\", did you mean \"stuck-high\"?",
                "t \"3x\" is neither a time since the start, such as 3d4h30m, nor a date or time, such as 2026-03-02 or "
                    + "2026-03-02T08:00:00Z",
                "does not say when: add t=3d (after the start), or t=2026-03-02",
                "power is the board's: leave zone= out",
                "room cannot have light=lost: it has no light sensor",
                "does not say what breaks: add one of pir=, light=, lamps=, meter=, button=, door=, power=, broker=, clock=",
                "does not say where: add zone=NAME or zone=*; there are office, room, loft, dull, corridor",
                "does not say by how much: add by=40lx", "t 2026-05-01 is before the start, 2026-06-01T00:00:00Z",
                "rate says nothing of pir=lost: leave it out", "lamps after pir: one thing breaks at a time",
                "clock cannot be \"2h\", did you mean \"+2h\"?", "button=pressed is a moment: leave for= out",
                "unknown key \"foor\", did you mean \"for\"?",
                "\"power\" should be key=value, such as t=3d or pir=stuck-high",
                "t stands there twice",
            ])
    }

    @Test func `are told all at once, of one entry too`() throws {
        var reader = FaultReader(try Breakable.site(), from: Breakable.start)
        let problems = #expect(throws: FaultReader.Problems.self) {
            _ = try reader.read(options: ["t=3d,zone=ofice,pir=stuk-high"], files: [])
        }
        #expect(problems?.problems.count == 2)
    }
}
