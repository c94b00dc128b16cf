import Calendars
import Control
import Quantities

/// A picture's layout, from the title down to the line of sums.
struct Sheet {
    private let picture: DayPicture
    private let stretches: [Stretch]
    private let scale: Scale
    private let marks: NoteMarks
    private let tally: Tally
    private let daylight: DaylightLane?

    private static let width = 960.0
    private static let margin = 24.0
    private static let lampHeight = 84.0

    init(_ picture: DayPicture) {
        self.picture = picture
        stretches = picture.stretches
        scale = Scale(day: picture.day, left: 136, right: Self.width - Self.margin)
        marks = NoteMarks(picture, scale: scale)
        tally = Tally(stretches, of: picture.day)
        daylight = DaylightLane(scale: scale, stretches: stretches, target: picture.target, height: 84)
    }

    var svg: String {
        var y = picture.subtitle.isEmpty ? 44.0 : 66.0
        let header = self.header
        if !marks.isEmpty { y += 20 }
        let top = y
        var lanes = ""

        func lane(_ name: String, height: Double, gap: Double, _ drawing: String) {
            let left = plain(scale.left)
            lanes += "<rect x=\"\(left)\" y=\"\(plain(y))\" width=\"\(plain(scale.right - scale.left))\" "
            lanes += "height=\"\(plain(height))\" fill=\"\(Palette.lane)\" fill-opacity=\"0.75\"/>\n"
            lanes += Type(size: 12.5, isBold: true).text(name, x: Self.margin, y: y + min(height / 2 + 4.5, 16))
            lanes += "<g id=\"\(name.lowercased())\" transform=\"translate(0 \(plain(y)))\">\n"
            lanes += "\(silence(height: height))\(drawing)</g>\n"
            y += height + gap
        }
        func ticks(_ full: String, height: Double) {
            let type = Type(size: 10, colour: Palette.faint, anchor: "end")
            lanes += type.text(full, x: scale.left - 6, y: y + 8) + type.text("0", x: scale.left - 6, y: y + height)
        }

        let bands = Bands(scale: scale, stretches: stretches)
        lane("People", height: 24, gap: 12, bands.people(height: 24))
        lane("Motion", height: 20, gap: 14, bands.motion(height: 20))
        if let daylight {
            ticks("\(plain(daylight.full.value)) lx", height: daylight.height)
            lane("Daylight", height: daylight.height, gap: 0, daylight.drawing)
        }
        y += daylight == nil ? 4 : 12
        let lamps = LampLane(
            scale: scale, stretches: stretches, height: Self.lampHeight, isDimmed: picture.isDimmed)
        let lights = Legend(lightEntries(lamps), left: scale.left, right: scale.right, atEnd: true)
        let legend = lights.drawing(baseline: y + 10)
        y += lights.lines == 0 ? 4 : 20 + 18 * Double(lights.lines - 1)
        ticks("100 %", height: lamps.height)
        if picture.isDimmed {
            lanes += Type(size: 10, colour: Palette.faint, anchor: "end")
                .text("50 %", x: scale.left - 6, y: y + lamps.height / 2 + 4)
        }
        lane("Lamps", height: lamps.height, gap: 12, lamps.drawing)
        lane("Reason", height: 20, gap: 0, bands.reasons(height: 20))
        let bottom = y

        let axis = HourAxis(scale: scale, zone: picture.zone)
        var footer = axis.labels(baseline: bottom + 15)
        y = bottom + (axis.changes.isEmpty ? 38 : 50)
        let reasons = Legend(reasonEntries, left: scale.left, right: scale.right)
        footer += reasons.drawing(baseline: y)
        y += 18 * Double(reasons.lines) + (reasons.lines > 0 ? 4 : 0)
        footer += marks.list(x: scale.left - 6, y: y, width: scale.right - scale.left + 6)
        y += 17 * Double(marks.lines) + (marks.isEmpty ? 0 : 4)
        footer +=
            "<path stroke=\"\(Palette.border)\" d=\"M\(plain(Self.margin)) \(plain(y - 6))"
            + "H\(plain(scale.right))\"/>\n"
        footer += Type(size: 13, isBold: true).text(tally.line, x: Self.margin, y: y + 16)
        if let reservation = tally.reservation {
            footer += Type(colour: Palette.faint).text(reservation, x: Self.margin, y: y + 34)
            y += 18
        }
        y += 34

        return opening(height: y) + Palette.patterns + background(height: y) + header
            + axis.grid(from: top - 4, to: bottom + 3) + lanes
            + marks.marks(y: top - 15, bottom: bottom) + legend + footer + "</g>\n</svg>\n"
    }

