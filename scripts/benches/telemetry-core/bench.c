// The clock of the bench of the codec, and a heap that counts.
#include "bench.h"
#include <time.h>

static size_t allocated;

int64_t cpu_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

size_t allocations(void) { return allocated; }

// In place of the library's; what is freed is freed by the library.
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);

void *malloc(size_t size) { allocated++; return __libc_malloc(size); }
void *calloc(size_t count, size_t size) { allocated++; return __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { allocated++; return __libc_realloc(old, size); }
