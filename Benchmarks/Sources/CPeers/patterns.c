#include "peers.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct pg_patterns {
    pcre2_code **codes;
    uint32_t *rules;
    size_t count;
    size_t capacity;
    size_t errors;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

pg_patterns *pg_patterns_create(void) {
    pg_patterns *patterns = calloc(1, sizeof *patterns);
    if (!patterns) return NULL;
    patterns->data = pcre2_match_data_create(1, NULL);
    patterns->context = pcre2_match_context_create(NULL);
    patterns->stack = pcre2_jit_stack_create(32 << 10, 1 << 20, NULL);
    if (!patterns->data || !patterns->context || !patterns->stack) {
        pg_patterns_free(patterns);
        return NULL;
    }
    pcre2_jit_stack_assign(patterns->context, NULL, patterns->stack);
    return patterns;
}

void pg_patterns_free(pg_patterns *patterns) {
    if (!patterns) return;
    for (size_t i = 0; i < patterns->count; i++) pcre2_code_free(patterns->codes[i]);
    free(patterns->codes);
    free(patterns->rules);
    pcre2_match_data_free(patterns->data);
    pcre2_match_context_free(patterns->context);
    pcre2_jit_stack_free(patterns->stack);
    free(patterns);
}

static int grow(pg_patterns *patterns) {
    if (patterns->count < patterns->capacity) return 1;
    size_t capacity = patterns->capacity ? patterns->capacity * 2 : 64;
    pcre2_code **codes = realloc(patterns->codes, capacity * sizeof *codes);
    if (codes) patterns->codes = codes;
    uint32_t *rules = realloc(patterns->rules, capacity * sizeof *rules);
    if (rules) patterns->rules = rules;
    if (!codes || !rules) return 0;
    patterns->capacity = capacity;
    return 1;
}

int pg_patterns_add(pg_patterns *patterns, const uint8_t *pattern, size_t length, uint32_t rule) {
    if (!grow(patterns)) return PCRE2_ERROR_NOMEMORY;
    int error = 0;
    PCRE2_SIZE offset = 0;
    uint32_t options = PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    pcre2_code *code = pcre2_compile(pattern, length, options, &error, &offset, NULL);
    if (!code) return error;
    error = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    if (error) {
        pcre2_code_free(code);
        return error;
    }
    patterns->codes[patterns->count] = code;
    patterns->rules[patterns->count] = rule;
    patterns->count++;
    return 0;
}

size_t pg_patterns_run(
    pg_patterns *patterns, const uint8_t *text, size_t length, pg_hit *hits, size_t capacity) {
    size_t found = 0;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(patterns->data);
    for (size_t i = 0; i < patterns->count; i++) {
        size_t place = 0;
        while (place <= length) {
            int answer = pcre2_jit_match(
                patterns->codes[i], text, length, place, PCRE2_NOTEMPTY, patterns->data,
                patterns->context);
            if (answer < 0) {
                if (answer != PCRE2_ERROR_NOMATCH) patterns->errors++;
                break;
            }
            if (found < capacity) {
                hits[found].rule = patterns->rules[i];
                hits[found].start = (uint32_t)ends[0];
                hits[found].end = (uint32_t)ends[1];
            }
            found++;
            if (ends[1] <= place) break; /* only after a \K */
            place = ends[1];
        }
    }
    return found;
}

size_t pg_patterns_errors(const pg_patterns *patterns) { return patterns->errors; }
