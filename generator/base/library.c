/* SPDX-License-Identifier: MIT */
/* POSIX lets dlsym's answer be kept as a pointer to a function by way of a pointer to its place. */
#include "base/library.h"
#include "base/process.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

bool library_open(const char *name, const struct library_function *functions, size_t count, const char **why)
{
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    bool is_whole = library != NULL;
    for (size_t i = 0; is_whole && i < count; i++) {
        void *function = dlsym(library, functions[i].name);
        *(void **)functions[i].place = function;
        is_whole = function != NULL;
    }
    *why = is_whole ? NULL : dlerror();
    return is_whole;
}

void library_require(
    const char *what, const char *const names[], const struct library_function *functions, size_t count)
{
    const char *why = NULL;
    for (; *names; names++)
        if (library_open(*names, functions, count, &why))
            return;
    fprintf(stderr, "brief: fatal: %s cannot be loaded: %s\n", what, why);
    exit(PROCESS_MACHINE_FAILED);
}
