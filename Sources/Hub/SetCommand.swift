public import ArgumentParser
internal import Calendars
internal import Ledger
internal import Loop
internal import Quantities
internal import Settings
internal import Sparkplug
internal import Steering
internal import Telemetry

/// `lightwell-hub set`: settings of zones, from afar.
public struct SetCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change settings of zones, and wait for the boards' answers.",
        discussion: """
            Each board checks the value, writes down who asked, and answers; a refusal is told in its words, and ends \
            with exit status 1. Other zones are written all the same. Without a setting it shows those in force.

            With --ledger each command is written down there before it is sent, and its answer with it; \
            lightwell-hub changes --commands shows them. The hub may run meanwhile. What cannot be written down is not \
            sent.
            """)

    @Argument(help: "Zones, as GROUP/NODE/ZONE, and settings, such as hold=10min or warning=off.")
    var words: [String]
    @Option(help: "Until when the values hold, such as 2026-12-01T18:00:00Z; then the site file's are back.")
    var until: String?
    @Option(help: "Ledger file, which keeps what was asked; left out, only the boards write it down.")
    var ledger: String?
    @OptionGroup var steering: SteeringOptions

    public init() {}

    public func run() throws {
        let zones = try SteeringOptions.zones(words.filter { !$0.contains("=") }, of: "zone")
        guard !zones.isEmpty else { throw HubError("name a zone: GROUP/NODE/ZONE") }
        let wishes = try words.filter { $0.contains("=") }.flatMap { try SteeringOptions.wishes($0) }
        let end = try until.map { try Timestamp(iso8601: $0) }
        if let end, end <= Clock.utc() { throw HubError("--until \(end.iso8601) is past") }
        let trail = CommandTrail(
            book: try wishes.isEmpty ? nil : ledger.map { try CommandBook($0) }, program: "lightwell-hub set",
            account: SteeringOptions.account)
        let remote = try steering.remote(to: zones)
        var failures = try remote.meet(zones, within: steering.wait, until: .main)
        for zone in zones where failures[zone] == nil {
            let before = remote.report(of: zone) ?? SettingReport()
            for wish in wishes where failures[zone] == nil {
                do throws(Remote.Failed) {
                    try trail.write(
                        SettingRequest(
                            zone: zone.zone.text, setting: wish.setting, value: wish.value,
                            terms: CommandTerms(by: steering.asker, until: end)),
                        to: zone, by: remote, within: steering.wait, until: .main)
                    print(
                        "\(zone): \(wish.setting.key) \(told(before.values[wish.setting.id], wish.setting)) -> "
                            + told(wish.value, wish.setting))
                } catch {
                    failures[zone] = error.description
                }
            }
            if wishes.isEmpty {
                for setting in Setting.all where before.values[setting.id] != nil {
                    print("\(zone): \(setting.key) \(told(before.values[setting.id], setting))")
                }
            }
        }
        guard failures.isEmpty else { throw HubError(failures.values.sorted().joined(separator: "\n")) }
    }
}

/// A value with its unit, or in its word.
func told(_ value: Double?, _ setting: Setting) -> String {
    guard let value else { return "unknown" }
    if setting.unit == .choice, let place = Int(exactly: value), setting.choices.indices.contains(place) {
        return setting.choices[place]
    }
    // A board may say anything, also what is no number.
    let number = Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    return "\(number) \(setting.unit.rawValue)"
}
