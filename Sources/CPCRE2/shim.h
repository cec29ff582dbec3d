/* PCRE2 is one header for three code unit widths; promptgate speaks UTF-8 only. */
#ifndef PROMPTGATE_CPCRE2_SHIM_H
#define PROMPTGATE_CPCRE2_SHIM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Cast macros are not imported into Swift; inline functions are. */
static inline PCRE2_SIZE pg_pcre2_unset(void) { return PCRE2_UNSET; }

#endif
