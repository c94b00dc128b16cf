internal import Boards
internal import GPIO
internal import Quantities
internal import Sensing

extension Senses.Wiring {
    /// For how long a level must hold before the kernel tells of it, where it can be asked to.
    ///
    /// What bounces goes through two filters then, the kernel's and the conditioner's. Together they are as safe
    /// as the conditioner alone: it waits for 30 ms and more, so that nothing that holds for less than the kernel's
    /// 5 ms would ever have counted, and what counts is late by 5 ms. What is gained is that a bouncing contact
    /// neither fills the kernel's buffer nor wakes the board. A floating line still chatters: it follows the
    /// mains, whose half-waves are 8 ms and longer. Pulses of meters and light count every edge, so they are never
    /// filtered here.
    var debounce: Duration {
        guard Inputs.canDebounce else { return .zero }
        switch role {
        case .motion, .button, .door, .shed, .identify, .answer: return .milliseconds(5)
        case .meter, .boardMeter, .light, .comparator: return .zero
        }
    }

    /// As it is requested from its chip.
    var line: Inputs.Line {
        Inputs.Line(offset: input.line.offset, polarity: input.polarity, bias: input.bias, debounce: debounce)
    }
}
