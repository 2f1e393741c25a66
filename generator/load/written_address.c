/* SPDX-License-Identifier: MIT */
#include "load/written_address.h"
#include "base/path.h"
#include "load/yaml_scalar.h"

bool written_address_place_or(
    const struct address_reading *reading, text address, span where, const char *hint, struct place *place)
{
    const char *fault = NULL;
    text normal = unicode_nfc(reading->unicode, reading->arena, address);
    if (place_of_address(reading->config, reading->arena, normal, place, &fault))
        return true;
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, where, "unusable-address",
        "the address '%.*s' cannot be used: %s", TEXT_ARGS(address), fault);
    diagnostic_hint(reading->diagnostics, diagnostic, "%s", hint);
    return false;
}

bool written_address_place(
    const struct address_reading *reading, text address, span where, struct place *place)
{
    bool is_whole = text_find(address, TEXT("://"), 0) != SIZE_MAX;
    bool is_list = text_find(address, TEXT(", /"), 0) != SIZE_MAX;
    bool is_question = text_find_byte(address, '?', 0) != SIZE_MAX;
    return written_address_place_or(reading, address, where,
        is_question ? "leave it out: no file answers what stands behind '?', but a rule of the server"
        : is_list   ? "write each as an item of a list: [/2019/telecoms/, /telecoms/]"
        : is_whole  ? "leave out what stands before the path, as in /2019/telecoms/"
                    : "write a path such as /2019/telecoms/",
        place);
}

void written_address_warn_of_prefix(const struct address_reading *reading, text address, span where)
{
    text meant = address_without_prefix(reading->config, reading->arena, address);
    if (!meant.bytes)
        return;
    struct diagnostic *diagnostic = diagnostic_warning(reading->diagnostics, where, "address-with-prefix",
        "'%.*s' would answer at '%.*s%.*s'", TEXT_ARGS(address), TEXT_ARGS(reading->config->base_path),
        TEXT_ARGS(address));
    diagnostic_hint(reading->diagnostics, diagnostic, "write %.*s; the path of base_url is put before it",
        TEXT_ARGS(yaml_scalar_write(reading->arena, meant)));
}

/* Servers tell by its ending what a file is: they offer "levy.php" or "levy.aspx" as a download, or run it.
 */
void written_address_warn_of_ending(
    const struct address_reading *reading, const struct place *place, span where)
{
    if ((reading->config->redirects & REDIRECTS_RULES) || path_is_of_page(place->path))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(reading->diagnostics, where, "ending-of-no-page",
        "servers take '%.*s' for no page, so that nobody is led on", TEXT_ARGS(place->address));
    diagnostic_hint(reading->diagnostics, diagnostic,
        "let rules of the server answer it: redirects: [html, netlify] in site.yml, or apache or nginx");
}

void written_address_report_duplicate(const struct address_reading *reading, enum severity severity,
    text address, span where, text target, span first)
{
    text message = text_format(
        reading->arena, "the alias '%.*s' leads to '%.*s' already", TEXT_ARGS(address), TEXT_ARGS(target));
    struct diagnostic *diagnostic =
        diagnostic_report(reading->diagnostics, severity, where, "duplicate-alias", message);
    diagnostic_note(reading->diagnostics, diagnostic, first, "given here first");
    diagnostic_hint(reading->diagnostics, diagnostic,
        first.source == where.source ? "keep one of the two" : "keep it in one of the two files");
}
