public import ArgumentParser
internal import Calendars
internal import Console
internal import Ledger
internal import Loop
internal import Quantities
internal import Records
internal import Settings
internal import Sparkplug
internal import Steering
internal import Telemetry

/// `lightwell-hub rollout`: a setting for many zones, tried on a few of them first.
public struct RolloutCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "rollout", abstract: "Try a setting on some zones, then give it to all, or take it back.",
        discussion: """
            The zones of the trial get the value first. For as long as the trial lasts, false-offs per occupied hour \
            there are compared with those of as much time before it, by the ledger. If they rise by more than the \
            tolerance, or if people were there too seldom to tell (8 h both before and in the trial), the zones of the \
            trial get their old values back: exit status 1. Else all zones get the new value: exit status 0.

            It may be stopped at any time (exit status 2) and started again with the same words: the state file says \
            how far it is. If it never is, the value of the trial ends by itself a day after the trial, and the site \
            file's is back. Boards that are away are waited for.
            """)

    @Argument(help: "One setting, such as hold=10min.") var setting: String
    @Option(name: .customLong("try"), help: "Zone of the trial, as GROUP/NODE/ZONE; again for more.")
    var trial: [String]
    @Option(name: .customLong("to"), help: "Zone that gets the value after the trial; again for more.")
    var others: [String] = []
    @Option(parsing: .unconditional, help: "Days of the trial, 0.01 to 366.") var days: Double = 7
    @Option(parsing: .unconditional, help: "False-offs per occupied hour that may be added.")
    var tolerance: Double = 0.01
    @Option(help: "Ledger file.") var ledger: String
    @Option(help: "File that keeps how far it has come; made if it does not exist.") var state: String
    @Flag(help: "Do what is due now, and leave; for a timer.") var once = false
    @Flag(help: "Take the value back from the zones of the trial now.") var abort = false
    @OptionGroup var steering: SteeringOptions

    public init() {}

    public func validate() throws {
        if !(0.01...366).contains(days) { throw ValidationError("--days \(days) is not within 0.01 to 366") }
        if !(0...1).contains(tolerance) { throw ValidationError("--tolerance \(tolerance) is not within 0 to 1") }
        if trial.isEmpty { throw ValidationError("--try names no zone") }
    }

    public func run() throws {
        let wishes = try SteeringOptions.wishes(setting)
        guard wishes.count == 1 else {
            throw HubError("a roll-out is of one setting, not of \(wishes.count): \(setting)")
        }
        let tried = try SteeringOptions.zones(trial, of: "--try")
        let all = try tried + SteeringOptions.zones(others, of: "--to")
        guard Set(all).count == all.count else { throw HubError("a zone is named twice") }
        let plan = RolloutFile(
            setting: wishes[0].setting.key, value: wishes[0].value, trial: trial, others: others,
            trialSeconds: Int64((days * 86_400).rounded()), tolerance: tolerance)
        var file = try RolloutFile.read(state) ?? plan
        guard file.isSame(as: plan) else {
            throw HubError(
                "\(state) is of another roll-out, \(file.setting)=\(file.value) on \(file.trial.joined(separator: ", ")): name another file"
            )
        }
        var rollout = file.rollout
        if abort { rollout.giveUp("aborted by \(steering.asker)") }
        while !Stop.main.isRequested {
            let step = try rollout.step(at: Clock.utc()) { try evidence($0, of: tried) }
            try keep(rollout, in: &file)
            let away: [String]
            switch step {
            case .end:
                if case .returned(let reason) = rollout.phase { throw HubError("returned: \(reason)") }
                return print("done: \(all.count) zones have \(setting)")
            case .wait(let end):
                Console.say("trial until \(end.iso8601)")
                if once { return }
                pause(Swift.min(end - Clock.utc(), .minutes(5)))
                continue
            case .tryOut(let end):
                away = try write(wishes[0].setting, to: tried, until: end, &file) { rollout.giveUp($0) }
            case .spread: away = try write(wishes[0].setting, to: all, until: nil, &file) { Console.say($0) }
            case .giveBack:
                let had = tried.filter { file.before["\($0)"] != nil }
                away = try write(wishes[0].setting, to: had, until: nil, &file, isBack: true) { Console.say($0) }
            }
            if away.isEmpty {
                rollout.did(step, at: Clock.utc())
                try keep(rollout, in: &file)
                continue
            }
            for reason in away { Console.say(reason) }
            if once { throw ExitCode(2) }
            pause(.minutes(1))
        }
        throw ExitCode(2)
    }

    /// Writes the new value, or the one before, to zones that do not have it yet.
    ///
    /// - Parameter refused: is told of each zone whose board says no; that is not tried again.
    /// - Returns: why, of each zone that is to be tried again.
    private func write(
        _ setting: Setting, to zones: [ZoneAddress], until end: Timestamp?, _ file: inout RolloutFile,
        isBack: Bool = false, refused: (String) -> Void
    ) throws -> [String] {
        let due = zones.filter { !file.written.contains("\($0)") }
        guard !due.isEmpty else { return [] }
        let remote = try steering.remote(to: due)
        var away: [String] = []
        do throws(Remote.Failed) {
            let missing = try remote.meet(due, within: steering.wait, until: .main)
            away = missing.values.sorted()
        } catch {
            return [error.description]
        }
        for zone in due {
            guard let report = remote.report(of: zone) else { continue }
            if !isBack, file.before["\(zone)"] == nil {
                file.before["\(zone)"] = report.values[setting.id]
                try file.write(state)
            }
            let value = isBack ? file.before["\(zone)"] ?? file.value : file.value
            do throws(Remote.Failed) {
                try remote.write(
                    SettingRequest(
                        zone: zone.zone.text, setting: setting, value: value,
                        terms: CommandTerms(by: steering.asker, until: end)),
                    to: zone, within: steering.wait, until: .main)
                Console.say("\(zone): \(setting.key) is \(told(value, setting))")
            } catch {
                guard error.isRefusal else {
                    away.append(error.description)
                    continue
                }
                refused(error.description)
            }
            file.written.append("\(zone)")
            try file.write(state)
        }
        return away
    }

    /// What the boards counted of some zones together, by the ledger.
    private func evidence(_ range: Range<Timestamp>, of zones: [ZoneAddress]) throws -> Rollout.Evidence {
        var evidence = Rollout.Evidence(falseOffs: 0, occupied: 0)
        guard range.lowerBound < range.upperBound else { return evidence }
        let uses = try Ledger(ledger, .reading).uses(from: range.lowerBound, to: range.upperBound)
        for zone in zones {
            guard let use = uses[ZonePath(site: zone.node.group, zone: zone.zone.text)] else { continue }
            evidence.falseOffs += use.moved[.falseOffs]
            evidence.occupied += Double(use.moved[.occupiedTime]) / 3.6e6
        }
        return evidence
    }

    private func keep(_ rollout: Rollout, in file: inout RolloutFile) throws {
        let before = file
        file.take(rollout)
        if try file != before || RolloutFile.read(state) == nil { try file.write(state) }
    }

    private func pause(_ time: Duration) {
        wait(for: [Interest(Stop.main.wakeup.descriptor)], atMost: Swift.max(time, .seconds(1)))
    }
}
