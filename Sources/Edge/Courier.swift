internal import Boards
internal import Logbook
internal import Logging
internal import Loop
internal import MQTT
internal import Quantities
internal import Sparkplug
internal import Uplink

/// Runs the uplink that a site file plans, on a thread of its own, and another one when the plan is another.
final class Courier {
    private let site: (group: String, id: String)
    private let folder: StateFolder
    private let handover: Handover
    private let news: UplinkNews
    private let log: Logger
    private var running: (worker: Worker, stop: Stop)?

    init(of site: Site, _ folder: StateFolder, _ handover: Handover, _ news: UplinkNews, _ log: Logger) {
        self.site = (site.group, site.id)
        (self.folder, self.handover, self.news, self.log) = (folder, handover, news, log)
    }

    /// Takes up a plan in place of the one before; `nil`: nothing is delivered.
    ///
    /// - Throws: ``MQTTError`` when its credentials cannot be read; the plan before goes on then.
    func follow(_ plan: UplinkPlan?) throws {
        guard let plan else { return dismiss() }
        let uplink = try Uplink(
            Uplink.Identity(group: try Identifier(site.group), node: try Identifier(site.id), host: plan.host),
            to: Broker(plan.broker, authorities: plan.ca, credentials: plan.credentials),
            journals: plan.traces ? [folder.records, folder.traces] : [folder.records],
            counter: folder.path + "/session", handover: handover,
            log: news.log(about: "\(plan.broker)", passingTo: log))
        dismiss()
        let stop = Stop()
        let worker = Worker {
            // Nobody could tell what the stamps mean; the journals keep.
            while Clock.utc() < RunCommand.earliestTrusted, !stop.isRequested {
                wait(for: [Interest(stop.wakeup.descriptor)], atMost: .seconds(1))
            }
            uplink.run(until: stop)
        }
        running = (worker, stop)
    }

    /// Takes leave of the broker.
    func dismiss() {
        running?.stop.request()
        running?.worker.join()
        running = nil
        news.forget()
    }
}
