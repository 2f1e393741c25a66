/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_LIBRARY_H
#define BRIEF_BASE_LIBRARY_H
/*
 * library: functions of a shared library that is loaded when it is needed, found by name. Linking one costs
 * every command its start.
 */
#include <stdbool.h>
#include <stddef.h>

struct library_function {
    const char *name;
    void *place; /* of the pointer to the function */
};

/* Loads the library for the life of the process and fills the places. False: *why says what is missing, in
 * words of the system. */
bool library_open(const char *name, const struct library_function *functions, size_t count, const char **why);
/*
 * The same of what brief cannot do without, by the first of the names that there is (distributions differ;
 * NULL ends them). Ends the program with exit code 3 when there is none; `what` names the library.
 */
void library_require(
    const char *what, const char *const names[], const struct library_function *functions, size_t count);
#endif
