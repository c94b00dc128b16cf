import Boards
import Glibc
import Scratch
import Service
import Testing

@testable import Edge

/// Plain files take the place of the PWM's.
@Suite struct `A board at rest without its program` {
    let home = Home()

    @Test func `has its dimmers at full light, whatever a crash left, and keeps them so`() throws {
        try leave(duty: "10000", channel: 0)
        try leave(duty: "1000000", channel: 1)
        let failures = Rest.put(try site(), in: home.path)
        #expect(failures.isEmpty)
        #expect(try duty(0) == "1000000")
        #expect(try duty(1) == "0", "its drive is inverted")
    }

    @Test func `lights what can be had, and says what cannot`() throws {
        try leave(duty: "0", channel: 1)
        try put("2\n", "pwmchip0/pwm0")
        let failures = Rest.put(try site(), in: home.path)
        #expect(failures.count == 1)
        #expect("\(failures[0])".contains("pwm0"))
        #expect(try duty(1) == "0")
    }

    @Test(
        arguments: [
            (nil, nil, true), ("killed", "KILL", true), ("dumped", "ABRT", true), ("exited", "78", true),
            ("exited", "64", true), ("exited", "0", false), ("exited", "69", false), ("exited", "77", false),
        ] as [(String?, String?, Bool)])
    func `has its relays moved after a crash or for good, and not at every start that is refused`(
        code: String?, status: String?, moves: Bool
    ) {
        #expect(Rest.movesRelays(after: code, status) == moves)
    }

    @Test func `is one where nobody listens in its state folder`() throws {
        #expect(!Counter(state: home.path).isAttended)
        let server = try LocalServer(path: Counter.socket(in: home.path))
        #expect(Counter(state: home.path).isAttended, "though it says nothing, as one that hangs")
        _ = server
    }

    private func site() throws -> Site {
        func zone(_ id: String, _ dimmer: String) -> String {
            "  \(id): { use: lobby, area: 20 m2, load: 100 W, lamps: { dimmer: { chip: pwmchip0, \(dimmer) } } }\n"
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

            """ + zone("room", "channel: 0") + zone("hall", "channel: 1, drive: inverted"))
    }

    private func leave(duty: String, channel: Int) throws {
        for file in ["npwm", "export"] { try put("2\n", "pwmchip0/\(file)") }
        for (file, word) in [("period", "1000000"), ("duty_cycle", duty), ("polarity", "normal"), ("enable", "1")] {
            try put("\(word)\n", "pwmchip0/pwm\(channel)/\(file)")
        }
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
