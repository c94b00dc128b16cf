internal import Alarms
public import ArgumentParser
internal import Calendars
internal import Console
internal import Delivery
internal import Glibc
internal import Ledger
internal import Locks
internal import Loop
internal import Quantities
internal import YAML

/// `lightwell-hub watch`: raises alarms and has them told, until it is told to stop.
public struct WatchCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Look each minute for what is wrong, and tell those who should know, seldom.",
        discussion: """
            It runs beside lightwell-hub run, as a process of its own, and reads what that one writes down. Without \
            --alarms the alarms are kept and nobody is told. By default a message comes at most every 15 minutes and \
            tells all that is new; one more comes when an alarm is over; what nobody acknowledges is told again after \
            24 h. A board is silent after 2 h; a buffer is filling when it can keep records for less than 72 h; a fault \
            counts after 30 min, a board whose records are refused after 15 min, a hub that takes none after 20 min; a \
            target is at risk when the year's straight line ends more than 5 % beyond it for 7 days, not before a \
            quarter of the year and 90 % coverage; a meter of water or gas leaks when its flow never stopped in five \
            nights running (leak_alarm); a calibration is told 30 days before it ends; all is well after 15 min. What a \
            channel could not take is told in one message once it can, as it is then. Leaks, targets, reviews and \
            calibrations need --organisation, the last also --register; leaks and targets are drawn once an hour. SIGHUP \
            reads the files again.
            """)

    @Option(help: "Ledger file, which lightwell-hub run has made.") var ledger: String
    @OptionGroup var files: EstateFileOptions
    @Option(help: "File that says who is told: mail, webhook, night, rules.") var alarms: String?
    @Flag(help: "Look once, and leave; for a timer.") var once = false
    @Flag(help: "Show what would be sent now, and change nothing.") var dryRun = false

    public init() {}

    public func run() throws {
        let (stop, reread) = (Stop.main, Reread.main)
        let plan = try plan()
        var sight = AlarmSight(ledger: ledger, files: try files.read()) { Console.say($0) }
        if dryRun { return try show(plan, sight.look(at: Clock.utc())) }
        let lock = try FileLock.exclusive(path: ledger + ".watch.lock", program: "lightwell-hub watch")
        defer { withExtendedLifetime(lock) {} }
        let store = try once ? AlarmStore(ledger, .changing) : waitOut(stop) { try AlarmStore(ledger, .changing) }
        guard let store else { return }
        var round = AlarmRound(plan, store) { Console.say($0) }
        var trouble: String?
        while true {
            if reread.take() {
                do {
                    // All files are in force, or none is.
                    let (plan, files) = try (self.plan(), self.files.read())
                    round.follow(plan)
                    sight.files = files
                } catch {
                    Console.say("\(error)\nthe files are not used; those from before are")
                }
            }
            do throws(LedgerError) {
                try round.look(at: sight.look(at: Clock.utc()))
                trouble = nil
            } catch {
                if once { throw error }
                if trouble != error.description { Console.say("\(error); it is tried again each minute") }
                trouble = error.description
            }
            if once || stop.isRequested { return }
            let now = Clock.utc()
            wait(
                for: [Interest(stop.wakeup.descriptor), Interest(reread.wakeup.descriptor)],
                atMost: now.next(multipleOf: .minutes(1)) - now)
            if stop.isRequested { return }
        }
    }

    /// The file's, once its channels can be used.
    private func plan() throws -> AlarmPlan {
        guard let alarms else { return AlarmPlan() }
        var plan = try AlarmPlan(reading: alarms)
        if let whole = realpath(ledger, nil) {
            plan.ledger = String(cString: whole)
            free(whole)
        }
        let troubles = plan.channels.compactMap { channel in channel.trouble.map { "\(alarms): \(channel.name): \($0)" }
        }
        guard troubles.isEmpty else { throw HubError(troubles.joined(separator: "\n")) }
        return plan
    }

    private func show(_ plan: AlarmPlan, _ seen: Observation) throws {
        var book = try AlarmStore(ledger, .reading).book()
        book.observe(plan.rules.conditions(in: seen), plan.manner, at: seen.at)
        for (key, pending) in book.pending.sorted(by: { $0.key < $1.key }) {
            print("no alarm yet: \(key), since \(pending.since.iso8601)")
        }
        guard let digest = book.due(plan.manner, at: seen.at) else { return print("nothing is to be told now") }
        let letter = Letter(digest, in: plan.zone, ledger: plan.ledger)
        for channel in plan.channels { print("to \(channel.name): \(channel.target)") }
        if plan.channels.isEmpty { print("to nobody: the file names neither mail nor webhook") }
        print("\n\(letter.subject)\n\n\(letter.text)", terminator: "")
    }
}
