import Alarms
import Calendars
import Delivery
import Quantities
import Testing
import YAML

@Suite struct `The file of alarms` {
    @Test func `says who is told, how seldom, and from when on something is an alarm`() throws {
        let plan = try AlarmPlan(parsing: Array(valid.utf8), file: "alarms.yaml")
        #expect(
            plan.channels.map(\.target) == [
                "anna@example.org, bo@example.org by smtps://mail.example.org", "https://chat.example.org",
            ])
        #expect(plan.zone.name == "Europe/Zurich" && plan.manner.night?.from.description == "20:00")
        #expect(plan.manner.digest == .minutes(30) && plan.manner.again == .days(2))
        #expect(plan.rules[.boardSilent] == Rules.Rule(after: .hours(4), .urgent))
        #expect(plan.rules.hoursLeft == 48 && plan.rules.backlog == 500 && !plan.rules[.reviewOverdue].isOn)
        #expect(plan.rules.leakMedia == [.water] && plan.rules[.calibrationOverdue].before == .days(60))
        #expect(plan.rules.targetMargin == 0.1)
    }

    @Test func `has an example, which states the defaults`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let plan = try AlarmPlan(reading: root + "/boards/demo/alarms.yaml")
        #expect(plan.channels.map(\.name) == ["mail", "webhook"] && plan.rules == Rules())
        var usual = plan.manner
        usual.night = nil
        #expect(usual == Manner())
    }

    @Test func `may say nothing: then nobody is told`() throws {
        let plan = try AlarmPlan(parsing: Array("lightwell: 1".utf8), file: "alarms.yaml")
        #expect(plan.channels.isEmpty && plan.rules == Rules() && plan.manner == Manner())
    }

    @Test func `reports every mistake at once, by place, and repeats no secret`() throws {
        #expect(said(by: mistaken) == complaints)
        #expect(!complaints.contains("hunter2"))
    }

    /// The law: of a file that was cut off nothing is read that the whole file does not say.
    @Test func `is read truly or refused, wherever it was cut off`() {
        let targets = ["anna@example.org, bo@example.org by smtps://mail.example.org", "https://chat.example.org"]
        for length in 0..<valid.utf8.count {
            guard let cut = try? AlarmPlan(parsing: Array(valid.utf8.prefix(length)), file: "f") else { continue }
            for channel in cut.channels { #expect(targets.contains { $0.hasPrefix(channel.target.prefix(20)) }) }
            #expect([.minutes(30), Manner().digest, .minutes(3)].contains(cut.manner.digest))
        }
    }

    @Test(arguments: [
        ("smtp://mail.example.org/x", "a mail server's address ends with its host or port"),
        ("https://mail.example.org", "is no address; write smtps://HOST or smtp://HOST, perhaps with :PORT"),
        (
            "smtp://user:hunter2@mail.example.org",
            "an address holds no user or password; they go into a file of their own"
        ),
        ("smtps://mail.example.org:99999", "is no address; write smtps://HOST or smtp://HOST, perhaps with :PORT"),
        ("smtps://", "is no address; write smtps://HOST or smtp://HOST, perhaps with :PORT"),
    ])
    func `refuses what is no mail server`(text: String, complaint: String) {
        #expect(throws: DeliveryError(complaint)) { try ServerAddress(text, [.smtps, .smtp]) }
    }

    @Test func `lets nothing go over a network in the clear`() {
        #expect(throws: DeliveryError.self) { try ServerAddress("http://chat.example.org/1", [.https, .http]) }
        #expect(throws: Never.self) { try ServerAddress("http://127.0.0.1:8080/1", [.https, .http]) }
        #expect(throws: Never.self) { try ServerAddress("http://[::1]:8080/1", [.https, .http]) }
    }
}

private func said(by text: String) -> String {
    do throws(Problems) {
        _ = try AlarmPlan(parsing: Array(text.utf8), file: "alarms.yaml")
        return ""
    } catch {
        return error.description
    }
}

private let valid = """
    lightwell: 1
    timezone: Europe/Zurich
    mail:
      server: smtps://mail.example.org
      from: lightwell@example.org
      to: [anna@example.org, bo@example.org]
      credentials: credential:mail
    webhook: { url: "https://chat.example.org/hooks/hunter2", secret: /etc/lightwell/hook }
    night: { from: 20:00, to: 07:00 }
    digest: 30 min
    again: 2 d
    rules:
      board-silent: { after: 4 h, severity: urgent }
      buffer-filling: { below: 48 h, backlog: 500 }
      target-at-risk: { margin: 10 % }
      leak: { of: water }
      calibration-overdue: { before: 60 d }
      review-overdue: off
    """

private let mistaken = """
    lightwell: 1
    timezone: Europe/Zuerich
    mail:
      server: smtp://user:hunter2@mail.example.org
      from: Lightwell <lightwell@example.org>
      to: []
      password: hunter2
    webhook: { url: "http://chat.example.org/hunter2" }
    night: { from: 20, to: 07:00 }
    digest: 15
    rules:
      board-silence: { after: 2 h }
      leak: on
      board-silent: { after: 2 weeks, severity: high }
    """

private let complaints = """
    alarms.yaml:2:11: error: timezone: there is no time zone “Europe/Zuerich” in /usr/share/zoneinfo: write Area/City, \
    such as Europe/Zurich, or install the tzdata package
    alarms.yaml:4:11: error: server: an address holds no user or password; they go into a file of their own
    alarms.yaml:5:9: error: from: "Lightwell <lightwell@example.org>" is no mail address; write it like \
    anna@example.org, without a name
    alarms.yaml:6:7: error: to: name somebody
    alarms.yaml:7:3: error: unknown key "password"; keys here are server, from, to, credentials, authorities
    alarms.yaml:8:17: error: url: http:// may go to 127.0.0.1, ::1 or localhost only; use https://chat.example.org
    alarms.yaml:9:16: error: from: “20” is not a time of day: write hours:minutes from 00:00 to 24:00, such as 07:30
    alarms.yaml:10:9: error: digest: 15 needs a unit: s, min, h or d
    alarms.yaml:12:3: error: unknown key "board-silence", did you mean "board-silent"?
    alarms.yaml:13:9: error: leak: write off, or { after: 2 h, severity: warning }
    alarms.yaml:14:26: error: after: "2 weeks" has the unit "weeks"; here it is s, min, h or d
    alarms.yaml:14:45: error: severity: unknown word "high"; it is one of notice, warning, urgent
    """
