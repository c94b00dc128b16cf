import Quantities
import Simulation
import Testing

@Suite struct `People before their lamps` {
    let day = LocalDay.workdays(1)[0]

    @Test(arguments: [Answers.Disturbance.warning, .darkness], [false, true])
    func `do nothing where nobody answers`(disturbance: Answers.Disturbance, isAgain: Bool) {
        #expect(answers(.nobody, to: disturbance, isAgain: isAgain).allSatisfy { $0 == nil })
    }

    @Test func `move at a warning as often and as soon as assumed`() {
        let moves = answers(Answers(moving: 0.7, waving: 0, pressing: 0), to: .warning).compactMap(\.?.move)
        #expect(abs(Double(moves.count) / 4_000 - 0.7) < 0.03)
        #expect(moves.allSatisfy { (2...10).contains($0.seconds) })
        #expect(abs(moves.map(\.seconds).mean - 6) < 0.2)
    }

    @Test func `wave in the dark as often and as soon as assumed`() {
        let moves = answers(Answers(moving: 0, waving: 0.8, pressing: 0), to: .darkness).compactMap(\.?.move)
        #expect(abs(Double(moves.count) / 4_000 - 0.8) < 0.03)
        #expect(moves.allSatisfy { (5...30).contains($0.seconds) })
    }

    @Test func `press the button who are left in the dark, or disturbed again`() {
        let people = Answers(moving: 0.7, waving: 0.8, pressing: 0.5)
        let dark = answers(people, to: .darkness)
        #expect(abs(Double(dark.compactMap(\.?.press).count) / 4_000 - 0.1) < 0.03)
        #expect(answers(people, to: .warning).compactMap(\.?.press).isEmpty)
        for disturbance in [Answers.Disturbance.warning, .darkness] {
            let again = answers(people, to: disturbance, isAgain: true).compactMap(\.?.press)
            #expect(abs(Double(again.count) / 4_000 - 0.5) < 0.05)
            #expect(again.allSatisfy { (10...40).contains($0.seconds) })
        }
    }

    @Test func `are the same people on other days`() {
        let pressing = (Int64(0)..<6).map { number in
            (Int64(0)..<200).map { person in
                Answers(moving: 0, waving: 0, pressing: 0.5).answer(
                    of: person, to: .darkness, after: .hours(9), on: .utc(20_458 + number), isAgain: false,
                    seed: Seed(8)
                ) != nil
            }
        }
        #expect(Set(pressing).count == 1)
    }

    @Test func `answer the same event the same way, and each event in a way of its own`() {
        let once = answers(.usual, to: .warning)
        #expect(once == answers(.usual, to: .warning))
        #expect(once != answers(.usual, to: .warning, from: 1))
    }

    /// Of 400 people to ten events each.
    private func answers(
        _ answers: Answers, to disturbance: Answers.Disturbance, isAgain: Bool = false, from first: Int64 = 0
    ) -> [Answers.Answer?] {
        (Int64(0)..<400).flatMap { person in
            (0..<10).map { event in
                answers.answer(
                    of: person, to: disturbance, after: .milliseconds(first + event), on: day, isAgain: isAgain,
                    seed: Seed(8))
            }
        }
    }
}

extension Answers.Answer {
    fileprivate var move: Duration? { if case .move(let delay) = self { delay } else { nil } }
    fileprivate var press: Duration? { if case .press(let delay) = self { delay } else { nil } }
}
