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

    /// Open time without any motion that speaks for a dead sensor (assumptions): 24 h, or two to three working days,
    /// where people come by all day; 200 h, or some four weeks of work, in rooms of people who may be on leave; a
    /// fortnight where no hours tell when people are to be expected.
    func motionSilence(_ hours: Site.Hours) -> Duration {
        if hours.schedule == nil { return .days(14) }
        return isEgress || isPassage || self == .restroom ? .hours(24) : .hours(200)
    }

    /// What a zone of this use and hours has where its site file says nothing.
    func settings(steps: UInt8, _ hours: Site.Hours) -> Zone.Settings {
        var settings = Zone.Settings(steps: steps)
        (settings.isEgress, settings.isPassage) = (isEgress, isPassage)
        settings.motionSilence = motionSilence(hours)
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
