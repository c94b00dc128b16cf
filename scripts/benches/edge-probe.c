// Preloaded into a program that polls GPIO lines: how long from the return of poll to the output that follows, how
// many heap allocations in between, and how long until the next poll. Only the main thread counts, which is the one
// that controls; but for "calm", which is what all threads do between their polls, from five seconds on.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 1 << 20, SET_V1 = 0xC040B409u, SET_V2 = 0xC010B40Fu };
static uint32_t latency[MOST];  // ns
static size_t latencies, cycles, allocations, cycle_allocations, busy_cycles, skip;
static int64_t woke, waking, busy, settled;
static _Atomic int64_t calm;
static bool is_counting;

static int64_t now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

// Asked once a thread: a system call in between would count as the program's time.
static bool is_main(void) {
    static __thread signed char answer;
    if (!answer) answer = syscall(SYS_gettid) == getpid() ? 1 : -1;
    return answer > 0;
}

// The first cycles are a start, not a steady state.
static void begin(void) {
    if (skip > 0) {
        if (--skip == 0) is_counting = true;
    }
}

int poll(struct pollfd *fds, nfds_t count, int timeout) {
    static int (*real)(struct pollfd *, nfds_t, int);
    static __thread int64_t resumed;
    if (!real) real = (int (*)(struct pollfd *, nfds_t, int))dlsym(RTLD_NEXT, "poll");
    bool mine = is_main();
    int64_t before = now(CLOCK_MONOTONIC);
    if (resumed > settled) calm += before - resumed;
    if (mine && is_counting && waking) busy += before - waking;
    // What is allocated after the last poll is the end, no cycle.
    if (mine) {
        allocations += cycle_allocations;
        cycle_allocations = 0;
        begin();
    }
    int ready = real(fds, count, timeout);
    resumed = now(CLOCK_MONOTONIC);
    if (mine) {
        woke = waking = resumed;
        if (is_counting) {
            cycles++;
            if (ready > 0) busy_cycles++;
        }
    }
    return ready;
}

int ioctl(int fd, unsigned long request, ...) {
    static int (*real)(int, unsigned long, ...);
    if (!real) real = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
    va_list list;
    va_start(list, request);
    void *argument = va_arg(list, void *);
    va_end(list);
    int result = real(fd, request, argument);
    if ((request == SET_V1 || request == SET_V2) && is_counting && woke && is_main()) {
        if (latencies < MOST) latency[latencies++] = (uint32_t)(now(CLOCK_MONOTONIC) - woke);
        woke = 0;  // the first output after a wake-up
    }
    return result;
}

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
static void count(void) {
    if (is_counting && is_main()) cycle_allocations++;
}
void *malloc(size_t size) { count(); return __libc_malloc(size); }
void *calloc(size_t n, size_t size) { count(); return __libc_calloc(n, size); }
void *realloc(void *old, size_t size) { count(); return __libc_realloc(old, size); }
int posix_memalign(void **out, size_t alignment, size_t size) {
    count();
    *out = __libc_memalign(alignment, size);
    return *out ? 0 : 12;
}

__attribute__((constructor)) static void start(void) {
    const char *text = getenv("PROBE_SKIP");
    skip = text ? strtoul(text, NULL, 10) : 1;
    settled = now(CLOCK_MONOTONIC) + INT64_C(5000000000);
    unsetenv("LD_PRELOAD");
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

__attribute__((destructor)) static void finish(void) {
    is_counting = false;
    const char *path = getenv("PROBE_OUT");
    FILE *out = path ? fopen(path, "w") : NULL;
    if (!out) return;
    qsort(latency, latencies, sizeof latency[0], ascending);
    double median = latencies ? latency[latencies / 2] / 1e3 : -1;
    double last = latencies ? latency[latencies * 99 / 100] / 1e3 : -1;
    double calm_s = (now(CLOCK_MONOTONIC) - settled) / 1e9;
    fprintf(out, "outputs=%zu median_us=%.1f p99_us=%.1f cycles=%zu woken=%zu allocations=%zu busy_ms=%.2f calm_ms=%.2f calm_s=%.1f\n",
            latencies, median, last, cycles, busy_cycles, allocations, busy / 1e6, calm / 1e6, calm_s);
    fclose(out);
}