    private func opening(height: Double) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 \(plain(height))" \
        width="960" height="\(plain(height))" \
        role="img" aria-labelledby="title desc">
        <title id="title">\(escaped(picture.title))</title>
        <desc id="desc">\(escaped(description))</desc>
        <g font-family="system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif">

        """
    }

    private var description: String {
        let lanes = "people, motion, \(daylight == nil ? "" : "daylight, ")lamps and reasons"
        let subtitle = picture.subtitle.isEmpty ? "" : "\(picture.subtitle). "
        let sums = ["\(tally.line).", tally.reservation].compactMap(\.self).joined(separator: " ")
        return "\(subtitle)Lanes from 00 to 24 o’clock in \(picture.zone.name): \(lanes). \(sums)"
    }

    private func background(height: Double) -> String {
        "<rect x=\"0.5\" y=\"0.5\" width=\"959\" height=\"\(plain(height - 1))\" rx=\"8\" fill=\"\(Palette.sheet)\" "
            + "stroke=\"\(Palette.border)\"/>\n"
    }

    private var header: String {
        let room = Self.width - 2 * Self.margin
        let title = Type(size: 18, isBold: true)
            .text(fitted(picture.title, size: 18, into: room * 0.9), x: Self.margin, y: 32)
        guard !picture.subtitle.isEmpty else { return title }
        return title
            + Type(size: 12, colour: Palette.faint)
            .text(fitted(picture.subtitle, size: 12, into: room), x: Self.margin, y: 51)
    }

    /// Hatched where nothing was recorded, from the top of a lane at 0 down to `height`; gaps less than half a
    /// unit apart as one.
    private func silence(height: Double) -> String {
        let gaps = picture.unknown.reduce(into: [(from: Double, to: Double)]()) { gaps, gap in
            let (from, to) = (scale.x(gap.lowerBound), scale.x(gap.upperBound))
            if let last = gaps.last, from < last.to + 0.5 {
                gaps[gaps.count - 1].to = to
            } else {
                gaps.append((from, to))
            }
        }
        let boxes = gaps.map { box($0, (0, height)) }.joined()
        return boxes.isEmpty ? "" : "<path class=\"silent\" fill=\"url(#silent)\" d=\"\(boxes)\"/>\n"
    }

    /// What the lamps' lane shows, and the hatchings of all lanes.
    private func lightEntries(_ lamps: LampLane) -> [Legend.Entry] {
        var shown = Set(stretches.compactMap(\.light))
        if lamps.darkness.isEmpty { shown.remove(.dark) }
        var entries = Light.allCases.filter(shown.contains).map {
            Legend.Entry(words: $0.words, fill: Palette.fill($0))
        }
        if stretches.contains(where: { $0.isOccupied == nil }) {
            entries.append(Legend.Entry(words: "people unknown", fill: "url(#unknown)"))
        }
        if !picture.unknown.isEmpty { entries.append(Legend.Entry(words: "not recorded", fill: "url(#silent)")) }
        return entries
    }

    private var reasonEntries: [Legend.Entry] {
        let occurring = Set(stretches.compactMap(\.reason))
        return Reason.allCases.filter(occurring.contains).map {
            Legend.Entry(words: $0.words, fill: Palette.colour($0))
        }
    }
}
