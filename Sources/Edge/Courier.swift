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
    private let clock: ClockWatch
    private let log: Logger
    /// Outlives every uplink, and the board's reboots.
    private let commands: CommandMemory
    private var running: (plan: UplinkPlan, edition: [Int64], worker: Worker, stop: Stop)?

    init(
        of site: Site, _ folder: StateFolder, _ handover: Handover, _ news: UplinkNews, _ clock: ClockWatch,
        _ log: Logger
    ) {
        self.site = (site.group, site.id)
        (self.folder, self.handover, self.news, self.log) = (folder, handover, news, log)
        self.clock = clock
        commands = CommandMemory(folder.path + "/commands")
        if let damage = commands.damage { log.warning("\(damage)") }
    }

    /// Takes up a plan in place of the one before, and also the same plan when its certificates, key or password are
    /// other files than they were; `nil`: nothing is delivered. What is under way is sent again, by the journals.
    ///
    /// - Returns: whether anything changed.
    /// - Throws: ``MQTTError`` when one of them cannot be read or is open to everybody; what was before goes on then.
    @discardableResult
    func follow(_ plan: UplinkPlan?) throws -> Bool {
        guard let plan else {
            defer { dismiss() }
            return running != nil
        }
        let broker = Broker(plan)
        // Looked at before the files are read: a change in between is then seen the next time.
        let edition = broker.edition
        if let running, running.plan == plan, running.edition == edition { return false }
        let uplink = try Uplink(
            Uplink.Identity(
                group: try Identifier(site.group), node: try Identifier(site.id), host: plan.host,
                waitsForHost: plan.waitsForHost, isLive: plan.live),
            to: broker, journals: plan.traces ? [folder.records, folder.traces] : [folder.records],
            counter: SessionCounter(folder.path + "/session"), handover: handover, commands: commands,
            catchUp: .standard, mirrors: plan.mirror, log: news.log(about: "\(plan.broker)", passingTo: log))
        dismiss()
        let stop = Stop()
        let clock = clock
        running = (plan, edition, Worker { uplink.run(until: stop) { clock.isTrusted } }, stop)
        return true
    }

    /// Takes leave of the broker.
    func dismiss() {
        running?.stop.request()
        running?.worker.join()
        running = nil
        news.forget()
    }
}

extension Broker {
    /// Where a plan publishes, and by which files.
    init(_ plan: UplinkPlan) {
        var identity: Identity?
        if let certificate = plan.certificate, let key = plan.key {
            identity = Identity(certificate: certificate, key: key)
        }
        self.init(plan.broker, authorities: plan.ca, identity: identity, credentials: plan.credentials)
    }
}
