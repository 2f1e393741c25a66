/* SPDX-License-Identifier: MIT */
/* front_matter: every key of articles, pages and authors, as a line of text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "front_matter_case.h"

static void every_key_of_an_article_is_read(void **state)
{
    assert_facts(*state,
        "title: A *title* &amp; more\ndate: 2024-01-02\nupdated: 2024-02-03\nexpires: 2030-01-01\n"
        "reviewed: 2024-05-06\nreview_by: 2025-05-06\nchanges:\n  - date: 2024-02-03\n    note: Costs "
        "added.\n  - {date: 2024-02-04, type: minor, note: "
        "Typo}\n"
        "  - {date: 2024-02-05, type: correction, note: Wrong year}\n"
        "authors: [m-ruis, Ann Lee]\ntags: [water, 5G]\nregions: [wales]\nsummary: Short.\nkey_points: [One, "
        "Two]\n"
        "image: {src: a.jpg, alt: A map, caption: The map, credit: Us}\nattachments: [a.pdf, {file: /b.csv, "
        "title: B}]\nseries: {name: Floods, part: "
        "2}\nslug: s\npermalink: /p/\n"
        "aliases: [/old/, /older/]\ndraft: true\nstatus: superseded\nreason: New figures\nstatus_date: "
        "2024-03-04\nsuperseded_by: 2024/new\n"
        "related: [2024/a, \"!2024/b\"]\ntype: report\nnumber: 012\ndoi: 10.1234/abc.5\nlang: pt-BR\nlayout: "
        "report.html\n"
        "licence: CC-BY-4.0\ntoc: true\ncomments: false\nfeatured: true\nnoindex: true\nextra: {colour: "
        "red}\n",
        "title: A *title* &amp; more\ndate: 2024-01-02\nupdated: 2024-02-03\nreviewed: "
        "2024-05-06\nreview_by: 2025-05-06\nexpires: 2030-01-01\n"
        "change: 2024-02-03 major Costs added.\nchange: 2024-02-04 minor Typo\nchange: 2024-02-05 correction "
        "Wrong year\n"
        "author[0]: m-ruis\nauthor[1]: Ann Lee\ntags[0]: water\ntags[1]: 5G\nregions[0]: wales\nsummary: "
        "Short.\npoint[0]: One\npoint[1]: Two\n"
        "image.src: a.jpg\nimage.alt: A map\nimage.caption: The map\nimage.credit: Us\nattachment.file: "
        "a.pdf\nattachment.file: /b.csv\nattachment.title: B\nseries: Floods\npart: "
        "2\nslug: s\npermalink: /p/\n"
        "alias[0]: /old/\nalias[1]: /older/\ndraft\nstatus: superseded\nreason: New figures\nstatus_date: "
        "2024-03-04\nsuperseded_by: 2024/new\n"
        "related[0]: 2024/a\nrelated[1]: !2024/b <\"!2024/b\">\ntype: report\nnumber: 012\ndoi: "
        "10.1234/abc.5\nlang: pt-BR\nlayout: report.html\n"
        "licence: CC-BY-4.0\ntoc: yes\ncomments: no\nfeatured: yes\nnoindex: yes\nextra: "
        "{\"colour\":\"red\"}\n");
}

static void other_spellings_are_the_same_key(void **state)
{
    assert_more(*state, "author: m-ruis\n", "author[0]: m-ruis\n");
    assert_more(*state, "description: D\n", "summary: D\n");
    assert_more(*state, "excerpt: E\n", "summary: E\n");
    assert_more(*state, "redirect_from: /old/\n", "alias[0]: /old/\n");
    assert_more(*state, "image: a.jpg\nimage_alt: A\ncaption: C\nimage_credit: U\n",
        "image.src: a.jpg\nimage.alt: A\nimage.caption: C\nimage.credit: U\n");
    assert_more(*state, "image: a.jpg\nimage_caption: C\n", "image.src: a.jpg\nimage.caption: C\n");
    assert_more(*state, "series: Floods\n", "series: Floods\n");
    assert_more(*state, "attachments: a.pdf\n", "attachment.file: a.pdf\n");
}

static void a_text_of_tags_is_parted_at_commas(void **state)
{
    assert_more(
        *state, "tags: water, flood  risk ,, 5G\n", "tags[0]: water\ntags[1]: flood  risk\ntags[2]: 5G\n");
    assert_more(*state, "tags: \"water, air\"\nregions: wales\n",
        "tags[0]: water\ntags[1]: air\nregions[0]: wales\n");
}

static void numbers_are_texts_as_they_were_written(void **state)
{
    assert_facts(*state, "title: 2019\nnumber: 1.50\ntags: [2020, 0x10]\nslug: 007\n",
        "title: 2019\ndate: 2024-01-02\ntags[0]: 2020\ntags[1]: 0x10\nslug: 007\nnumber: 1.50\n");
}

static void empty_values_are_absent(void **state)
{
    assert_more(*state,
        "updated:\nchanges:\nauthors: []\ntags: ''\nsummary:\nkey_points: []\nimage:\nattachments:\nseries: "
        "~\naliases:\ntoc:\nextra:\nlang: \"\"\n"
        "type:\ndoi:\n",
        "");
}

static void texts_lose_blanks_at_their_ends(void **state)
{
    assert_facts(*state, "title: \"  T  \"\nsummary: >\n  folded\n  text\n",
        "title: T <\"  T  \">\ndate: 2024-01-02\nsummary: folded text <>\n  folded\n  text\n>\n");
}

static void keys_of_the_site_go_into_extra(void **state)
{
    assert_more(*state, "weight: 3\nextra: {colour: red}\nsource_url: x\nstate: Ohio\n",
        "extra: {\"weight\":3,\"colour\":\"red\",\"source_url\":\"x\",\"state\":\"Ohio\"}\n");
    assert_codes(*state, "weight: 3\nextra: {weight: 4}\n", "error duplicate-key@5");
}

static void doi_and_orcid_are_cut_out_of_their_addresses(void **state)
{
    struct fixture *fixture = *state;
    assert_more(*state, "doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O\n",
        "doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O\n");
    assert_more(*state, "doi: https://doi.org/10.1002/49:8%3C693%3E3\n",
        "doi: 10.1002/49:8<693>3 <https://doi.org/10.1002/49:8%3C693%3E3>\n");
    assert_more(*state, "doi: doi:10.1234/x\n", "doi: 10.1234/x <doi:10.1234/x>\n");
    assert_more(*state, "doi: https://doi.org/10.1000.5/x(1)\n",
        "doi: 10.1000.5/x(1) <https://doi.org/10.1000.5/x(1)>\n");
    assert_true(read_file(fixture, CONTENT_AUTHOR, "authors/a.md",
        TEXT("---\nname: A\norcid: https://orcid.org/0000-0002-1694-233X\n---\n")));
    assert_string_equal(shown(fixture, true),
        "name: A\norcid: 0000-0002-1694-233X <https://orcid.org/0000-0002-1694-233X>\n");
}

static void a_standing_page_needs_no_date_and_has_fewer_keys(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_file(fixture, CONTENT_PAGE, "pages/about.md",
        TEXT("---\ntitle: About\nsummary: S\nimage: a.jpg\nimage_alt: A\nslug: s\naliases: /a/\nlang: "
             "en\nlayout: l.html\ntoc: false\nnoindex: true\nextra: {a: 1}\n---\n")));
    assert_string_equal(shown(fixture, false),
        "title: About\nsummary: S\nimage.src: a.jpg\nimage.alt: A\nslug: s\nalias[0]: "
        "/a/\nlang: en\nlayout: l.html\ntoc: no\nnoindex: yes\nextra: {\"a\":1}\n");
    assert_true(read_file(fixture, CONTENT_PAGE, "pages/about.md",
        TEXT("---\ntitle: About\ndraft: true\nexpires: 2024-01-01\ndate: 2023-01-01\n---\n")));
    assert_string_equal(
        shown(fixture, false), "title: About\ndate: 2023-01-01\nexpires: 2024-01-01\ndraft\n");
    read_file(fixture, CONTENT_PAGE, "pages/about.md",
        TEXT("---\ntags: [a]\nregions: [b]\nseries: c\ndrfat: true\n---\n"));
    assert_string_equal(codes(fixture), "warning unknown-key@2, warning unknown-key@3, warning "
                                        "unknown-key@4, error misspelt-key@5, error missing-title@1");
}

static void every_key_of_an_author_is_read(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_file(fixture, CONTENT_AUTHOR, "authors/a.md",
        TEXT("---\nname: Maria Ruis\nrole: Analyst\naffiliation: Institute\nlocation: Leeds\nimage: "
             "m.jpg\nurl: https://m.example\n"
             "email: m@m.example\norcid: 0000-0002-1825-0097\nlinks: {Mastodon: "
             "\"https://s.example/@m\"}\ngithub: mruis\naliases: [/m/]\n"
             "extra: {a: 1}\nweight: 2\n---\nBio.\n")));
    assert_string_equal(printed(fixture), "");
    assert_string_equal(shown(fixture, true),
        "name: Maria Ruis\nrole: Analyst\naffiliation: Institute\nlocation: Leeds\nimage: m.jpg\nurl: "
        "https://m.example\n"
        "email: m@m.example\norcid: 0000-0002-1825-0097\nlinks: "
        "{\"Mastodon\":\"https://s.example/@m\",\"GitHub\":\"https://github.com/mruis\"}\n"
        "alias[0]: /m/\nextra: {\"a\":1,\"weight\":2}\n");
}

static void a_profile_may_be_written_with_its_host(void **state)
{
    static const char *const written[] = { "mruis", "'@mruis'", "github.com/mruis", "www.GitHub.com/mruis",
        "https://github.com/mruis" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        text file = text_format(&fixture->arena, "---\nname: Maria Ruis\ngithub: %s\n---\n", written[i]);
        assert_true(read_file(fixture, CONTENT_AUTHOR, "authors/a.md", file));
        assert_string_equal(
            shown(fixture, true), "name: Maria Ruis\nlinks: {\"GitHub\":\"https://github.com/mruis\"}\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_key_of_an_article_is_read), TEST(other_spellings_are_the_same_key),
        TEST(a_text_of_tags_is_parted_at_commas), TEST(numbers_are_texts_as_they_were_written),
        TEST(empty_values_are_absent), TEST(texts_lose_blanks_at_their_ends),
        TEST(keys_of_the_site_go_into_extra), TEST(doi_and_orcid_are_cut_out_of_their_addresses),
        TEST(a_standing_page_needs_no_date_and_has_fewer_keys), TEST(every_key_of_an_author_is_read),
        TEST(a_profile_may_be_written_with_its_host),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
