public import ArgumentParser
internal import Glibc
public import Logging

/// What a program says to the person, or the service manager, that started it.
public enum Console {
    /// Parses the command line and runs what it asks for.
    ///
    /// An error of ours is printed as it is: it names place, value and cure. Exit status 1;
    /// wrong usage is 64, as ArgumentParser has it. An `ExitCode` is the status of a program that has said
    /// everything already.
    public static func run<Command: ParsableCommand>(_ command: Command.Type) -> Never {
        do {
            var chosen = try command.parseAsRoot()
            try chosen.run()
            command.exit()
        } catch {
            let code = command.exitCode(for: error)
            if code != .failure || error is ExitCode { command.exit(withError: error) }
            say("\(error)")
            Glibc.exit(1)
        }
    }

    /// Says a sentence on standard error.
    public static func say(_ sentence: String) {
        let bytes = Array((sentence + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    /// Shows a line on a terminal that the next one replaces; empty: none.
    public static func show(_ line: String) {
        let bytes = Array("\r\u{1B}[K\(line)".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    /// Whether standard error is a terminal: only there are colours and progress bars of use.
    public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard output is a terminal that shows colours (`NO_COLOR` is respected).
    public static var showsColours: Bool { isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil }

    /// A log on standard error.
    public static func log(_ label: String) -> Logger {
        Logger(label: label) { StreamLogHandler.standardError(label: $0) }
    }
}
