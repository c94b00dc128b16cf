// Compares doubles.c and wholes.c with the host's own arithmetic, bit by bit, on numbers that hurt: near each other,
// near the ends, subnormal. Exit 1 at the first difference.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t bits;
bits __aeabi_dadd(bits, bits), __aeabi_dsub(bits, bits), __aeabi_dmul(bits, bits), __aeabi_ddiv(bits, bits);
bits image_root(bits);
int __aeabi_dcmpeq(bits, bits), __aeabi_dcmplt(bits, bits), __aeabi_dcmple(bits, bits), __aeabi_dcmpgt(bits, bits);
int __aeabi_dcmpge(bits, bits), __aeabi_dcmpun(bits, bits);
bits __aeabi_ul2d(uint64_t), __aeabi_l2d(int64_t), __aeabi_ui2d(uint32_t), __aeabi_i2d(int32_t);
uint64_t __aeabi_d2ulz(bits), image_divide(uint64_t, uint64_t, uint64_t *);
int64_t __aeabi_d2lz(bits), image_divide_signed(int64_t, int64_t, int64_t *);
uint64_t __aeabi_llsl(uint64_t, int), __aeabi_llsr(uint64_t, int);
int64_t __aeabi_lasr(int64_t, int);
uint32_t __aeabi_d2uiz(bits);
int32_t __aeabi_d2iz(bits);
uint32_t __aeabi_d2f(bits);
bits __aeabi_f2d(uint32_t);

static uint64_t state = 1;
static uint64_t chance(void) { // SplitMix64
    uint64_t z = state += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
}
static double number(bits a) { double x; memcpy(&x, &a, 8); return x; }
static bits pattern(double x) { bits a; memcpy(&a, &x, 8); return a; }
static int same(bits a, double x) { return a == pattern(x) || (number(a) != number(a) && x != x); }
static bits operand(bits like) {
    static const bits ends[] = {0, 1, 2, 0x000FFFFFFFFFFFFF, 0x0010000000000000, 0x3FF0000000000000,
                                0x3FEFFFFFFFFFFFFF, 0x7FEFFFFFFFFFFFFF, 0x7FF0000000000000, 0x7FF8000000000000};
    bits r = chance();
    switch (r & 7) {
    case 0: return ends[chance() % 10] | (chance() & 0x8000000000000000);
    case 1: return like ^ (chance() >> (chance() % 64));                          // differs low down
    case 2: return (chance() & 0x800FFFFFFFFFFFFF) | (0x3FD + chance() % 6) << 52; // near 1
    case 3: return pattern((double)(int64_t)(chance() % 2000001 - 1000000) / 16);  // few bits
    case 4: return chance() & 0x801FFFFFFFFFFFFF;                                  // subnormal or nearly
    case 5: return (like & 0x7FF0000000000000) + ((chance() % 120 - 60) << 52) + (chance() & 0x800FFFFFFFFFFFFF);
    default: return chance();
    }
}
static void expect(int holds, const char *what, bits a, bits b) {
    if (holds) return;
    printf("arithmetic: %s of %016llx (%a) and %016llx (%a) is not the host's\n", what, (unsigned long long)a,
           number(a), (unsigned long long)b, number(b));
    exit(1);
}

int main(int count, char **arguments) {
    long pairs = count > 1 ? atol(arguments[1]) : 1000000;
    bits a = 0, b = 0;
    for (long i = 0; i < pairs; i++) {
        a = operand(b);
        b = operand(a);
        double x = number(a), y = number(b);
        expect(same(__aeabi_dadd(a, b), x + y), "sum", a, b);
        expect(same(__aeabi_dsub(a, b), x - y), "difference", a, b);
        expect(same(__aeabi_dmul(a, b), x * y), "product", a, b);
        expect(same(__aeabi_ddiv(a, b), x / y), "quotient", a, b);
        expect(same(image_root(a), sqrt(x)), "root", a, b);
        float single = (float)x;
        uint32_t narrow;
        memcpy(&narrow, &single, 4);
        expect(x != x || __aeabi_d2f(a) == narrow, "single", a, b);
        // Any single, and those that come of doubles.
        uint32_t any = i & 1 ? narrow : (uint32_t)chance();
        memcpy(&single, &any, 4);
        expect(same(__aeabi_f2d(any), (double)single), "double of a single", any, b);
        expect(__aeabi_dcmpeq(a, b) == (x == y), "==", a, b);
        expect(__aeabi_dcmplt(a, b) == (x < y), "<", a, b);
        expect(__aeabi_dcmple(a, b) == (x <= y), "<=", a, b);
        expect(__aeabi_dcmpgt(a, b) == (x > y), ">", a, b);
        expect(__aeabi_dcmpge(a, b) == (x >= y), ">=", a, b);
        expect(__aeabi_dcmpun(a, b) == (x != x || y != y), "unordered", a, b);
        expect(same(__aeabi_l2d((int64_t)a), (double)(int64_t)a), "l2d", a, b);
        expect(same(__aeabi_ul2d(a), (double)a), "ul2d", a, b);
        expect(same(__aeabi_ui2d((uint32_t)a), (double)(uint32_t)a), "ui2d", a, b);
        expect(same(__aeabi_i2d((int32_t)a), (double)(int32_t)a), "i2d", a, b);
        if (x > -0x1p63 && x < 0x1p63) expect(__aeabi_d2lz(a) == (int64_t)x, "d2lz", a, b);
        if (x > -1 && x < 0x1p64) expect(__aeabi_d2ulz(a) == (x < 0 ? 0 : (uint64_t)x), "d2ulz", a, b);
        if (x > -0x1p31 && x < 0x1p31) expect(__aeabi_d2iz(a) == (int32_t)x, "d2iz", a, b);
        if (x > -1 && x < 0x1p32) expect(__aeabi_d2uiz(a) == (x < 0 ? 0 : (uint32_t)x), "d2uiz", a, b);
        int by = (int)(b & 63);
        expect(__aeabi_llsl(a, by) == a << by && __aeabi_llsr(a, by) == a >> by, "shift", a, (bits)by);
        expect(__aeabi_lasr((int64_t)a, by) == (int64_t)a >> by, "signed shift", a, (bits)by);
        uint64_t c = a >> (chance() % 64), d = b >> (chance() % 64), rest;
        int64_t signed_rest;
        if (d == 0) continue;
        expect(image_divide(c, d, &rest) == c / d && rest == c % d, "division", c, d);
        if ((int64_t)d == -1) continue;
        expect(image_divide_signed((int64_t)c, (int64_t)d, &signed_rest) == (int64_t)c / (int64_t)d
                   && signed_rest == (int64_t)c % (int64_t)d, "signed division", c, d);
    }
    printf("arithmetic: as the host's on %ld pairs\n", pairs);
    return 0;
}
