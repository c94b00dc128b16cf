import Quantities
import Service
import Testing

@Suite struct `A service manager` {
    @Test(arguments: ["notify", "@abstract"]) func `is told at a path and at an abstract name`(kind: String) throws {
        let path = freePath("notify")
        let listener = try Listener(kind == "notify" ? path : "@" + path)
        let manager = try ServiceManager(socket: listener.name)
        #expect(manager.listens)
        manager.tell(.ready, .status("lit"))
        manager.tellAlive()
        manager.tell(.stopping)
        #expect(listener.heard == ["READY=1\nSTATUS=lit", "WATCHDOG=1", "STOPPING=1"])
    }

    @Test func `hears when a reload began, by the monotonic clock`() throws {
        let listener = try Listener("@" + freePath("notify"))
        let manager = try ServiceManager(socket: listener.name)
        manager.tellReloading()
        manager.tellReloading()
        let stamps = try listener.heard.map { text in
            #expect(text.hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
            return try #require(UInt64(text.split(separator: "=").last ?? ""))
        }
        #expect(stamps.count == 2 && stamps[0] <= stamps[1] && stamps[0] > 0)
    }

    @Test func `never takes a line of a sentence for a notice`() throws {
        let listener = try Listener("@" + freePath("notify"))
        try ServiceManager(socket: listener.name).tell(.status("line 3: wrong\nREADY=1\r\nSTOPPING=1"))
        #expect(listener.heard == ["STATUS=line 3: wrong; READY=1; STOPPING=1"])
    }

    @Test func `may be absent, gone or deaf without harm`() throws {
        #expect(try !ServiceManager(socket: nil).listens)
        #expect(try !ServiceManager(socket: "").listens)
        ServiceManager.none.tell(.ready)
        try ServiceManager(socket: "/no/such/socket").tell(.ready)
        let listener = try Listener("@" + freePath("notify"))
        let manager = try ServiceManager(socket: listener.name)
        // More than a socket holds: what finds no room is lost, and nobody waits.
        for _ in 0..<10_000 { manager.tellAlive() }
        #expect(!listener.heard.isEmpty)
    }

    @Test func `is refused where its name cannot be a socket's`() {
        #expect(throws: SocketError.self) { try ServiceManager(socket: "vsock:2:1") }
        #expect(throws: SocketError.self) { try ServiceManager(socket: "@") }
        #expect(throws: SocketError.self) { try ServiceManager(socket: "/" + String(repeating: "x", count: 107)) }
    }
}

@Suite struct `A watchdog` {
    let now = Instant.epoch + .seconds(5)

    @Test func `is fed at half its time`() {
        var watchdog = Watchdog(microseconds: "30000000", pid: "7", own: 7, at: now)
        #expect(watchdog.pace == .seconds(15))
        let takings = [0, 14, 15, 29, 40].map { watchdog.takesFood(at: now + .seconds($0)) }
        #expect(takings == [true, false, true, false, true])
        #expect(watchdog.due == now + .seconds(55))
    }

    @Test func `is never left for longer than half its time, however the turns fall`() {
        var watchdog = Watchdog(microseconds: "2000000", pid: nil, own: 7, at: now)
        var (time, fed) = (now, now)
        for step in 0..<1_000 {
            // A loop that waits for what is due, or is woken before.
            time = min(time + .milliseconds(Int64(step * 37 % 400)), watchdog.due ?? time)
            if watchdog.takesFood(at: time) {
                #expect(time - fed <= .seconds(1))
                fed = time
            }
        }
        #expect(fed > now)
    }

    @Test func `is another's when another process is meant, or nobody asks for it`() {
        #expect(Watchdog(microseconds: "30000000", pid: "8", own: 7, at: now).pace == nil)
        #expect(Watchdog(microseconds: "30000000", pid: "x", own: 7, at: now).pace == nil)
        #expect(Watchdog(microseconds: nil, pid: "7", own: 7, at: now).pace == nil)
        #expect(Watchdog(microseconds: "0", pid: "7", own: 7, at: now).due == nil)
        var none = Watchdog(microseconds: "soon", pid: nil, own: 7, at: now)
        let isHungry = none.takesFood(at: now)
        #expect(!isHungry)
    }
}
