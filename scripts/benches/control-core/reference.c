#include "bench.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ZONES = 8, HOLD = 15 * 60 * 1000 };

int64_t reference_walk(const Input *entries, size_t count) {
    struct { int64_t dark; uint32_t onsets, presses; bool is_moving, is_lit; } zones[ZONES] = {0};
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const Input *now = &entries[i];
        typeof(zones[0]) *zone = &zones[now->zone];
        if (zone->is_lit && !zone->is_moving && zone->dark <= now->at) zone->is_lit = false;
        if (now->is_moving || zone->is_moving || now->onsets != zone->onsets) {
            zone->dark = now->at + HOLD;
            if (now->onsets != zone->onsets) zone->is_lit = true;
        }
        if (now->presses != zone->presses) zone->is_lit = !zone->is_lit;
        if (now->lux > 500) zone->is_lit = false;
        zone->onsets = now->onsets;
        zone->presses = now->presses;
        zone->is_moving = now->is_moving;
        sum += zone->is_lit;
    }
    return sum;
}

int64_t cpu_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static size_t allocated;
size_t allocations(void) { return allocated; }

// In place of the library's own, for everything that is linked to this program.
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
void *malloc(size_t size) { allocated++; return __libc_malloc(size); }
void *calloc(size_t n, size_t size) { allocated++; return __libc_calloc(n, size); }
void *realloc(void *old, size_t size) { allocated++; return __libc_realloc(old, size); }
void *aligned_alloc(size_t alignment, size_t size) { allocated++; return __libc_memalign(alignment, size); }
int posix_memalign(void **out, size_t alignment, size_t size) {
    allocated++;
    *out = __libc_memalign(alignment, size);
    return *out ? 0 : 12;
}
