import Quantities

/// Where a moment of the day stands on the sheet.
///
/// Half units are the finest that a reader can see, so whatever comes in thousands is gathered in
/// ``cells`` of half a unit: the picture of a busy day stays small.
struct Scale {
    let day: Range<Timestamp>
    /// Units from the sheet's left edge.
    let left: Double
    let right: Double

    var cells: Int { Int((right - left) * 2) }

    func x(_ time: Timestamp) -> Double {
        left + (right - left) * Double((time - day.lowerBound).milliseconds) / Double(length)
    }

    /// The cell that holds `time`, 0 for the first of the day.
    func cell(_ time: Timestamp) -> Int {
        min(max(Int((time - day.lowerBound).milliseconds * Int64(cells) / length), 0), cells - 1)
    }

    /// The first moment of a cell; that of the cell after the last one is the end of the day.
    func start(_ cell: Int) -> Timestamp {
        day.lowerBound + .milliseconds((Int64(cell) * length + Int64(cells) - 1) / Int64(cells))
    }

    /// Units from the left edge to where a cell begins.
    func edge(_ cell: Int) -> Double { left + Double(cell) / 2 }

    /// Calls with the part of `range` in each cell that it touches, from front to back.
    func split(_ range: Range<Timestamp>, _ each: (Int, Range<Timestamp>) -> Void) {
        guard !range.isEmpty else { return }
        for cell in cell(range.lowerBound)...cell(range.upperBound - .milliseconds(1)) {
            let part = range.clamped(to: start(cell)..<start(cell + 1))
            if !part.isEmpty { each(cell, part) }
        }
    }

    private var length: Int64 { max((day.upperBound - day.lowerBound).milliseconds, 1) }
}
