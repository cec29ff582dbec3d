/* What 64 bytes of text are, found for all of them at once. In C because Swift's vectors
   compile to several times as many instructions, and cannot gather bits from lanes; the
   compiler's vector extensions serve every processor. */
#ifndef PROMPTGATE_CLANES_H
#define PROMPTGATE_CLANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t pg_bytes16 __attribute__((vector_size(16)));

/* A bit for each of 64 bytes, the first the lowest. */
typedef struct {
    uint64_t wide;    /* not ASCII */
    uint64_t words;   /* an ASCII letter or digit */
    uint64_t digits;  /* a digit */
    uint64_t symbols; /* from `!` to `+`, `@` or `|`: may stand for a letter */
    uint64_t repeats; /* a letter, and the byte behind it is the same letter */
} pg_lanes;

static inline __attribute__((always_inline)) pg_bytes16 pg_load(const uint8_t *bytes) {
    pg_bytes16 lanes;
    memcpy(&lanes, bytes, sizeof lanes);
    return lanes;
}

/* All ones in the lanes that hold `first` or one of the `more` values above it. */
static inline __attribute__((always_inline)) pg_bytes16 pg_within(
    pg_bytes16 lanes, uint8_t first, uint8_t more) {
    return (pg_bytes16)((lanes - first) <= more);
}

/* The first 16 bytes of a token, as two numbers. */
typedef struct {
    uint64_t first, second;
} pg_halves;

/* `count` bytes, 16 at most, with zeros behind them. Reads 16. One load of a mask does what
   takes ten instructions with shifts. */
static inline __attribute__((always_inline)) pg_halves pg_first_bytes(
    const uint8_t *bytes, long count) {
    static const uint8_t kept[32] = {
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    pg_bytes16 lanes = pg_load(bytes) & pg_load(kept + 16 - count);
    pg_halves halves;
    memcpy(&halves, &lanes, sizeof halves);
    return halves;
}

/* The top bit of each lane. */
static inline __attribute__((always_inline)) uint64_t pg_tops(pg_bytes16 lanes) {
#ifdef __SSE2__
    typedef char signed16 __attribute__((vector_size(16)));
    return (uint16_t)__builtin_ia32_pmovmskb128((signed16)lanes);
#else
    uint64_t halves[2];
    memcpy(halves, &lanes, sizeof halves);
    for (int half = 0; half < 2; half++)
        halves[half] = (halves[half] >> 7 & 0x0101010101010101) * 0x0102040810204080 >> 56;
    return halves[0] | halves[1] << 8;
#endif
}

/* Writes 64 bytes to `lower`, which may be the same memory, with ASCII letters in lower
   case, and tells what they are. Reads one byte more. Digits, symbols and repeats only with
   `signs`. */
static inline __attribute__((always_inline)) pg_lanes pg_fold_lanes(
    const uint8_t *text, uint8_t *lower, bool signs) {
    pg_lanes found = {0, 0, 0, 0, 0};
    for (int start = 0; start < 64; start += 16) {
        pg_bytes16 bytes = pg_load(text + start);
        pg_bytes16 next = pg_load(text + start + 1);
        pg_bytes16 folded = bytes | (pg_within(bytes, 'A', 25) & 0x20);
        pg_bytes16 letter = pg_within(folded, 'a', 25);
        pg_bytes16 digit = pg_within(bytes, '0', 9);
        memcpy(lower + start, &folded, sizeof folded);
        found.wide |= pg_tops(bytes) << start;
        found.words |= pg_tops(letter | digit) << start;
        if (!signs) continue;
        pg_bytes16 symbol = pg_within(bytes, '!', 10) | (pg_bytes16)(bytes == '@')
            | (pg_bytes16)(bytes == '|');
        found.digits |= pg_tops(digit) << start;
        found.symbols |= pg_tops(symbol) << start;
        found.repeats |= pg_tops(letter & (pg_bytes16)(((bytes ^ next) & 0xDF) == 0)) << start;
    }
    return found;
}

/* Which of 16 bytes are `-`, `:` or the first byte of a long dash (0xE2). */
static inline __attribute__((always_inline)) uint64_t pg_sign_lanes16(const uint8_t *text) {
    pg_bytes16 bytes = pg_load(text);
    return pg_tops((pg_bytes16)(bytes == '-') | (pg_bytes16)(bytes == ':')
        | (pg_bytes16)(bytes == 0xE2));
}

/* The same of 64 bytes. */
static inline __attribute__((always_inline)) uint64_t pg_sign_lanes(const uint8_t *text) {
    uint64_t found = 0;
    for (int start = 0; start < 64; start += 16) found |= pg_sign_lanes16(text + start) << start;
    return found;
}

#endif
