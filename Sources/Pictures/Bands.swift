import Control
import Quantities

/// The lanes that are bands: people, motion, reasons. All are drawn from 0 down to `height`.
struct Bands {
    let scale: Scale
    let stretches: [Stretch]

    /// Solid where people were there, hatched where nobody knows.
    func people(height: Double) -> String {
        let there = runs { $0.isOccupied == true }
        let unknown = runs { $0.isOccupied == nil }
        return path("unknown", unknown, fill: "url(#unknown)", height: height)
            + path("there", there, fill: Palette.people, height: height)
    }

    /// A tick for each half unit with any motion in it, neighbours as one.
    func motion(height: Double) -> String {
        path("motion", runs { $0.isMoving }, fill: Palette.motion, height: height)
    }

    /// One colour for each half unit: of the reason that held longest in it, but a rare one is never lost
    /// to one that every day is full of.
    func reasons(height: Double) -> String {
        var shares: [[Reason: Int64]] = Array(repeating: [:], count: scale.cells)
        for stretch in stretches {
            guard let reason = stretch.reason else { continue }
            scale.split(stretch.range) {
                shares[$0][reason, default: 0] += ($1.upperBound - $1.lowerBound).milliseconds
            }
        }
        let winners = shares.map { share in
            share.max { a, b in
                (a.key.isRare ? 1 : 0, a.value, a.key.rawValue) < (b.key.isRare ? 1 : 0, b.value, b.key.rawValue)
            }?.key
        }
        return Reason.allCases.map { reason in
            path("\(reason)", runs(winners.map { $0 == reason }), fill: Palette.colour(reason), height: height)
        }.joined()
    }

    private func runs(_ isIn: (Stretch) -> Bool) -> [(from: Double, to: Double)] {
        var cells = Array(repeating: false, count: scale.cells)
        for stretch in stretches where isIn(stretch) { scale.split(stretch.range) { cell, _ in cells[cell] = true } }
        return runs(cells)
    }

    private func runs(_ cells: [Bool]) -> [(from: Double, to: Double)] {
        var runs: [(from: Double, to: Double)] = []
        for (cell, isIn) in cells.enumerated() where isIn {
            if let last = runs.last, last.to == scale.edge(cell) {
                runs[runs.count - 1].to = scale.edge(cell + 1)
            } else {
                runs.append((scale.edge(cell), scale.edge(cell + 1)))
            }
        }
        return runs
    }

    private func path(
        _ name: String, _ runs: [(from: Double, to: Double)], fill: String, height: Double
    ) -> String {
        guard !runs.isEmpty else { return "" }
        let boxes = runs.map { box($0, (0, height)) }.joined()
        return "<path class=\"\(name)\" fill=\"\(fill)\" d=\"\(boxes)\"/>\n"
    }
}

extension Reason {
    /// Not one of those that alternate with every pulse of motion.
    fileprivate var isRare: Bool {
        switch self {
        case .vacant, .occupied, .hold, .daylight, .scheduled, .linked, .standby, .latched: false
        case .warning, .starting, .motionLost, .lightLost, .manualOn, .manualOff, .partial, .awaiting, .shed, .cleaning,
            .unsensed:
            true
        }
    }
}
