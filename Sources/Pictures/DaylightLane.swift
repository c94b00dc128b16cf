import Quantities

/// How bright the day was: an area under the mean of each unit, and the target as a line.
struct DaylightLane {
    let scale: Scale
    let height: Double
    let target: Lux?
    /// The top of the lane.
    let full: Lux
    /// Mean daylight of each unit; `nil` where none was measured.
    private let means: [Double?]

    /// - Returns: `nil` when no daylight is known.
    init?(scale: Scale, stretches: [Stretch], target: Lux?, height: Double) {
        var sums = Array(repeating: (light: 0.0, time: Int64(0)), count: (scale.cells + 1) / 2)
        for stretch in stretches {
            guard let daylight = stretch.daylight else { continue }
            scale.split(stretch.range) { cell, part in
                let time = (part.upperBound - part.lowerBound).milliseconds
                sums[cell / 2].light += max(daylight.value, 0) * Double(time)
                sums[cell / 2].time += time
            }
        }
        means = sums.map { $0.time > 0 ? $0.light / Double($0.time) : nil }
        guard let highest = means.compactMap(\.self).max() else { return nil }
        self.target = target.flatMap { $0.value.isFinite && $0 > .zero ? $0 : nil }
        (self.scale, self.height) = (scale, height)
        full = Lux(Self.rounded(up: max(highest, (self.target?.value ?? 0) * 1.15)))
    }

    /// The area with its outline, then the target; from the top of the lane at 0 down to `height`.
    var drawing: String {
        var area = ""
        var line = ""
        var start = 0
        while start < means.count {
            guard means[start] != nil else {
                start += 1
                continue
            }
            let end = means[start...].firstIndex(where: { $0 == nil }) ?? means.count
            let points = points(start..<end)
            let shape = points.map { "\(plain($0.x)) \(plain($0.y))" }.joined(separator: "L")
            line += "M\(shape)"
            area += "M\(plain(points[0].x)) \(plain(height))L\(shape)V\(plain(height))z"
            start = end
        }
        return "<path class=\"daylight\" fill=\"\(Palette.sky)\" d=\"\(area)\"/>\n"
            + "<path fill=\"none\" stroke=\"\(Palette.skyline)\" stroke-width=\"1.2\" stroke-linejoin=\"round\" "
            + "d=\"\(line)\"/>\n" + targetLine
    }

    private var targetLine: String {
        guard let target else { return "" }
        let y = self.y(target.value)
        let text = "target \(plain(target.value)) lx"
        let below = y < 14
        return "<path stroke=\"\(Palette.ink)\" stroke-width=\"1\" stroke-dasharray=\"5 3\" "
            + "d=\"M\(plain(scale.left)) \(plain(y))H\(plain(scale.right))\"/>\n"
            + "<g paint-order=\"stroke\" stroke=\"\(Palette.lane)\" stroke-width=\"3\" stroke-linejoin=\"round\">"
            + Type(size: 10.5, anchor: "end").text(text, x: scale.right - 5, y: below ? y + 13 : y - 5).dropLast()
            + "</g>\n"
    }

    /// From the left edge of the first unit to the right edge of the last; of a level stretch only its ends.
    private func points(_ units: Range<Int>) -> [(x: Double, y: Double)] {
        var points = [(x: scale.left + Double(units.lowerBound), y: y(means[units.lowerBound] ?? 0))]
        for unit in units { points.append((scale.left + Double(unit) + 0.5, y(means[unit] ?? 0))) }
        points.append((scale.left + Double(units.upperBound), points[points.count - 1].y))
        return points.indices.filter { place in
            place == 0 || place == points.count - 1 || points[place - 1].y != points[place].y
                || points[place + 1].y != points[place].y
        }.map { points[$0] }
    }

    private func y(_ lux: Double) -> Double { ((1 - lux / full.value) * height * 10).rounded() / 10 }

    /// The next of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten, at least 10.
    private static func rounded(up value: Double) -> Double {
        var power = 10.0
        while true {
            for step in [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8] where value <= step * power { return step * power }
            power *= 10
        }
    }
}
