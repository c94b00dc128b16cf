public import ArgumentParser
internal import Boards
internal import Calendars
internal import Console
internal import JSON
internal import Loop
internal import Quantities
internal import Simulation
internal import VirtualBoards

/// `lightwell-lab gpio`: virtual rooms on the lines of a real kernel.
public struct GPIOCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "gpio", abstract: "Live the rooms of a site on the lines of a simulated chip (gpio-sim).",
        discussion: """
            People, daylight and meters move the input lines, and the lamps are as the output lines are: an unmodified \
            lightwell-edge run on that chip controls virtual rooms. The site file names a board whose chip is that of \
            gpio-sim; each zone has simulate: and relays for lamps, which are lit while their lines are free. Time is \
            that of this machine (CLOCK_MONOTONIC); start this before lightwell-edge. A light-to-frequency sensor may \
            give 50 Hz at most behind its divider. At the end, or when it is asked to stop, what really happened is \
            printed as JSON: by zone, in seconds and kWh.
            """)

    @Argument(help: "Site file of the board.") var site: String
    @Option(help: "First moment, such as 2026-06-01 (UTC) or 2026-06-01T12:00:00Z. (default: now, by the clock)")
    var from: String?
    @Option(help: "Days to live.") var days: Double = 1
    @Option(help: "Seed of people, weather and sensors.") var seed: UInt64 = 1
    @Option(help: "What people do when their lamps warn or go dark: nobody answers, or as usual.")
    var answers: Willingness = .nobody
    @Option(
        help:
            "How often the lamps' lines are looked at, ms, 20 to 10000; also soon after a sensor moved. Shorter blinks are missed."
    )
    var look: Int = 1_000
    @Option(help: "Folder of the chip in sysfs. (default: found by its label)") var chipDir: String?
    @Option(help: "Label of the chip, where it is not that of the board file.") var chip: String?
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder

    public init() {}

    public func validate() throws {
        guard days > 0, days <= 3_660 else { throw ValidationError("--days \(days) is not within 0 to 3660") }
        guard 20...10_000 ~= look else { throw ValidationError("--look \(look) is not within 20 to 10000 ms") }
    }

    public func run() throws {
        let site = try Site(reading: site, boards: boards)
        let start = try from.map { try Timestamp(iso8601: $0) } ?? Clock.utc()
        let end = start + .milliseconds(Int64(days * 86_400_000))
        let rooms: LineRooms
        do throws(LinesUnfit) {
            rooms = try LineRooms(site, seed: seed, from: start, answers: answers.answers)
        } catch {
            throw LabError(error.sentences.map { "\(self.site): \($0)" }.joined(separator: "\n"))
        }
        var stage = try LineStage(rooms, on: folder(of: site), from: start, looking: .milliseconds(Int64(look)))
        Console.say("\(site.group)/\(site.id): \(rooms.inputs.count) lines are driven, \(rooms.lamps.count) watched")
        try stage.play(until: end)
        print(TruthReport(site: site, from: start, to: stage.now, truth: stage.truth).json.text)
    }

    /// Of the chip in sysfs.
    private func folder(of site: Site) throws -> String {
        let chips = Set(site.claims.compactMap { $0.line?.chip })
        guard chips.count == 1, let index = chips.first else {
            throw LabError("\(self.site) has lines of several chips; all must be of one")
        }
        if let chipDir { return chipDir }
        if let chip { return try SimulatedLines.folder(labelled: [chip]) }
        guard case .labels(let labels) = site.board.chips[index] else {
            throw LabError("the chip of the board \(site.board.name) has no label: name it with --chip or --chip-dir")
        }
        return try SimulatedLines.folder(labelled: labels)
    }
}
