/* SPDX-License-Identifier: MIT */
/* Links whose words fit any link ("here", "read more"): who goes from link to link hears nothing else (WCAG
 * 2.4.9, failure F84). */
#include "base/count.h"
#include "base/slug.h"
#include "check/check.h"

/* Slugs of a language's words, with a blank around each. Those for "site" and "page" alone may be the subject
 * of a sentence, and stay out. */
static const struct {
    text language, words;
} vague[] = {
    { TEXT_INIT("de"),
        TEXT_INIT(
            " dem-link diesem-link diesen-link dieser-link hier hier-klicken hier-lesen klick klick-hier "
            "klicken-sie-hier link mehr mehr-dazu mehr-erfahren mehr-infos mehr-informationen mehr-lesen "
            "weiter weitere-informationen weiterlesen zum-link ") },
    { TEXT_INIT("en"),
        TEXT_INIT(" at-this-link click click-here click-this click-this-link continue-reading "
                  "find-out-more follow-this-link go-here here learn-more link more more-here "
                  "more-info more-information read-here read-more right-here see-here see-more the-link this "
                  "this-link via-this-link ") },
    { TEXT_INIT("es"),
        TEXT_INIT(" aqui clic-aqui continuar-leyendo en-este-enlace enlace este-enlace este-link "
                  "haga-clic-aqui haz-clic-aqui leer-mas link mas mas-info mas-informacion pulse-aqui "
                  "pulsa-aqui saber-mas seguir-leyendo ver-aqui ver-mas ") },
    { TEXT_INIT("fr"),
        TEXT_INIT(" ce-lien cliquer-ici cliquez-ici en-savoir-plus ici la-suite le-lien lien lire-ici "
                  "lire-la-suite lire-plus par-ici plus plus-d-informations plus-d-infos savoir-plus "
                  "sur-ce-lien voir-ici voir-plus ") },
    { TEXT_INIT("it"),
        TEXT_INIT(
            " a-questo-link clicca-qui cliccare-qui cliccando-qui continua-a-leggere di-piu leggi-di-piu "
            "leggi-qui leggi-tutto link maggiori-informazioni per-saperne-di-piu "
            "questo-link qui scopri-di-piu ulteriori-informazioni vedi-qui ") },
    { TEXT_INIT("nl"),
        TEXT_INIT(" deze-link hier klik-hier klik-op-deze-link lees-hier lees-meer lees-verder link meer "
                  "meer-info meer-informatie meer-lezen verder-lezen via-deze-link ") },
    { TEXT_INIT("pl"),
        TEXT_INIT(" czytaj-dalej czytaj-wiecej dowiedz-sie-wiecej kliknij kliknij-tutaj kliknij-tu link "
                  "pod-tym-linkiem ten-link tu tutaj tym-linkiem wiecej wiecej-informacji zobacz-wiecej ") },
    { TEXT_INIT("pt"),
        TEXT_INIT(
            " aqui clicar-aqui clique-aqui continuar-a-ler esta-ligacao este-link leia-aqui leia-mais "
            "ler-aqui ler-mais ligacao link mais mais-informacao mais-informacoes neste-link saber-mais "
            "saiba-mais veja-aqui veja-mais ver-mais ") },
    { TEXT_INIT("sv"),
        TEXT_INIT(" den-har-lanken denna-lank har klicka-har lank lanken las-har las-mer las-vidare mer "
                  "mer-information mer-info via-denna-lank ") },
};

static text vague_words(text language)
{
    text primary = text_cut(&language, '-');
    for (size_t i = 0; i < COUNT(vague); i++)
        if (text_equal_ignoring_ascii_case(vague[i].language, primary))
            return vague[i].words;
    return TEXT_NONE;
}

static void look_at(struct checking *checking, const struct outline_link *link, text language, text words)
{
    text slug = slug_make(checking->subject->unicode, checking->arena, link->words, language);
    text needle = text_format(checking->arena, " %.*s ", TEXT_ARGS(slug));
    if (slug.length && text_find(words, needle, 0) != SIZE_MAX)
        diagnostic_hint(checking->diagnostics,
            check_report(checking, link->where, "the link's words '%.*s' do not say where it leads",
                TEXT_ARGS(link->words)),
            "let them name it, as in: The ministry has published [its evaluation of 2024](evaluation.pdf)");
}

void check_vague_links(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->draft_count; i++) {
        const struct draft *draft = subject->drafts[i];
        bool is_ours = draft && draft->file->kind != CONTENT_COMMENT; /* readers' words stay as they are */
        text language = is_ours ? draft_language(draft, subject->site->config) : TEXT_NONE;
        text words = vague_words(language);
        for (size_t k = 0; words.bytes && k < subject->outlines[i].link_count; k++)
            if (subject->outlines[i].links[k].words.length)
                look_at(checking, &subject->outlines[i].links[k], language, words);
    }
}
