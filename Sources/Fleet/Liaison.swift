public import Boards
public import Control
public import Quantities
internal import Settings
public import Telemetry
public import Uplink
public import VirtualBoards

/// Stands between a virtual board and its uplink: tells how the zones are, and does what is asked from afar.
public struct Liaison: Sendable {
    public let handover: Handover
    private let zones: [String]
    private let interval: Duration
    /// The end of the interval in which it last looked at what movements change.
    private var lookedUntil: Timestamp?

    public init(of site: Site, through handover: Handover) {
        (zones, interval, self.handover) = (site.zones.map(\.id), site.records, handover)
    }

    /// What a board says of itself when it is born.
    public static func state(
        of site: Site, settings: [Zone.Settings], journal: String, software: String, at time: Timestamp
    ) -> BoardState {
        BoardState(
            BoardState.Description(software: software, model: site.board.name, journal: journal),
            zones: zip(site.zones, settings).map { zone, settings in
                BoardState.ZoneState(
                    id: zone.id, use: zone.use.rawValue, area: zone.area, load: zone.load, settings: settings,
                    changed: time)
            })
    }

    /// Puts settings in force that somebody asked for; history is not changed any more.
    ///
    /// - Parameter time: when, as others are told.
    public func obey(_ board: inout VirtualBoard, at time: Timestamp) {
        for request in handover.takeResets() {
            guard let zone = zones.firstIndex(of: request.zone) else { continue }
            board.resetLearned(of: zone, by: request.by)
        }
        for request in handover.take() {
            guard let zone = zones.firstIndex(of: request.zone) else { continue }
            var refusal: String?
            do throws(Setting.Refused) {
                try board.apply(
                    VirtualBoard.Change(
                        zone: zone, setting: request.setting, value: request.value, by: request.terms.by,
                        until: request.terms.until))
            } catch {
                refusal = error.description
            }
            let settings = board.currentSettings[zone]
            handover.update { state in
                state.zones[zone].settings = settings
                state.zones[zone].answer(request.setting, request.terms.id, refusal: refusal)
                state.zones[zone].changed = time
            }
        }
    }

    /// Tells how the zones are now; nothing while the board is without power.
    ///
    /// As a real board does: what changes by itself at once, and what changes at the very moment of a movement once in
    /// each interval of the records.
    public mutating func show(_ board: VirtualBoard) {
        guard let outputs = board.outputs, let inputs = board.inputs else { return }
        let (now, settings) = (board.now, board.currentSettings)
        let end = now.next(multipleOf: interval)
        let looks = lookedUntil != end
        lookedUntil = end
        handover.update { state in
            for zone in state.zones.indices {
                let old = state.zones[zone]
                state.zones[zone].settings = settings[zone]
                ZoneNews(outputs[zone], inputs[zone].illuminance).tell(&state.zones[zone])
                if looks, let learned = board.learned(of: zone) {
                    state.zones[zone].look(BoardState.Knowledge(outputs[zone], learned), outputs[zone].faults)
                }
                if old != state.zones[zone] { state.zones[zone].changed = now }
            }
        }
    }
}
