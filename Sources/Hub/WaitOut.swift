internal import Console
internal import Ledger
internal import Loop
internal import Quantities

/// Tries again while somebody else holds the ledger, such as a backup, or its disk is full: as long as it takes.
///
/// - Parameters:
///   - stop: ends the wait.
///   - pause: between two attempts. SQLite itself waits for some seconds in each.
///   - say: is told why it waits, once for each reason, and when that is over.
/// - Returns: `nil` when it was asked to stop meanwhile.
/// - Throws: what cannot pass by itself.
func waitOut<Result>(
    _ stop: Stop, pause: Duration = .seconds(5), say: (String) -> Void = { Console.say($0) },
    _ body: () throws -> Result
) throws -> Result? {
    var reason: String?
    while !stop.isRequested {
        do {
            let result = try body()
            if reason != nil { say("the ledger can be used again") }
            return result
        } catch let error as LedgerError where error.mayPass {
            if reason != error.description { say("\(error.description); waiting for that") }
            reason = error.description
        }
        wait(for: [Interest(stop.wakeup.descriptor)], atMost: pause)
    }
    return nil
}
