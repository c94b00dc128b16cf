import Loop
import Quantities
import Synchronization
import Testing

@Suite struct `A loop` {
    @Test func `is woken by another thread`() {
        let wakeup = Wakeup()
        let rung = Atomic<Bool>(false)
        let worker = Worker {
            rung.store(true, ordering: .relaxed)
            wakeup.ring()
        }
        wait(for: [Interest(wakeup.descriptor)], atMost: .seconds(60))
        worker.join()
        let hasRung = rung.load(ordering: .relaxed)
        #expect(hasRung)
    }

    @Test func `stops on another thread when it is asked to`() {
        let stop = Stop()
        let rounds = Atomic<Int>(0)
        let worker = Worker {
            while !stop.isRequested {
                rounds.add(1, ordering: .relaxed)
                wait(for: [Interest(stop.wakeup.descriptor)], atMost: .seconds(60))
            }
        }
        stop.request()
        worker.join()
        #expect(stop.isRequested)
        let count = rounds.load(ordering: .relaxed)
        #expect(count <= 2)
    }

    @Test func `waits no longer for what it ignores, until it heeds all again`() {
        let (first, second) = (Wakeup(), Wakeup())
        var watch = Watch([Interest(first.descriptor), Interest(second.descriptor)])
        func ready(_ watch: borrowing Watch) -> [Bool] { [watch.isReady(0), watch.isReady(1)] }
        first.ring()
        second.ring()
        watch.wait(atMost: .seconds(60))
        var told = ready(watch)
        #expect(told == [true, true])
        watch.ignore(0)
        watch.ignore(0)
        told = ready(watch)
        #expect(told == [false, true], "at once")
        watch.wait(atMost: .zero)
        told = ready(watch)
        #expect(told == [false, true])
        watch.heedAll()
        watch.wait(atMost: .seconds(60))
        told = ready(watch)
        #expect(told == [true, true])
    }

    @Test func `keeps a place for what is not there, ignored or heeded`() {
        let bell = Wakeup()
        var watch = Watch([Interest(-1), Interest(bell.descriptor)])
        func ready(_ watch: borrowing Watch) -> [Bool] { [watch.isReady(0), watch.isReady(1)] }
        bell.ring()
        for _ in 0..<2 {
            watch.wait(atMost: .seconds(60))
            let told = ready(watch)
            #expect(told == [false, true])
            watch.ignore(0)
            watch.heedAll()
        }
    }

    @Test func `does not wait when there is nothing to wait for`() {
        var watch = Watch([])
        watch.wait(atMost: .zero)
        watch.wait(atMost: .seconds(-5))
        #expect(Clock.utc() > Timestamp(milliseconds: 1_600_000_000_000))
    }
}
