/* SPDX-License-Identifier: MIT */
/*
 * Filters, tests and functions are found by name, and their arguments put where the row's parameters say,
 * defaults included, so that a call at run time only evaluates a list. Macros and methods are known at run
 * time only.
 */
#include "base/arena.h"
#include "base/count.h"
#include "template/resolve.h"

/* What is called, for messages: "filter 'truncate'". */
struct call_site {
    struct resolver *resolver;
    const char *what;
    text name;
    span where;
    const struct signature *signature;
};

static void fail(const struct call_site *site, span where, text hint, const char *problem, text name)
{
    resolver_error(site->resolver, where, "template-call", hint, "%s '%.*s' %s%s%.*s%s", site->what,
        TEXT_ARGS(site->name), problem, name.length ? " '" : "", TEXT_ARGS(name), name.length ? "'" : "");
}

static size_t parameter_named(const struct signature *signature, text name)
{
    size_t at = 0;
    while (at < signature->count && !text_equal(signature->items[at].name, name))
        at++;
    return at;
}

/* "where(attribute, value)": the call with what it needs. */
static text shown_call(const struct call_site *site)
{
    if (!site->signature->count)
        return site->signature->takes_named ? TEXT("it takes values by name alone: name=value")
                                            : TEXT("it takes none");
    struct buffer words;
    buffer_init(&words, site->resolver->arena);
    buffer_print(&words, "its arguments are %.*s(", TEXT_ARGS(site->name));
    for (size_t i = 0; i < site->signature->count; i++)
        buffer_print(&words, "%s%.*s", i ? ", " : "", TEXT_ARGS(site->signature->items[i].name));
    buffer_append_byte(&words, ')');
    return buffer_text(&words);
}

static void place_named(
    const struct call_site *site, const struct argument *argument, struct bound_arguments *bound)
{
    const struct signature *signature = site->signature;
    size_t at = parameter_named(signature, argument->name);
    if (at < signature->count && bound->positions[at]) {
        fail(site, argument->name_where, TEXT_NONE, "is given twice:", argument->name);
    } else if (at < signature->count) {
        bound->positions[at] = argument->value;
    } else if (signature->takes_named) {
        bound->named[bound->named_count++] = *argument;
    } else {
        text *names = arena_new_array(site->resolver->arena, text, signature->count);
        for (size_t i = 0; i < signature->count; i++)
            names[i] = signature->items[i].name;
        text hint = resolver_hint_nearest(site->resolver, argument->name, names, signature->count);
        fail(site, argument->name_where, hint.bytes ? hint : shown_call(site), "has no parameter",
            argument->name);
    }
}

static void fill_defaults(const struct call_site *site, struct bound_arguments *bound)
{
    for (size_t i = 0; i < site->signature->count; i++) {
        if (bound->positions[i])
            continue;
        if (site->signature->items[i].is_required)
            fail(site, site->where, shown_call(site), "needs", site->signature->items[i].name);
        struct expression *fallback = arena_new(site->resolver->arena, struct expression);
        fallback->kind = EXPRESSION_CONSTANT;
        fallback->where = site->where;
        fallback->as.constant = site->signature->items[i].fallback;
        bound->positions[i] = fallback;
    }
}

static void bind(
    const struct call_site *site, const struct arguments *arguments, struct bound_arguments *bound)
{
    const struct signature *signature = site->signature;
    size_t given = 0;
    while (given < arguments->count && !arguments->items[given].name.bytes)
        given++;
    bound->count = signature->takes_rest && given > signature->count ? given : signature->count;
    bound->positions = arena_new_array(site->resolver->arena, struct expression *, bound->count);
    bound->named = arena_new_array(site->resolver->arena, struct argument, arguments->count - given);
    for (size_t i = 0; i < given; i++) {
        if (i >= bound->count) {
            fail(site, arguments->items[i].value->where, shown_call(site), "has too many arguments",
                TEXT_NONE);
            break;
        }
        bound->positions[i] = arguments->items[i].value;
    }
    for (size_t i = given; i < arguments->count; i++)
        place_named(site, &arguments->items[i], bound);
    fill_defaults(site, bound);
}

static void resolve_arguments(struct resolver *resolver, struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->count; i++)
        resolver_expression(resolver, arguments->items[i].value);
}

