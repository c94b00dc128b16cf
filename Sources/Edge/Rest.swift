internal import Boards
internal import GPIO
internal import PWM
internal import Service

/// Puts a board's outputs at rest without control: lamps lit, dimmers at full light, plugs on, climate at comfort.
///
/// For when the program has died and may not come back. A dimmer stays at full light, since its kernel goes on giving
/// what it was told last. A GPIO line is let go at once: on chips that keep a level, as many expanders do, its lamp stays
/// lit; on others the line falls back to its pull, and the wiring decides.
enum Rest {
    /// One that cannot be had keeps no other in the dark.
    ///
    /// - Parameters:
    ///   - root: where the PWM chips are shown.
    ///   - movesRelays: `false`: dimmers only.
    /// - Returns: why some could not be put at rest: ``GPIOError`` and ``PWMError``.
    static func put(_ site: Site, in root: String = PWMChip.root, movesRelays: Bool = true) -> [any Error] {
        var failures: [any Error] = []
        // First what stays: nothing comes after it that could take it back.
        for zone in site.zones {
            do throws(PWMError) { _ = try DimmerDrive(zone.dimmer, in: root) } catch { failures.append(error) }
        }
        guard movesRelays else { return failures }
        let outputs = Followers.lines(of: site, behind: LampDrive.places(of: site).outputs)
        for (place, lines) in zip(site.board.chips, outputs) where !lines.isEmpty {
            do throws(GPIOError) { failures += light(lines, of: try Bank.open(place)) } catch { failures.append(error) }
        }
        return failures
    }

    /// Whether relays are to be moved, by how the program ended, as systemd tells whoever follows on it; `nil`: nobody
    /// tells. Where it ended by itself it has left them lit, or has not touched them; refused at the start it is tried again
    /// every few seconds, and relays that fell back each time would clatter until they are worn out.
    static func movesRelays(after code: String?, _ status: String?) -> Bool {
        guard code == "exited" else { return true }
        // Then it is not tried again.
        return [ExitStatus.usage, .configuration].contains { "\($0.rawValue)" == status }
    }

    /// The line by which the running program is known; `nil` where it holds none.
    static func lineInUse(of site: Site) -> BoardLine? {
        let lines = BoardLine.lines(of: site)
        for (index, place) in site.board.chips.enumerated() {
            let wanted = lines.filter { $0.chip == index }
            guard !wanted.isEmpty, let chip = try? Bank.open(place) else { continue }
            for line in wanted where (try? chip.line(line.offset))?.consumer == RealPlant.consumer { return line }
        }
        return nil
    }

    private static func light(_ lines: [Outputs.Line], of chip: consuming Chip) -> [GPIOError] {
        let consumer = "\(RealPlant.consumer) rest"
        if (try? chip.outputs(lines, consumer: consumer)) != nil { return [] }
        return lines.compactMap { line in
            do throws(GPIOError) { _ = try chip.outputs([line], consumer: consumer) } catch { return error }
            return nil
        }
    }
}
