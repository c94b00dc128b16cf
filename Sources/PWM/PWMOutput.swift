import Glibc
public import Quantities

/// One PWM output, taken until this value is destroyed; it shows its full light from the moment on at which it is
/// taken, and again when it is let go.
///
/// The kernel goes on giving the last duty cycle when nobody holds the output, after a crash too. It is never given
/// back ("unexport"), because drivers then let the line fall. So a crash leaves the lamps as they were, dark ones too,
/// until somebody takes the output again: the program, or `lightwell-edge rest`, which the service manager runs whenever
/// the program has ended. No relay of the board can stand in for that: the one beside a dimmer takes the lamps off the
/// mains, and is closed whenever they are lit.
public struct PWMOutput: ~Copyable {
    /// ns.
    public let period: UInt64
    /// What it was told last, ns.
    public private(set) var duty: UInt64
    private let full: UInt64
    private let file: Int32
    private let path: String

    /// Takes an output.
    ///
    /// An output that is there already is taken over: a program that crashed leaves it so.
    /// - Parameters:
    ///   - period: ns.
    ///   - full: The duty cycle that is full light, ns: all of the period, or, inverted, 0.
    ///   - patience: How long to wait for its files to appear and for udev to give access to them.
    /// - Throws: ``PWMError``; then it is as it was, or shows full light.
    public init(
        _ chip: PWMChip, channel: Int, period: UInt64, full: UInt64, patience: Duration = .seconds(1)
    ) throws(PWMError) {
        precondition(full <= period && period > 0)
        guard 0..<chip.channels ~= channel else {
            throw .noSuchChannel(channel, chip: chip.description, channels: chip.channels)
        }
        let folder = "\(chip.path)/pwm\(channel)"
        if access(folder, F_OK) != 0 { try Self.export(channel, chip) }
        let duties = "\(folder)/duty_cycle"
        let file = try Self.open(duties, patience)
        do throws(PWMError) {
            try Self.light(folder, period: period, full: full)
        } catch {
            close(file)
            if case .failed(_, _, EINVAL) = error {
                throw .unsupported(period: period, channel: channel, chip: chip.description)
            }
            throw error
        }
        (self.period, self.full, duty, self.file, path) = (period, full, full, file, duties)
    }

    deinit {
        _ = PWMFile.write(full, to: file)
        close(file)
    }

    /// Sets for how long of each period it is active, ns, up to ``period``; allocates nothing.
    public mutating func set(_ duty: UInt64) throws(PWMError) {
        let duty = min(duty, period)
        guard duty != self.duty else { return }
        let code = PWMFile.write(duty, to: file)
        guard code == 0 else { throw PWMError(code, doing: "writing to", path: path) }
        self.duty = duty
    }

    private static func export(_ channel: Int, _ chip: PWMChip) throws(PWMError) {
        do throws(PWMError) {
            try PWMFile.write("\(channel)", to: "\(chip.path)/export")
        } catch .failed(_, _, EBUSY) {
            throw .busy(channel: channel, chip: chip.description, holder: chip.holder(of: channel))
        }
    }

    private static func open(_ path: String, _ patience: Duration) throws(PWMError) -> Int32 {
        for _ in 0..<max(0, patience.milliseconds / 10) {
            let file = Glibc.open(path, O_WRONLY | O_CLOEXEC)
            if file >= 0 { return file }
            guard [EACCES, EPERM, ENOENT].contains(errno) else { break }
            usleep(10_000)
        }
        let file = Glibc.open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw PWMError(errno, doing: "opening", path: path) }
        return file
    }

    /// A duty cycle may at no moment be longer than the period.
    private static func light(_ folder: String, period: UInt64, full: UInt64) throws(PWMError) {
        let (periods, duties) = ("\(folder)/period", "\(folder)/duty_cycle")
        if PWMFile.word(in: "\(folder)/polarity") == "inversed" {
            // It cannot be changed while it runs.
            try PWMFile.write("0", to: "\(folder)/enable")
            try PWMFile.write("normal", to: "\(folder)/polarity")
        }
        if let before = PWMFile.number(in: periods), before >= full, before > 0 {
            try PWMFile.write("\(full)", to: duties)
            if before != period { try PWMFile.write("\(period)", to: periods) }
        } else {
            try PWMFile.write("\(period)", to: periods)
            try PWMFile.write("\(full)", to: duties)
        }
        try PWMFile.write("1", to: "\(folder)/enable")
    }
}