/* Filters of other languages of layouts, and what does the same here. */
static const char *foreign_filter(text name)
{
    static const struct {
        const char *name, *here;
    } foreign[] = {
        { "downcase", "lower" }, { "upcase", "upper" }, { "date_format", "date(\"%-d %B %Y\")" },
        { "strftime", "date(\"%-d %B %Y\")" }, { "date_to_string", "date" },
        { "date_to_xmlschema", "date(\"rfc3339\")" }, { "raw", "safe" }, { "safeHTML", "safe" },
        { "jsonify", "json" }, { "markdownify", "markdown" }, { "plainify", "striptags" },
        { "strip_html", "striptags" }, { "strip", "trim" }, { "size", "length" }, { "len", "length" },
        { "number_of_words", "wordcount" }, { "relative_url", "url" }, { "relURL", "url" },
        { "absURL", "absolute_url" }, { "slugify", "slug" }, { "urlize", "slug" }, { "uniq", "unique" },
        { "truncatewords", "truncate(length)" }, { "escape_once", "escape" }, { "cgi_escape", "urlencode" },
        { "sort_by", "sort(field)" }, { "sort_natural", "sort(field)" }, { "dump", "json" },
        { "json_encode", "json" }, { "url_encode", "urlencode" }, { "linebreaks", "nl2br" },
        { "linebreaksbr", "nl2br" }, { "newline_to_br", "nl2br" }, { "truncatechars", "truncate(length)" },
        { "pluralize", "plural(\"text\", \"texts\")" }, { "date_to_long_string", "date" },
        { "dateFilter", "date" }, { "readableDate", "date" }, { "formatDate", "date" },
        { "dateFormat", "date" }, { "strip_tags", "striptags" }, { "titlecase", "title" },
        { "floatformat", "round(1)" }, { "where_exp", "selectattr(field, test, value)" },
        { "filter", "selectattr(field, test, value)" }, { "find", "where(field, value)|first" },
        { "remove", "replace(old, \"\")" },
        /* to add one: its row */
    };
    for (size_t i = 0; i < COUNT(foreign); i++)
        if (text_equal(name, text_of(foreign[i].name)))
            return foreign[i].here;
    return NULL;
}

struct foreign_name {
    const char *name, *hint;
};

/* Filters, tests and functions of other languages that are no filter, test or function here. */
static const struct foreign_name foreign_filters[] = {
    { "merge", "lists are joined with '+': xs + ys" }, { "concat", "lists are joined with '+': xs + ys" },
    { "append", "texts are joined with '~': a ~ b" }, { "prepend", "texts are joined with '~': a ~ b" },
    { "trans", "write t(\"…\")" }, { "plus", "write a + b" }, { "minus", "write a - b" },
    { "times", "write a * b" }, { "divided_by", "write a // b" }, { "modulo", "write a % b" },
    { "split", "write text.split(\",\")" },
    /* to add one: its row */
};
static const struct foreign_name foreign_tests[] = {
    { "null", "write 'none'" }, { "nil", "write 'none'" }, { "blank", "write 'empty'" },
    { "same", "write 'sameas(…)'" }, { "numeric", "write 'number'" },
    /* to add one: its row */
};
static const struct foreign_name foreign_functions[] = {
    { "parent", "write {{ super() }}" }, { "include", "write {% include \"parts/name.html\" %}" },
    { "partial", "write {% include \"parts/name.html\" %}" }, { "url_for", "write {{ \"/about/\"|url }}" },
    { "path", "write {{ \"/about/\"|url }}" }, { "static", "write {{ asset(\"style.css\") }}" },
    { "now", "write site.build_time" }, { "len", "it is a filter: write 'value|length'" },
    { "dump", "write 'value|json'" }, { "gettext", "write t(\"…\")" },
    /* to add one: its row */
};

static text foreign_hint(const struct foreign_name *rows, size_t count, text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(name, text_of(rows[i].name)))
            return text_of(rows[i].hint);
    return TEXT_NONE;
}

static text nearest_callee(struct resolver *resolver, const struct map *callees, text name)
{
    text *names = arena_new_array(resolver->arena, text, callees->count);
    for (size_t i = 0; i < callees->count; i++)
        names[i] = callees->entries[i].key;
    return resolver_hint_nearest(resolver, name, names, callees->count);
}

/* For a filter or test that is not known. */
static text callee_hint(struct resolver *resolver, const struct map *callees, text name)
{
    bool is_filter = callees == &resolver->templates->filters;
    const char *here = is_filter ? foreign_filter(name) : NULL;
    if (here)
        return text_format(resolver->arena, "write '|%s'", here);
    text foreign = is_filter ? foreign_hint(foreign_filters, COUNT(foreign_filters), name)
                             : foreign_hint(foreign_tests, COUNT(foreign_tests), name);
    if (foreign.bytes)
        return foreign;
    if (is_filter && map_contains(&resolver->templates->functions, name))
        return text_format(resolver->arena, "it is a function: write '%.*s(…)'", TEXT_ARGS(name));
    text nearest = nearest_callee(resolver, callees, name);
    return nearest.bytes ? nearest
           : is_filter
               ? TEXT("docs/layouts.md lists the filters; those of a plugin are there when site.yml names it")
               : TEXT("docs/layouts.md lists the tests");
}

/* A name without a row is a mistake, unless it may be that of a row that could not be had. */
static bool is_mistake(struct resolver *resolver, const struct map *callees)
{
    resolver->has_failed = true;
    return !resolver->templates->lacks_rows || callees == &resolver->templates->tests;
}

/* What is called like a function and is a filter. */
static text filter_hint(struct resolver *resolver, text name)
{
    return map_contains(&resolver->templates->filters, name)
               ? text_format(resolver->arena, "it is a filter: write 'value|%.*s'", TEXT_ARGS(name))
               : TEXT_NONE;
}

