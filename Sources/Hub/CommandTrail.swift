internal import Console
internal import Ledger
internal import Loop
internal import Quantities
internal import Settings
internal import Sparkplug
internal import Steering
internal import Telemetry

/// Asks boards for values, and writes down in a ledger what was asked and what became of it.
struct CommandTrail {
    /// `nil`: nobody named a ledger.
    var book: CommandBook?
    /// Such as `lightwell-hub set`.
    let program: String
    /// The account under which this runs.
    let account: String
    /// Whether nothing is sent that cannot be written down.
    var isStrict = true
    var say: (String) -> Void = { Console.say($0) }

    /// Writes down that a value is asked for, asks for it, waits for the board's answer and writes that down.
    ///
    /// - Throws: as ``Remote/write(_:to:within:until:)``; also when it cannot be written down, and then nothing was sent.
    func write(
        _ request: SettingRequest, to zone: ZoneAddress, by remote: Remote, within patience: Duration, until stop: Stop
    ) throws(Remote.Failed) {
        let now = Clock.utc()
        let request = Remote.stamped(request, at: now)
        guard let book else { return try remote.write(request, to: zone, within: patience, until: stop) }
        let id: Int64
        do throws(LedgerError) { id = try book.ask(command(request, zone, now)) } catch {
            guard !isStrict else {
                throw Remote.Failed("\(zone): it was not asked, for that cannot be written down: \(error)")
            }
            say("\(zone): that it is asked cannot be written down: \(error)")
            return try remote.write(request, to: zone, within: patience, until: stop)
        }
        do throws(Remote.Failed) {
            try remote.write(request, to: zone, within: patience, until: stop)
        } catch {
            let state: Command.State =
                switch error.answer {
                case .refused: .refused
                case .overtaken: .obeyed
                case nil: .unanswered
                }
            note(Command.Answer(state, at: Clock.utc(), reason: error.reason), to: id, of: zone, in: book)
            throw error
        }
        note(Command.Answer(.obeyed, at: Clock.utc()), to: id, of: zone, in: book)
    }

    /// What the board has done is done: that it cannot be written down is no reason to say otherwise.
    private func note(_ answer: Command.Answer, to id: Int64, of zone: ZoneAddress, in book: CommandBook) {
        do throws(LedgerError) { try book.note(answer, to: id) } catch {
            say("\(zone): its answer could not be written down: \(error)")
        }
    }

    private func command(_ request: SettingRequest, _ zone: ZoneAddress, _ now: Timestamp) -> Command {
        Command(
            token: request.terms.id ?? "", site: zone.node.group, board: zone.node.node, zone: zone.zone.text,
            setting: request.setting.id, value: request.value, by: request.terms.by, account: account,
            program: program, at: now, expires: request.terms.expires ?? now, until: request.terms.until)
    }
}
