/* SPDX-License-Identifier: MIT */
/* fetcher: what its customers learn of its end. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <sys/wait.h>
#include "base/arena.h"
#include "build/fetch.h"

static void who_asks_a_process_that_is_gone_is_told(void **state)
{
    (void)state;
    struct fetch_question question = { .url = TEXT("https://example.org/") };
    struct arena arena;
    struct fetcher fetcher;
    siginfo_t end;
    text why;
    arena_init(&arena);
    assert_true(fetcher_start(&fetcher));
    assert_int_equal(kill(fetcher.process, SIGKILL), 0);
    assert_int_equal(waitid(P_PID, (id_t)fetcher.process, &end, WEXITED | WNOWAIT), 0);
    assert_false(fetcher_ask(&fetcher, &arena, &question, 1, NULL, &why));
    assert_true(text_equal(why, TEXT("the process that asks is gone")));
    fetcher_stop(&fetcher);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_asks_a_process_that_is_gone_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
