internal import Control
internal import Quantities
internal import Settings
public import Sparkplug

extension Births {
    /// All that a board may ever say, with its values now.
    ///
    /// - Throws: ``Identifier/Invalid`` when a zone's id cannot be a device id.
    public init(_ state: BoardState) throws(Identifier.Invalid) {
        var devices: [Device] = []
        for zone in state.zones {
            devices.append(
                Device(
                    try Identifier(zone.id),
                    zone.described + zone.live + [zone.reset] + zone.tunables
                        + Shipment.declaredByDevice))
        }
        self.init(
            metrics: [
                Metric(Name.software, .string(state.description.software)),
                Metric(Name.model, .string(state.description.model)),
            ] + state.buffer + state.meters.flatMap { $0.described + $0.live }
                + Shipment.declaredByNode(journal: state.description.journal) + Acknowledgement.declared,
            devices: devices)
    }
}

extension BoardState {
    /// Metrics of the node whose value differs from `before`.
    public func changes(since before: BoardState) -> [Metric] {
        let (now, then) = (buffer + meters.flatMap(\.live), before.buffer + before.meters.flatMap(\.live))
        return zip(now, then).compactMap { now, then in now.value == then.value ? nil : now }
    }

    fileprivate var buffer: [Metric] {
        [
            Metric(Name.backlog, .int64(Int64(clamping: backlog))),
            Metric(
                name: Name.hoursLeft, datatype: .int64, value: hoursLeft.map { .int64($0) },
                properties: [Property("engUnit", .string("h"))]),
            Metric(Name.durable, .boolean(isDurable)),
        ]
    }

    /// What a node's birth says about its journal; `nil` when it is no board of ours.
    public static func journal(in birth: [Reading]) -> String? {
        guard case .string(let id)? = birth.first(where: { $0.name == Name.journal })?.value else { return nil }
        return id
    }
}

extension BoardState.ZoneState {
    /// Metrics whose value differs from `before`, and the setting that a command was about; what a data message carries.
    public func changes(since before: BoardState.ZoneState) -> [Metric] {
        let asked = answer == before.answer ? nil : answer.setting.flatMap { Setting.numbered($0)?.metric }
        return zip(live + tunables, before.live + before.tunables).compactMap { now, then in
            now.value == then.value && now.name != asked ? nil : now
        }
    }

    fileprivate var described: [Metric] {
        [
            Metric(Name.use, .string(use)),
            Metric(Name.area, .double(area.value), properties: [unit("m2")]),
            Metric(Name.load, .double(load.value), properties: [unit("W")]),
        ]
    }

    fileprivate var live: [Metric] {
        let stamp = changed.wire
        return [
            Metric(
                name: Name.level, timestamp: stamp, datatype: .int32, value: isDiscreet ? nil : .int32(Int32(level)),
                properties: [unit("steps"), Property("engHigh", .int32(Int32(settings.steps)))]),
            Metric(
                name: Name.reason, timestamp: stamp, datatype: .string,
                value: isDiscreet ? nil : .string(reason.published)),
            Metric(
                name: Name.illuminance, timestamp: stamp, datatype: .double,
                value: illuminance.map { .double($0.value) },
                properties: [unit("lx")]),
            Metric(name: Name.refused, timestamp: stamp, datatype: .string, value: refusal.map { .string($0) }),
            Metric(Name.answers, .int64(answer.count), at: stamp),
            Metric(name: Name.answeredID, timestamp: stamp, datatype: .string, value: answer.id.map { .string($0) }),
            Metric(Name.faults, .string(faults.published), at: stamp),
            Metric(
                name: Name.plugs, timestamp: stamp, datatype: .boolean, value: isDiscreet ? nil : .boolean(plugs)),
            Metric(
                name: Name.setback, timestamp: stamp, datatype: .string,
                value: isDiscreet ? nil : .string(setback.published)),
        ] + knowledge.metrics(at: stamp)
    }

    /// Writable: true has the zone forget what it has learned. It always reads false.
    fileprivate var reset: Metric {
        Metric(
            Name.reset, .boolean(false), at: changed.wire,
            properties: [
                Property(
                    "documentation", .string("true: the zone forgets its learned hold times and its lamps' share"))
            ])
    }

    /// Every setting, writable, with its unit, bounds and standard value.
    fileprivate var tunables: [Metric] {
        let stamp = changed.wire
        return Setting.all.map { setting in
            Metric(
                setting.metric, .double(setting.value(in: settings)), at: stamp,
                properties: [
                    unit(setting.unit.rawValue), Property("engLow", .double(setting.bounds.lowerBound)),
                    Property("engHigh", .double(most(of: setting))),
                    Property("default", .double(setting.standard)), Property("documentation", .string(setting.summary)),
                ])
        }
    }

    /// No zone takes more steps than it has.
    private func most(of setting: Setting) -> Double {
        let most = setting.bounds.upperBound
        return setting.unit == .steps ? Swift.min(most, Double(settings.steps)) : most
    }

    private func unit(_ text: String) -> Property { Property("engUnit", .string(text)) }
}

extension Reason {
    /// As others may read it. Motion and hold are one word: the difference would trace people.
    fileprivate var published: String {
        switch self {
        case .vacant: "vacant"
        case .occupied, .hold, .latched: "occupied"
        case .warning: "warning"
        case .daylight: "daylight"
        case .starting: "starting"
        case .motionLost: "motion sensor lost"
        case .lightLost: "light sensor lost"
        case .manualOn: "manual on"
        case .manualOff: "manual off"
        case .scheduled: "scheduled"
        case .linked: "linked"
        case .partial: "partial"
        case .awaiting: "awaiting button"
        case .shed: "shed"
        case .cleaning: "cleaning"
        case .standby: "standby"
        case .unsensed: "no motion sensor"
        }
    }
}
