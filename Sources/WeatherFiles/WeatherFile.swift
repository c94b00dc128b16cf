import Glibc
public import Simulation

extension TypicalYear {
    /// Reads a weather file of at most 32 MiB; as ``init(weather:named:at:)``.
    public init(weatherFile path: String, at station: WeatherStation? = nil) throws(WeatherProblems) {
        try self.init(weather: TypicalYear.contents(of: path), named: path, at: station)
    }

    /// Reads the weather of 8760 hours, or of 8784, of which those of 29 February are left out: an EPW where the text
    /// begins with LOCATION, else a table with a header (CSV).
    ///
    /// - Parameters:
    ///   - file: what to call it in problems.
    ///   - station: needed for a table, which does not say where it is from; an EPW does.
    /// - Throws: every problem of the text, up to twenty in words.
    public init(weather bytes: [UInt8], named file: String, at station: WeatherStation? = nil) throws(WeatherProblems) {
        if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            throw WeatherProblems(file: file, "is compressed: unpack it first, with gunzip or unzip")
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let word = String(decoding: bytes[start...].prefix(8), as: UTF8.self).uppercased()
        if word == "LOCATION" || file.lowercasedEnding == "epw" {
            self = try EPW(bytes, file: file).typicalYear()
        } else if let station {
            self = try HourlyTable(bytes, file: file).typicalYear(at: station)
        } else {
            throw WeatherProblems(
                file: file,
                "is no EPW, for it does not begin with LOCATION; a table (CSV) does not say where it is from")
        }
    }

    private static func contents(of path: String) throws(WeatherProblems) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            bytes += chunk[..<count]
            guard bytes.count <= 1 << 25 else {
                throw WeatherProblems(file: path, "is larger than 32 MiB: a year of hours is not")
            }
        }
    }

    private static func failure(_ path: String) -> WeatherProblems {
        let reason = errno == ENOENT ? "there is no such file" : "cannot be read: \(String(cString: strerror(errno)))"
        return WeatherProblems(file: path, reason)
    }
}

extension String {
    /// What follows the last point.
    fileprivate var lowercasedEnding: String? { lastIndex(of: ".").map { self[index(after: $0)...].lowercased() } }
}
