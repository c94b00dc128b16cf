internal import Boards
internal import Control
internal import Journal
internal import Logbook
internal import Quantities
internal import Service
internal import Synchronization

/// Answers people at the control socket, on its thread: it asks control, and control never waits for it.
struct Reception: Host {
    let configuration: Configuration
    let mailbox: Mailbox
    let folder: StateFolder
    let news: UplinkNews
    let clock: ClockWatch
    /// As the board was wired at the start; no reload changes it.
    let zones: [String]
    let lines: [BoardLine]
    let started: Instant
    /// The visitor whose walk test is under way.
    private let walker = Walker()

    init(
        _ site: Site, _ configuration: Configuration, _ mailbox: Mailbox, _ folder: StateFolder, _ news: UplinkNews,
        _ clock: ClockWatch, at now: Instant
    ) {
        (self.configuration, self.mailbox, self.folder, self.clock) = (configuration, mailbox, folder, clock)
        (self.news, started) = (news, now)
        (zones, lines) = (site.zones.map(\.id), BoardLine.lines(of: site))
    }

    func answer(_ request: String, to visitor: Int) -> Reply {
        do throws(Mailbox.Refused) {
            switch try Request(request) {
            case .status(let format): return Reply(try report().status(as: format))
            case .lines(let format): return Reply(try report().lines(as: format))
            case .doctor(let format): return Reply(Finding.text(doctor.findings, as: format))
            case .walkTest(let zone): return try walk(zone, for: visitor)
            }
        } catch {
            return Reply("error: \(error.description)")
        }
    }

    func isOver(for visitor: Int) -> Bool {
        guard let picture = try? mailbox.picture() else { return false }
        return picture.walking == nil
    }

    func left(_ visitor: Int) {
        guard walker.leaves(visitor) else { return }
        // Refused only when control ends, or hangs: then the lamps are lit by other means.
        try? mailbox.ask(.endWalk)
    }

    private func walk(_ zone: String, for visitor: Int) throws(Mailbox.Refused) -> Reply {
        guard let place = zones.firstIndex(of: zone) else {
            throw Mailbox.Refused("there is no zone \(zone); there are: \(zones.joined(separator: ", "))")
        }
        try mailbox.ask(.walk(place))
        walker.comes(visitor)
        return Reply(
            "\(zone): its lamps are lit for \(WalkTest.flash.milliseconds / 1_000) s by each motion, and dark otherwise, "
                + "for \(WalkTest.longest.milliseconds / 60_000) min or until you leave (Ctrl-C); then it is lit",
            stay: Reply.Stay(atMost: WalkTest.longest, farewell: "\(zone): the walk test is over"))
    }

    private func report() throws(Mailbox.Refused) -> Report {
        Report(
            standing: configuration.standing, zones: zones, lines: lines, picture: try mailbox.picture(),
            records: (folder.records.durable, folder.records.acknowledged), news: news.word)
    }

    private var doctor: Doctor {
        let standing = configuration.standing
        return Doctor(
            state: folder.path, site: standing.site, problems: standing.problems,
            service: Doctor.Service(
                report: Result { () throws(Mailbox.Refused) in try report() }, journals: folder, clock: clock,
                started: started))
    }

    /// Who is at the walk test.
    private final class Walker: Sendable {
        private let visitor = Mutex<Int?>(nil)

        func comes(_ number: Int) { visitor.withLock { $0 = number } }

        func leaves(_ number: Int) -> Bool {
            visitor.withLock { visitor in
                guard visitor == number else { return false }
                visitor = nil
                return true
            }
        }
    }
}
