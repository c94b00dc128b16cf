public import Cycle
public import Journal
public import Records

/// What the zones of a board had learned before it stopped, read back at boot.
///
/// What cannot be read is left out, with a sentence: a zone that has forgotten learns anew, and is lit for as long as
/// one that never learned.
public struct Lessons: Sendable {
    /// The last one of each zone.
    public private(set) var lessons: [Lesson] = []
    /// Why something is left out.
    public private(set) var complaints: [String] = []

    /// - Parameter state: the state folder; it may be another program's that is at work.
    /// - Throws: ``JournalError`` when the checkpoints are there and cannot be read.
    public init(in state: String) throws(JournalError) {
        let directory = state + "/counters"
        var reader: JournalReader
        do throws(JournalError) {
            reader = try JournalReader(directory: directory)
        } catch {
            if case .noJournal = error { return }
            throw error
        }
        var isTold = false
        while let entry = try reader.next() {
            guard let bytes = entry.bytes else { continue }
            do throws(RecordError) {
                take(try Lesson(decoding: bytes))
            } catch {
                // A checkpoint is no lesson.
                if case .kind = error { continue }
                if !isTold {
                    complaints.append(
                        "\(directory), entry \(entry.sequence): what a zone had learned is left out: \(error)")
                }
                isTold = true
            }
        }
    }

    /// Gives zones what they had learned; before the first turn of a boot.
    ///
    /// - Parameter zones: their names, in the order of the cycle.
    /// - Returns: a sentence for each zone whose lesson is not one of this release.
    public func restore(to zones: [String], in cycle: inout Cycle) -> [String] {
        var complaints: [String] = []
        for lesson in lessons {
            guard let zone = zones.firstIndex(of: lesson.zone) else { continue }
            guard lesson.version == Lesson.current, lesson.isPlausible, cycle.takesLesson(lesson.words, zone) else {
                complaints.append("\(lesson.zone): what it had learned is not of this release; it learns anew")
                continue
            }
        }
        return complaints
    }

    private mutating func take(_ lesson: Lesson) {
        if let place = lessons.firstIndex(where: { $0.zone == lesson.zone }) {
            lessons[place] = lesson
        } else {
            lessons.append(lesson)
        }
    }
}

extension Cycle {
    /// What a zone has learned, as words, over what `words` hold; allocates nothing where they have room.
    mutating func lesson(of zone: Int, into words: inout [Int64]) {
        var writer = StateWriter(reusing: &words)
        exchangeLearned(zone, &writer)
        writer.give(to: &words)
    }

    /// Takes words that another core would write too, all of them, and only such.
    fileprivate mutating func takesLesson(_ words: [Int64], _ zone: Int) -> Bool {
        var (trial, reader) = (self, StateReader(words))
        trial.exchangeLearned(zone, &reader)
        var again: [Int64] = []
        trial.lesson(of: zone, into: &again)
        guard reader.missing == 0, again == words else { return false }
        self = trial
        return true
    }
}
