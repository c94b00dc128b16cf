import Boards
import Control
import GPIO
import Hardware
import Quantities
import Testing

@testable import Edge

/// Banks that hold nothing take every word.
@Suite struct `The relays of plugs and climate` {
    let start = Instant.epoch + .hours(1)

    @Test func `are taken at rest behind the lamps: plugs on, climate at comfort`() throws {
        let site = try SiteText.site(text)
        let (_, lamps) = LampDrive.places(of: site)
        let lines = Followers.lines(of: site, behind: lamps)
        #expect(lines[0].map(\.offset) == [17, 27, 20, 21, 26])
        #expect(lines[0].map(\.isActive) == [true, true, true, false, true])
        #expect(lines[0].map(\.polarity) == [.activeHigh, .activeHigh, .activeHigh, .activeLow, .activeHigh])
    }

    @Test func `do what was decided, each in its zone`() throws {
        var followers = try followers()
        #expect(painted(&followers, at: start) == [true, false, true])
        let away = Zone.Outputs(level: 0, reason: .vacant, plugs: false, setback: .standby)
        var isDriven = followers.follow(0, away, at: start + .seconds(10))
        #expect(isDriven && painted(&followers, at: start + .seconds(10)) == [false, true, true])
        isDriven = followers.follow(1, away, at: start + .seconds(10))
        #expect(isDriven && painted(&followers, at: start + .seconds(10)) == [false, true, false])
        let set = Zone.Outputs(level: 0, reason: .vacant, plugs: true, setback: .unoccupied)
        isDriven = followers.follow(0, set, at: start + .seconds(20))
        #expect(isDriven && painted(&followers, at: start + .seconds(20)) == [true, true, false])
        followers.rest(at: start + .seconds(21))
        #expect(painted(&followers, at: start + .seconds(21)) == [true, false, true])
    }

    @Test func `go to rest at once, and back no sooner than two seconds after they moved`() throws {
        var followers = try followers()
        let (away, back) = (
            Zone.Outputs(level: 0, reason: .vacant, plugs: false), Zone.Outputs(level: 1, reason: .hold)
        )
        _ = followers.follow(0, away, at: start + .seconds(5))
        _ = followers.follow(0, back, at: start + .milliseconds(5_100))
        #expect(painted(&followers, at: start + .seconds(6))[0] == true)
        _ = followers.follow(0, away, at: start + .seconds(6))
        #expect(painted(&followers, at: start + .seconds(6))[0] == true)
        #expect(followers.reviewBy == start + .milliseconds(7_100))
        _ = followers.follow(0, away, at: start + .milliseconds(7_100))
        #expect(painted(&followers, at: start + .seconds(8))[0] == false && followers.reviewBy == nil)
    }

    @Test func `are counted for their lives, by the names of their lines`() throws {
        var followers = try followers()
        for second in 1...3 as ClosedRange<Int64> {
            let outputs = Zone.Outputs(level: 0, reason: .vacant, setback: second % 2 == 1 ? .standby : .none)
            _ = followers.follow(0, outputs, at: start + .seconds(10 * second))
        }
        #expect(followers.operations == ["GPIO20": 71, "GPIO21": 4, "GPIO26": 1])
    }

    @Test func `stand behind all other lines, with words of their own`() throws {
        let lines = BoardLine.lines(of: try SiteText.site(text))
        #expect(lines.suffix(3).map(\.words) == ["plugs of hall", "setback of hall", "plugs of room"])
        #expect(lines.suffix(3).allSatisfy { $0.isOutput })
        #expect(lines.suffix(3).map { $0.word(isActive: true) } == ["on", "set back", "on"])
        #expect(lines.suffix(2).map { $0.word(isActive: false) } == ["comfort", "off"])
    }

    private var text: String {
        SiteText.whole.replacing(
            "    hold: 10 min\n",
            with: "    hold: 10 min\n    plugs: GPIO20\n    setback: { line: GPIO21, active: low }\n"
        ).replacing("    motion: GPIO19\n", with: "    motion: GPIO19\n    plugs: GPIO26\n")
    }

    private func followers() throws -> Followers {
        let site = try SiteText.site(text)
        return Followers(
            site, behind: LampDrive.places(of: site).outputs, in: site.board.chips.map { _ in Bank() },
            operations: ["GPIO20": 70], at: start)
    }

    private func painted(_ followers: inout Followers, at now: Instant) -> [Bool?] {
        var lines = Array(repeating: Picture.Line(), count: 5)
        followers.paint(&lines, from: 2, at: now)
        return lines.suffix(3).map(\.isActive)
    }
}
