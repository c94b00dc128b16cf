internal import Calendars
internal import Quantities

extension Rules {
    /// All that is wrong at one time, by these rules, in the order of keys.
    public func conditions(in seen: Observation) -> [Condition] {
        var found = hub(seen)
        let isStale = seen.hubHeard.map { seen.at - $0 >= Self.freshness } ?? false
        for (site, boards) in Dictionary(grouping: seen.boards, by: \.site) {
            found += self.site(site, boards, isStale: isStale)
            for board in boards { found += self.board(board, isStale: isStale) }
        }
        found += seen.leaks.filter { leakMedia.contains($0.medium) }.map(leak)
        found += seen.targets.compactMap(target)
        found += seen.deadlines.compactMap { deadline($0, at: seen.at) }
        return found.filter { self[$0.key.kind].isOn }.sorted { $0.key < $1.key }
    }

    /// What a hub wrote down longer ago may be so no more.
    private static let freshness = Duration.minutes(5)
    private static let hubKey = Key(.hubSilent, "hub")

    private func hub(_ seen: Observation) -> [Condition] {
        guard let heard = seen.hubHeard, seen.at - heard >= self[.hubSilent].after else { return [] }
        return [
            condition(
                Self.hubKey,
                Words(
                    what: "the hub takes no records",
                    meaning: "Boards go on by themselves and keep their records; nothing is known of them meanwhile.",
                    cure: "Start lightwell-hub run again; its log says why it ended."), since: heard)
        ]
    }

    private func site(_ site: String, _ boards: [BoardState], isStale: Bool) -> [Condition] {
        // Who may not deliver is not missed: that it is refused is said already.
        let expected = boards.filter { $0.quarantine == nil }
        let gone = expected.compactMap(\.gone).sorted()
        let enough = Swift.max(boardsAtOnce, (expected.count + 1) / 2)
        guard gone.count >= enough else { return [] }
        return [
            condition(
                Key(.siteSilent, site),
                Words(
                    what: "\(gone.count) of \(expected.count) boards of \(site) are silent",
                    meaning: "Its rooms stay lit as people need it and records are kept there; nothing is seen here.",
                    cure: "Look at the site's network and power, then at the broker's log and its certificates."),
                since: gone[enough - 1], isStale: isStale, causes: [Self.hubKey])
        ]
    }

    private func board(_ board: BoardState, isStale: Bool) -> [Condition] {
        let key = Key(.boardSilent, board.path)
        let causes = [Self.hubKey, Key(.siteSilent, board.site)]
        var found: [Condition] = []
        if let gone = board.gone, board.quarantine == nil {
            found.append(
                condition(
                    key,
                    Words(
                        what: "\(board.path) is silent",
                        meaning: "It controls its zones by itself and keeps its records, if it has power.",
                        cure:
                            "Check its power and network; on the board: lightwell-edge doctor. Retired: lightwell-hub forget \(board.path)."
                    ),
                    since: gone, isStale: isStale, causes: causes))
        }
        let rest = self.refusals(board) + buffer(board) + faults(board)
        return found
            + rest.map {
                var condition = $0
                (condition.isStale, condition.causes) = (isStale || board.gone != nil, causes + [key])
                return condition
            }
    }

    private func refusals(_ board: BoardState) -> [Condition] {
        var found: [Condition] = []
        if let reason = board.quarantine {
            found.append(
                condition(
                    Key(.boardRefused, board.path, aspect: "quarantine"),
                    Words(
                        what: "records of \(board.path) are not taken: \(reason)",
                        meaning: "They stay on the board until it is full.",
                        cure: "Declare the board in the hub's files, or take it off the broker's access list.")))
        }
        if let reason = board.complaint {
            found.append(
                condition(
                    Key(.boardRefused, board.path, aspect: "record"),
                    Words(
                        what: "a record of \(board.path) was refused: \(reason)",
                        meaning: "Nothing that the board sends after it is taken.",
                        cure: "A copied memory card needs a journal of its own; a replaced board: lightwell-edge adopt."
                    )))
        }
        return found
    }

