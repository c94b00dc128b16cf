public import ArgumentParser
internal import Calendars
internal import FoundationEssentials
internal import Ledger
internal import Quantities
internal import Records

/// `lightwell-hub reconcile`: do ledger and boards agree?
public struct Reconcile: ParsableCommand {
    public static let configuration = CommandConfiguration(
        abstract: "Compare the ledger with the boards' own counters.",
        discussion: "Exits 1 when a zone differs by more than the tolerance.")

    @Argument(help: "Counters as boards wrote them (lightwell-lab simulate --counters).") var counters: [String]
    @Option(help: "Ledger file.") var ledger: String
    @Option(help: "Largest difference allowed, in per cent.") var tolerance: Double = 0.1

    public init() {}

    public func run() throws {
        let ledger = try Ledger(ledger, .reading)
        var (zones, worst, failures) = (0, 0.0, [String]())
        for file in counters {
            guard let data = try? Data(contentsOf: URL(filePath: file)),
                let board = try? JSONDecoder().decode(Board.self, from: data)
            else { throw HubError("\(file) holds no counters of a board") }
            let held = try ledger.registers(ofJournal: board.journal, at: Timestamp(iso8601: board.to))
            for zone in board.zones {
                zones += 1
                for (name, said, total) in zone.energies {
                    let known = Double(held[zone.zone]?[total] ?? 0) / 1e6
                    let difference = said == known ? 0 : abs(said - known) / Swift.max(said, known) * 100
                    worst = Swift.max(worst, difference)
                    if difference > tolerance {
                        failures.append(
                            "\(board.site)/\(zone.zone): \(name) \(known) kWh in the ledger, \(said) on the board")
                    }
                }
            }
        }
        guard failures.isEmpty else { throw HubError(failures.joined(separator: "\n")) }
        let percent = (worst * 10_000).rounded() / 10_000
        print("reconciled: \(zones) zones agree with their boards' counters; the largest difference is \(percent) %")
    }

    private struct Board: Decodable {
        let site: String
        let journal: String
        let to: String
        let zones: [Zone]
    }

    private struct Zone: Decodable {
        let zone: String
        let lamp_kwh: Double
        let metered_kwh: Double

        var energies: [(String, Double, Total)] {
            [("lamps", lamp_kwh, .lampEnergy), ("meter", metered_kwh, .meteredEnergy)]
        }
    }
}
