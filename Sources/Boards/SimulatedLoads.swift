public import Quantities

extension Site.Simulation {
    /// By which model people with desks come and go.
    public enum Presence: String, CaseIterable, Sendable {
        /// Stays and absences that are exponential, within a day of work, with lunch (Wang 2005).
        case wang
        /// A Markov chain along a profile (Page 2008).
        case page
    }

    /// How real lamps differ from those that the settings speak of.
    public struct Lamps: Hashable, Sendable {
        /// What the driver makes of a level; of a dimmer only.
        public enum Curve: String, CaseIterable, Sendable { case linear, logarithmic }

        public let curve: Curve
        /// The least light that is not off, 0 to 1; of a dimmer only.
        public let minimum: Double
        /// Light lost for every 1,000 burning hours, 0 to 1; zero: they do not age.
        public let ageing: Double
        /// What is left of the light at last, 0 to 1.
        public let least: Double
        /// Burning hours before the simulation.
        public let burnt: Duration
    }

    /// What the light sensor sees of the light on the desk.
    public struct SensorView: Hashable, Sendable {
        /// Of the lamps' light, above 0 to 1.
        public let lamps: Double
        /// Of daylight, 0 to 2.
        public let daylight: Double
        /// How far the share of daylight wanders, 0 to 1 of it.
        public let drift: Double
    }

    /// What is plugged in.
    public struct Plugs: Hashable, Sendable {
        /// Drawn always: chargers, screens asleep, printers.
        public let base: Watts
        /// Drawn for each person who is there.
        public let person: Watts
        /// The share behind the zone's plug relay, 0 to 1.
        public let switched: Double
    }

    /// What the room needs to be warm and cool.
    public struct Climate: Hashable, Sendable {
        /// W/K.
        public let heatLoss: Double
        /// kWh/K.
        public let capacity: Double
        /// °C while people are there.
        public let heating: Double
        /// °C while vacant and closed; ``standby`` is between.
        public let setback: Double
        /// °C while vacant and open.
        public let standby: Double
        /// °C, above ``heating``; `nil`: nothing cools.
        public let cooling: Double?
        /// Of the heating, and of the cooling if there is one; `nil`: half more than the loss at 30 K.
        public let power: Watts?
    }
}
