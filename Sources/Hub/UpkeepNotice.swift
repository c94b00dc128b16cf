internal import Console
internal import Ledger
internal import Quantities

/// What is said of a ledger that is brought up before it can be used: nothing while that is quick, then what is done, and
/// how far it is.
struct UpkeepNotice {
    private let ledger: String
    /// On a terminal a line that changes; else one sentence for each tenth, for a service's log.
    private let isTerminal: Bool
    private let say: (String) -> Void
    private let show: (String) -> Void
    private var begun: Instant?
    private var isSaid = false
    private var tenths = 0

    init(
        of ledger: String, isTerminal: Bool = Console.isTerminal, say: @escaping (String) -> Void = { Console.say($0) },
        show: @escaping (String) -> Void = { Console.show($0) }
    ) {
        (self.ledger, self.isTerminal, self.say, self.show) = (ledger, isTerminal, say, show)
    }

    /// Less is not worth a word.
    static let quick = Duration.seconds(2)

    mutating func take(_ upkeep: Ledger.Upkeep, at now: Instant) {
        switch upkeep {
        case .upgrade(let version, let new):
            say(
                "\(ledger) is of version \(version): it is brought up to \(new), once; stopping meanwhile loses nothing"
            )
        case .rebuild(let share):
            // The next one begins at nothing again.
            if share == 0 { (begun, isSaid, tenths) = (now, false, 0) }
            guard let begun, now - begun >= Self.quick else { return }
            if !isSaid {
                say("\(ledger): making hours, days and months anew from the records; stopping meanwhile loses nothing")
                isSaid = true
            }
            if isTerminal {
                show("\(Int(share * 100)) %")
            } else if Int(share * 10) > tenths {
                tenths = Int(share * 10)
                say("\(ledger): \(tenths * 10) % of the records")
            }
        }
    }

    /// Clears what stands on a terminal.
    func end() { if isSaid, isTerminal { show("") } }
}
