/* SPDX-License-Identifier: MIT */
/* One library is asked for all names: libicui18n has those of libicuuc within reach. */
#include "base/icu.h"
#include "base/count.h"
#include "base/library.h"

#define WORDS_OF(name) #name
#define WORDS(name)    WORDS_OF(name)

const struct icu *icu_loaded;

const struct icu *icu_load(void)
{
    static struct icu icu;
    static const struct library_function functions[] = {
#define ICU_ROW(name) { WORDS(name), &icu.name },
        ICU_FUNCTIONS(ICU_ROW)
#undef ICU_ROW
    };
    static const char *const names[] = { "libicui18n.so." WORDS(U_ICU_VERSION_MAJOR_NUM), NULL };
    if (!icu_loaded)
        library_require("ICU", names, functions, COUNT(functions));
    return icu_loaded = &icu;
}
