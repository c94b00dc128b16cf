public import Control
public import Quantities

/// One thing that happened on a virtual board, true or as control was told or decided.
public struct Happening: Hashable, Sendable {
    public enum Event: Hashable, Sendable {
        // The truth.

        /// Somebody is there; `nil`: nobody knows.
        case people(Bool?)
        /// On the desks, without lamps; `nil`: not known. Told when it has moved by 3 % or 2 lx, once a minute.
        case daylight(Lux?)
        /// Drawn by the lamps, broken or not.
        case power(Watts)

        // What control was told.

        /// `nil`: not known.
        case motion(Bool?)
        /// `nil`: lost, or there is none.
        case lux(Lux?)
        /// Of the wall button, since the board started.
        case presses(UInt32)
        /// Open or not; `nil`: lost, or there is none.
        case door(Bool?)
        /// `nil`: the meter cannot tell, or there is none.
        case draw(Draw?)

        // What it decided.

        /// Steps, of so many.
        case level(UInt8, of: UInt8)
        case reason(Reason)
        case faults(Fault)

        // The board.

        case boot(Int64)
        /// In good order or not.
        case off(isCut: Bool)
        /// Its clock less the truth; `nil`: it does not know the time.
        case clock(Duration?)
    }

    public let time: Timestamp
    /// `nil`: the board.
    public let zone: Int?
    public let event: Event

    public init(time: Timestamp, zone: Int?, event: Event) { (self.time, self.zone, self.event) = (time, zone, event) }
}
