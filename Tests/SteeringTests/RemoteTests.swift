import Loop
import MQTT
import Quantities
import Settings
import Sparkplug
import Steering
import Telemetry
import Testing

@Suite struct `Settings from afar` {
    private let east = ZoneAddress("site/board/east")!

    @Test func `are written, answered and read back, with who asked and until when`() throws {
        let board = try Board()
        let remote = try board.remote()
        #expect(try remote.meet([east], within: .seconds(20), until: Stop()) == [:])
        #expect(remote.report(of: east)?.values[Setting.hold.id] == 900)
        let until = Timestamp(milliseconds: 4_000_000_000_000)
        try remote.write(
            SettingRequest(
                zone: "east", setting: .hold, value: 300, terms: CommandTerms(by: "ada", until: until)),
            to: east, within: .seconds(20), until: Stop())
        #expect(remote.report(of: east)?.values[Setting.hold.id] == 300)
        let heard = try #require(board.heard.first)
        #expect((heard.zone, heard.value, heard.terms.by, heard.terms.until) == ("east", 300, "ada", until))
        // What it is already is answered too.
        try remote.write(
            SettingRequest(zone: "east", setting: .hold, value: 300), to: east, within: .seconds(20), until: Stop())
        #expect(board.heard.count == 2)
    }

    @Test func `are refused in the board's words`() throws {
        let board = try Board()
        let remote = try board.remote()
        _ = try remote.meet([east], within: .seconds(20), until: Stop())
        let failure = try #require(throws: Remote.Failed.self) {
            try remote.write(
                SettingRequest(zone: "east", setting: .hold, value: 1e9), to: east, within: .seconds(20), until: Stop())
        }
        #expect(failure.isRefusal)
        #expect(failure.description.hasPrefix("site/board/east: refused: hold: 1000000000 s is not within"))
    }

    @Test func `find no zone that is not there, nor a board that is away`() throws {
        let board = try Board()
        let remote = try board.remote("away")
        let (north, far) = (ZoneAddress("site/board/north")!, ZoneAddress("site/away/east")!)
        let missing = try remote.meet([east, north, far], within: .seconds(2), until: Stop())
        #expect(missing.count == 2)
        #expect(missing[north] == "site/board/north: the board has no such zone; it has east, west")
        #expect(missing[far]?.contains("the board site/away says nothing") == true)
    }

    @Test func `end with a sentence when nobody answers`() throws {
        let board = try Board(answers: false)
        let remote = try board.remote()
        _ = try remote.meet([east], within: .seconds(20), until: Stop())
        let failure = try #require(throws: Remote.Failed.self) {
            try remote.write(
                SettingRequest(zone: "east", setting: .hold, value: 300), to: east, within: .seconds(1), until: Stop())
        }
        #expect(failure.description == "site/board/east: no answer within 1.0 s")
        #expect(!failure.isRefusal)
    }

    @Test func `count as written when somebody else's answer hides the board's`() throws {
        let board = try Board(answersAs: "somebody else")
        let remote = try board.remote()
        _ = try remote.meet([east], within: .seconds(20), until: Stop())
        try remote.write(
            SettingRequest(zone: "east", setting: .hold, value: 300), to: east, within: .seconds(20), until: Stop())
        #expect(remote.report(of: east)?.values[Setting.hold.id] == 300)
        // What it was before proves nothing: its board may never have heard of it.
        let failure = try #require(throws: Remote.Failed.self) {
            try remote.write(
                SettingRequest(zone: "east", setting: .hold, value: 300), to: east, within: .seconds(1), until: Stop())
        }
        #expect(failure.description == "site/board/east: no answer within 1.0 s")
    }

    @Test func `may be obeyed by a board whose clock is some minutes ahead`() throws {
        let board = try Board()
        let remote = try board.remote()
        _ = try remote.meet([east], within: .seconds(20), until: Stop())
        try remote.write(
            SettingRequest(zone: "east", setting: .hold, value: 300), to: east, within: .seconds(20), until: Stop())
        let terms = try #require(board.heard.first).terms
        #expect(try #require(terms.expires) - #require(terms.sent) >= .minutes(5))
    }

    @Test func `are not refused for good by a board whose clock is wrong`() throws {
        let board = try Board()
        let remote = try board.remote()
        _ = try remote.meet([east], within: .seconds(20), until: Stop())
        var terms = CommandTerms()
        terms.expires = Timestamp(milliseconds: 1_782_777_600_000)
        let failure = try #require(throws: Remote.Failed.self) {
            try remote.write(
                SettingRequest(zone: "east", setting: .hold, value: 300, terms: terms), to: east,
                within: .seconds(20), until: Stop())
        }
        #expect(!failure.isRefusal)
        #expect(
            failure.description
                == "site/board/east: refused: hold: the command has expired; are the clocks of board and hub "
                + "right?")
        #expect(board.heard.isEmpty)
    }

    @Test func `ask again for a birth that was lost`() throws {
        let board = try Board()
        let (remote, address) = (try board.remote("ghost"), try board.address)
        let (isThere, isAsked) = (Stop(), Stop())
        // A board whose births nobody hears: asked for them, it sends what has changed.
        let ghost = Worker {
            guard let connection = try? Connection(to: address, clientID: "ghost") else { return }
            let data = Payload(timestamp: 1, metrics: [Metric("Level", .int32(1), at: 1)], seq: 0).encoded()
            var requests = 0
            try? connection.connect()
            while !isAsked.isRequested, let descriptor = connection.descriptor {
                for event in connection.service() {
                    switch event {
                    case .connected: try? connection.subscribe(to: "spBv1.0/site/NCMD/ghost", qos: 1)
                    case .subscribed: isThere.request()
                    case .message:
                        requests += 1
                        if requests > 1 { isAsked.request() }
                        try? connection.publish(topic: "spBv1.0/site/DDATA/ghost/east", payload: data)
                    case .refused, .disconnected: return
                    }
                }
                wait(
                    for: [
                        Interest(descriptor, toWrite: connection.wantsToWrite), Interest(isAsked.wakeup.descriptor),
                    ],
                    atMost: .milliseconds(200))
            }
        }
        defer {
            isAsked.request()
            ghost.join()
        }
        wait(for: [Interest(isThere.wakeup.descriptor)], atMost: .seconds(20))
        let failure = try #require(throws: Remote.Failed.self) {
            _ = try remote.meet([ZoneAddress("site/ghost/east")!], within: .seconds(20), until: isAsked)
        }
        #expect(failure.description == "stopped", "it was asked for the second time")
    }

    @Test(arguments: ["", "east", "a/b", "a/b/c/d", "a//c", "a/b/+"]) func `want a whole address`(text: String) {
        #expect(ZoneAddress(text) == nil)
    }
}
