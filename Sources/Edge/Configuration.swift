internal import Boards
internal import Logbook
internal import Logging
internal import Loop
internal import Quantities
internal import Service
internal import Synchronization
internal import YAML

/// The site file in force. Reads it again when asked to, on a thread of its own; a bad one, or one that would
/// change wiring, changes nothing.
final class Configuration: Sendable {
    /// How the configuration is.
    struct Standing: Sendable {
        var site: Site
        /// Why the site file as it is now is not in force; empty: it is.
        var problems: [String]
        /// Since when the site is in force.
        var since: Timestamp
    }

    private let file: String
    private let boards: String
    private let copy: SiteCopy
    private let shared: Mutex<Standing>

    /// - Parameters:
    ///   - site: as ``read(_:boards:copy:lastGood:log:)`` gave it.
    ///   - problems: those of the site file, when `site` is the last good one.
    init(_ reading: Reading, file: String, boards: String, copy: SiteCopy) {
        (self.file, self.boards, self.copy) = (file, boards, copy)
        shared = Mutex(Standing(site: reading.site, problems: reading.problems, since: Clock.utc()))
    }

    /// A checked site, the text that says so, and the problems of a file in whose place it stands.
    struct Reading: Sendable {
        var site: Site
        var bytes: [UInt8]
        var problems: [String] = []
    }

    /// Reads a site file.
    static func read(_ file: String, boards: String) throws(Problems) -> Reading {
        guard let bytes = SiteCopy.bytes(of: file) else {
            // It says why.
            let site = try Site(reading: file, boards: boards)
            return Reading(site: site, bytes: [])
        }
        return Reading(site: try Site(parsing: bytes, file: file, boards: boards), bytes: bytes)
    }

    /// Reads a site file, or the copy of the last good one where that is bad and `lastGood` is wanted.
    ///
    /// - Throws: all problems, of the copy too where it was looked at.
    static func read(_ file: String, boards: String, orElse copy: SiteCopy?) throws(Problems) -> Reading {
        do throws(Problems) {
            return try read(file, boards: boards)
        } catch {
            guard let copy else { throw error }
            do throws(Problems) {
                var reading = try read(copy.path, boards: boards)
                reading.problems = error.errors
                return reading
            } catch let others {
                throw Problems(error.list + others.list)
            }
        }
    }

    var standing: Standing { shared.withLock { $0 } }

    /// Keeps what is in force for a bad day.
    func keep(_ reading: Reading, log: Logger) {
        guard reading.problems.isEmpty, !reading.bytes.isEmpty else { return }
        do throws(SettingsFile.Unusable) { try copy.keep(reading.bytes) } catch { log.warning("\(error.description)") }
    }

    /// Reads the site file again whenever `reread` asks for it, until `stop`.
    func serve(
        _ reread: Reread, until stop: Stop, _ mailbox: Mailbox, _ courier: Courier, _ manager: ServiceManager,
        _ log: Logger
    ) {
        while !stop.isRequested {
            wait(for: [Interest(stop.wakeup.descriptor), Interest(reread.wakeup.descriptor)], atMost: .seconds(60))
            guard reread.take(), !stop.isRequested else { continue }
            manager.tellReloading()
            let sentence = reload(mailbox, courier, log)
            manager.tell(.ready, .status(sentence))
        }
        courier.dismiss()
    }

    /// - Returns: How the board is now.
    private func reload(_ mailbox: Mailbox, _ courier: Courier, _ log: Logger) -> String {
        let before = standing.site
        do {
            let reading = try Self.read(file, boards: boards)
            let plan = try ReloadPlan(from: before, to: reading.site)
            let isNews = try courier.follow(plan.site.uplink)
            do {
                try mailbox.ask(.reload(plan))
            } catch {
                if plan.changesUplink { try courier.follow(before.uplink) }
                throw error
            }
            if isNews, !plan.changesUplink { log.notice("the uplink's certificates or credentials are new") }
            shared.withLock { $0 = Standing(site: plan.site, problems: [], since: Clock.utc()) }
            keep(reading, log: log)
            for warning in plan.site.warnings { log.warning("\(warning)") }
            log.notice("\(file) is in force: \(plan.summary)")
            return Self.sentence(standing)
        } catch {
            let problems = (error as? Problems)?.errors ?? ["\(file): \(error)"]
            for problem in problems { log.error("\(problem)") }
            log.error("\(file) is not in force; the board goes on as before")
            shared.withLock { $0.problems = problems }
            return Self.sentence(standing)
        }
    }

    /// For the service manager.
    static func sentence(_ standing: Standing) -> String {
        let good = under(standing.site)
        guard !standing.problems.isEmpty else { return good }
        return "\(good) as the last good site file says; not in force: "
            + standing.problems.joined(separator: "; ")
    }

    /// What is under control.
    static func under(_ site: Site) -> String {
        "\(site.group)/\(site.id): \(site.zones.count == 1 ? "1 zone" : "\(site.zones.count) zones") under control"
    }
}

extension Problems {
    /// Those for which a file is not in force; what should be looked at besides is none.
    var errors: [String] { list.filter { $0.severity == .error }.map(\.description) }
}
