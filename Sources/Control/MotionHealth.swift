internal import Quantities

/// Decides whether a motion sensor may be believed.
///
/// Motion without end is a short circuit; the sensor is believed again when it rests. A press of the wall button, or a
/// door that opens, without any motion around it speaks for a dead sensor: two presses or one door are enough. So does
/// no motion at all for longer than a zone stands empty, counted while the building is open. Any motion clears it.
struct MotionHealth: Hashable, Sendable {
    private(set) var isStuck = false
    @Packed private var activeSince: Instant?
    @Packed private var lastSeen: Instant?
    @Packed private var pressed: Instant?
    @Packed private var opened: Instant?
    private var unseen: UInt8 = 0
    /// Open time without motion before ``openSince``.
    private var quiet = Duration.zero
    /// Since when the building is open without motion; `nil`: it is not open, or there is motion.
    @Packed private var openSince: Instant?
    private var isQuietTooLong = false

    var isSilent: Bool { unseen >= 2 || isQuietTooLong }

    /// - Parameters:
    ///   - began: motion that had not begun before.
    ///   - isOpen: people are to be expected.
    ///   - longestQuiet: no motion for so much open time is a dead sensor; zero: it is none.
    mutating func step(_ motion: Motion?, began: Bool, isOpen: Bool, longestQuiet: Duration, at now: Instant) {
        expire(at: now)
        guard let motion else {
            self = MotionHealth()
            return
        }
        if began || motion.isActive || activeSince != nil {
            (lastSeen, pressed, opened, unseen) = (now, nil, nil, 0)
            (quiet, openSince) = (.zero, nil)
        }
        count(isOpen: isOpen && !motion.isActive, at: now)
        isQuietTooLong = longestQuiet > .zero && longestQuiet <= quiet + (openSince.map { now - $0 } ?? .zero)
        activeSince = motion.isActive ? activeSince ?? now : nil
        isStuck = activeSince.map { $0 + Self.endless <= now } ?? false
    }

    /// The wall button was pressed at a step already taken.
    mutating func press(at now: Instant) { if !wasSeen(at: now), pressed == nil { pressed = now } }

    /// The door was opened at a step already taken.
    mutating func open(at now: Instant) { if !wasSeen(at: now), opened == nil { opened = now } }

    func reviewBy(_ longestQuiet: Duration) -> Instant? {
        var review = isStuck ? nil : activeSince.map { $0 + Self.endless }
        review = earliest(review, pressed.map { $0 + Self.patience })
        if !isQuietTooLong, longestQuiet > .zero {
            review = earliest(review, openSince.map { $0 + (longestQuiet - quiet) })
        }
        return earliest(review, opened.map { $0 + Self.doorPatience })
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&isStuck)
        codec.exchange(&activeSince)
        codec.exchange(&lastSeen)
        codec.exchange(&pressed)
        codec.exchange(&opened)
        codec.exchange(&unseen)
        codec.exchange(&quiet)
        codec.exchange(&openSince)
        codec.exchange(&isQuietTooLong)
    }

    /// Nobody moves for so long without a pause that the sensor would tell.
    private static let endless = Duration.hours(12)
    /// Whoever presses a button moves in view, before or after.
    private static let patience = Duration.minutes(2)
    private static let doorPatience = Duration.minutes(1)

    private func wasSeen(at now: Instant) -> Bool {
        activeSince != nil || lastSeen.map { now < $0 + Self.patience } ?? false
    }

    private mutating func count(isOpen: Bool, at now: Instant) {
        if !isOpen, let since = openSince { (quiet, openSince) = (quiet + (now - since), nil) }
        if isOpen, openSince == nil { openSince = now }
    }

    private mutating func expire(at now: Instant) {
        if let due = pressed, due + Self.patience <= now { (pressed, unseen) = (nil, Swift.min(unseen + 1, 2)) }
        if let due = opened, due + Self.doorPatience <= now { (opened, unseen) = (nil, 2) }
    }
}
