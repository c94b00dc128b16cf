internal import Addresses
internal import Boards
internal import GPIO
internal import Journal
internal import Logbook
internal import Loop
internal import Quantities
internal import Surroundings

/// Looks at everything that a board needs, from within the running program or, where none runs, for itself.
struct Doctor {
    let state: String
    /// `nil`: no good site file is known.
    let site: Site?
    let problems: [String]
    /// `nil`: the program does not run.
    let service: Service?

    /// The running program.
    struct Service {
        let report: Result<Report, Mailbox.Refused>
        let journals: StateFolder
        let clock: ClockWatch
        let started: Instant
    }

    var findings: [Finding] {
        [control] + siteFile + [user] + gpio + dimmers + losses + meters + faceless + complaints + disobedience + relays
            + [
                clock
            ] + memory + [disk, journals, wear, broker] + keys + [versions]
    }

    private var control: Finding {
        switch service?.report {
        case nil:
            Finding(.warn, "program", "is not running", cure: "start it: systemctl start lightwell-edge")
        case .failure(let refused): Finding(.bad, "program", refused.description)
        case .success(let report):
            Finding(.ok, "program", Configuration.under(report.standing.site))
        }
    }

    private var siteFile: [Finding] {
        guard problems.isEmpty else {
            return problems.map { problem in
                Finding(
                    .bad, "site file", problem,
                    cure: site == nil ? nil : "mend it, then: systemctl reload lightwell-edge")
            }
        }
        guard let site else {
            return [Finding(.bad, "site file", "none is known", cure: "name it with --site")]
        }
        return [Finding(.ok, "site file", "\(site.group)/\(site.id), board \(site.board.name)")]
    }

    private var user: Finding {
        let wanted = Set(site.map { BoardLine.lines(of: $0).compactMap(\.chip) } ?? [])
        let denials = (site?.board.chips ?? []).enumerated().flatMap { index, place -> [GPIOError.Denial] in
            guard wanted.contains(index) else { return [] }
            do throws(GPIOError) { _ = try Bank.open(place) } catch { return error.denials }
            return []
        }
        return Self.finding(Account.name, in: Account.groups, denials)
    }

    /// - Parameter denials: chips that may be those of the board.
    static func finding(_ user: String, in groups: [String], _ denials: [GPIOError.Denial]) -> Finding {
        let words = "\(user), groups \(groups.joined(separator: ", "))"
        guard let first = denials.first else { return Finding(.ok, "user", words) }
        let paths = Set(denials.map(\.path)).sorted().joined(separator: ", ")
        let cure =
            switch first.group {
            case nil, "root"?: "install 60-lightwell-gpio.rules (see lightwell-edge.service), so that a group may"
            case let group?: "usermod -aG \(group) \(user)"
            }
        return Finding(.bad, "user", "\(words), may not open \(paths)", cure: "\(cure); then: \(Keeper.restart)")
    }

    private var gpio: [Finding] {
        guard let site else { return [] }
        let lines = BoardLine.lines(of: site).filter { $0.chip != nil }
        var (findings, strays): ([Finding], [Finding]) = ([], [])
        for (index, place) in site.board.chips.enumerated() {
            // A chip of which nothing is wanted need not be there.
            let wanted = lines.filter { $0.chip == index }
            guard !wanted.isEmpty else { continue }
            do throws(GPIOError) {
                let chip = try Bank.open(place)
                let group = Account.group(owning: chip.path) ?? "nobody"
                findings.append(
                    Finding(.ok, "chip", "\(place) is \(chip.path) (group \(group)), \(chip.count) lines"))
                for line in wanted {
                    if let stray = stray(line, try chip.line(line.offset)) { strays.append(stray) }
                }
            } catch {
                strays.append(Finding(.bad, "chip", error.description))
            }
        }
        if strays.isEmpty, !lines.isEmpty {
            findings.append(
                Finding(.ok, "lines", "all \(lines.count) are \(service == nil ? "free" : "held")"))
        }
        return findings + strays
    }

    /// A line that is not as it should be: ours while the program runs, free otherwise.
    private func stray(_ line: BoardLine, _ found: Chip.Line) -> Finding? {
        let isOurs = found.consumer == RealPlant.consumer
        // A line that only wakes somebody may be had all the same.
        guard found.isUsed, service != nil || found.consumer != "interrupt" else {
            return service == nil
                ? nil : Finding(.bad, "lines", "\(line.name) is not held", cure: "restart the program")
        }
        guard service == nil || !isOurs else { return nil }
        return Finding(
            .bad, "lines", "\(line.name) is held by “\(found.consumer ?? "a program or driver that gives no name")”",
            cure: isOurs ? "another one runs: find it" : "stop it, or wire to another line")
    }

    private var losses: [Finding] {
        guard case .success(let report)? = service?.report else { return [] }
        var findings = zip(report.lines, report.picture.lines).compactMap { line, state -> Finding? in
            if state.isActive == nil {
                return Finding(
                    .bad, "lines", "\(line.name) (\(line.words)) is lost", cure: "look at its wires")
            }
            if state.implausible > 0 {
                return Finding(
                    .warn, "lines",
                    "\(line.name) (\(line.words)) gave \(state.implausible) pulses that came too soon to be any",
                    cure: "look at its wires, and whether its constant and maximum are right")
            }
            guard state.lost > 0 else { return nil }
            return Finding(
                .warn, "lines", "\(line.name) lost \(state.lost) edges or more",
                cure: "it changes too fast: look at its wires, or filter it")
        }
        for (id, zone) in zip(report.zones, report.picture.zones) where zone.isFaulty {
            findings.append(
                Finding(.bad, "lamps", "those of \(id) cannot be driven", cure: "look at its wires and the log"))
        }
        return findings
    }

