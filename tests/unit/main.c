/* SPDX-License-Identifier: MIT */
/* All unit tests in one program, which takes a hundredth of the time to link that a program for each would.
 * Every test_<file>.c has a main of its own, which make renames to test_<file>, and the program lies under as
 * many names: it runs the tests by whose name it was started, so that a crash takes no other file's along.
 * EACH_TEST comes from make. */
#include <stdio.h>
#include <string.h>

#ifndef EACH_TEST
#define EACH_TEST /* of whoever only looks at this file */
#endif

#define X(name) int name(void);
EACH_TEST
#undef X

static const struct {
    const char *name;
    int (*run)(void);
} tests[] = {
#define X(name) { #name, name },
    EACH_TEST
#undef X
    { NULL, NULL },
};

int main(int argument_count, char **arguments)
{
    const char *slash = argument_count > 0 ? strrchr(arguments[0], '/') : NULL;
    const char *name = slash ? slash + 1 : argument_count > 0 ? arguments[0] : "";
    for (size_t i = 0; tests[i].name; i++)
        if (strcmp(tests[i].name, name) == 0)
            return tests[i].run();
    fprintf(stderr, "%s: no unit test has this name\n", name);
    return 2;
}
