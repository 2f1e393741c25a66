/* SPDX-License-Identifier: MIT */
/* Sizes from the headers of pictures, whole, cut and damaged. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "load/image_size.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PNG   "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x02\x80\0\0\x01\xE0\x08\x06\0\0\0"
#define FRAME "\xFF\xC0\0\x11\x08\x01\xE0\x02\x80\x03"
#define EXIF_START                                                                                           \
    "\xFF\xE1\0\x22"                                                                                         \
    "Exif\0\0"
#define EXIF_BIG(n)    EXIF_START "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" n "\0\0\0\0\0\0"
#define EXIF_LITTLE(n) EXIF_START "II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" n "\0\0\0\0\0\0\0"
#define JFIF           "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"

/* The bytes are copied to a piece of exactly their size, so that the sanitizer sees a read past the end. */
static const char *size_of(text head)
{
    static char shown[40];
    struct image_size size;
    char *bytes = malloc(head.length ? head.length : 1);
    memcpy(bytes, head.bytes, head.length);
    bool is_known = image_size_read((text){ bytes, head.length }, &size);
    free(bytes);
    if (!is_known) {
        assert_int_equal(size.width + size.height, 0);
        return "unknown";
    }
    snprintf(shown, sizeof shown, "%ux%u", size.width, size.height);
    return shown;
}

static void each_format_tells_its_size(void **state)
{
    (void)state;
    assert_string_equal(size_of(TEXT(PNG)), "640x480");
    assert_string_equal(size_of(TEXT("GIF89a\x80\x02\xE0\x01\0\0\0")), "640x480");
    assert_string_equal(size_of(TEXT("GIF87a\x01\0\x02\0\0\0\0")), "1x2");
    assert_string_equal(
        size_of(TEXT("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9D\x01\x2A\x80\x42\xE0\x01")), "640x480");
    assert_string_equal(size_of(TEXT("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\x7F\xC2\x77\0")), "640x480");
    assert_string_equal(
        size_of(TEXT("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x7F\x02\0\xDF\x01\0")), "640x480");
    assert_string_equal(size_of(TEXT(JFIF FRAME)), "640x480");
    assert_string_equal(size_of(TEXT("\xFF\xD8\xFF\xFF\xFF\xC2\0\x11\x08\x01\xE0\x02\x80\x03")), "640x480");
}

static void a_turned_photograph_is_as_wide_as_it_is_shown(void **state)
{
    (void)state;
    assert_string_equal(size_of(TEXT("\xFF\xD8" EXIF_BIG("\1") FRAME)), "640x480");
    assert_string_equal(size_of(TEXT("\xFF\xD8" EXIF_BIG("\4") FRAME)), "640x480");
    assert_string_equal(size_of(TEXT("\xFF\xD8" EXIF_BIG("\5") FRAME)), "480x640");
    assert_string_equal(size_of(TEXT("\xFF\xD8" EXIF_BIG("\6") FRAME)), "480x640");
    assert_string_equal(size_of(TEXT("\xFF\xD8" EXIF_LITTLE("\x08") FRAME)), "480x640");
    assert_string_equal(size_of(TEXT("\xFF\xD8" EXIF_LITTLE("\x09") FRAME)), "640x480");
}

