public import Loop
internal import Synchronization
public import Telemetry

/// What control and uplink hand each other: how the board is, and what somebody asks of it.
///
/// Either side holds it only to copy; neither ever waits for the other's work.
public final class Handover: Sendable {
    /// Rings when there is something new for the uplink: state, or entries in the journals.
    public let toUplink: Wakeup
    /// Rings when somebody asks something of control.
    public let toControl: Wakeup
    private let shared: Mutex<BoardState>
    private let wishes = Mutex<[SettingRequest]>([])
    private let resets = Mutex<Set<ResetRequest>>([])

    /// - Parameters: toUplink, toControl: of many boards on one thread, the same for all.
    public init(_ state: BoardState, toUplink: Wakeup = Wakeup(), toControl: Wakeup = Wakeup()) {
        (self.toUplink, self.toControl) = (toUplink, toControl)
        shared = Mutex(state)
    }

    public var state: BoardState { shared.withLock { $0 } }

    /// Control tells how things are now.
    public func update(_ change: (inout BoardState) -> Void) {
        shared.withLock { change(&$0) }
        toUplink.ring()
    }

    /// The uplink asks for changes of settings.
    public func ask(_ requests: [SettingRequest]) {
        wishes.withLock { $0 += requests }
        toControl.ring()
    }

    /// The uplink asks that a zone forget what it has learned.
    public func ask(_ reset: ResetRequest) {
        _ = resets.withLock { $0.insert(reset) }
        toControl.ring()
    }

    /// Control takes the zones that are to forget, since the last call; each wish once.
    public func takeResets() -> [ResetRequest] {
        resets.withLock { resets in
            defer { resets.removeAll() }
            return resets.isEmpty ? [] : resets.sorted { ($0.zone, $0.by) < ($1.zone, $1.by) }
        }
    }

    /// Control takes what was asked since the last call.
    public func take() -> [SettingRequest] {
        wishes.withLock { wishes in
            defer { wishes.removeAll() }
            return wishes
        }
    }
}
