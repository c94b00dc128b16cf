internal import Console
internal import Ledger
internal import Locks
internal import Loop
internal import Quantities
internal import Records
internal import Settings
internal import Sparkplug
internal import Steering
internal import Telemetry

/// Does what a ``Rollout`` wants done, one step at a time, and keeps in its file how far that is.
///
/// Nothing is written to a board before the file says that it may have been; nobody else has the file meanwhile.
struct RolloutRun {
    let setting: Setting
    let trial: [ZoneAddress]
    let all: [ZoneAddress]
    let ledger: String
    let state: String
    let asker: String
    let patience: Duration
    /// Makes what reaches these zones.
    let remote: ([ZoneAddress]) throws -> Remote
    let stop: Stop
    var clock: () -> Timestamp = { Clock.utc() }
    var say: (String) -> Void = { Console.say($0) }

    private(set) var rollout: Rollout
    private(set) var file: RolloutFile
    /// What is on the disk.
    private var saved: RolloutFile?
    private let lock: FileLock

    enum Outcome: Equatable {
        /// It is over.
        case over(String, isGood: Bool)
        case waiting(until: Timestamp)
        /// Boards cannot be reached, and why.
        case away([String])
        case going
    }

    /// - Throws: when another process has the file, it is of another roll-out, or zones cannot be told apart.
    init(
        _ plan: RolloutFile, _ setting: Setting, trial: [ZoneAddress], others: [ZoneAddress], ledger: String,
        state: String, asker: String, patience: Duration, until stop: Stop,
        remote: @escaping ([ZoneAddress]) throws -> Remote
    ) throws {
        (self.setting, self.trial, all) = (setting, trial, trial + others)
        (self.ledger, self.state, self.asker, self.patience) = (ledger, state, asker, patience)
        (self.stop, self.remote) = (stop, remote)
        guard Set(all).count == all.count else { throw HubError("a zone is named twice") }
        for zone in trial {
            guard let other = all.first(where: { $0 != zone && Self.path($0) == Self.path(zone) }) else { continue }
            throw HubError(
                "\(zone) and \(other): the ledger holds zones of one name in a group as one zone, so that a trial on it "
                    + "cannot be judged; try the setting on another zone")
        }
        lock = try FileLock.exclusive(path: state + ".lock", program: "lightwell-hub rollout")
        saved = try RolloutFile.read(state)
        file = saved ?? plan
        guard file.isSame(as: plan) else {
            throw HubError(
                "\(state) is of another roll-out, \(file.setting)=\(file.value) on "
                    + "\(file.trial.joined(separator: ", ")): name another file")
        }
        rollout = file.rollout
    }

    /// It shall not go on: the old values are to be back.
    mutating func giveUp(_ reason: String) throws {
        rollout.giveUp(reason)
        try keep()
    }

    /// Does what is due now.
    ///
    /// - Throws: also when there is too little to compare with; then nothing was written.
    mutating func advance() throws -> Outcome {
        var next = rollout
        let step = try next.step(at: clock()) { try evidence($0) }
        rollout = next
        if case .refuse(let reason) = step { throw HubError("not begun, nothing is written: \(reason)") }
        try keep()
        let zones = file.due(step, of: all)
        let away: [String]
        switch step {
        case .refuse, .end: return .over(file.outcome.text, isGood: file.outcome.isGood)
        case .wait(let end): return .waiting(until: end)
        case .tryOut(let end): away = try write(to: zones, until: end, isTrial: true)
        case .spread: away = try write(to: zones)
        case .giveBack: away = try write(to: zones, isBack: true)
        }
        guard away.isEmpty else { return .away(away) }
        rollout.did(step, at: clock())
        try keep()
        return .going
    }

    /// Writes the new value to zones, or the one before.
    ///
    /// A trial is to begin everywhere at one time: nothing is written before all its boards are there.
    ///
    /// - Returns: why, of each zone that is to be tried again.
    private mutating func write(
        to zones: [ZoneAddress], until end: Timestamp? = nil, isTrial: Bool = false, isBack: Bool = false
    ) throws -> [String] {
        guard !zones.isEmpty else { return [] }
        // What goes back must not wait for a ledger.
        var trail = CommandTrail(
            book: nil, program: "lightwell-hub rollout", account: SteeringOptions.account, isStrict: !isBack, say: say)
        do throws(LedgerError) { trail.book = try CommandBook(ledger) } catch {
            guard isBack else { return ["nothing is written, for it could not be written down: \(error)"] }
            say("the values that go back are not written down: \(error)")
        }
        let remote = try remote(zones)
        var away: [String] = []
        do throws(Remote.Failed) {
            away = try remote.meet(zones, within: patience, until: stop).values.sorted()
        } catch {
            return [error.description]
        }
        if isTrial, !away.isEmpty { return away }
        for zone in zones {
            guard !stop.isRequested else { return away + ["stopped"] }
            guard let report = remote.report(of: zone) else { continue }
            let had = file.before["\(zone)"]
            guard let before = had ?? report.values[setting.id] else {
                let reason = "\(zone): its board does not say what \(setting.key) is; it is of another release"
                if try refused(zone, reason, isTrial: isTrial) { return [] }
                continue
            }
            if isTrial { rollout.willTry(at: clock()) }
            file.before["\(zone)"] = before
            try keep()
            let value = isBack ? before : file.value
            do throws(Remote.Failed) {
                try trail.write(
                    SettingRequest(
                        zone: zone.zone.text, setting: setting, value: value, terms: CommandTerms(by: asker, until: end)
                    ),
                    to: zone, by: remote, within: patience, until: stop)
                say("\(zone): \(setting.key) is \(told(value, setting))")
            } catch {
                guard error.isRefusal else {
                    away.append(error.description)
                    if isTrial { return away }
                    continue
                }
                // What was never written is not to be given back.
                if had == nil { file.before["\(zone)"] = nil }
                if try refused(zone, error.description, isTrial: isTrial) { return [] }
                continue
            }
            if !isTrial {
                file.settle(zone)
                try keep()
            }
        }
        return away
    }

    /// A board says no, which is not asked again. A trial is given up for that.
    ///
    /// - Returns: whether it is given up.
    private mutating func refused(_ zone: ZoneAddress, _ reason: String, isTrial: Bool) throws -> Bool {
        say(reason)
        if isTrial { rollout.giveUp(reason) } else { file.settle(zone, refusal: reason) }
        try keep()
        return isTrial
    }

    /// What the boards counted of the zones of the trial together, by the ledger.
    private func evidence(_ range: Range<Timestamp>) throws -> Rollout.Evidence {
        let ledger = try Ledger(ledger, .reading)
        let uses = try ledger.uses(from: range.lowerBound, to: range.upperBound)
        // A record that ends with the range reaches its end.
        let reaching = try ledger.uses(from: range.upperBound + .milliseconds(-1), to: range.upperBound + .days(36_500))
        var evidence = Rollout.Evidence()
        for zone in trial {
            let moved = uses[Self.path(zone)]?.moved ?? Totals()
            evidence.falseOffs += moved[.falseOffs]
            evidence.occupied += Double(moved[.occupiedTime]) / 3.6e6
            evidence.observed[zone] = .milliseconds(moved[.observedTime])
            if reaching[Self.path(zone)] == nil { evidence.late.insert(zone) }
        }
        return evidence
    }

    private static func path(_ zone: ZoneAddress) -> ZonePath {
        ZonePath(site: zone.node.group, zone: zone.zone.text)
    }

    private mutating func keep() throws {
        file.take(rollout)
        guard file != saved else { return }
        try file.write(state)
        saved = file
    }
}
