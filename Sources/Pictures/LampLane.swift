import Quantities

/// How bright the lamps were, and to whom: bars as high as their level, and red where it was dark.
struct LampLane {
    let scale: Scale
    let stretches: [Stretch]
    let height: Double
    let isDimmed: Bool

    /// Narrower than this nobody sees it.
    static let leastWidth = 2.5
    /// Darkness as short as the step through a door is counted, but not drawn.
    static let glimpse = Duration.seconds(2)

    /// What is lit, then what is dark, from the top of the lane at 0 down to `height`.
    var drawing: String {
        let bars = bars
        let lit = Light.allCases.map { light in
            let boxes = bars.filter { $0.light == light }.map {
                box((scale.x($0.from), scale.x($0.to)), ($0.top, height))
            }
            return boxes.isEmpty ? "" : path(light, boxes.joined())
        }
        let dark = darkness.map { box($0, (-5, height)) }
        return lit.joined() + (isDimmed ? half + outline(bars) : "") + (dark.isEmpty ? "" : path(.dark, dark.joined()))
    }

    /// Where it was dark though somebody was there and needed light: edges in units, each wide enough to be
    /// seen, apart from the next.
    var darkness: [(from: Double, to: Double)] {
        let spans = stretches.filter { $0.light == .dark }.map(\.range).joined()
        return spans.filter { $0.upperBound - $0.lowerBound >= Self.glimpse }.reduce(into: []) { spans, span in
            let (from, to) = (scale.x(span.lowerBound), scale.x(span.upperBound))
            let middle = min(max((from + to) / 2, scale.left + Self.leastWidth / 2), scale.right - Self.leastWidth / 2)
            let half = max(to - from, Self.leastWidth) / 2
            if let last = spans.last, middle - half <= last.to {
                spans[spans.count - 1].to = max(last.to, middle + half)
            } else {
                spans.append((middle - half, middle + half))
            }
        }
    }

    private struct Bar {
        let light: Light
        let from: Timestamp
        var to: Timestamp
        /// Units from the top of the lane.
        let top: Double
    }

    /// Per half unit and kind of light one bar: as wide as the time it was lit, as high as its mean level then,
    /// so that no area is lost; equal neighbours as one.
    private var bars: [Bar] {
        var bars: [Bar] = []
        var cell = -1
        var pending: [(light: Light, start: Timestamp, time: Int64, area: Double)] = []
        func flush() {
            // Those of one cell never reach past its end: what follows a start fits behind it.
            for part in pending {
                let start = max(part.start, bars.last?.to ?? part.start)
                let top = ((1 - part.area / Double(part.time)) * height * 100).rounded() / 100
                let end = start + .milliseconds(part.time)
                if let last = bars.last, last.light == part.light, last.top == top, last.to == start {
                    bars[bars.count - 1].to = end
                } else {
                    bars.append(Bar(light: part.light, from: start, to: end, top: top))
                }
            }
            pending = []
        }
        for stretch in stretches {
            guard let light = stretch.light, light != .dark, let level = stretch.level else { continue }
            scale.split(stretch.range) { place, part in
                if place != cell { flush() }
                cell = place
                let time = (part.upperBound - part.lowerBound).milliseconds
                if let known = pending.firstIndex(where: { $0.light == light }) {
                    pending[known].time += time
                    pending[known].area += level * Double(time)
                } else {
                    pending.append((light, part.lowerBound, time, level * Double(time)))
                }
            }
        }
        flush()
        return bars
    }

    /// Over what is lit, so that a level is read off against it.
    private var half: String {
        "<path stroke=\"\(Palette.ink)\" stroke-width=\"0.7\" stroke-dasharray=\"1 4\" "
            + "d=\"M\(plain(scale.left)) \(plain(height / 2))H\(plain(scale.right))\"/>\n"
    }

    /// Along the tops of bars that touch.
    private func outline(_ bars: [Bar]) -> String {
        var line = ""
        var end: Timestamp?
        for bar in bars {
            let touches = bar.from == end
            if !touches {
                if end != nil { line += "V\(plain(height))" }
                line += "M\(plain(scale.x(bar.from))) \(plain(height))"
            }
            line += "V\(plain(bar.top))H\(plain(scale.x(bar.to)))"
            end = bar.to
        }
        guard !line.isEmpty else { return "" }
        return "<path class=\"level\" fill=\"none\" stroke=\"\(Palette.level)\" stroke-width=\"1\" "
            + "stroke-linejoin=\"round\" d=\"\(line)V\(plain(height))\"/>\n"
    }

    private func path(_ light: Light, _ boxes: String) -> String {
        "<path class=\"\(light)\" fill=\"\(Palette.fill(light))\" d=\"\(boxes)\"/>\n"
    }
}
