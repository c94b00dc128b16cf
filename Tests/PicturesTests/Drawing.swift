/// What a test reads back from a picture.
struct Drawing {
    let text: String

    struct Box: Equatable {
        let left: Double
        let right: Double
        let top: Double
        let bottom: Double

        var width: Double { right - left }
        var area: Double { width * (bottom - top) }
    }

    init(_ text: String) { self.text = text }

    /// The boxes of the path of this class; none without such a path.
    func boxes(_ name: String) -> [Box] {
        guard let data = between("class=\"\(name)\"", " d=\"", "\"") else { return [] }
        return data.split(separator: "z").map { part in
            let numbers = part.split { "MHV ".contains($0) }.map { Double($0) ?? .nan }
            return Box(left: numbers[0], right: numbers[2], top: numbers[1], bottom: numbers[3])
        }
    }

    /// Every text on the sheet, unescaped as little as it was written.
    var words: [String] {
        text.components(from: "<text ", to: "</text>").map { String($0.drop { $0 != ">" }.dropFirst()) }
    }

    /// The hours along the axis, with where they stand.
    var hours: [(x: Double, hour: String)] {
        text.components(from: "<text ", to: "</text>").compactMap { element in
            let word = element.drop { $0 != ">" }.dropFirst()
            guard word.count == 2, word.allSatisfy(\.isNumber), element.contains("text-anchor=\"middle\""),
                element.contains("font-size=\"11\""), let x = element.components(from: "x=\"", to: "\"").first
            else { return nil }
            return (Double(x) ?? .nan, String(word))
        }
    }

    /// The content of an element such as `desc`.
    func content(_ name: String) -> String? { between("<\(name) ", ">", "</\(name)>") }

    private func between(_ marker: String, _ start: String, _ end: String) -> String? {
        guard let place = text.ranges(of: marker).first else { return nil }
        return String(text[place.upperBound...]).components(from: start, to: end).first.map(String.init)
    }
}

extension StringProtocol {
    /// What stands between each `start` and the next `end`.
    func components(from start: String, to end: String) -> [Substring] {
        var found: [Substring] = []
        var rest = self[...]
        while let opening = rest.ranges(of: start).first {
            rest = rest[opening.upperBound...]
            guard let closing = rest.ranges(of: end).first else { break }
            found.append(Substring(rest[..<closing.lowerBound]))
            rest = rest[closing.upperBound...]
        }
        return found
    }
}
