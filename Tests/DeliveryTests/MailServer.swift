import Synchronization

/// A mail server that writes down what it is told.
final class MailServer: Sendable {
    private let shared: Shared<[String]>
    private let server: LoopbackServer

    var port: Int { server.port }

    /// - Parameters:
    ///   - refusals: how many mails it refuses for now, before it takes one.
    ///   - dead: an address that it knows no more.
    init(refusals: Int = 0, dead: String? = nil) throws {
        let (heard, left) = (Shared<[String]>([]), Shared(refusals))
        server = try LoopbackServer { line in
            line.say("220 mail.example.org ESMTP")
            while let said = line.hear() {
                heard.value.withLock { $0.append(said) }
                switch said.split(separator: " ").first.map({ $0.uppercased() }) {
                case "EHLO": line.say("250-mail.example.org\r\n250 AUTH PLAIN")
                case "AUTH":
                    line.say("334 ")
                    if let said = line.hear() { heard.value.withLock { $0.append(said) } }
                    line.say("235 welcome")
                case "MAIL": line.say("250 so be it")
                case "RCPT":
                    let isRefused = left.value.withLock { left in
                        defer { left = max(0, left - 1) }
                        return left > 0
                    }
                    let isDead = dead.map { said.contains("<\($0)>") } ?? false
                    line.say(isDead ? "550 no such person" : isRefused ? "451 come back later" : "250 so be it")
                case "DATA":
                    line.say("354 go on")
                    while let text = line.hear(), text != "." { heard.value.withLock { $0.append(text) } }
                    heard.value.withLock { $0.append(".") }
                    line.say("250 taken")
                case "QUIT":
                    line.say("221 farewell")
                    return
                default: line.say("500 what?")
                }
            }
        }
        shared = heard
    }

    /// All lines that it heard, of all connections.
    var lines: [String] { shared.value.withLock { $0 } }
    /// How many mails it took.
    var mails: Int { lines.count { $0 == "." } }
}
