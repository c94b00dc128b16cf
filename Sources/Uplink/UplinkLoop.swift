public import Loop
internal import Quantities

extension Uplink {
    /// Runs on this thread, by the machine's clocks, until it is asked to stop; then takes leave of the broker.
    ///
    /// It opens no session before the clock is right: nobody could tell what the stamps mean, and the journals keep.
    ///
    /// - Parameter isClockRight: asked once a second until it is.
    public func run(
        until stop: Stop, when isClockRight: () -> Bool = { Clock.utc() >= Clock.earliestTrusted }
    ) {
        while !isClockRight(), !stop.isRequested {
            wait(for: [Interest(stop.wakeup.descriptor)], atMost: .seconds(1))
        }
        while !stop.isRequested {
            turn(at: .now)
            pause(stop)
        }
        leave(at: .now)
    }

    private func pause(_ stop: Stop) {
        let now = Clock.monotonic()
        var interests = [Interest(stop.wakeup.descriptor), Interest(handover.toUplink.descriptor)]
        if let interest { interests.append(interest) }
        var limit = Duration.seconds(1)
        if let wakeBy { limit = Swift.min(limit, Swift.max(wakeBy - now, .zero)) }
        wait(for: interests, atMost: limit)
        handover.toUplink.clear()
    }
}

extension Moment {
    /// By the machine's clocks.
    public static var now: Moment { Moment(Clock.monotonic(), Clock.utc()) }
}
