internal import CSV
internal import Spelling

/// Where the columns of a recording stand in the rows of a file.
struct Header {
    /// How many cells a row has.
    let width: Int
    let timestamp: [Int]
    /// Empty when the file has none; likewise the others. Not empty together with `occupied`.
    let motion: [Int]
    let occupied: [Int]
    let illuminance: [Int]
    let daylight: [Int]

    /// A name that cannot be found, or not be told apart.
    struct Complaint {
        /// The column meant, counted from 0.
        let column: Int
        let message: String
    }

    /// - Returns: everything wrong with the header if there is something, in the order of the targets.
    static func find(_ map: ColumnMap, in names: [String]) -> (header: Header?, complaints: [Complaint]) {
        var complaints: [Complaint] = []
        var columns: [ColumnMap.Target: [Int]] = [:]
        for target in ColumnMap.Target.allCases {
            for source in map.sources[target] ?? [target.rawValue] {
                let found = names.indices.filter { names[$0] == source }
                if found.count > 1 {
                    complaints.append(
                        Complaint(
                            column: found[1],
                            message:
                                "the column \"\(quotable(source))\" occurs \(found.count) times: rename all but one"))
                } else if let column = found.first {
                    columns[target, default: []].append(column)
                } else if map.sources[target] != nil {
                    complaints.append(
                        Complaint(
                            column: 0,
                            message: "\(target.rawValue): there is no column \"\(quotable(source))\""
                                + hint(for: [source], among: names)))
                } else if target == .timestamp {
                    complaints.append(missing([target], in: names))
                }
            }
        }
        let senses: [ColumnMap.Target] = [.motion, .occupied]
        if senses.allSatisfy({ map.sources[$0] == nil && !names.contains($0.rawValue) }) {
            complaints.append(missing(senses, in: names))
        }
        guard complaints.isEmpty else { return (nil, complaints) }
        let header = Header(
            width: names.count, timestamp: columns[.timestamp] ?? [], motion: columns[.motion] ?? [],
            occupied: columns[.occupied] ?? [], illuminance: columns[.illuminance] ?? [],
            daylight: columns[.daylight] ?? [])
        return (header, [])
    }

    /// That a column of one of these targets is needed.
    private static func missing(_ targets: [ColumnMap.Target], in names: [String]) -> Complaint {
        let wanted = targets.map(\.rawValue)
        return Complaint(
            column: 0,
            message: "there is no column \(Spelling.alternatives(wanted.map { "\"\($0)\"" }))"
                + hint(for: wanted, among: names)
                + "; rename one, or map it, as in \(Spelling.alternatives(wanted.map { "--map \($0)=NAME" }))")
    }

    private static func hint(for sources: [String], among names: [String]) -> String {
        let closest = sources.lazy.compactMap { Spelling.closest(to: $0, among: names) }.first
        let near = closest.map { ", did you mean \"\(quotable($0))\"?" } ?? ""
        let shown = names.prefix(24).map { quotable($0) }.joined(separator: ", ")
        return "\(near); the header has: \(shown)" + (names.count > 24 ? " and \(names.count - 24) more" : "")
    }
}
