import Activities
import Ledger
import Quantities
import SQLite
import Testing

extension Shelf {
    func batches() throws -> Batches { try Batches(path, program: "test") }
}

extension Batches {
    /// Takes it at 00:05; it must not be refused.
    @discardableResult
    func taken(_ delivery: Delivery, by name: String = "ann") throws -> Batch {
        guard case .taken(let batch) = try take(delivery, by: name, at: .minute(5)) else {
            throw LedgerError.refused("\(delivery.file) was refused")
        }
        return batch
    }
}

extension Activity {
    /// Electricity of the site `home` in the given minutes.
    static func bill(
        line: Int, _ minutes: Range<Int64> = 0..<60, amount: Double = 5, details: [Detail: String] = [:],
        emitted: Double? = nil, cost: Money? = nil
    ) -> Activity {
        Activity(
            .electricity, site: "home", from: .minute(minutes.lowerBound), to: .minute(minutes.upperBound),
            amount: amount,
            unit: .kilowattHours, details: details, emitted: emitted, cost: cost, quality: .billed,
            origin: Origin(batch: 0, file: "a.csv", line: line))
    }
}

extension Series {
    static func counted(_ meter: String, _ amounts: [Range<Int64>: Double], use: Use = .lighting) -> Series {
        let intervals = amounts.sorted { $0.key.lowerBound < $1.key.lowerBound }.map { minutes, amount in
            Interval(from: .minute(minutes.lowerBound), to: .minute(minutes.upperBound), amount: amount)
        }
        return Series(site: "home", meter: meter, medium: .electricity, use: use, intervals: intervals)
    }
}

extension Delivery {
    static func of(_ activities: [Activity], sha256: String = "1") -> Delivery {
        var delivery = Delivery(kind: "electricity", file: "a.csv", sha256: sha256)
        delivery.activities = activities
        return delivery
    }

    /// Its lines count from 2.
    static func of(_ series: Series, sha256: String = "1") -> Delivery {
        var delivery = Delivery(kind: "readings", file: "a.csv", sha256: sha256)
        delivery.meters = [Meter(series: series, lines: series.intervals.indices.map { $0 + 2 })]
        return delivery
    }

    /// Temperatures of the site `home` by the minute; its lines count from 2.
    static func of(weather: [Int64: Double], sha256: String = "1") -> Delivery {
        var delivery = Delivery(kind: "weather", file: "a.csv", sha256: sha256)
        let readings = weather.sorted { $0.key < $1.key }.map {
            Temperatures.Reading(at: .minute($0.key), celsius: $0.value)
        }
        delivery.weather = [
            Weather(
                temperatures: Temperatures(site: "home", readings: readings), lines: readings.indices.map { $0 + 2 })
        ]
        return delivery
    }
}