static void a_cut_or_damaged_header_is_unknown(void **state)
{
    (void)state;
    const text whole[] = { TEXT(PNG), TEXT("GIF89a\x80\x02\xE0\x01"), TEXT(JFIF FRAME),
        TEXT("\xFF\xD8" EXIF_BIG("\6") FRAME),
        TEXT("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x7F\x02\0\xDF\x01\0"),
        TEXT("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\x7F\xC2\x77\0"), TEXT("<svg width='1' height='2'/>") };
    const size_t needed[] = { 24, 10, sizeof(JFIF) - 1 + 9, 2 + 36 + 9, 30, 25, 25 };
    for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
        for (size_t length = 0; length < needed[i]; length++)
            assert_string_equal(size_of(text_slice(whole[i], 0, length)), "unknown");
    assert_string_equal(size_of(TEXT("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\0\0\0\x01\xE0")), "unknown");
    assert_string_equal(size_of(TEXT("\xFF\xD8\xFF\xE0\0\0" FRAME)), "unknown");
    assert_string_equal(size_of(TEXT("\xFF\xD8\xFF\xE0\0\x02zz" FRAME)), "unknown");
    assert_string_equal(size_of(TEXT("\xFF\xD8\xFF\xDA\0\x02" FRAME)), "unknown");
    assert_string_equal(size_of(TEXT("plain text")), "unknown");
    assert_string_equal(size_of(TEXT("RIFF\0\0\0\0WAVEfmt ")), "unknown");
}

static void a_turned_png_is_as_wide_as_it_is_shown(void **state)
{
    (void)state;
#define TURNED_PNG(n)                                                                                        \
    PNG "CRC.\0\0\0\x1A"                                                                                     \
        "eXIfII\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" n "\0\0\0\0\0\0\0"
    assert_string_equal(size_of(TEXT(TURNED_PNG("\4"))), "640x480");
    assert_string_equal(size_of(TEXT(TURNED_PNG("\6"))), "480x640");
    assert_string_equal(size_of(TEXT(PNG "CRC.\0\0\0\0IDATCRC.\0\0\0\x1A"
                                         "eXIfII\x2A\0")),
        "640x480");
    assert_string_equal(size_of(TEXT(PNG "CRC.\xFF\xFF\xFF\xF4"
                                         "eXIfMM\0\x2A\xFF\xFF\xFF\xFF")),
        "640x480");
    assert_string_equal(size_of(TEXT(PNG "CRC.\0\0\0\0")), "640x480");
}

static void an_exif_directory_that_lies_does_no_harm(void **state)
{
    (void)state;
    assert_string_equal(size_of(TEXT("\xFF\xD8\xFF\xE1\0\x10"
                                     "Exif\0\0MM\0\x2A\xFF\xFF\xFF\xFF" FRAME)),
        "640x480");
    assert_string_equal(size_of(TEXT("\xFF\xD8\xFF\xE1\0\x12"
                                     "Exif\0\0II\x2A\0\x08\0\0\0\xFF\xFF" FRAME)),
        "640x480");
    assert_string_equal(size_of(TEXT("\xFF\xD8\xFF\xE1\0\x0A"
                                     "Exif\0\0ZZ" FRAME)),
        "640x480");
}

#define PLACE(directory, latitude)                                                                           \
    "\xFF\xD8\xFF\xE1\0\x38"                                                                                 \
    "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01" directory "\0\0\0\0"                          \
    "\0\x01\0\x02\0\x05\0\0\0\x03" latitude "\0\0\0\x33\0\0\0\x01" FRAME

/* The picture has an odd length, and one byte more; what follows are TIFF, or the words of JPEG before it. */
#define WEBP(picture_bytes, before, latitude)                                                                \
    "RIFF\xFF\0\0\0WEBPVP8X\x0A\0\0\0\x08\0\0\0\0\0\0\0\0\0VP8 " picture_bytes "\x01\x02\x03\0"              \
    "EXIF\x4C\0\0\0" before "MM\0\x2A\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0"             \
    "\0\x01\0\x02\0\x05\0\0\0\x03" latitude "\0\0\0\x33\0\0\0\x01"

