import Boards
import Control
import Cycle
import Glibc
import Quantities
import Scratch
import Testing

@testable import Edge

/// Zones whose lamps are dimmed need no GPIO chip; plain files take the place of the PWM's.
@Suite struct `A plant with dimmed lamps` {
    let home = Home()
    let start = Instant.epoch + .hours(1)

    @Test func `is lit from the start, fades, asks for every step of it, and rests lit`() throws {
        var plant = try plant()
        #expect(try duty(0) == "1000000")
        drive(&plant, 0, Zone.Outputs(level: 40, reason: .daylight), at: start)
        var review = plant.reviewBy(at: start)
        #expect(try duty(0) == "1000000" && review == start + .milliseconds(20))
        let later = start + .seconds(15)
        drive(&plant, 0, Zone.Outputs(level: 40, reason: .daylight), at: later)
        #expect(try duty(0) == "700000" && duty(1) == "1000000")
        drive(&plant, 0, Zone.Outputs(level: 0, reason: .manualOff), at: later)
        drive(&plant, 0, Zone.Outputs(level: 0, reason: .manualOff), at: later + .seconds(1))
        review = plant.reviewBy(at: later + .seconds(1))
        #expect(try duty(0) == "0" && review == nil)
        plant.rest(at: later + .seconds(2))
        #expect(try duty(0) == "1000000")
        _ = consume plant
        #expect(try duty(0) == "1000000")
    }

    @Test func `is lit again when nobody holds it any more, wherever it was`() throws {
        var plant = try plant()
        drive(&plant, 1, Zone.Outputs(level: 10, reason: .manualOff), at: start)
        drive(&plant, 1, Zone.Outputs(level: 10, reason: .manualOff), at: start + .seconds(1))
        #expect(try duty(1) == "100000")
        _ = consume plant
        #expect(try duty(1) == "1000000")
    }

    @Test func `shows which lamps are its own, whatever control says, until that is over`() throws {
        var plant = try plant()
        let settings = try site().zones.map(\.settings)
        plant.beginIdentify(settings, at: start)
        let dark = Zone.Outputs(level: 0, reason: .vacant)
        for (seconds, duties) in [(0, ["1000000", "1000000"]), (3, ["0", "1000000"]), (5, ["1000000", "330000"])] {
            let now = start + .seconds(Int64(seconds))
            for zone in 0..<2 { drive(&plant, zone, dark, at: now) }
            #expect(try [duty(0), duty(1)] == duties)
        }
        plant.endIdentify()
        for zone in 0..<2 { drive(&plant, zone, dark, at: start + .seconds(5)) }
        #expect(try duty(0) == "1000000", "then fades")
        for zone in 0..<2 { drive(&plant, zone, dark, at: start + .seconds(35)) }
        #expect(try [duty(0), duty(1)] == ["0", "0"])
    }

    @Test func `shows the light of each dimmer to those who ask`() throws {
        var plant = try plant()
        var lines = Picture(lines: BoardLine.lines(of: try site()).count, zones: []).lines
        drive(&plant, 1, Zone.Outputs(level: 25, reason: .manualOn), at: start)
        plant.paint(&lines, at: start + .seconds(1))
        #expect(lines.map(\.light) == [100, 25] && lines.map(\.isActive) == [true, true])
    }

    @Test func `says what its zones know: stillness without a sensor, and no more`() throws {
        var plant = try plant()
        let inputs = plant.sample(0, at: start)
        #expect(inputs == Zone.Inputs())
    }

    private func drive(_ plant: inout RealPlant, _ zone: Int, _ outputs: Zone.Outputs, at now: Instant) {
        let isDriven = plant.actuate(zone, outputs, at: now)
        #expect(isDriven)
    }

    private func plant() throws -> RealPlant {
        for file in ["npwm", "export"] { try put("2\n", "pwmchip0/\(file)") }
        for channel in 0..<2 {
            for (file, word) in [("period", "0"), ("duty_cycle", "0"), ("polarity", "normal"), ("enable", "0")] {
                try put("\(word)\n", "pwmchip0/pwm\(channel)/\(file)")
            }
        }
        let site = try site()
        return try RealPlant(
            site, on: RealPlant.banks(of: site), dimmers: DimmerDrive.drives(of: site, in: home.path),
            past: RealPlant.Past(), at: start)
    }

    private func site() throws -> Site {
        func zone(_ id: String, _ use: String, _ channel: Int) -> String {
            "  \(id): { use: \(use), area: 20 m2, load: 100 W, "
                + "lamps: { dimmer: { chip: pwmchip0, channel: \(channel), curve: linear, minimum: 0 % } } }\n"
        }
        return try SiteText.site(
            """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            open: [mon-fri 07:00-19:00]
            zones:

            """ + zone("room", "cellular-office", 0) + zone("hall", "lobby", 1))
    }

    private func put(_ text: String, _ path: String) throws {
        let parts = path.split(separator: "/")
        for depth in 1..<parts.count { mkdir("\(home.path)/\(parts[..<depth].joined(separator: "/"))", 0o700) }
        let file = try #require(fopen("\(home.path)/\(path)", "w"))
        fputs(text, file)
        fclose(file)
    }

    private func duty(_ channel: Int) throws -> String {
        let file = try #require(fopen("\(home.path)/pwmchip0/pwm\(channel)/duty_cycle", "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = fread(&bytes, 1, 100, file)
        return String(decoding: bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
