internal import Control
internal import JSON
internal import Loop
internal import Quantities
internal import Score
internal import Synchronization

/// Several settings tried on a site, each in as many lives of it as there are seeds: other people, skies and sensors.
///
/// Each life is a run of its own, on one of several threads; the outcome does not depend on how many these are.
struct Sweep {
    /// What one life came to.
    struct Life: Hashable, Sendable {
        /// kWh.
        let energy: Double
        /// Of the energy of a time switch; `nil` where that is dark.
        let saving: Double?
        let falseOffs: Double?
        /// Minutes in the dark, of each occupied hour.
        let dark: Double?
        let gatesHold: Bool

        init(_ judges: [Judge]) {
            let figures = Figures(joining: judges.map { Figures($0, resolution: .zero) })
            let tally = figures.tally
            energy = tally.used / 3.6e9
            saving = tally[.savingClock]
            falseOffs = tally.falseOffsPerHour
            dark = tally.occupied > 0 ? Double(tally.darkOccupied) / 60_000 / (Double(tally.occupied) / 3.6e6) : nil
            gatesHold = figures.gates.allSatisfy { $0.holds ?? true }
        }
    }

    /// A setting that is tried.
    struct Candidate: Sendable {
        let name: String
        /// By zone.
        let settings: [Zone.Settings]
    }

    let candidates: [Candidate]
    let seeds: [UInt64]
    /// By candidate and seed; `nil` where it was asked to stop before.
    let lives: [[Life?]]

    /// - Parameters:
    ///   - jobs: threads.
    ///   - show: is told, from any thread, how many of the lives are over.
    init(
        _ site: PeopledSite, _ candidates: [Candidate], seeds: [UInt64], jobs: Int, until stop: Stop,
        show: @escaping @Sendable (Int) -> Void
    ) {
        (self.candidates, self.seeds) = (candidates, seeds)
        let total = candidates.count * seeds.count
        let work = Work(total)
        let workers = (0..<Swift.min(jobs, total)).map { _ in
            Worker {
                while !stop.isRequested, let place = work.next() {
                    // Candidates of a seed one after the other: a sweep that is cut short has whole seeds.
                    let (seed, candidate) = place.quotientAndRemainder(dividingBy: candidates.count)
                    let (life, settings) = (site.seeded(seeds[seed]), candidates[candidate].settings)
                    let judged = life.judged(settings, by: life.criteria(settings), show: { _ in })
                    show(work.put(Life(judged.zones.map(\.judge)), at: place))
                }
            }
        }
        for worker in workers { worker.join() }
        let done = work.lives
        lives = candidates.indices.map { candidate in
            seeds.indices.map { done[$0 * candidates.count + candidate] }
        }
    }

    /// What threads share.
    private final class Work: Sendable {
        private let state: Mutex<(next: Int, done: Int, lives: [Life?])>

        init(_ total: Int) { state = Mutex((0, 0, Array(repeating: nil, count: total))) }

        func next() -> Int? {
            state.withLock { state in
                guard state.next < state.lives.count else { return nil }
                defer { state.next += 1 }
                return state.next
            }
        }

        /// - Returns: how many are over.
        func put(_ life: Life, at place: Int) -> Int {
            state.withLock { state in
                state.lives[place] = life
                state.done += 1
                return state.done
            }
        }

        var lives: [Life?] { state.withLock { $0.lives } }
    }

    // MARK: What is told

    /// Places of the seeds in which every candidate has lived: only these are compared, for another life of one of them
    /// would be told as an effect of its settings.
    var whole: [Int] { seeds.indices.filter { seed in lives.allSatisfy { $0[seed] != nil } } }

    /// Of a figure: the mean over all whole seeds, the least and the most.
    private func spread(_ candidate: Int, _ figure: (Life) -> Double?) -> (mean: Double, least: Double, most: Double)? {
        let values = whole.compactMap { lives[candidate][$0].flatMap(figure) }
        guard let least = values.min(), let most = values.max() else { return nil }
        return (values.reduce(0, +) / Double(values.count), least, most)
    }

    /// Energy less that of the first candidate, each seed with its own, of that.
    private func change(_ candidate: Int) -> (mean: Double, least: Double, most: Double)? {
        let values = whole.compactMap { seed -> Double? in
            guard let own = lives[candidate][seed], let first = lives[0][seed], first.energy > 0 else { return nil }
            return (own.energy - first.energy) / first.energy
        }
        guard let least = values.min(), let most = values.max() else { return nil }
        return (values.reduce(0, +) / Double(values.count), least, most)
    }

    var text: String {
        func cell(_ spread: (mean: Double, least: Double, most: Double)?, by factor: Double, _ places: Int) -> String {
            guard let spread else { return "–" }
            let values = [spread.mean, spread.least, spread.most].map { ($0 * factor).fixed(places) }
            return "\(values[0]) (\(values[1]) … \(values[2]))"
        }
        let head = [
            ["settings", "energy", "against the first", "saved", "false-offs", "dark", "gates"],
            ["", "kWh", "%", "% clock", "1/1000 occupied h", "s/occupied h", "hold for"],
        ]
        let rows = candidates.indices.map { index in
            [
                candidates[index].name, cell(spread(index, \.energy), by: 1, 1),
                index == 0 ? "" : cell(change(index), by: 100, 1), cell(spread(index, \.saving), by: 100, 1),
                cell(spread(index, \.falseOffs), by: 1_000, 1), cell(spread(index, \.dark), by: 60, 2),
                "\(whole.count { lives[index][$0]?.gatesHold == true }) of \(whole.count)",
            ]
        }
        return TextTable(rows: head + rows).text
    }

    /// How many lives the table compares.
    var count: String {
        whole.count == seeds.count ? "\(seeds.count) lives" : "\(whole.count) of \(seeds.count) lives"
    }

    /// Every life, by candidate; where it was cut short, also of seeds that the table leaves out.
    var json: JSON {
        .array(
            candidates.indices.map { index in
                .object([
                    ("settings", .string(candidates[index].name)),
                    (
                        "lives",
                        .array(
                            zip(seeds, lives[index]).compactMap { seed, life in
                                life.map { life in
                                    .object([
                                        ("seed", Int64(exactly: seed).map { .integer($0) } ?? .string("\(seed)")),
                                        ("energy_kwh", .number(life.energy, places: 6)),
                                        ("saving_clock", .number(life.saving, places: 6)),
                                        ("false_offs_per_occupied_hour", .number(life.falseOffs, places: 6)),
                                        ("dark_min_per_occupied_hour", .number(life.dark, places: 6)),
                                        ("gates_hold", .bool(life.gatesHold)),
                                    ])
                                }
                            })
                    ),
                ])
            })
    }
}
