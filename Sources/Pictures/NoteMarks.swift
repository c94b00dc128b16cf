import Calendars
import Quantities

/// The notes of a day: numbered marks over the lanes, and what they mean under them.
///
/// Marks that would touch become one, as in `3–5`; more notes than the list holds are counted.
struct NoteMarks {
    private let notes: [DayPicture.Note]
    private let scale: Scale
    private let zone: TimeZone

    static let listed = 10

    init(_ picture: DayPicture, scale: Scale) {
        notes = picture.notes.filter { picture.day.contains($0.time) }.sorted { $0.time < $1.time }
        (self.scale, zone) = (scale, picture.zone)
    }

    var isEmpty: Bool { notes.isEmpty }

    /// The marks with their middle at `y`, and a line from each moment down to `bottom`, unless more than three
    /// share a mark.
    func marks(y: Double, bottom: Double) -> String {
        pills.map { pill in
            let places = pill.notes.count > 3 ? [] : Set(notes[pill.notes].map { scale.cell($0.time) }).sorted()
            let lines = places.map { "M\(plain(scale.edge($0))) \(plain(y))V\(plain(bottom))" }.joined()
            let colour = colour(of: pill.notes)
            return "<path stroke=\"\(colour)\" stroke-opacity=\"0.7\" stroke-dasharray=\"2 2\" d=\"\(lines)\"/>\n"
                + "<rect x=\"\(plain(pill.middle - pill.width / 2))\" y=\"\(plain(y - 8))\" "
                + "width=\"\(plain(pill.width))\" height=\"16\" rx=\"8\" fill=\"\(colour)\"/>\n"
                + Type(size: 10, isBold: true, colour: Palette.sheet, anchor: "middle")
                .text(pill.text, x: pill.middle, y: y + 3.6)
        }.joined()
    }

    /// Lines that ``list(x:y:width:)`` takes, of 17 units each.
    var lines: Int { notes.count > 5 ? (min(notes.count, Self.listed) + 1) / 2 : notes.count }

    /// Each note with its number, time, kind and text; more than five in two columns.
    func list(x: Double, y: Double, width room: Double) -> String {
        let columns = notes.count > 5 ? 2 : 1
        let column = room / Double(columns)
        let shown = notes.count > Self.listed ? Self.listed - 1 : notes.count
        var list = ""
        for place in 0..<min(notes.count, Self.listed) {
            let left = x + column * Double(place / lines)
            let baseline = y + 17 * Double(place % lines)
            guard place < shown else {
                list += Type(colour: Palette.faint).text("and \(notes.count - shown) more", x: left + 20, y: baseline)
                continue
            }
            let note = notes[place]
            let clock = zone.civil(of: note.time).time
            let time = TimeOfDay(hour: clock.hour, minute: clock.minute)?.description ?? ""
            let text = note.text.isEmpty ? note.kind.words : "\(note.kind.words): \(note.text)"
            list += Type(isBold: true, colour: Palette.colour(note.kind), anchor: "end")
                .text("\(place + 1)", x: left + 13, y: baseline)
            list += Type(colour: Palette.faint).text(time, x: left + 20, y: baseline)
            list += Type().text(fitted(text, size: 11, into: column - 72), x: left + 58, y: baseline)
        }
        return list
    }

    private struct Pill {
        var notes: Range<Int>
        /// Units from the left edge of the sheet, of the first and the last of its notes.
        var from: Double
        var to: Double

        var text: String {
            notes.count == 1 ? "\(notes.lowerBound + 1)" : "\(notes.lowerBound + 1)–\(notes.upperBound)"
        }
        /// From its first note to its last, with room for the text.
        var width: Double { max(16 + to - from, Pictures.width(text, size: 10) + 9) }
        var middle: Double { (from + to) / 2 }
    }

    private var pills: [Pill] {
        var pills: [Pill] = []
        for (place, note) in notes.enumerated() {
            let x = scale.x(note.time)
            pills.append(Pill(notes: place..<place + 1, from: x, to: x))
            while pills.count > 1 {
                let (a, b) = (pills[pills.count - 2], pills[pills.count - 1])
                guard a.middle + a.width / 2 + 2 > b.middle - b.width / 2 else { break }
                pills.removeLast(2)
                pills.append(Pill(notes: a.notes.lowerBound..<b.notes.upperBound, from: a.from, to: b.to))
            }
        }
        return pills
    }

    /// That of their kind, or a neutral one where they are of several.
    private func colour(of places: Range<Int>) -> String {
        let kinds = Set(notes[places].map(\.kind))
        return kinds.count == 1 ? Palette.colour(notes[places.lowerBound].kind) : Palette.ink
    }
}
