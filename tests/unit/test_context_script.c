/* SPDX-License-Identifier: MIT */
/* context: scripts, their strings, templates and comments. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "context_case.h"

static void scripts(void **state)
{
    (void)state;
    static const struct example examples[] = {
        { "<script>", "script" },
        { "<script type='application/ld+json'>", "script" },
        { "<script type='", "attribute" },
        { "<script>var a = ", "script" },
        { "<script>var a = @; b = ", "script" },
        { "<script>var a = \"", "script-string" },
        { "<script>var a = \"@", "script-string" },
        { "<script>var a = \"\\\"", "script-string" },
        { "<script>var a = \"\\\\\"", "script" },
        { "<script>var a = '", "script-string" },
        { "<script>var a = '\"", "script-string" },
        { "<script>var a = '' + ", "script" },
        { "<script>var a = `", "script-string" },
        { "<script>var a = `\\`", "script-string" },
        { "<script>var a = `${", "forbidden" },
        { "<script>var a = `${ f({a: '}'}) }", "script-string" },
        { "<script>var a = `${ f(`x`) }` + ", "script" },
        { "<script>// ", "forbidden" },
        { "<script>// '\n", "script" },
        { "<script>/* ", "forbidden" },
        { "<script>/* ' */ ", "script" },
        { "<script>/***/ ", "script" },
        { "<script>/* * / ", "forbidden" },
        { "<script>a = /[/'\"]/; ", "script" },
        { "<script>a = /", "forbidden" },
        { "<script>a = /x", "forbidden" },
        { "<script>return /'/; ", "script" },
        { "<script>a = b / 2; '", "script-string" },
        { "<script>a = (b) / c / d; '", "script-string" },
        { "<script>a = returned / 2; '", "script-string" },
        { "<script>x /* c */ / 2; '", "script-string" },
        { "<script>'\n", "script" },
        { "<script></script>", "text" },
        { "<script>'</script>", "text" },
        { "<script>// </SCRIPT >", "text" },
        { "<script>'</scripts>", "script-string" },
        { "<script>a<</script>", "text" },
        { "<script></script", "forbidden" },
        { "<script></script ", "forbidden" },
        { "<script/>", "script" },
        { "<svg><script>", "script" },
    };
    CHECK(TEMPLATE_HTML, examples);
}

/* What a '/' is, and where strings, templates and comments end. */
static void code_is_followed(void **state)
{
    (void)state;
    static const struct example examples[] = {
        { "<script>/'/; ", "script" },
        { "<script>a /'", "script-string" },
        { "<script>a1 / '", "script-string" },
        { "<script>a_ / '", "script-string" },
        { "<script>a$ / '", "script-string" },
        { "<script>\xC4\x80 / '", "script-string" },
        { "<script>@ / '", "script-string" },
        { "<script>'a' / '", "script-string" },
        { "<script>'a\n/'/; ", "script" },
        { "<script>'\\@'; ", "script" },
        { "<script>'</scr@ipt>", "script-string" },
        { "<script>/* </script>", "text" },
        { "<script>a /*/ ", "forbidden" },
        { "<script>a // ", "forbidden" },
        { "<script>a // '\n", "script" },
        { "<script>re turn / '", "script-string" },
        { "<script>xreturn / '", "script-string" },
        { "<script>a; return /'/; ", "script" },
        { "<script>a return /'/; ", "script" },
        { "<script>return  /'/; ", "script" },
        { "<script>return\n/'/; ", "script" },
        { "<script>return a / '", "script-string" },
        { "<script>`{", "script-string" },
        { "<script>`$a{", "script-string" },
        { "<script>`$${", "forbidden" },
        { "<script>`\\${", "script-string" },
        { "<script>`$\\a{", "script-string" },
        { "<script>`${'}'", "forbidden" },
        { "<script>`${\"}\"", "forbidden" },
        { "<script>`${`}`", "forbidden" },
        { "<script>`${'\\'}'", "forbidden" },
        { "<script>`${ {} ", "forbidden" },
        { "<script>`${a}", "script-string" },
        { "<script>a = /\\/'/; ", "script" },
        { "<script>a = /[]/'/; ", "script-string" },
        { "<script>a = /[[]'/; ", "script" },
        { "<script>a = /x\n'", "script-string" },
        { "<script>a = /x/ / '", "script-string" },
        { "<script>a = /x\n/'/; ", "script" },
    };
    CHECK(TEMPLATE_HTML, examples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_is_followed),
        cmocka_unit_test(scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
