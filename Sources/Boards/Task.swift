internal import Control
public import Quantities

extension Site.Use {
    /// Illuminance that people need there, on the desks or on the floor, maintained (EN 12464-1).
    ///
    /// Rooms for storage and printers are judged as archives and copying; a lobby as an entrance hall. Outdoors it
    /// is an assumption, 20 lx; the standard there is EN 12464-2, which has other values for other work.
    public var task: Lux {
        switch self {
        case .openOffice, .cellularOffice, .meetingRoom, .classroom: Lux(500)
        case .printerRoom: Lux(300)
        case .restroom, .storage: Lux(200)
        case .corridor, .stair, .lobby: Lux(100)
        case .exterior: Lux(20)
        }
    }

    /// Whether people only pass through it.
    public var isPassage: Bool {
        switch self {
        case .corridor, .stair, .lobby, .exterior: true
        case .openOffice, .cellularOffice, .meetingRoom, .classroom, .printerRoom, .restroom, .storage: false
        }
    }

    /// Whether people have desks in it, and come and go by their working day.
    public var hasDesks: Bool { self == .openOffice || self == .cellularOffice }

    /// What a zone of this use has where its site file says nothing.
    func settings(steps: UInt8) -> Zone.Settings {
        var settings = Zone.Settings(steps: steps)
        (settings.isEgress, settings.isPassage) = (isEgress, isPassage)
        return settings
    }

    /// Whether people have to find out of the building through it.
    public var isEgress: Bool {
        switch self {
        case .corridor, .stair, .lobby: true
        case .openOffice, .cellularOffice, .meetingRoom, .classroom, .printerRoom, .restroom, .storage, .exterior:
            false
        }
    }
}
