// Arithmetic of doubles for a processor without them: IEEE 754 binary64, to nearest, ties to even, subnormals
// included. Names and registers are those of the Arm runtime ABI (RTABI32). Every result is the same bits as that of
// a processor that has doubles, but for the payload of NaNs: doubles-check.c compares them on the host.
#include <stdint.h>

typedef uint64_t bits;
#define SIGN 0x8000000000000000u
#define INFINITE 0x7FF0000000000000u
#define QUIET 0x7FF8000000000000u
#define IMPLIED 0x0010000000000000u
#define FRACTION 0x000FFFFFFFFFFFFFu

static inline int is_nan(bits a) { return (a & ~SIGN) > INFINITE; }
static inline int exponent(bits a) { return (int)(a >> 52 & 0x7FF); }

// A number as sign, exponent and a fraction with 1 at bit 62; bit 0 holds whatever was lost below.
static bits pack(bits sign, int exponent, bits fraction) {
    if (fraction == 0) return sign;
    int shift = __builtin_clzll(fraction) - 1;
    if (shift > 0) fraction <<= shift;
    if (shift < 0) fraction = fraction >> 1 | (fraction & 1);
    exponent -= shift;
    if (exponent >= 0x7FF) return sign | INFINITE;
    if (exponent <= 0) {
        int down = 1 - exponent;
        fraction = down < 63 ? fraction >> down | ((fraction & (((bits)1 << down) - 1)) != 0) : 1;
        exponent = 0;
    } else {
        exponent--; // the leading 1 adds itself to the exponent below
    }
    bits rest = fraction & 0x3FF;
    fraction = fraction >> 10;
    if (rest > 0x200 || (rest == 0x200 && (fraction & 1))) fraction++;
    return sign | (((bits)exponent << 52) + fraction);
}

// Exponent and fraction of a finite number, the 1 at bit 62; a fraction of 0 for zero.
static bits unpack(bits a, int *exponent_) {
    bits fraction = a & FRACTION;
    *exponent_ = exponent(a);
    if (*exponent_ > 0) return (fraction | IMPLIED) << 10;
    if (fraction == 0) return 0;
    int shift = __builtin_clzll(fraction) - 1;
    *exponent_ = 11 - shift;
    return fraction << shift;
}

bits __aeabi_dadd(bits a, bits b) {
    if (is_nan(a)) return a | QUIET;
    if (is_nan(b)) return b | QUIET;
    if ((a & ~SIGN) == INFINITE) return (b & ~SIGN) == INFINITE && a != b ? QUIET : a;
    if ((b & ~SIGN) == INFINITE) return b;
    if ((a & ~SIGN) < (b & ~SIGN)) {
        bits c = a;
        a = b;
        b = c;
    }
    int ea, eb;
    bits fa = unpack(a, &ea), fb = unpack(b, &eb);
    if (fb == 0) return fa == 0 ? a & b : a;
    int down = ea - eb;
    // One bit of room above for the sum.
    fa >>= 1;
    fb = down < 62 ? fb >> (down + 1) | ((fb & (((bits)1 << (down + 1)) - 1)) != 0) : 1;
    bits sum = (a ^ b) & SIGN ? fa - fb : fa + fb;
    return sum == 0 ? 0 : pack(a & SIGN, ea + 1, sum);
}
bits __aeabi_dsub(bits a, bits b) { return __aeabi_dadd(a, is_nan(b) ? b : b ^ SIGN); }
bits __aeabi_drsub(bits a, bits b) { return __aeabi_dsub(b, a); }

bits __aeabi_dmul(bits a, bits b) {
    if (is_nan(a)) return a | QUIET;
    if (is_nan(b)) return b | QUIET;
    bits sign = (a ^ b) & SIGN, ma = a & ~SIGN, mb = b & ~SIGN;
    if (ma == INFINITE || mb == INFINITE) return ma == 0 || mb == 0 ? QUIET : sign | INFINITE;
    int ea, eb;
    bits fa = unpack(a, &ea), fb = unpack(b, &eb);
    if (fa == 0 || fb == 0) return sign;
    bits al = (uint32_t)fa, ah = fa >> 32, bl = (uint32_t)fb, bh = fb >> 32;
    bits middle = (al * bl >> 32) + (uint32_t)(al * bh) + (uint32_t)(ah * bl);
    bits high = ah * bh + (al * bh >> 32) + (ah * bl >> 32) + (middle >> 32);
    bits low = middle << 32 | (uint32_t)(al * bl);
    // Two ones at bit 62 make one at bit 124 or 125: at 60 or 61 of the upper half.
    return pack(sign, ea + eb - 1023 + 2, high | (low != 0));
}

bits __aeabi_ddiv(bits a, bits b) {
    if (is_nan(a)) return a | QUIET;
    if (is_nan(b)) return b | QUIET;
    bits sign = (a ^ b) & SIGN, ma = a & ~SIGN, mb = b & ~SIGN;
    if (ma == INFINITE) return mb == INFINITE ? QUIET : sign | INFINITE;
    if (mb == INFINITE) return sign;
    if (mb == 0) return ma == 0 ? QUIET : sign | INFINITE;
    int ea, eb;
    bits fa = unpack(a, &ea), fb = unpack(b, &eb);
    if (fa == 0) return sign;
    bits quotient = 0;
    for (int bit = 0; bit < 58; bit++) {
        quotient <<= 1;
        if (fa >= fb) {
            fa -= fb;
            quotient |= 1;
        }
        fa <<= 1;
    }
    // The first bit of the quotient weighs 1: at bit 57.
    return pack(sign, ea - eb + 1023 + 5, quotient | (fa != 0));
}

