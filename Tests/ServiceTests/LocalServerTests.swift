import Glibc
import Loop
import Quantities
import Service
import Synchronization
import Testing

@Suite struct `A local server` {
    /// Answers with what it was asked, and keeps those who say “stay”.
    final class Echo: Host, Sendable {
        final class Leavers: Sendable {
            let numbers = Mutex<[Int]>([])
            let wakeup = Wakeup()
            var count: Int { numbers.withLock { $0.count } }
        }
        let leavers = Leavers()
        /// The visitor that has no more reason to stay.
        let brief = Atomic<Int>(0)

        func answer(_ request: String, to visitor: Int) -> Reply {
            if request == "brief" { brief.store(visitor, ordering: .relaxed) }
            return switch request {
            case "stay": Reply("stays", stay: Reply.Stay(atMost: .minutes(30), farewell: "over"))
            case "brief": Reply("stays", stay: Reply.Stay(atMost: .minutes(30), farewell: "over"))
            case "blink": Reply("stays", stay: Reply.Stay(atMost: .milliseconds(1), farewell: "over"))
            case "much": Reply(String(repeating: "é", count: 1_000_000))
            default: Reply("heard \(request)")
            }
        }

        func isOver(for visitor: Int) -> Bool { brief.load(ordering: .relaxed) == visitor }

        func left(_ visitor: Int) {
            leavers.numbers.withLock { $0.append(visitor) }
            leavers.wakeup.ring()
        }
    }

    let path = freePath("socket")
    let echo = Echo()

    /// Runs a server while `body` visits it.
    private func open(_ body: () throws -> Void) throws {
        let server = try LocalServer(path: path)
        let stop = Stop()
        let worker = Worker { [echo] in server.run(until: stop, for: echo) }
        defer {
            stop.request()
            worker.join()
        }
        try body()
    }

    @Test func `answers a line with a text, and many one after the other`() throws {
        try open {
            for number in 0..<40 {
                let answer = try LocalClient.ask("question \(number)", at: path)
                #expect(answer == "heard question \(number)\n")
            }
        }
    }

    @Test func `delivers answers that are larger than a socket holds`() throws {
        try open {
            let count = try LocalClient.ask("much", at: path).count
            #expect(count == 1_000_001)
        }
    }

    @Test func `lets owner and group in, and nobody else`() throws {
        try open {
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o660)
        }
        #expect(access(path, F_OK) != 0)
    }

    @Test func `takes the place of one that was killed`() throws {
        _ = try Listener(path)
        try open {
            let answer = try LocalClient.ask("a", at: path)
            #expect(answer == "heard a\n")
        }
    }

    @Test func `notices when a visitor that was to stay leaves`() throws {
        try open {
            let child = try visit("stay")
            close(child)
            wait(for: [Interest(echo.leavers.wakeup.descriptor)], atMost: .seconds(60))
            #expect(echo.leavers.count == 1)
        }
    }

    @Test func `says farewell to a visitor whose time is over`() throws {
        try open {
            let answer = try LocalClient.ask("blink", at: path)
            #expect(answer == "stays\nover\n")
        }
        #expect(echo.leavers.count == 1)
    }

    @Test func `says farewell to a visitor that has no more reason to stay`() throws {
        try open {
            let answer = try LocalClient.ask("brief", at: path)
            #expect(answer == "stays\nover\n")
        }
        #expect(echo.leavers.count == 1)
    }

    @Test func `hangs up on those who stay when it ends`() throws {
        try open { _ = try visit("stay") }
        #expect(echo.leavers.count == 1)
    }

    @Test func `is not held up by visitors who say nothing, or too much`() throws {
        try open {
            let mute = try visit(nil)
            let noisy = try visit(String(repeating: "x", count: 2_000), ends: false)
            let answer = try LocalClient.ask("a", at: path)
            #expect(answer == "heard a\n")
            close(mute)
            close(noisy)
        }
    }

    @Test func `is missed with a sentence`() {
        #expect(throws: SocketError.nobody(path: path)) { try LocalClient.ask("a", at: path) }
    }

    /// Connects by hand and says a line, if there is one; for “stay”, waits for the answer.
    private func visit(_ line: String?, ends: Bool = true) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(code == 0)
        guard let line else { return descriptor }
        let bytes = Array((line + (ends ? "\n" : "")).utf8)
        _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        var answer = [UInt8](repeating: 0, count: 64)
        if line == "stay" { #expect(recv(descriptor, &answer, answer.count, 0) > 0) }
        return descriptor
    }
}
