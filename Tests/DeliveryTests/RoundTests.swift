import Addresses
import Alarms
import Delivery
import Glibc
import Ledger
import Quantities
import SQLite
import Scratch
import Synchronization
import Testing

@Suite final class `The watch over alarms` {
    private let home = Home()
    private let said = Shared<[String]>([])

    @Test func `sends one mail when a board falls silent, and one when it is back`() throws {
        let server = try MailServer()
        var round = try round(mail(to: server))
        try look(&round, 0...119, gone: 0)
        #expect(server.mails == 0)
        try look(&round, 120...400, gone: 0)
        #expect(server.mails == 1)
        try look(&round, 401...500, gone: nil)
        #expect(server.mails == 2)
        #expect(
            server.lines.filter { $0.hasPrefix("Subject") } == [
                "Subject: Lightwell: geneva/one is silent", "Subject: Lightwell: over: geneva/one is silent",
            ])
        #expect(server.lines.contains("RCPT TO:<anna@example.org>"))
        #expect(server.lines.contains("Date: Tue, 30 Jun 2026 14:00:00 +0000"))
        #expect(server.lines.contains("You see to it:  lightwell-hub acknowledge 1 --by YOUR-NAME --ledger LEDGER"))
    }

    @Test func `sends nothing twice when it is started anew at every look`() throws {
        let (mails, hook) = try (MailServer(), WebServer())
        for minute in Int64(0)...300 where minute < 5 || minute > 115 {
            var round = try round(
                mail(to: mails), Webhook(to: ServerAddress("http://127.0.0.1:\(hook.port)/h", [.http])))
            try look(&round, minute...minute, gone: 0)
        }
        #expect(mails.mails == 1 && hook.posts.count == 1)
    }

    @Test func `sends a message once more when it dies after sending and before writing that down, never not at all`()
        throws
    {
        let server = try MailServer()
        let path = try ledger()
        var round = try round(mail(to: server))
        try look(&round, 0...119, gone: 0)
        // As at minute 120, until the server has taken it: then the process is gone.
        let store = try AlarmStore(path, .changing)
        let plan = round.plan
        let seen = Observation(at: .minute(120), boards: [board(gone: 0)])
        try store.change(at: .minute(120), telling: plan.post) { book in
            book.observe(plan.rules.conditions(in: seen), plan.manner, at: .minute(120))
            if let digest = book.due(plan.manner, at: .minute(120)) { book.tell(digest) }
        }
        #expect(server.mails == 0, "it died between the book and sending: nothing is lost")
        for message in try store.due("mail", at: .minute(120)) { try mail(to: server).carry(message) }
        #expect(server.mails == 1)
        var next = try self.round(mail(to: server))
        try look(&next, 121...300, gone: 0)
        #expect(server.mails == 2)
        let ids = server.lines.filter { $0.hasPrefix("Message-ID") }
        #expect(Set(ids).count == 1, "a reader can tell the copy")
    }

    @Test func `tries again with pauses while a server refuses, says so once, and shows it`() throws {
        let server = try MailServer(refusals: 3)
        var round = try round(mail(to: server))
        try look(&round, 0...121, gone: 0)
        let waiting = try AlarmStore(ledger(), .reading).waiting()
        #expect(waiting.count == 1 && waiting.first?.attempts == 2)
        #expect(waiting.first?.failure?.contains("451") == true)
        try look(&round, 122...126, gone: 0)
        #expect(server.lines.count { $0.hasPrefix("RCPT") } == 3, "at 120, 121 and 123")
        try look(&round, 127...127, gone: 0)
        #expect(server.mails == 1)
        #expect(said.value.withLock(\.count) == 2, "that it fails, and that it works again")
        #expect(try AlarmStore(ledger(), .reading).waiting() == [])
    }

    @Test func `keeps a mail from nobody for the sake of an address that is dead, and names that once`() throws {
        let server = try MailServer(dead: "bob@example.org")
        var mail = try mail(to: server)
        mail.to = try ["anna", "bob", "eve"].map { try Mailbox($0 + "@example.org") }
        var round = try round(mail)
        try look(&round, 0...400, gone: 0)
        try look(&round, 401...500, gone: nil)
        #expect(server.mails == 2)
        #expect(try AlarmStore(ledger(), .reading).waiting() == [])
        #expect(
            said.value.withLock { $0 } == [
                "mail by smtp://127.0.0.1:\(server.port): bob@example.org is refused, others have it: 550 no such person"
            ])
    }

    @Test func `fails while all addresses are dead`() throws {
        let server = try MailServer(dead: "anna@example.org")
        var round = try round(mail(to: server))
        try look(&round, 0...120, gone: 0)
        #expect(server.mails == 0 && said.value.withLock { $0.count } == 1)
        #expect(try AlarmStore(ledger(), .reading).waiting().map(\.attempts) == [1])
    }

    @Test func `sends one mail after a week without the server, of what is so by then`() throws {
        let server = try MailServer()
        var round = try round(dead)
        let day = Int64(1_440)
        // Each day the board of another site falls silent, and is back a day later; the last one stays away.
        func look(atHour hour: Int64) throws {
            let today = min(hour / 24, 7)
            let boards = [today, today - 1].map { number in
                BoardState(
                    site: "site\(number)", board: "one", gone: number == today ? .minute(number * day) : nil)
            }
            try round.look(at: Observation(at: .minute(hour * 60), boards: boards))
        }
        for hour in Int64(0)...(7 * 24 + 3) { try look(atHour: hour) }
        let waiting = try AlarmStore(ledger(), .reading).waiting()
        #expect(waiting.map(\.subject) == ["Lightwell: site7/one is silent"])
        #expect(
            said.value.withLock { $0 } == [
                "mail by smtp://127.0.0.1:1: Failed to connect to 127.0.0.1 port 1: Couldn't connect to server; it is tried again"
            ], "once, however long each attempt took")
        round.follow(plan(try mail(to: server)))
        for hour in Int64(7 * 24 + 4)...(7 * 24 + 20) { try look(atHour: hour) }
        #expect(server.mails == 1)
        #expect(server.lines.contains("Subject: Lightwell: site7/one is silent"))
        #expect(try AlarmStore(ledger(), .reading).waiting() == [])
    }

    @Test func `sends nothing late that somebody has seen to, or that is over`() throws {
        let server = try MailServer()
        var round = try round(dead)
        try look(&round, [0, 120], gone: 0)
        let other = try AlarmStore(ledger(), .changing)
        #expect(try other.waiting().count == 1)
        #expect(try other.change(at: .minute(121)) { $0.acknowledge(1, Acknowledgement(by: "A", at: .minute(121))) })
        round.follow(plan(try mail(to: server)))
        try look(&round, [122, 200], gone: 0)
        try look(&round, 201...260, gone: nil)
        #expect(server.mails == 0)
        #expect(try other.waiting() == [])
    }

    @Test func `tells one channel what another could not take only once`() throws {
        let hook = try WebServer()
        let works = try Webhook(to: ServerAddress("http://127.0.0.1:\(hook.port)/h", [.http]))
        var round = try round(dead, works)
        try look(&round, 0...400, gone: 0)
        try look(&round, 401...500, gone: nil)
        #expect(hook.posts.count == 2, "its begin and its end")
        #expect(try AlarmStore(ledger(), .reading).waiting() == [], "the mail would tell nothing that is so")
    }

    @Test func `goes on in a ledger that was restored in place of the one it had`() throws {
        var round = try round()
        try look(&round, 0...5, gone: nil)
        let path = try ledger()
        let other = home.path + "/other"
        _ = try Ledger(other, .writing(program: "test"))
        for end in ["-wal", "-shm"] { unlink(path + end) }
        #expect(rename(other, path) == 0)
        try look(&round, 6...130, gone: 0)
        let store = try AlarmStore(path, .reading)
        #expect(try store.lastSignOfLife() == .minute(130) && store.alarms(all: false).count == 1)
    }

    @Test func `lists the hundred worst alarms to machines, and counts the others`() {
        var book = AlarmBook()
        let found = (0..<2_000).map { number in
            Condition(
                Key(.sensorFault, "geneva/zone\(number)"), number == 1_999 ? .urgent : .warning,
                Words(what: "stuck", meaning: "lit", cure: "look"), lasting: .zero)
        }
        book.observe(found, Manner(), at: .minute(0))
        let json = book.due(Manner(), at: .minute(0)).map { AlarmPlan().post.write($0).json } ?? ""
        #expect(json.split(separator: "\"kind\"").count == 101)
        #expect(json.contains("\"more\": 1900") && json.contains("geneva/zone1999\"") && json.utf8.count < 100_000)
    }

    @Test func `logs in with what a closed file says, and shows it nowhere`() throws {
        let server = try MailServer()
        let file = home.path + "/mail"
        try write("anna\nhunter2\n", to: file, mode: 0o600)
        var mail = try mail(to: server)
        mail.credentials = .path(file)
        var round = try round(mail)
        try look(&round, 0...120, gone: 0)
        #expect(server.mails == 1)
        // RFC 4616: nothing, the name, the password.
        #expect(server.lines.contains("AGFubmEAaHVudGVyMg=="))
        #expect(!"\(mail.target)".contains("hunter2") && mail.trouble == nil)
        chmod(file, 0o644)
        #expect(mail.trouble == "credentials \(file) is open to everybody on this machine; close it: chmod o= \(file)")
    }

    @Test func `sends no password to a server that should encrypt and does not`() throws {
        let server = try MailServer()
        let file = home.path + "/mail"
        try write("anna\nhunter2\n", to: file, mode: 0o600)
        var mail = try mail(to: server)
        (mail.credentials, mail.authorities) = (.path(file), .path("/etc/ssl/certs/ca-certificates.crt"))
        var round = try round(mail)
        try look(&round, 0...120, gone: 0)
        #expect(server.mails == 0 && !server.lines.contains { $0.hasPrefix("AUTH") })
        #expect(try AlarmStore(ledger(), .reading).waiting().count == 1)
    }

    @Test func `posts to a webhook with a signature that its receiver can check`() throws {
        let server = try WebServer(answers: ["503 Service Unavailable"])
        let file = home.path + "/secret"
        try write("a secret\n", to: file, mode: 0o600)
        let hook = try Webhook(
            to: ServerAddress("http://127.0.0.1:\(server.port)/hooks/1", [.https, .http]), secret: .path(file))
        var round = try round(hook)
        try look(&round, 0...125, gone: 0)
        #expect(server.posts.count == 2)
        #expect(
            said.value.withLock { $0.first }
                == "webhook http://127.0.0.1:\(server.port): it answered with 503; it is tried again")
        let post = try #require(server.posts.last)
        #expect(post.request == "POST /hooks/1 HTTP/1.1")
        #expect(post.headers["content-type"] == "application/json")
        #expect(
            post.headers["x-lightwell-signature"]
                == "sha256=" + HMAC.hexadecimal(of: Array(post.body.utf8), key: Array("a secret".utf8)))
        #expect(post.body == server.posts.first?.body, "the same id: it is the same message")
        #expect(post.body.hasPrefix("{\"id\": \"1782828000000-1\", \n  \"at\": \"2026-06-30T14:00:00Z\","))
        #expect(post.body.contains("\"kind\": \"board-silent\""))
    }

    @Test func `tells nobody without a channel, and keeps the book all the same`() throws {
        var round = try round()
        try look(&round, 0...130, gone: 0)
        let store = try AlarmStore(ledger(), .reading)
        #expect(try store.alarms(all: false).map(\.told) == [nil])
        #expect(try store.waiting() == [])
        #expect(try store.lastSignOfLife() == .minute(130))
    }

    @Test func `leaves alone what somebody acknowledged from elsewhere`() throws {
        let server = try MailServer()
        var round = try round(mail(to: server))
        try look(&round, 0...120, gone: 0)
        let other = try AlarmStore(ledger(), .changing)
        let isThere = try other.change(at: .minute(121)) { book in
            book.acknowledge(1, Acknowledgement(by: "Anna", note: "on my way", at: .minute(121)))
        }
        #expect(isThere)
        try look(&round, [122, 1_600, 3_200], gone: 0)
        #expect(server.mails == 1)
        #expect(try other.alarms(all: false).map(\.acknowledgement?.note) == ["on my way"])
        #expect(try other.events(of: 1).map(\.deed) == [.raised, .told, .acknowledged])
    }

    private func round(_ channels: any Channel...) throws -> AlarmRound {
        let said = said
        return AlarmRound(plan(channels), try AlarmStore(ledger(), .changing)) { text in
            said.value.withLock { $0.append(text) }
        }
    }

    private func plan(_ channels: any Channel...) -> AlarmPlan { plan(channels) }

    private func plan(_ channels: [any Channel]) -> AlarmPlan {
        var plan = AlarmPlan()
        plan.channels = channels
        return plan
    }

    /// Mail by a server that is not there.
    private var dead: Mail {
        get throws {
            try Mail(
                server: ServerAddress("smtp://127.0.0.1:1", [.smtps, .smtp]),
                from: Mailbox("lightwell@example.org"), to: [Mailbox("anna@example.org")])
        }
    }

    /// A real ledger, made by its writer, who may well have it open.
    private func ledger() throws -> String {
        let path = home.path + "/ledger"
        if access(path, F_OK) != 0 { _ = try Ledger(path, .writing(program: "test")) }
        return path
    }

    private func look(_ round: inout AlarmRound, _ minutes: some Sequence<Int64>, gone: Int64?) throws {
        for minute in minutes { try round.look(at: Observation(at: .minute(minute), boards: [board(gone: gone)])) }
    }

    private func board(gone: Int64?) -> BoardState {
        BoardState(site: "geneva", board: "one", gone: gone.map { .minute($0) })
    }

    private func mail(to server: MailServer) throws -> Mail {
        try Mail(
            server: ServerAddress("smtp://127.0.0.1:\(server.port)", [.smtps, .smtp]),
            from: Mailbox("lightwell@example.org"), to: [Mailbox("anna@example.org")])
    }

    private func write(_ text: String, to path: String, mode: mode_t) throws {
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
        chmod(path, mode)
    }
}

extension Timestamp {
    /// Minutes after 2026-06-30T12:00:00Z, a Tuesday.
    static func minute(_ n: Int64) -> Timestamp { Timestamp(milliseconds: 1_782_820_800_000 + n * 60_000) }
}
