public import Quantities

/// What was noticed about the readings of a meter, and what was done about it.
public struct Finding: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The face ran past its last digit; the energy is counted.
        case rollover
        /// Another instrument, with its own start; the energy is counted as far as both readings are known.
        case replacement
        /// The count fell and nobody said why: what flowed is unknown, a gap. What is counted from there on is a proxy
        /// unless three climbs in a row show that the face counts anew.
        case reset
        /// Readings below both neighbours, for a month at most: left out. What flowed is a proxy where the face may as
        /// well have begun anew.
        case lowSpike = "low spike"
        /// A reading above both neighbours: left out.
        case highSpike = "high spike"
        /// More than can have flowed, and it stayed: counted, as a proxy.
        case implausible
        /// Several readings of one moment that differ: all left out.
        case conflict
        /// A time that the wall clock showed twice, and nothing tells which is meant: left out.
        case ambiguousTime = "ambiguous time"
        /// A time that the wall clock never showed: left out.
        case skippedTime = "skipped time"
        /// No reading for longer than the step: the energy is right, how it was spread is unknown.
        case longInterval = "long interval"
        /// Nothing tells what flowed: no reading where an instrument came or went, no instrument, or a face that rose as
        /// if it had never fallen.
        case unknown
        /// Not a number that the face can show: left out.
        case impossible
        /// A reading of a time in which no instrument was there: left out.
        case noInstrument = "no instrument"
    }

    public var kind: Kind
    public var from: Timestamp
    /// Equal to ``from`` when it is about a moment.
    public var to: Timestamp
    /// A sentence without its full stop.
    public var text: String

    public init(_ kind: Kind, from: Timestamp, to: Timestamp, _ text: String) {
        (self.kind, self.from, self.to, self.text) = (kind, from, to, text)
    }
}
