/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_FOLDER_CASE_H
#define BRIEF_TESTS_FOLDER_CASE_H
/* A temporary folder for a test that needs real files; it goes with everything in it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/file.h"
#include "base/file_tree.h"

#define FOLDER_CASE_PATH "/tmp/brief-test-XXXXXX"

/* Makes the folder and opens it; `path` is FOLDER_CASE_PATH before, and its name then. */
static inline int folder_case_open(char *path)
{
    assert_non_null(mkdtemp(path));
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(folder >= 0);
    return folder;
}

static inline void folder_case_close(int folder, const char *path)
{
    close(folder);
    assert_int_equal(file_remove_tree(AT_FDCWD, path), 0);
}
#endif