static void a_place_that_lies_does_no_harm(void **state)
{
    (void)state;
    static const struct {
        text head;
        bool tells_place;
    } rows[] = {
        { TEXT_INIT(PLACE("\0\0\0\x1A", "\0\0\0\x28")), true },
        { TEXT_INIT(PLACE("\xFF\xFF\xFF\xFF", "\0\0\0\x28")), false },
        { TEXT_INIT(PLACE("\0\0\0\x1A", "\xFF\xFF\xFF\xFF")), false },
        { TEXT_INIT(PLACE("\0\0\0\x1A", "\0\0\0\x30")), false },
        { TEXT_INIT(WEBP("\x03\0\0\0", "", "\0\0\0\x28")), true },
        { TEXT_INIT(WEBP("\x03\0\0\0", "Exif\0\0", "\0\0\0\x28")), true },
        { TEXT_INIT(WEBP("\x03\0\0\0", "", "\xFF\xFF\xFF\xFF")), false },
        { TEXT_INIT(WEBP("\xF8\xFF\xFF\xFF", "", "\0\0\0\x28")), false },
        { TEXT_INIT("\xFF\xD8\xFF\xE1\0\x30http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>" FRAME), true },
        { TEXT_INIT("GIF89a\x80\x02\xE0\x01\0\0\0"), false },
        { TEXT_INIT("<svg viewBox='0 0 1 1'/>"), false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        /* Cut at each place, so that the sanitizer sees a read past the end. */
        for (size_t length = 0; length <= rows[i].head.length; length++) {
            char *bytes = malloc(length ? length : 1);
            memcpy(bytes, rows[i].head.bytes, length);
            bool tells_place = image_tells_place((text){ bytes, length });
            free(bytes);
            assert_true(!tells_place || rows[i].tells_place);
        }
        assert_int_equal(image_tells_place(rows[i].head), rows[i].tells_place);
    }
}

static void a_drawing_gives_its_size_in_many_ways(void **state)
{
    (void)state;
    static const struct {
        const char *svg, *size;
    } rows[] = {
        { "<svg width=\"640\" height=\"480\">", "640x480" },
        { "<?xml version=\"1.0\"?>\n<!-- <svg width=\"1\"> -->\n<!DOCTYPE svg [ <!ENTITY a \"b>\"> ]>\n<svg "
          "height='480px' "
          "xmlns=\"x\" width = '640px'>",
            "640x480" },
        { "\xEF\xBB\xBF<svg viewBox=\"0 0 640 480\"/>", "640x480" },
        { "<svg viewBox='-10,-20,320.4,239.6'>", "320x240" },
        { "<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 640 480\">", "640x480" },
        { "<svg width=\"320\" viewBox=\"0 0 640 480\">", "320x240" },
        { "<svg height=\"240\" viewBox=\"0 0 640 480\">", "320x240" },
        { "<svg width=\"1in\" height=\"72pt\">", "96x96" },
        { "<svg width=\"25.4mm\" height=\"2.54cm\">", "96x96" },
        { "<svg width=\"6pc\" height=\"96\">", "96x96" },
        { "<svg width=\"2em\" height=\"1em\">", "unknown" },
        { "<svg width=\"1e9\" height=\"1\">", "unknown" },
        { "<svg width=\"999999999999999999999999\" height=\"1\">", "unknown" },
        { "<svg width=\"0\" height=\"1\">", "unknown" },
        { "<svg>", "unknown" },
        { "<svgx width=\"1\" height=\"1\">", "unknown" },
        { "<html><svg width=\"1\" height=\"1\">", "unknown" },
        { "<!-- <svg width=\"1\" height=\"1\">", "unknown" },
        { "<svg width=\"1 height=\"1\">", "unknown" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_string_equal(size_of(text_of(rows[i].svg)), rows[i].size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_format_tells_its_size),
        cmocka_unit_test(a_turned_photograph_is_as_wide_as_it_is_shown),
        cmocka_unit_test(a_cut_or_damaged_header_is_unknown),
        cmocka_unit_test(a_turned_png_is_as_wide_as_it_is_shown),
        cmocka_unit_test(an_exif_directory_that_lies_does_no_harm),
        cmocka_unit_test(a_place_that_lies_does_no_harm),
        cmocka_unit_test(a_drawing_gives_its_size_in_many_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
