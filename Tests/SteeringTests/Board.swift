import Addresses
import Control
import Journal
import Logging
import Loop
import MQTT
import PrivateBroker
import Quantities
import Settings
import Sparkplug
import Steering
import Synchronization
import Telemetry
import Uplink

/// A board of two zones at a broker of its own, whose control does what it is asked.
final class Board {
    private let broker: PrivateBroker
    private let stop = Stop()
    private var workers: [Worker] = []
    private let requests = Requests()

    /// What it was asked, in order.
    var heard: [SettingRequest] { requests.all.withLock { $0 } }

    private final class Requests: Sendable { let all = Mutex<[SettingRequest]>([]) }

    /// - Parameters:
    ///   - refuses: zones that want nothing changed.
    ///   - name: the id it tells as that of each command, where not the command's own.
    init(answers: Bool = true, refuses: Set<String> = [], answersAs name: String? = nil) throws {
        broker = try PrivateBroker()
        let journal = MemoryJournal(limit: 65_536)
        let handover = Handover(
            BoardState(
                BoardState.Description(software: "test", model: "simulated", journal: journal.id),
                zones: ["east", "west"].map { id in
                    BoardState.ZoneState(
                        id: id, use: "open-office", area: SquareMetres(100), load: Watts(600),
                        settings: Zone.Settings(steps: 1), changed: Timestamp(milliseconds: 1_782_777_600_000))
                }))
        let uplink = try Uplink(
            Uplink.Identity(group: Identifier("site"), node: Identifier("board"), host: "hub"), to: address,
            journals: [journal], counter: SessionCounter(), handover: handover,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let (stop, requests) = (stop, requests)
        workers.append(Worker { uplink.run(until: stop) })
        guard answers else { return }
        workers.append(
            Worker {
                while !stop.isRequested {
                    wait(
                        for: [Interest(stop.wakeup.descriptor), Interest(handover.toControl.descriptor)],
                        atMost: .seconds(1))
                    handover.toControl.clear()
                    for request in handover.take() {
                        requests.all.withLock { $0.append(request) }
                        handover.update { state in
                            guard let place = state.zones.firstIndex(where: { $0.id == request.zone }) else { return }
                            var refusal: String?
                            guard !refuses.contains(request.zone) else {
                                return state.zones[place].answer(request.setting, request.terms.id, refusal: "not here")
                            }
                            do throws(Setting.Refused) {
                                try request.setting.set(request.value, in: &state.zones[place].settings)
                            } catch {
                                refusal = error.description
                            }
                            state.zones[place].answer(request.setting, name ?? request.terms.id, refusal: refusal)
                        }
                        handover.toUplink.ring()
                    }
                }
            })
    }

    deinit {
        stop.request()
        for worker in workers { worker.join() }
    }

    var address: Broker {
        get throws { Broker(try BrokerAddress("mqtt://127.0.0.1:\(broker.port)")) }
    }

    func remote(_ others: String...) throws -> Remote {
        let nodes = try (["board"] + others).map { NodeID(group: try Identifier("site"), node: try Identifier($0)) }
        return try Remote(Identifier("test"), to: address, boards: Set(nodes))
    }
}
