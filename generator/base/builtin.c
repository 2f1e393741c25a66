/* SPDX-License-Identifier: MIT */
/* Binary search in the table that embed made; text_compare orders as embed's strcmp does. */
#include "base/builtin.h"

const struct builtin_file *builtin_find(text name)
{
    size_t low = 0, high = builtin_file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(name, text_of(builtin_files[middle].name));
        if (order == 0)
            return &builtin_files[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
