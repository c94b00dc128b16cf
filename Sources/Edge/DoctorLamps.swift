internal import Boards
internal import Logbook
internal import PWM

extension Doctor {
    /// The PWM outputs of dimmers.
    var dimmers: [Finding] {
        (site?.zones ?? []).compactMap { zone in
            guard let output = zone.dimmer?.output else { return nil }
            do throws(PWMError) {
                let chip = try PWMChip.find(output.chip)
                guard output.channel < chip.channels else {
                    throw .noSuchChannel(output.channel, chip: chip.description, channels: chip.channels)
                }
                return Finding(.ok, "dimmer", "of \(zone.id) is channel \(output.channel) of \(chip)")
            } catch {
                return Finding(.bad, "dimmer", "of \(zone.id): \(error.description)")
            }
        }
    }

    /// Relays whose auxiliary contacts say that they do not obey.
    var disobedience: [Finding] {
        guard case .success(let report)? = service?.report else { return [] }
        return zip(report.lines, report.picture.lines).compactMap(Self.disobedience)
    }

    static func disobedience(of relay: BoardLine, _ state: Picture.Line) -> Finding? {
        guard relay.isOutput, let words = state.fault?.ofRelay else { return nil }
        return Finding(.bad, "relay", "\(relay.name) (\(relay.words)) \(words.words)", cure: words.cure)
    }

    /// The relay that has moved most often.
    var relays: [Finding] {
        guard case .success(let report)? = service?.report else { return [] }
        let used = zip(report.lines, report.picture.lines).compactMap { line, state in
            state.operations.map { (line: line, operations: $0) }
        }
        guard let worst = used.max(by: { $0.operations < $1.operations }) else { return [] }
        return [Self.wear(of: worst.line, after: worst.operations)]
    }

    static func wear(of relay: BoardLine, after operations: UInt64) -> Finding {
        let words =
            "the most used, \(relay.name) (\(relay.words)), has moved \(operations) times; "
            + "usual ones stand some \(RelayLife.expected)"
        return operations < RelayLife.expected / 5 * 4
            ? Finding(.ok, "relays", words)
            : Finding(
                .warn, "relays", words,
                cure: "replace it soon, then take its line out of the file relays in the state folder")
    }
}
