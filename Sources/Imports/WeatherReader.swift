internal import Activities
internal import CSV
internal import Calendars
internal import Quantities

/// Reads outdoor temperatures, a line each.
struct WeatherReader {
    private let headings: Headings
    private var clocks: SiteClocks
    private var tracks: [String: TemperatureTrack] = [:]

    init(_ table: inout Table, _ clocks: SiteClocks) {
        self.clocks = clocks
        headings = Headings(.weather, in: &table)
        guard table.problems.isEmpty else { return }
        switch (headings["temperature_c"], headings["temperature_f"]) {
        case (nil, nil): table.report("there is no column temperature_c (or temperature_f)")
        case (_?, let column?):
            table.report(column: column, "temperature_f: there is temperature_c: leave one of them out")
        default: break
        }
    }

    mutating func read(_ table: inout Table, into delivery: inout Delivery, _ show: (Double) -> Void) {
        guard table.problems.isEmpty, let site = headings["site"], let time = headings["time"],
            let column = headings["temperature_c"] ?? headings["temperature_f"]
        else { return }
        let isFahrenheit = headings["temperature_c"] == nil
        var (rows, gaps) = (0, 0)
        while table.next() {
            rows += 1
            if rows.isMultiple(of: 16_384) { show(table.progress) }
            guard let name = table.site(site, among: clocks) else { continue }
            var track = tracks[name] ?? TemperatureTrack(site: name)
            tracks[name] = nil
            let at = table.moment(time, at: name, &clocks, after: track.last)
            if table.isEmpty(column) {
                gaps += 1
                if let at { track.last = at }
            } else if let celsius = table.celsius(column, isFahrenheit: isFahrenheit), let at {
                track.append(at, celsius, line: table.line)
            }
            tracks[name] = track
        }
        if gaps > 0 { delivery.remarks.append("\(gaps) lines without temperature were passed over") }
        delivery.weather = tracks.values.sorted { $0.site < $1.site }.map { $0.delivered(&table) }
            .filter { !$0.lines.isEmpty }
    }
}

/// The temperatures of one site as they are read.
struct TemperatureTrack {
    let site: String
    /// The last time that was read, with or without a temperature.
    var last: Timestamp?
    private var readings: [Temperatures.Reading] = []
    private var lines: [Int] = []

    init(site: String) { self.site = site }

    mutating func append(_ at: Timestamp, _ celsius: Double, line: Int) {
        last = at
        readings.append(Temperatures.Reading(at: at, celsius: celsius))
        lines.append(line)
    }

    /// In time order, and every moment that stands twice reported.
    func delivered(_ table: inout Table) -> Delivery.Weather {
        let order = readings.indices.sorted { (readings[$0].at, lines[$0]) < (readings[$1].at, lines[$1]) }
        for (one, next) in zip(order, order.dropFirst()) where readings[one].at == readings[next].at {
            table.report(line: lines[next], "the time is the same as that of line \(lines[one]): leave one out")
        }
        return Delivery.Weather(
            temperatures: Temperatures(site: site, readings: order.map { readings[$0] }), lines: order.map { lines[$0] }
        )
    }
}

extension Table {
    /// A temperature that outdoor air can have, -90 to 60 °C.
    mutating func celsius(_ column: Int, isFahrenheit: Bool) -> Double? {
        guard let value = number(column) else { return nil }
        let celsius = isFahrenheit ? (value - 32) / 1.8 : value
        guard (-90...60).contains(celsius) else {
            complain(
                column,
                "is no temperature outdoors: it lies within "
                    + (isFahrenheit ? "-130 to 140 °F" : "-90 to 60 °C; are these °F?")
                    + " Leave it empty where none is known")
            return nil
        }
        return celsius
    }
}
