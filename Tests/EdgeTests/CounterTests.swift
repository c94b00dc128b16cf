import Glibc
import Loop
import Scratch
import Service
import Testing

@testable import Edge

@Suite struct `Where the running program is asked` {
    private struct Answering: Host {
        func answer(_ request: String, to visitor: Int) -> Reply { Reply("it runs") }
        func isOver(for visitor: Int) -> Bool { false }
        func left(_ visitor: Int) {}
    }

    @Test func `is the first place where somebody answers, whatever sockets are left elsewhere`() throws {
        let home = Home()
        let (dead, live, none) = (home.path + "/dead", home.path + "/live", home.path + "/none")
        do { _ = try LocalServer(path: dead) }
        let server = try LocalServer(path: live)
        // A file of the newest date, behind which is nobody.
        if let file = fopen(dead, "we") { fclose(file) }
        let stop = Stop()
        let worker = Worker { server.run(until: stop, for: Answering()) }
        defer {
            stop.request()
            worker.join()
        }
        #expect(try Counter(at: [dead, none, live]).answer(to: .status(.table)) == "it runs\n")
        #expect(throws: SocketError.nobody(path: none)) { try Counter(at: [none]).answer(to: .status(.table)) }
    }

    @Test func `begins in the state folder`() {
        #expect(Counter(state: "/none").places == ["/none/control.socket"])
    }
}
