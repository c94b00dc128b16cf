internal import ArgumentParser
internal import Fleet
internal import Quantities

/// A length of time on the command line, such as `500ms`, `90s`, `30min`, `2h` or `1d`; more than none.
struct Lasting: ExpressibleByArgument, CustomStringConvertible {
    let duration: Duration

    init(_ duration: Duration) { self.duration = duration }

    init?(argument: String) {
        let number = argument.prefix { $0.isNumber || $0 == "." }
        guard let amount = Double(number),
            let unit = Self.units.first(where: { $0.name == argument[number.endIndex...] }),
            case let milliseconds = amount * Double(unit.length.milliseconds), 1...3.2e12 ~= milliseconds
        else { return nil }
        duration = .milliseconds(Int64(milliseconds))
    }

    /// In the largest unit that divides it.
    var description: String {
        let unit = Self.units.last { duration.milliseconds % $0.length.milliseconds == 0 } ?? Self.units[0]
        return "\(duration.milliseconds / unit.length.milliseconds)\(unit.name)"
    }

    private static let units = [
        (name: "ms", length: Duration.milliseconds(1)), ("s", .seconds(1)), ("min", .minutes(1)), ("h", .hours(1)),
        ("d", .days(1)),
    ]
}

/// A speed on the command line: 1 to 100,000, or `max`.
struct Pace: ExpressibleByArgument, CustomStringConvertible {
    let speed: Speed

    init(speed: Speed) { self.speed = speed }

    init?(argument: String) {
        if argument == "max" {
            speed = .max
        } else if let factor = Double(argument), 1...100_000 ~= factor {
            speed = .times(factor)
        } else {
            return nil
        }
    }

    var description: String {
        switch speed {
        case .max: "max"
        case .times(let factor): factor == factor.rounded() ? "\(Int(factor))" : "\(factor)"
        }
    }
}