static void report_unknown_function(struct resolver *resolver, const struct expression *callee)
{
    text name = callee->as.name.name;
    text hint = filter_hint(resolver, name);
    if (!hint.bytes)
        hint = foreign_hint(foreign_functions, COUNT(foreign_functions), name);
    if (!hint.bytes)
        hint = nearest_callee(resolver, &resolver->templates->functions, name);
    if (!hint.bytes) {
        const text *names;
        size_t count;
        scope_visible(resolver->here.scope, resolver->arena, &names, &count);
        hint = resolver_hint_nearest(resolver, name, names, count);
    }
    if (!hint.bytes)
        hint = TEXT(
            "docs/layouts.md lists the functions; a plugin's stand in its 'functions', and its shortcodes "
            "are for texts alone");
    resolver_error(
        resolver, callee->where, "unknown-function", hint, "unknown function '%.*s'", TEXT_ARGS(name));
}

static void report_page_function(struct resolver *resolver, const struct expression *callee)
{
    text hint = text_format(resolver->arena,
        "call it outside and give the tag what it returns: 'x = %.*s(…)'", TEXT_ARGS(callee->as.name.name));
    resolver_error(resolver, callee->where, "impure-cache", hint,
        "'%.*s' looks at the page and cannot stand between 'cache' and 'endcache'",
        TEXT_ARGS(callee->as.name.name));
}

void resolver_call(struct resolver *resolver, struct expression *call)
{
    struct expression *callee = call->as.call.callee;
    struct place place;
    resolve_arguments(resolver, &call->as.call.arguments);
    if (callee->kind != EXPRESSION_NAME || scope_find(resolver->here.scope, callee->as.name.name, &place) ||
        scope_hides(resolver->here.scope, callee->as.name.name)) {
        resolver_expression(resolver, callee);
        return;
    }
    const struct callee *found = map_find(&resolver->templates->functions, callee->as.name.name);
    if (!found) {
        if (is_mistake(resolver, &resolver->templates->functions))
            report_unknown_function(resolver, callee);
        return;
    }
    if (found->reads_page && !scope_sees_page(resolver->here.scope))
        report_page_function(resolver, callee);
    const struct call_site site = { resolver, "function", callee->as.name.name, call->where,
        &found->signature };
    call->kind = EXPRESSION_FUNCTION;
    call->as.call.row = found->row;
    bind(&site, &call->as.call.arguments, &call->as.call.bound);
}

static void resolve_row(struct resolver *resolver, struct expression *expression, const struct map *callees,
    const char *what, const char *code)
{
    text name = expression->as.filter.name;
    const struct callee *found = map_find(callees, name);
    if (found && (found->row->flags & ROW_TAKES_UNDEFINED))
        resolver_soften(expression->as.filter.input);
    resolver_expression(resolver, expression->as.filter.input);
    resolve_arguments(resolver, &expression->as.filter.arguments);
    if (!found) {
        if (is_mistake(resolver, callees))
            resolver_error(resolver, expression->where, code, callee_hint(resolver, callees, name),
                "unknown %s '%.*s'", what, TEXT_ARGS(name));
        return;
    }
    const struct call_site site = { resolver, what, name, expression->where, &found->signature };
    expression->as.filter.row = found->row;
    bind(&site, &expression->as.filter.arguments, &expression->as.filter.bound);
}

void resolver_filter(struct resolver *resolver, struct expression *filter)
{
    resolve_row(resolver, filter, &resolver->templates->filters, "filter", "unknown-filter");
}

/*
 * Whether a layout has a name at all is known now, and also whether a plugin brings a function of that name:
 * "f is defined" becomes a constant, and "f is callable" of a function, unless the name may be set while the
 * page is rendered.
 */
static bool is_settled(struct resolver *resolver, const struct expression *test, bool *is_true)
{
    const struct expression *input = test->as.filter.input;
    text name = test->as.filter.name;
    struct place place;
    if (input->kind != EXPRESSION_NAME || test->as.filter.arguments.count > 0)
        return false;
    bool is_function = map_contains(&resolver->templates->functions, input->as.name.name);
    bool asks_defined =
        text_equal(name, TEXT("defined")) || (is_function && text_equal(name, TEXT("callable")));
    if ((!asks_defined && !text_equal(name, TEXT("undefined"))) ||
        scope_find(resolver->here.scope, input->as.name.name, &place) ||
        scope_hides(resolver->here.scope, input->as.name.name))
        return false;
    *is_true = (is_function == asks_defined) != test->is_negated;
    return true;
}

void resolver_test(struct resolver *resolver, struct expression *test)
{
    bool is_true;
    if (is_settled(resolver, test, &is_true)) {
        test->kind = EXPRESSION_CONSTANT;
        test->as.constant = value_bool(is_true);
        return;
    }
    resolve_row(resolver, test, &resolver->templates->tests, "test", "unknown-test");
}
