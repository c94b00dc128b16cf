internal import Quantities
internal import Simulation

/// The door of a virtual zone: shut, but for a few seconds whenever somebody comes or goes (an assumption).
enum DoorLeaf {
    /// Its opening and shutting on a day; those of a moment are in order.
    static func events(of guests: [Life.Guest], on day: LocalDay) -> [Life.Event] {
        let passages = guests.flatMap { [$0.stay.start, $0.stay.end] }.map { moment in
            Stretch(from: moment, to: Swift.min(moment + open, day.length))
        }
        return Stretch.union(passages).filter { $0.length > .zero }.flatMap { passage in
            let range = day.timestamps(of: passage)
            return [
                Life.Event(time: range.lowerBound, change: .door(true)),
                Life.Event(time: range.upperBound, change: .door(false)),
            ]
        }
    }

    private static let open = Duration.seconds(4)
}
