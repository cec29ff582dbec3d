/* zlib as it is; the header only gives the module a name of its own. */
#ifndef PROMPTGATE_CZLIB_SHIM_H
#define PROMPTGATE_CZLIB_SHIM_H

#include <zlib.h>

#endif
