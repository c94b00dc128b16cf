public import ArgumentParser
internal import Calendars
internal import Console
internal import Loop
internal import Quantities
internal import Settings
internal import Steering

/// `lightwell-hub rollout`: a setting for many zones, tried on a few of them first.
public struct RolloutCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "rollout", abstract: "Try a setting on some zones, then give it to all, or take it back.",
        discussion: """
            The zones of the trial get the value first, once all their boards are there. For as long as the trial \
            lasts, false-offs per occupied hour there are compared with those of as much time before it, by the \
            ledger. If they rise by more than the tolerance, all zones that were written get their old values back: \
            exit status 1. So it is if there is too little to tell: people for less than 8 h, or records of a zone for \
            less than 80 % of the time, before or in the trial; records that are late are waited for, for an hour \
            after it. With too little before the trial it is not begun. Else all zones get the new value: exit status \
            0, or 1 where boards refuse it, in their words.

            It may be stopped at any time (exit status 2) and started again with the same words: the state file says \
            how far it is. If it never is, the value of the trial ends by itself a day after the trial, and the site \
            file's is back. Boards that are away are waited for. Old values are written back for good, also one that \
            was to hold for some time only: set such a one again afterwards. Each command is written down in the ledger \
            before it is sent, and its answer with it; lightwell-hub changes --commands shows them.
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
    @Flag(help: "Take the value back now from all zones that have been written.") var abort = false
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
        let plan = RolloutFile(
            setting: wishes[0].setting.key, value: wishes[0].value, trial: trial, others: others,
            trialSeconds: Int64((days * 86_400).rounded()), tolerance: tolerance)
        let steering = steering
        var run = try RolloutRun(
            plan, wishes[0].setting, trial: SteeringOptions.zones(trial, of: "--try"),
            others: SteeringOptions.zones(others, of: "--to"), ledger: ledger, state: state, asker: steering.asker,
            patience: steering.wait, until: .main, remote: { try steering.remote(to: $0) })
        if abort { try run.giveUp("aborted by \(steering.asker)") }
        while !Stop.main.isRequested {
            switch try run.advance() {
            case .over(let text, isGood: true): return print(text)
            case .over(let text, isGood: false): throw HubError(text)
            case .waiting(let end):
                Console.say("waiting until \(end.iso8601)")
                if once { return }
                pause(Swift.min(end - Clock.utc(), .minutes(5)))
            case .away(let reasons):
                for reason in reasons { Console.say(reason) }
                if once { throw ExitCode(2) }
                pause(.minutes(1))
            case .going: continue
            }
        }
        throw ExitCode(2)
    }

    private func pause(_ time: Duration) {
        wait(for: [Interest(Stop.main.wakeup.descriptor)], atMost: Swift.max(time, .seconds(1)))
    }
}
