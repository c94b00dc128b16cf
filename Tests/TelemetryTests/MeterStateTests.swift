import Quantities
import Records
import Sparkplug
import Telemetry
import Testing

@Suite struct `A meter that belongs to no zone` {
    static let account = MeterAccount(
        MeterAccount.Subject(name: "main", medium: .water, pulses: 100, per: 1, serial: "8ITR1"))

    @Test func `is born with its node, in the unit of its face`() throws {
        var state = BoardState.home
        state.meters = [BoardState.MeterState(Self.account, accuracy: "R160", at: .noon)]
        let born = try Births(state).metrics.filter { $0.name?.hasPrefix("Meters/main/") == true }
        #expect(
            born.compactMap(\.name)
                == ["Medium", "Serial", "Class", "Amount", "Face", "Fault"].map { "Meters/main/" + $0 })
        #expect(born[0].value == .string("water") && born[3].value == .double(0) && born[4].value == nil)
        #expect(born[3].properties.map(\.value) == [.string("m3")])
    }

    @Test func `tells what changed, and nothing of what did not`() throws {
        var before = BoardState.home
        before.meters = [BoardState.MeterState(Self.account, at: .noon)]
        var (after, account) = (before, Self.account)
        account.note(71, face: 5_710, isCounting: true, at: .epoch)
        after.meters[0].take(account, fault: nil, at: .noon + .minutes(15))
        let changes = after.changes(since: before)
        #expect(changes.compactMap(\.name) == ["Meters/main/Amount", "Meters/main/Face"])
        #expect(changes.map(\.value) == [.double(0.71), .double(5.71)])
        #expect(changes.allSatisfy { $0.timestamp == (Timestamp.noon + .minutes(15)).wire })
        #expect(after.changes(since: after).isEmpty)
        after.meters[0].take(account, fault: "chattering", at: .noon + .minutes(16))
        #expect(after.changes(since: before).last?.value == .string("chattering"))
    }
}
