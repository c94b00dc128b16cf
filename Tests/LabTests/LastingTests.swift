import Fleet
import Quantities
import Testing

@testable import Lab

@Suite struct `A length of time on the command line` {
    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("90s", .seconds(90)), ("1.5h", .minutes(90)), ("30min", .minutes(30)),
        ("2d", .days(2)),
    ])
    func `is a number and a unit`(text: String, duration: Duration) {
        #expect(Lasting(argument: text)?.duration == duration)
    }

    @Test(arguments: ["", "5", "min", "0s", "-1s", "1 h", "5m", "1e9d", "9999999d"])
    func `is nothing else`(text: String) { #expect(Lasting(argument: text) == nil) }

    @Test func `is shown in the largest unit that divides it`() {
        #expect(
            [Lasting(.minutes(90)), Lasting(.days(2)), Lasting(.milliseconds(1_500))].map(\.description) == [
                "90min", "2d", "1500ms",
            ])
    }

    @Test func `is passed at a speed from 1 to 100000, or at the highest`() {
        #expect(Pace(argument: "600")?.speed == .times(600))
        #expect(Pace(argument: "max")?.speed == .max)
        #expect(["0.5", "100001", "fast", "nan", "-1"].allSatisfy { Pace(argument: $0) == nil })
    }
}