#ifdef __arm__
bits image_root(bits a) __asm__("sqrt");
#else
bits image_root(bits a);
#endif
bits image_root(bits a) {
    if (is_nan(a)) return a | QUIET;
    if ((a & ~SIGN) == 0 || a == INFINITE) return a;
    if (a & SIGN) return QUIET;
    int e;
    bits fraction = unpack(a, &e) >> 10, root = 0, rest = 0;
    e -= 1023;
    if (e & 1) {
        fraction <<= 1;
        e--;
    }
    // Two bits of the fraction give one of the root, as on paper.
    for (int pair = 114; pair >= 0; pair -= 2) {
        rest = rest << 2 | (pair >= 62 ? fraction >> (pair - 62) & 3 : 0);
        bits trial = root << 2 | 1;
        root <<= 1;
        if (rest >= trial) {
            rest -= trial;
            root |= 1;
        }
    }
    return pack(0, e / 2 + 1023 + 5, root | (rest != 0));
}

// -1, 0, 1; 2 where one is not a number.
static int compare(bits a, bits b) {
    if (is_nan(a) || is_nan(b)) return 2;
    if (((a | b) & ~SIGN) == 0) return 0;
    int64_t x = a & SIGN ? -(int64_t)(a & ~SIGN) : (int64_t)a, y = b & SIGN ? -(int64_t)(b & ~SIGN) : (int64_t)b;
    return x < y ? -1 : x > y;
}
int __aeabi_dcmpeq(bits a, bits b) { return compare(a, b) == 0; }
int __aeabi_dcmplt(bits a, bits b) { return compare(a, b) == -1; }
int __aeabi_dcmple(bits a, bits b) { return compare(a, b) <= 0; }
int __aeabi_dcmpgt(bits a, bits b) { return compare(a, b) == 1; }
int __aeabi_dcmpge(bits a, bits b) { int order = compare(a, b); return order == 0 || order == 1; }
int __aeabi_dcmpun(bits a, bits b) { return compare(a, b) == 2; }

static bits whole(bits sign, bits magnitude) {
    if (magnitude == 0) return 0;
    // The lowest bit may be shifted out, but not forgotten.
    if (magnitude >> 63) return pack(sign, 1023 + 63, magnitude >> 1 | (magnitude & 1));
    return pack(sign, 1023 + 62, magnitude);
}
bits __aeabi_ul2d(uint64_t a) { return whole(0, a); }
bits __aeabi_l2d(int64_t a) { return whole(a < 0 ? SIGN : 0, a < 0 ? -(uint64_t)a : (uint64_t)a); }
bits __aeabi_ui2d(uint32_t a) { return whole(0, a); }
bits __aeabi_i2d(int32_t a) { return __aeabi_l2d(a); }

// Towards zero; what does not fit, to the nearest that does; 0 for what is not a number.
static uint64_t magnitude(bits a) {
    int up = exponent(a) - 1075;
    bits fraction = (a & FRACTION) | IMPLIED;
    if (up > 11) return UINT64_MAX;
    return up >= 0 ? fraction << up : up > -53 ? fraction >> -up : 0;
}
uint64_t __aeabi_d2ulz(bits a) { return is_nan(a) || a & SIGN ? 0 : magnitude(a); }
int64_t __aeabi_d2lz(bits a) {
    if (is_nan(a)) return 0;
    uint64_t m = magnitude(a);
    if (a & SIGN) return m > (uint64_t)INT64_MAX ? INT64_MIN : -(int64_t)m;
    return m > (uint64_t)INT64_MAX ? INT64_MAX : (int64_t)m;
}
uint32_t __aeabi_d2uiz(bits a) { uint64_t m = __aeabi_d2ulz(a); return m > UINT32_MAX ? UINT32_MAX : (uint32_t)m; }
int32_t __aeabi_d2iz(bits a) {
    int64_t m = __aeabi_d2lz(a);
    return m > INT32_MAX ? INT32_MAX : m < INT32_MIN ? INT32_MIN : (int32_t)m;
}

// Singles are the processor's own; their way to doubles and back is not.
bits __aeabi_f2d(uint32_t a) {
    bits sign = (bits)(a >> 31) << 63;
    int exponent = a >> 23 & 0xFF;
    uint32_t fraction = a & 0x7FFFFF;
    if (exponent == 0xFF) return sign | (fraction ? QUIET : INFINITE);
    if (exponent == 0) {
        if (fraction == 0) return sign;
        int shift = __builtin_clz(fraction) - 8;
        fraction = fraction << shift & 0x7FFFFF;
        exponent = 1 - shift;
    }
    return sign | (bits)(exponent + 896) << 52 | (bits)fraction << 29;
}

uint32_t __aeabi_d2f(bits a) {
    uint32_t sign = (uint32_t)(a >> 63) << 31;
    if (is_nan(a)) return sign | 0x7FC00000;
    int to = exponent(a) - 896;
    if (to >= 0xFF) return sign | 0x7F800000;
    bits fraction = (a & FRACTION) | (to > 0 ? 0 : IMPLIED);
    int down = to > 0 ? 29 : 30 - to;
    if (exponent(a) == 0 || down > 54) return sign;
    bits rest = fraction & (((bits)1 << down) - 1), half = (bits)1 << (down - 1);
    uint32_t whole = (to > 0 ? (uint32_t)to << 23 : 0) + (uint32_t)(fraction >> down);
    if (rest > half || (rest == half && (whole & 1))) whole++;
    return sign | whole;
}
