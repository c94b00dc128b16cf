public import Calendars
internal import Spelling

/// Which columns of a file are which of a recording's. A target without sources is looked for under its own name.
public struct ColumnMap: Hashable, Sendable {
    /// What a recording can be made of.
    public enum Target: String, CaseIterable, Hashable, Sendable {
        /// Required. Several sources, such as a date and a time of day, are joined with a space.
        case timestamp
        /// Motion is where any of several sources says so. Required unless there is a source of `occupied`.
        case motion
        /// People are as many as all sources together count, each rounded up to whole people; at least as many if
        /// some are empty. There is nobody where all sources say so: if some are empty and the others count none,
        /// nobody knows. Required unless there is a source of `motion`.
        case occupied
        /// The mean of several sources, of those that are not empty.
        case illuminance = "illuminance_lux"
        /// The mean of several sources, of those that are not empty.
        case daylight = "daylight_lux"
    }

    /// Names as in the header, letter by letter.
    public private(set) var sources: [Target: [String]] = [:]

    /// Every target under its own name.
    public init() {}

    /// Reads `timestamp=Date+Time,motion=S6_PIR+S7_PIR`: targets, each with one or more sources.
    ///
    /// A source that contains one of `,` `+` `=` `"` stands in quotes, its own quotes doubled.
    public init(_ text: String) throws(Malformed) {
        var words = Words(text)
        repeat {
            let name = try words.next()
            guard let target = Target(rawValue: name) else {
                let names = Target.allCases.map(\.rawValue)
                throw Malformed(
                    "\"\(name)\" is no column of a recording"
                        + (Spelling.closest(to: name, among: names).map { ", did you mean \"\($0)\"?" } ?? "")
                        + "; these are: " + names.joined(separator: ", "))
            }
            guard sources[target] == nil else {
                throw Malformed("\(name) stands twice in “\(text)”: join its sources with +, as in \(name)=A+B")
            }
            guard words.take("=") else {
                throw Malformed("\(name) has no source in “\(text)”: write the column it comes from, as in \(name)=A")
            }
            var list: [String] = []
            repeat {
                let source = try words.next()
                guard !list.contains(source) else {
                    throw Malformed("\(name) has the source \"\(source)\" twice in “\(text)”: name it once")
                }
                list.append(source)
            } while words.take("+")
            sources[target] = list
        } while words.take(",")
        guard words.isAtEnd else { throw words.malformed }
    }
}

/// The words of a map, and the signs between them.
private struct Words {
    private let text: String
    private var rest: Substring

    init(_ text: String) { (self.text, rest) = (text, text[...]) }

    var isAtEnd: Bool { rest.isEmpty }

    var malformed: Malformed {
        Malformed("“\(text)” is not a map of columns: write target=source, as in timestamp=Date+Time,motion=PIR")
    }

    mutating func take(_ sign: Character) -> Bool {
        guard rest.first == sign else { return false }
        rest.removeFirst()
        return true
    }

    /// A word of at least one letter.
    mutating func next() throws(Malformed) -> String {
        var word = ""
        if take("\"") {
            repeat {
                guard let quote = rest.firstIndex(of: "\"") else { throw malformed }
                word += rest[..<quote]
                rest = rest[rest.index(after: quote)...]
                if rest.first == "\"" { word += "\"" }
            } while take("\"")
        } else {
            word = String(rest.prefix { !",+=\"".contains($0) })
            rest = rest.dropFirst(word.count)
        }
        guard !word.isEmpty else { throw malformed }
        return word
    }
}
