import Glibc
import Loop
import Quantities
import Testing

@Suite struct `A request to read again` {
    @Test func `is taken once, however often it was made`() {
        let reread = Reread()
        #expect(!reread.take())
        reread.request()
        reread.request()
        wait(for: [Interest(reread.wakeup.descriptor)], atMost: .seconds(60))
        #expect(reread.take())
        #expect(!reread.take())
    }

    @Test func `comes by SIGHUP, again and again`() {
        let reread = Reread.main
        for _ in 0..<3 {
            kill(getpid(), SIGHUP)
            wait(for: [Interest(reread.wakeup.descriptor)], atMost: .seconds(60))
            #expect(reread.take())
            #expect(!reread.take())
        }
    }
}
