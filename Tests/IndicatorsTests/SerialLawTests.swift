import Activities
import Indicators
import Testing

/// Random ranges of serial numbers, against sets of the numbers that they name.
@Suite struct `Whatever serials are written` {
    @Test(arguments: 0..<200) func `two of them overlap just where they share a number`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let (one, other) = (random.ranges(), random.ranges())
        let (first, second) = (try SerialNumbers(one.text), try SerialNumbers(other.text))
        #expect(first.overlaps(second) == !one.numbers.isDisjoint(with: other.numbers), "\(one.text) | \(other.text)")
        #expect(first.overlaps(second) == second.overlaps(first))
        #expect(first.overlaps(first))
    }

    @Test(arguments: 0..<50) func `credits count each number at most once, or are refused`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let lines = (0..<4).map { _ in random.ranges() }
        let estate = try YearExample.estate { estate in
            estate.sites[0].activities.removeAll { $0.kind == .credits }
            for (place, line) in lines.enumerated() {
                estate.sites[0].activities.append(
                    try YearExample.line(
                        .credits, Double(line.numbers.count), "geneva", 30 + place,
                        [.registry: "R", .serial: line.text, .vintage: "2024"]))
            }
        }
        let figure = try estate.figure(.ghgCredits)
        let all = lines.reduce(into: Set<String>()) { $0.formUnion($1.numbers) }
        let isDisjoint = all.count == lines.reduce(0) { $0 + $1.numbers.count }
        #expect(figure.isRefused == !isDisjoint)
        #expect(isClose(figure.value, isDisjoint ? Double(all.count) * 1_000 : nil))
    }
}

extension SplitMix {
    /// One to three ranges of short names that often meet, as people may write them, and all the numbers in them.
    fileprivate mutating func ranges() -> (text: String, numbers: Set<String>) {
        var (texts, numbers) = ([String](), Set<String>())
        for _ in 0...Int(next() % 3) {
            let (letters, ending) = (["A-", "B-1-", ""][Int(next() % 3)], ["", "-X"][Int(next() % 2)])
            let first = Int(next() % 120)
            let last = first + Int(next() % 12)
            func written(_ number: Int, _ zeros: Int) -> String {
                letters + String(repeating: "0", count: zeros) + "\(number)" + ending
            }
            for number in first...last { numbers.insert(written(number, 0)) }
            let between = ["..", " .. ", "…", " to ", " – "][Int(next() % 5)]
            let text = written(first, Int(next() % 3)) + between + written(last, Int(next() % 3))
            texts.append(next() % 2 == 0 ? text.lowercased() : text)
        }
        return (texts.joined(separator: "; "), numbers)
    }
}
