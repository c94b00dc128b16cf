internal import Boards
internal import Control
internal import Cycle
internal import Logbook
internal import Logging
internal import Loop
internal import Quantities
internal import Sensing
internal import Settings
internal import Telemetry
internal import Uplink

extension ControlLoop {
    /// Does what another thread asks, if one does, between two turns of the zones.
    mutating func openMail(at now: Instant) {
        switch mailbox.take() {
        case nil: return
        case .picture:
            mailbox.answer { picture in
                plant.paint(&picture.lines, at: now)
                for zone in zones.indices {
                    let outputs = cycle.zones.outputs[zone]
                    picture.zones[zone] = Picture.Zone(
                        level: outputs.level, reason: outputs.reason, isFaulty: cycle.faults[zone],
                        faults: outputs.faults,
                        knowledge: BoardState.Knowledge(outputs, cycle.zones.learned(of: zone)),
                        isAdaptive: settings[zone].isAdaptive, plugs: outputs.plugs, setback: outputs.setback)
                }
                (picture.walking, picture.isIdentifying) = (plant.walk?.zone, plant.identify != nil)
            }
        case .reload(let plan):
            follow(plan, at: now)
            mailbox.answer()
        case .walk(let zone):
            if plant.identify != nil {
                mailbox.answer(
                    refusal:
                        "the board shows which lamps are its own, and motion in all zones; hold its button to end that")
            } else if !settings[zone].sensesMotion {
                mailbox.answer(refusal: "zone \(zones[zone]) has no motion sensor")
            } else if let walk = plant.walk {
                mailbox.answer(refusal: "zone \(zones[walk.zone]) is under a walk test; end that one first")
            } else {
                plant.beginWalk(of: zone, settings[zone], at: now)
                keeper.say(.notice, "\(zones[zone]): a walk test begins; its lamps follow its motion sensors")
                mailbox.answer()
            }
        case .endWalk:
            endWalk(at: now)
            mailbox.answer()
        }
    }

    /// Ends a walk test lit: where control would leave the zone dark or warn, somebody is there, as if the wall
    /// button had been pressed. From then on it is lit, warned and darkened as always.
    mutating func endWalk(at now: Instant) {
        guard let walk = plant.walk else { return }
        plant.endWalk()
        keeper.say(.notice, "\(zones[walk.zone]): the walk test is over")
        light(walk.zone, at: now)
    }

    /// Ends what shows the lamps of this board, every zone lit as after a walk test, but for those where daylight
    /// suffices or somebody wanted it dark.
    mutating func endIdentify(at now: Instant) {
        guard plant.identify != nil else { return }
        plant.endIdentify()
        keeper.say(.notice, "its lamps are under control again")
        for zone in zones.indices {
            switch cycle.zones.outputs[zone].reason {
            case .daylight, .manualOff: _ = cycle.turn(zone, on: &plant, telling: &logbook, at: now)
            default: light(zone, at: now)
            }
        }
    }

    /// Has control light a zone that it would leave dark, or is about to.
    private mutating func light(_ zone: Int, at now: Instant) {
        // Whoever presses the real button in this very moment would cancel the first word.
        for _ in 0..<2 {
            let outputs = cycle.zones.outputs[zone]
            if outputs.level == 0 || outputs.reason == .warning { plant.press(zone) }
            _ = cycle.turn(zone, on: &plant, telling: &logbook, at: now)
        }
    }

    /// Puts another site file in force.
    private mutating func follow(_ plan: ReloadPlan, at now: Instant) {
        for place in zones.indices {
            guard let zone = plan.site.zones.first(where: { $0.id == zones[place] }) else { continue }
            bases[place] = zone.settings
        }
        plant.senses.move(to: plan.site.place)
        if plan.changesSchedule { timetable = Self.timetable(of: plan.site, by: zones) }
        if plan.changesRecords {
            logbook.setInterval(plan.site.records, at: now)
            handover.update { $0.interval = plan.site.records }
        }
        guard !plan.changes.isEmpty else { return }
        for change in plan.changes {
            guard let zone = zones.firstIndex(of: change.zone) else { continue }
            do throws(Setting.Refused) {
                try adopt(change.setting, change.value, zone, on: CommandTerms(by: "site file"), at: now)
            } catch {
                keeper.say(.error, "\(change.zone): refused: \(error)")
            }
            let current = settings[zone]
            handover.update { state in
                (state.zones[zone].settings, state.zones[zone].refusal) = (current, nil)
                state.zones[zone].changed = Clock.utc()
            }
            overrides.removeAll { $0.zone == change.zone && $0.setting == change.setting.id }
        }
        keeper.remember(overrides)
        logbook.snapshot(of: &cycle, at: now)
    }
}
