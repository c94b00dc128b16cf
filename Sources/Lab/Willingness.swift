internal import ArgumentParser
internal import Simulation

/// What people of a simulation do about their lamps, as a command line says it.
enum Willingness: String, ExpressibleByArgument, CaseIterable {
    case nobody, usual

    var answers: Answers { self == .usual ? .usual : .nobody }
}