    private func buffer(_ board: BoardState) -> [Condition] {
        let key = Key(.bufferFilling, board.path)
        if let hours = board.hoursLeft, hours < hoursLeft, board.backlog > 0 {
            return [
                condition(
                    key,
                    Words(
                        what: "\(board.path) can keep records for \(hours) h more",
                        meaning: "Then the oldest intervals are dropped in favour of coarser ones.",
                        cure: "See why the hub does not take them; else fetch them: lightwell-edge export."))
            ]
        }
        guard board.backlog >= backlog else { return [] }
        var growing = condition(
            key,
            Words(
                what: "\(board.path) holds \(board.backlog) records that the hub does not get",
                meaning: "It is connected, and still the records do not become fewer.",
                cure: "See the hub's log; on the board: lightwell-edge doctor."))
        growing.level = board.backlog
        return [growing]
    }

    private func faults(_ board: BoardState) -> [Condition] {
        board.faults.flatMap { zone, published in
            FaultName.all(in: published).map { fault in
                let path = "\(board.site)/\(zone)"
                return condition(
                    Key(.sensorFault, path, aspect: "\(fault.name)@\(board.board)"),
                    Words(
                        what: "\(path): \(fault.words.what)", meaning: fault.words.meaning, cure: fault.words.cure))
            }
        }
    }

    private func leak(_ leak: LeakSuspicion) -> Condition {
        let isGas = leak.medium == .gas
        return condition(
            Key(.leak, leak.meter),
            Words(
                what: "\(leak.meter) never falls below \(written(leak.flow)) l/h at night",
                meaning: "So it was in \(leak.nights) nights running until \(leak.last); at most "
                    + "\(written(leak.allowed)) l/h is expected when nobody is there: a leak, or something that was "
                    + "left on\(isGas ? ", such as heating" : "").",
                cure: isGas
                    ? "Where it smells of gas, close the main valve and call the supplier; else see what burns at night."
                    : "Close or switch off branch by branch at night and watch the meter."), since: leak.since)
    }

    private func target(_ outlook: TargetOutlook) -> Condition? {
        guard outlook.elapsed >= targetsAfter, outlook.coverage >= targetCoverage, outlook.excess > targetMargin
        else { return nil }
        return condition(
            Key(.targetAtRisk, outlook.name),
            Words(
                what: "\(outlook.name) will miss its target of \(outlook.year)",
                meaning: "If the year goes on as it began it ends at \(written(outlook.forecast)) \(outlook.unit); "
                    + "\(written(outlook.allowed)) \(outlook.unit) is the target. The forecast knows no seasons.",
                cure: "See which zones use most while nobody is there: lightwell-hub indicators."))
    }

    private func deadline(_ deadline: Deadline, at now: Timestamp) -> Condition? {
        let kind = deadline.matter.kind
        let end = Self.end(of: deadline.day)
        guard now >= end - self[kind].before else { return nil }
        return condition(
            Key(kind, deadline.name), deadline.words(isOver: now >= end), since: end - self[kind].before)
    }

    /// The last moment of a day, UTC.
    private static func end(of day: CivilDate) -> Timestamp { TimeZone.utc.timestamp(of: day, at: .endOfDay) }

    private func condition(
        _ key: Key, _ words: Words, since: Timestamp? = nil, isStale: Bool = false, causes: [Key] = []
    ) -> Condition {
        Condition(
            key, self[key.kind].severity, words, since: since, lasting: self[key.kind].after, isStale: isStale,
            causes: causes)
    }
}

extension Deadline.Matter {
    var kind: Kind {
        switch self {
        case .review: .reviewOverdue
        case .calibration: .calibrationOverdue
        }
    }
}

extension Deadline {
    fileprivate func words(isOver: Bool) -> Words {
        switch matter {
        case .review:
            Words(
                what: "\(name) \(isOver ? "was" : "is") due on \(day)",
                meaning: "The management system asks for it; an auditor will too.",
                cure: "Hold it, and write its date into organisation.yaml under reviews.")
        case .calibration:
            Words(
                what: "the calibration of \(name) \(isOver ? "ended" : "ends") on \(day)",
                meaning: isOver
                    ? "What the meter says may not be billed or certified any more."
                    : "What the meter says after that may not be billed or certified.",
                cure: "Have it calibrated or replaced, and write the new date into meters.yaml.")
        }
    }
}

/// To three digits that count, without a fraction from 100 on.
private func written(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let places = abs(value) >= 100 ? 1.0 : abs(value) >= 10 ? 10 : 100
    let rounded = (value * places).rounded() / places
    return rounded == rounded.rounded() ? "\(Int64(rounded))" : "\(rounded)"
}