    /// What control itself believes to be broken, and what learned hold times rest on.
    var complaints: [Finding] {
        guard case .success(let report)? = service?.report else { return [] }
        return zip(report.zones, report.picture.zones).flatMap { id, zone in
            Complaint.all(in: zone.faults).map {
                Finding($0.isBad ? .bad : .warn, $0.name, "\(id): \($0.words)", cure: $0.cure)
            } + (zone.isAdaptive ? [Finding(.ok, "hold", "\(id): \(zone.knowledge.words(isAdaptive: true))")] : [])
        }
    }

    private var clock: Finding {
        let trust =
            service?.clock.trust
            ?? ClockTrust(ClockSigns(), by: site?.clock ?? .auto, after: ClockMemory(ofOwnerOf: state))
        return Self.finding(trust, isKept: Kernel.isClockKept)
    }

    /// - Parameter isKept: whether something keeps it right now; `nil`: not known.
    static func finding(_ trust: ClockTrust, isKept: Bool?) -> Finding {
        switch (trust, isKept) {
        case (.untrusted(let reason, let cure), _):
            Finding(.bad, "clock", "\(reason); schedules are unknown, which is lit, and records wait", cure: cure)
        case (.trusted, true?): Finding(.ok, "clock", "is set, and kept right")
        case (.trusted(let sign), false?):
            Finding(
                .warn, "clock", "is set (\(sign)), but nothing keeps it right now",
                cure: "enable NTP: timedatectl set-ntp true; without a network look at it now and then")
        case (.trusted(let sign), nil): Finding(.ok, "clock", "is set: \(sign)")
        }
    }

    private var disk: Finding {
        guard let disk = Disk(at: state) else {
            return Finding(
                .bad, "disk", "\(state) cannot be looked at", cure: "make it, or ask as a user who may see it")
        }
        let words = "\(megabytes(disk.free)) of \(megabytes(disk.total)) are free"
        let wanted = StateFolder.Limits.standard.records + StateFolder.Limits.standard.traces
        let left = wanted - Swift.min(stored.map(\.bytes).reduce(0, +), wanted)
        if disk.free < 16 << 20 { return Finding(.bad, "disk", words, cure: "make room, or records are lost") }
        if disk.free < left {
            return Finding(.warn, "disk", words, cure: "the journals may grow by \(megabytes(left)): make room")
        }
        return Finding(.ok, "disk", words)
    }

    private var journals: Finding {
        guard !stored.isEmpty else {
            return Finding(
                .warn, "journals", "none can be seen in \(state)", cure: "ask as a user who may, or check --state")
        }
        var words = stored.map { "\($0.name) \(megabytes($0.bytes))" }.joined(separator: ", ")
        if let records = service?.journals.records {
            words += "; \(records.last) records, \(records.durable) on the disk, \(records.acknowledged) at the hub"
        }
        return Finding(.ok, "journals", words)
    }

    private var stored: [(name: String, bytes: Int)] {
        ["records", "traces", "counters"].compactMap { name in
            Disk.used(by: "\(state)/\(name)").map { (name, $0) }
        }
    }

    /// What a card of 16 GB, of a thousand erasures, bears for ten years when each byte wears it twenty times:
    /// cheap flash rewrites large blocks for small writes. Assumed, on the safe side.
    static let dailyBytes = 16_000_000_000 / 20 * 1_000 / 3_650

    private var wear: Finding {
        guard let service else { return Finding(.ok, "flash", "not known while the program does not run") }
        guard let wear = Wear() else { return Finding(.ok, "flash", "the kernel does not account for it") }
        let age = Clock.monotonic() - service.started
        let budget = "of \(megabytes(Self.dailyBytes)) a day that a small card bears for ten years"
        // What a start writes says little about a day.
        guard age >= .hours(1) else {
            return Finding(.ok, "flash", "\(megabytes(wear.bytes)) written since the start, \(budget)")
        }
        let daily = Int(Double(wear.bytes) * 24 / age.hours)
        let words = "\(megabytes(daily)) a day \(budget)"
        return daily <= Self.dailyBytes
            ? Finding(.ok, "flash", words)
            : Finding(.warn, "flash", words, cure: "use a larger or an industrial card, or longer intervals of records")
    }

    private var broker: Finding {
        guard let plan = site?.uplink else { return Finding(.ok, "broker", "none: this board journals only") }
        if let service {
            guard case .success(let report) = service.report, let word = report.news else {
                return Finding(
                    .warn, "broker", "no word from \(plan.broker) yet", cure: "wait a moment, then ask again")
            }
            return Finding(
                word.isGood ? .ok : .warn, "broker", word.sentence,
                cure: word.isGood ? nil : "nothing is lost meanwhile; check network, address and credentials")
        }
        if let problem = Reach.problem(host: plan.broker.host, port: plan.broker.port) {
            return Finding(.warn, "broker", "\(plan.broker) \(problem)", cure: "check network and address")
        }
        return Finding(.ok, "broker", "\(plan.broker) can be reached")
    }

    private var versions: Finding {
        Finding(
            .ok, "versions",
            "\(EdgeCommand.software), libgpiod \(Kernel.libgpiodVersion ?? "of unknown version"), Linux \(Kernel.release)"
        )
    }

    private func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) MB" : "\(tenths / 10) MB"
    }
}
