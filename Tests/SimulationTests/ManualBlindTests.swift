import Astronomy
import Quantities
import Simulation
import Testing

@Suite struct `A blind that people let down` {
    let greenwich = Place.origin
    let midnight = Timestamp(milliseconds: 20_000 * 86_400_000)

    /// Sun on the desk from 9 to 10 h on the first day, never on the second.
    @Test func `stays down until the end of the day, and is up the next morning`() {
        var blind = ManualBlind(at: greenwich)
        let seen = stride(from: Int64(0), to: 48 * 60, by: 7).map { minute in
            blind.state(at: midnight + .minutes(minute), isGlaring) == .closed
        }
        let expected = stride(from: Int64(0), to: 48 * 60, by: 7).map { (540..<1_440).contains($0) }
        #expect(seen == expected)
    }

    @Test func `is the same whatever order it is asked in`() {
        var forward = ManualBlind(at: greenwich)
        let times = (0..<300).map { midnight + .minutes($0 * 11) }
        let seen = times.map { forward.state(at: $0, isGlaring) }
        var random = SplitMix64(seed: 2)
        for _ in 0..<500 {
            let place = Int.random(in: 0..<times.count, using: &random)
            #expect(forward.state(at: times[place], isGlaring) == seen[place])
        }
    }

    private func isGlaring(_ time: Timestamp) -> Bool {
        (540..<600).contains((time - midnight).milliseconds / 60_000)
    }
}
