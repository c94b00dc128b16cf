internal import Boards
internal import GPIO
internal import Journal
internal import Logbook
internal import MQTT
internal import PWM
internal import Service
internal import YAML

/// Decides with which number the program ends for an error, so that a service manager knows whether to try again.
enum Ending {
    static func status(of error: any Error) -> ExitStatus {
        switch error {
        case is Problems, is MQTTError: .configuration
        case let error as EdgeError: error.status
        case let error as GPIOError: status(of: error)
        case let error as PWMError: status(of: error)
        case let error as JournalError: status(of: error)
        case is SettingsFile.Unusable: .data
        case is SocketError: .unavailable
        default: .other
        }
    }

    /// Whether it may pass by itself where the machine is surely the right one: a driver that is loaded late.
    static func mayPass(_ error: any Error) -> Bool {
        switch error {
        case GPIOError.noSuchChip(_, _, let denied), GPIOError.noSuchLine(_, let denied): denied.isEmpty
        case PWMError.noSuchChip: true
        default: false
        }
    }

    private static func status(of error: GPIOError) -> ExitStatus {
        switch error {
        case .denied: .permission
        // A machine that has other chips is another board; one that shows none may still be loading its driver.
        case .noSuchChip(_, let labels, let denied):
            denied.isEmpty ? (labels.isEmpty ? .unavailable : .configuration) : .permission
        case .noLandmark(_, _, let denied): denied.isEmpty ? .unavailable : .permission
        case .noSuchLine(_, let denied): denied.isEmpty ? .configuration : .permission
        case .ambiguousChip, .ambiguousLine, .noSuchOffset, .noEdges, .wrongNumberOfLines, .unsupported:
            .configuration
        default: .unavailable
        }
    }

    private static func status(of error: PWMError) -> ExitStatus {
        switch error {
        case .denied, .readOnly: .permission
        case .noSuchChip(_, let present, _): present.isEmpty ? .unavailable : .configuration
        case .ambiguousChip, .noSuchChannel, .unsupported: .configuration
        case .busy, .gone, .failed: .unavailable
        }
    }

    private static func status(of error: JournalError) -> ExitStatus {
        switch error {
        case .inUse: .unavailable
        case .notWritable, .notReadable: .permission
        case .notADirectory, .noJournal: .configuration
        case .newerVersion, .foreign: .data
        default: .disk
        }
    }
}

/// Why the edge cannot do what it was asked, as a sentence.
struct EdgeError: Error, CustomStringConvertible {
    let description: String
    let status: ExitStatus

    init(_ description: String, status: ExitStatus = .other) { (self.description, self.status) = (description, status) }
}
