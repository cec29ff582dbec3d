/* What the rule engine is measured against, and what it is measured with. In C, so that
   no cost of Swift's can flatter the engine. */
#ifndef PROMPTGATE_PEERS_H
#define PROMPTGATE_PEERS_H

#include <stddef.h>
#include <stdint.h>

/* One match: the number its pattern was added with, and the bytes [start, end). */
typedef struct {
    uint32_t rule;
    uint32_t start;
    uint32_t end;
} pg_hit;

/* JIT-compiled PCRE2 patterns (caseless, UTF, UCP) that are run one after the other. */
typedef struct pg_patterns pg_patterns;

/* NULL when memory is short. */
pg_patterns *pg_patterns_create(void);
void pg_patterns_free(pg_patterns *patterns);

/* Compiles one more pattern. Returns 0, or PCRE2's error number. */
int pg_patterns_add(pg_patterns *patterns, const uint8_t *pattern, size_t length, uint32_t rule);

/* Finds, pattern by pattern, all matches from left to right, none overlapping another of
   the same pattern. Writes at most `capacity` of them, and returns how many there are. */
size_t pg_patterns_run(
    pg_patterns *patterns, const uint8_t *text, size_t length, pg_hit *hits, size_t capacity);

/* How many searches ended in an error, such as a limit, instead of an answer. */
size_t pg_patterns_errors(const pg_patterns *patterns);

/* Processor time of this thread, in nanoseconds. */
uint64_t pg_thread_nanoseconds(void);
/* Time of a clock that is never set, in nanoseconds. */
uint64_t pg_wall_nanoseconds(void);

/* How often this thread asked for memory so far. */
uint64_t pg_allocations(void);
/* How many bytes the process holds from malloc. */
size_t pg_heap_bytes(void);
/* How many bytes of the process are in memory. */
size_t pg_resident_bytes(void);

#endif
