import Boards
import Control
import Quantities
import Testing
import YAML

@Suite struct `Settings to try` {
    @Test func `are said as pairs`() throws {
        let tuning = try Tuning("hold=10min,warning=off,daylight=off,steps=2,base-level=1step")
        let settings = try tuning.applied(to: Zone.Settings(steps: 1))
        #expect(settings.hold == .minutes(10))
        #expect(settings.warning == .zero)
        #expect(settings.daylight.target == .zero)
        #expect(settings.steps == 2)
        #expect(settings.baseSteps == 1)
        #expect(!tuning.wantsDaylight)
    }

    @Test func `say daylight for its target`() throws {
        let tuning = try Tuning("daylight=400 lx,lamp-share=450lx")
        #expect(tuning.wantsDaylight)
        #expect(try tuning.applied(to: Zone.Settings(steps: 1)).daylight.target == Lux(400))
    }

    @Test func `leave alone what they do not name`() throws {
        var settings = Zone.Settings(steps: 1)
        settings.blink = .zero
        #expect(try Tuning("hold=5min").applied(to: settings).blink == .zero)
    }

    @Test func `name every mistake, by its place`() {
        #expect(
            said("hodl=5min,warning=5,daylight=on,hold=1s,x") == """
                --settings:1:41: error: "x" is not key=value; pairs stand between commas, as in a=1,b=2
                """)
        #expect(
            said("hodl=5min,warning=5,daylight=on,hold=1s") == """
                --settings:1:1: error: unknown key "hodl", did you mean "hold"?
                --settings:1:19: error: warning: 5 needs a unit: ms, s, min or h
                --settings:1:30: error: daylight: say how much: such as 500 lx at the light sensor, or off
                --settings:1:38: error: hold: 1s is below 60 s
                """)
    }

    @Test func `are refused where they do not suit the zone`() {
        #expect(throws: (any Error).self) { try Tuning("base-level=2steps").applied(to: Zone.Settings(steps: 1)) }
    }

    private func said(_ text: String) -> String {
        do throws(Problems) {
            _ = try Tuning(text)
            return ""
        } catch { return error.description }
    }
}
