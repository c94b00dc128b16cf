import ArgumentParser
import JSON
import Loop
import Score
import Testing

@testable import Lab

/// Settings tried in many lives of a site.
@Suite struct `A sweep` {
    @Test func `comes to the same on one thread and on three`() throws {
        let one = try sweep("--try", "hold=5min", "--jobs", "1")
        let three = try sweep("--try", "hold=5min", "--jobs", "3")
        #expect(one.json.text == three.json.text)
        #expect(one.lives.allSatisfy { $0.allSatisfy { $0 != nil } })
    }

    @Test func `lives as a single score of the same seed does`() throws {
        let sweep = try sweep("--seed", "7")
        let score = try ScoreCommand.parse(arguments + ["--seed", "8"]).judged()
        #expect(sweep.seeds == [7, 8])
        #expect(sweep.lives[0][1]?.energy == score.total.figures.tally.used / 3.6e9)
        #expect(sweep.lives[0][0]?.energy != sweep.lives[0][1]?.energy)
    }

    @Test func `tells what a shorter hold time saves, life by life`() throws {
        let sweep = try sweep("--try", "hold=30min", "--try", "hold=3min")
        for seed in sweep.seeds.indices {
            let (long, short) = (try #require(sweep.lives[1][seed]), try #require(sweep.lives[2][seed]))
            #expect(short.energy < long.energy)
        }
        #expect(sweep.text.contains("hold=3min"))
        #expect(sweep.text.contains(" of 2"))
    }

    @Test func `that is stopped has no lives, and says so`() throws {
        let stop = Stop()
        stop.request()
        let sweep = try sweep(until: stop)
        #expect(sweep.lives == [[nil, nil]])
        #expect(sweep.text.contains("–"))
    }

    @Test func `that is cut short compares the lives that every setting has had`() throws {
        let stop = Stop()
        let command = try SweepCommand.parse(arguments + ["--seeds", "2", "--try", "hold=5min", "--jobs", "1"])
        let cut = try command.swept(command.peopled(), until: stop) { done in if done == 3 { stop.request() } }
        #expect(cut.lives[0].allSatisfy { $0 != nil } && cut.lives[1][1] == nil, "the second seed is half done")
        let whole = try SweepCommand.parse(arguments + ["--seeds", "1", "--try", "hold=5min"])
        #expect(try cut.text == whole.swept(whole.peopled(), until: Stop()) { _ in }.text)
        #expect(cut.count == "1 of 2 lives")
    }

    private var arguments: [String] {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        return [
            root + "/boards/sites/reference-office.yaml", "--boards", root + "/boards", "--from", "2026-03-02",
            "--days", "2",
        ]
    }

    private func sweep(_ options: String..., until stop: Stop = Stop()) throws -> Sweep {
        let command = try SweepCommand.parse(arguments + ["--seeds", "2"] + options)
        return try command.swept(command.peopled(), until: stop) { _ in }
    }
}
