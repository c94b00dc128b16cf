internal import Loop
internal import Quantities
internal import Synchronization

/// What other threads ask of control. They wait for the answer; control never waits for them, and while
/// nobody asks, it costs control one look at a word.
final class Mailbox: Sendable {
    enum Letter: Sendable {
        /// Show how everything is.
        case picture
        /// Do as another site file says.
        case reload(ReloadPlan)
        /// Begin a walk test of a zone.
        case walk(Int)
        case endWalk
    }

    /// Rings when there is a letter.
    let bell = Wakeup()
    private let waits = Atomic<Bool>(false)
    private let answered = Wakeup()
    /// Held by the one who asks.
    private let turn = Mutex<Void>(())
    private let content: Mutex<Content>

    private struct Content {
        var letter: Letter?
        var isAnswered = false
        var isClosed = false
        var refusal: String?
        var picture: Picture

        /// `nil`: not yet. Takes the letter back when it is late and nobody took it.
        mutating func outcome(_ isLate: Bool) throws(Refused) -> Picture? {
            if isAnswered {
                if let refusal { throw Refused(refusal) }
                return picture.detached
            }
            if isClosed { throw Mailbox.closed }
            guard isLate, letter != nil else { return nil }
            letter = nil
            throw Refused("the control loop does not answer; restart it")
        }
    }

    /// - Parameter picture: of the right size.
    init(_ picture: Picture) { content = Mutex(Content(picture: picture)) }

    /// Why something was not done.
    struct Refused: Error, Hashable, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    /// Asks something of control, and waits until it is done.
    ///
    /// - Throws: ``Refused``; also when control does not answer in time: then it was not done and will not be.
    func ask(_ letter: Letter, within limit: Duration = .seconds(5)) throws(Refused) {
        try post(letter, within: limit)
    }

    /// Asks how everything is.
    func picture(within limit: Duration = .seconds(5)) throws(Refused) -> Picture {
        try post(.picture, within: limit)
    }

    @discardableResult
    private func post(_ letter: Letter, within limit: Duration) throws(Refused) -> Picture {
        try turn.withLock { _ throws(Refused) in
            answered.clear()
            try content.withLock { content throws(Refused) in
                guard !content.isClosed else { throw Self.closed }
                (content.letter, content.isAnswered, content.refusal) = (letter, false, nil)
            }
            waits.store(true, ordering: .releasing)
            bell.ring()
            let deadline = Clock.monotonic() + limit
            while true {
                let isLate = deadline <= Clock.monotonic()
                if let picture = try content.withLock({ content throws(Refused) in try content.outcome(isLate) }) {
                    return picture
                }
                // A letter that control has taken will be answered: there is no way back.
                let left = Swift.max(deadline - Clock.monotonic(), .milliseconds(100))
                wait(for: [Interest(answered.descriptor)], atMost: left)
                answered.clear()
            }
        }
    }

    private static let closed = Refused("the program is ending")

    /// Control takes the letter; ``answer(_:refusal:)`` must follow.
    func take() -> Letter? {
        guard waits.load(ordering: .acquiring) else { return nil }
        waits.store(false, ordering: .releasing)
        return content.withLock { content in
            defer { content.letter = nil }
            return content.letter
        }
    }

    /// Control says that it is done, or why not, and how everything is now, which it writes over what it said before.
    func answer(refusal: String? = nil, _ paint: (inout Picture) -> Void = { _ in }) {
        content.withLock { content in
            paint(&content.picture)
            (content.refusal, content.isAnswered) = (refusal, true)
        }
        answered.ring()
    }

    /// Control ends: whoever asks from now on is refused at once.
    func close() {
        content.withLock { $0.isClosed = true }
        answered.ring()
    }
}
