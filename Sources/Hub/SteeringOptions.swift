internal import Addresses
internal import ArgumentParser
internal import Boards
internal import Console
internal import Glibc
internal import Loop
internal import MQTT
internal import Quantities
internal import Settings
internal import Sparkplug
internal import Steering
internal import Telemetry

/// How settings are written from afar.
struct SteeringOptions: ParsableArguments {
    @Option(help: "Broker, such as mqtt://127.0.0.1:1883 or mqtts://broker.example.org.") var broker: String
    @OptionGroup var options: BrokerOptions
    @Option(help: "Who asks; the boards write it down. By default the name of this account.") var by: String?
    @Option(parsing: .unconditional, help: "Seconds to wait for the broker, and for each answer.")
    var patience: Double = 10

    func validate() throws {
        if !(0.1...600).contains(patience) {
            throw ValidationError("--patience \(patience) is not within 0.1 to 600 seconds")
        }
    }

    var asker: String { by ?? Self.account }

    /// The account under which this runs.
    static var account: String {
        guard let account = getpwuid(getuid()) else { return "remote" }
        return String(cString: account.pointee.pw_name)
    }

    /// Zones by their addresses.
    ///
    /// - Throws: all that are none.
    static func zones(_ texts: [String], of option: String) throws -> [ZoneAddress] {
        let zones = texts.map { ($0, ZoneAddress($0)) }
        let wrong = zones.filter { $0.1 == nil }.map { "\(option) \($0.0) is no zone: write GROUP/NODE/ZONE" }
        guard wrong.isEmpty else { throw HubError(wrong.joined(separator: "\n")) }
        return zones.compactMap(\.1)
    }

    /// Settings and their values, such as `hold=10min,warning=off`.
    static func wishes(_ text: String) throws -> [(setting: Setting, value: Double)] {
        guard text.contains("=") else {
            throw HubError("\(text) is no setting: write NAME=VALUE, such as hold=10min")
        }
        let tuning = try Tuning(text)
        guard tuning.steps == nil else { throw HubError("steps is how lamps are wired; nobody can set it from afar") }
        return tuning.values.sorted { $0.key < $1.key }.compactMap { id, value in
            Setting.numbered(id).map { ($0, value) }
        }
    }

    /// Beside other sessions of this account.
    func remote(to zones: [ZoneAddress]) throws -> Remote {
        let name = try Identifier("\(getpid())-\(UInt32.random(in: 0...999_999))")
        return try Remote(name, to: options.broker(at: BrokerAddress(broker)), boards: Set(zones.map(\.node)))
    }

    var wait: Duration { .milliseconds(Int64(patience * 1_000)) }
}
