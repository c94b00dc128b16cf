public import Quantities

/// A passive infrared motion sensor: it sees people move, not people.
///
/// The parameters are assumptions, not measurements. It knows nothing of lamps.
public struct PassiveInfrared: Hashable, Sendable {
    /// How long somebody present goes unseen between two movements: mostly short, now and then a long stillness.
    public struct Gaps: Hashable, Sendable {
        public var shortMean: Duration
        /// The share of gaps that are long.
        public var longShare: Double
        public var longMedian: Duration
        /// Standard deviation of the logarithm of the long ones.
        public var longSigma: Double

        public init(shortMean: Duration = .seconds(15), longShare: Double, longMedian: Duration, longSigma: Double) {
            (self.shortMean, self.longShare) = (shortMean, longShare)
            (self.longMedian, self.longSigma) = (longMedian, longSigma)
        }

        /// One gap, ms.
        func draw(_ random: inout SplitMix64) -> Double {
            random.uniform() < longShare
                ? random.logNormal(median: Double(longMedian.milliseconds), sigma: longSigma)
                : random.exponential(mean: Double(shortMean.milliseconds))
        }
    }

    public var gaps: Gaps
    /// Movements seen in an empty room as well: draughts, mains, sun.
    public var falseAlarmsPerHour: Double
    /// How long its output stays active after the last movement it saw.
    public var pulse: Duration
    /// How long it sees nothing after its output has fallen.
    public var blind: Duration

    public init(
        gaps: Gaps, falseAlarmsPerHour: Double, pulse: Duration = .seconds(5), blind: Duration = .milliseconds(2_500)
    ) {
        (self.gaps, self.falseAlarmsPerHour, self.pulse, self.blind) = (gaps, falseAlarmsPerHour, pulse, blind)
    }

    public static let good = PassiveInfrared(
        gaps: Gaps(longShare: 0.05, longMedian: .seconds(60), longSigma: 0.6), falseAlarmsPerHour: 0.01)
    public static let typical = PassiveInfrared(
        gaps: Gaps(longShare: 0.08, longMedian: .seconds(90), longSigma: 0.8), falseAlarmsPerHour: 0.03)
    public static let poor = PassiveInfrared(
        gaps: Gaps(longShare: 0.10, longMedian: .seconds(150), longSigma: 0.9), falseAlarmsPerHour: 0.1)

    /// When its output is active on a day on which people are in view for these stays, in any order.
    ///
    /// Coming and going are movements. Movements while the output is active lengthen
    /// it. Each stay has random numbers of its own, so one more person moves nobody else.
    /// The day starts with the output at rest, and a pulse past its end is cut.
    ///
    /// - Parameter hidden: stays of people out of view: they are seen coming and going, by the door, and not between.
    public func pulses(
        for stays: [Stretch], hidden: [Stretch] = [], on day: LocalDay, seed: Seed
    ) -> [Stretch] {
        let own = seed.branch("motion").branch(day.number)
        let end = Double(day.length.milliseconds)
        var output = Output(pulse: Double(pulse.milliseconds), blind: Double(blind.milliseconds))
        var coming = (stays.map { ($0, true) } + hidden.map { ($0, false) })
            .sorted { ($0.0.start, $0.0.end) > ($1.0.start, $1.0.end) }
        var movers: [Mover] = []
        var alarms = own.branch("false alarms").generator
        var alarm = nextAlarm(after: 0, &alarms)
        while true {
            var (first, time) = (-1, alarm)
            for index in movers.indices where movers[index].next < time { (first, time) = (index, movers[index].next) }
            if let (stay, isInView) = coming.last, Double(stay.start.milliseconds) <= time {
                coming.removeLast()
                movers.append(Mover(stay, isInView: isInView, own))
                continue
            }
            guard time < end else { return output.stretches(within: day) }
            output.see(time)
            if first < 0 {
                alarm = nextAlarm(after: time, &alarms)
            } else if time >= movers[first].leaves {
                movers.swapAt(first, movers.count - 1)
                movers.removeLast()
            } else if !movers[first].isInView {
                movers[first].next = movers[first].leaves
            } else {
                movers[first].next = min(movers[first].leaves, time + gaps.draw(&movers[first].random))
            }
        }
    }

    private func nextAlarm(after time: Double, _ random: inout SplitMix64) -> Double {
        falseAlarmsPerHour > 0 ? time + random.exponential(mean: 3_600_000 / falseAlarmsPerHour) : .infinity
    }
}

/// Somebody who is there, and when they are seen to move next; ms of the day.
private struct Mover {
    var next: Double
    let leaves: Double
    let isInView: Bool
    var random: SplitMix64

    init(_ stay: Stretch, isInView: Bool, _ seed: Seed) {
        self.isInView = isInView
        (next, leaves) = (Double(stay.start.milliseconds), Double(stay.end.milliseconds))
        random = seed.branch(stay.start.milliseconds).branch(stay.end.milliseconds).generator
    }
}

/// The sensor's output: re-triggerable, and blind after it has fallen.
private struct Output {
    let pulse, blind: Double
    private var rises: [Double] = []
    private var falls: [Double] = []

    init(pulse: Double, blind: Double) { (self.pulse, self.blind) = (pulse, blind) }

    mutating func see(_ time: Double) {
        guard let fall = falls.last, time < fall + blind else {
            rises.append(time)
            falls.append(time + pulse)
            return
        }
        if time <= fall { falls[falls.count - 1] = time + pulse }
    }

    func stretches(within day: LocalDay) -> [Stretch] {
        zip(rises, falls).map { Stretch.milliseconds($0, $1, within: day) }
    }
}
