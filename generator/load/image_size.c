/* SPDX-License-Identifier: MIT */
/*
 * Each format is told by its first bytes and has one reader below, which looks only at the places where the
 * format keeps the size. Every read is checked against the end of what was given. SVG is in image_size_svg.c.
 */
#include "load/image_size.h"
#include "base/count.h"
#include "load/image_size_svg.h"

static uint32_t byte_at(text head, size_t at)
{
    return at < head.length ? (unsigned char)head.bytes[at] : 0;
}

static uint32_t big_16(text head, size_t at)
{
    return byte_at(head, at) << 8 | byte_at(head, at + 1);
}

static uint32_t big_32(text head, size_t at)
{
    return big_16(head, at) << 16 | big_16(head, at + 2);
}

static uint32_t little_16(text head, size_t at)
{
    return byte_at(head, at) | byte_at(head, at + 1) << 8;
}

static uint32_t little_24(text head, size_t at)
{
    return little_16(head, at) | byte_at(head, at + 2) << 16;
}

static uint32_t little_32(text head, size_t at)
{
    return little_16(head, at) | little_16(head, at + 2) << 16;
}

static bool has_bytes(text head, size_t at, text bytes)
{
    return text_equal(text_slice(head, at, bytes.length), bytes);
}

static bool set_size(struct image_size *size, uint32_t width, uint32_t height)
{
    *size = (struct image_size){ width, height };
    return width > 0 && height > 0;
}

/* GIF: the logical screen. */
static bool read_gif(text head, struct image_size *size, text *exif)
{
    (void)exif;
    return head.length >= 10 && set_size(size, little_16(head, 6), little_16(head, 8));
}

/* The lossy form: a key frame's start code, then 14 bits each. */
static bool read_webp_lossy(text head, struct image_size *size)
{
    return head.length >= 30 && has_bytes(head, 23, TEXT("\x9D\x01\x2A")) &&
           set_size(size, little_16(head, 26) & 0x3FFF, little_16(head, 28) & 0x3FFF);
}

/* The lossless form: a signature byte, then 14 bits each, less one. */
static bool read_webp_lossless(text head, struct image_size *size)
{
    uint32_t bits = little_32(head, 21);
    return head.length >= 25 && byte_at(head, 20) == 0x2F &&
           set_size(size, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
}

static bool read_webp(text head, struct image_size *size, text *exif)
{
    (void)exif;
    if (!has_bytes(head, 8, TEXT("WEBP")))
        return false;
    if (has_bytes(head, 12, TEXT("VP8 ")))
        return read_webp_lossy(head, size);
    if (has_bytes(head, 12, TEXT("VP8L")))
        return read_webp_lossless(head, size);
    return has_bytes(head, 12, TEXT("VP8X")) && head.length >= 30 &&
           set_size(size, little_24(head, 24) + 1, little_24(head, 27) + 1);
}

/* EXIF keeps the numbers of a TIFF file, whose first two bytes give their order. */
struct tiff {
    text bytes;
    bool is_little;
};

static uint32_t tiff_16(struct tiff tiff, size_t at)
{
    return tiff.is_little ? little_16(tiff.bytes, at) : big_16(tiff.bytes, at);
}

static uint32_t tiff_32(struct tiff tiff, size_t at)
{
    return tiff.is_little ? little_32(tiff.bytes, at) : big_32(tiff.bytes, at);
}

static bool tiff_open(text bytes, struct tiff *tiff)
{
    *tiff = (struct tiff){ bytes, has_bytes(bytes, 0, TEXT("II")) };
    return tiff->is_little || has_bytes(bytes, 0, TEXT("MM"));
}

/* Where the value of the tag stands, or where its offset does, in the directory; SIZE_MAX when there is none.
 */
static size_t tiff_find(struct tiff tiff, size_t directory, uint32_t tag)
{
    enum { ENTRY_BYTES = 12, VALUE_AT = 8 };
    size_t count = tiff_16(tiff, directory);
    for (size_t i = 0; i < count; i++) {
        size_t entry = directory + 2 + i * ENTRY_BYTES;
        if (entry + ENTRY_BYTES > tiff.bytes.length)
            return SIZE_MAX;
        if (tiff_16(tiff, entry) == tag)
            return entry + VALUE_AT;
    }
    return SIZE_MAX;
}

enum { FIRST_DIRECTORY_AT = 4 };

/* Did the camera note a turn that makes the longer side the other one? */
static bool is_turned(text exif)
{
    enum { ORIENTATION = 0x0112, FIRST_THAT_SWAPS = 5, LAST_THAT_SWAPS = 8 };
    struct tiff tiff;
    if (!tiff_open(exif, &tiff))
        return false;
    size_t at = tiff_find(tiff, tiff_32(tiff, FIRST_DIRECTORY_AT), ORIENTATION);
    uint32_t orientation = at == SIZE_MAX ? 0 : tiff_16(tiff, at);
    return orientation >= FIRST_THAT_SWAPS && orientation <= LAST_THAT_SWAPS;
}

/* Degrees, minutes and seconds, fractions each; a receiver that found nothing leaves them 0. */
static bool has_latitude(text exif)
{
    enum { PLACE = 0x8825, LATITUDE = 2, FRACTION_BYTES = 8, FRACTIONS = 3 };
    struct tiff tiff;
    if (!tiff_open(exif, &tiff))
        return false;
    size_t at = tiff_find(tiff, tiff_32(tiff, FIRST_DIRECTORY_AT), PLACE);
    if (at != SIZE_MAX)
        at = tiff_find(tiff, tiff_32(tiff, at), LATITUDE);
    if (at == SIZE_MAX)
        return false;
    size_t fractions = tiff_32(tiff, at);
    bool is_there = false;
    for (size_t i = 0; i < FRACTIONS; i++)
        is_there |= tiff_32(tiff, fractions + i * FRACTION_BYTES) != 0;
    return is_there;
}

/* PNG: the first chunk is IHDR; EXIF, if any, comes before the picture. */
static bool read_png(text head, struct image_size *size, text *exif)
{
    enum { FIRST_CHUNK = 8, CHUNK_BYTES = 12 /* beside what it holds */ };
    if (head.length < 24 || !has_bytes(head, FIRST_CHUNK + 4, TEXT("IHDR")))
        return false;
    for (size_t at = FIRST_CHUNK;
         at + CHUNK_BYTES <= head.length && !has_bytes(head, at + 4, TEXT("IDAT"));) {
        size_t length = big_32(head, at);
        if (has_bytes(head, at + 4, TEXT("eXIf")))
            *exif = text_slice(head, at + 8, length);
        if (length > head.length - at)
            break;
        at += CHUNK_BYTES + length;
    }
    return set_size(size, big_32(head, 16) & 0x7FFFFFFF, big_32(head, 20) & 0x7FFFFFFF);
}

/* A segment that begins a frame: all of C0–CF but the tables C4, C8 and CC. */
static bool is_frame(uint32_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* JPEG: segments "FF marker length…" up to the frame; EXIF comes before it. */
static bool read_jpeg(text head, struct image_size *size, text *exif)
{
    for (size_t at = 2; at + 4 <= head.length;) {
        uint32_t marker = byte_at(head, at + 1);
        if (byte_at(head, at) != 0xFF)
            return false;
        if (marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
            /* Filling and markers without contents. */
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        size_t length = big_16(head, at + 2);
        if (marker == 0xD9 || marker == 0xDA || length < 2)
            return false;
        if (is_frame(marker)) {
            if (at + 9 > head.length)
                return false;
            return set_size(size, big_16(head, at + 7), big_16(head, at + 5));
        }
        if (marker == 0xE1 && !exif->bytes && length >= 8 && has_bytes(head, at + 4, TEXT("Exif\0\0")))
            *exif = text_slice(head, at + 10, length - 8);
        at += 2 + length;
    }
    return false;
}

struct image_format {
    text signature;
    bool (*read)(text head, struct image_size *size, text *exif);
};

static const struct image_format formats[] = {
    { TEXT_INIT("\x89PNG\r\n\x1A\n"), read_png }, { TEXT_INIT("\xFF\xD8\xFF"), read_jpeg },
    { TEXT_INIT("GIF87a"), read_gif }, { TEXT_INIT("GIF89a"), read_gif }, { TEXT_INIT("RIFF"), read_webp },
    /* to add one: its first bytes, and a reader that returns false for a damaged or cut header */
};

static const struct image_format *format_of(text head)
{
    for (size_t i = 0; i < COUNT(formats); i++)
        if (text_starts_with(head, formats[i].signature))
            return &formats[i];
    return NULL;
}

bool image_size_read(text head, struct image_size *size)
{
    const struct image_format *format = format_of(head);
    struct image_size found = { 0 };
    text exif = TEXT_NONE;
    *size = (struct image_size){ 0 };
    if (!format)
        return image_size_read_svg(head, size);
    if (!format->read(head, &found, &exif))
        return false;
    *size = is_turned(exif) ? (struct image_size){ found.height, found.width } : found;
    return true;
}

/* WebP: chunks, each of an even length; EXIF comes behind the picture, as TIFF or with the words that JPEG
 * has before it. */
static text webp_exif(text bytes)
{
    enum { FIRST_CHUNK = 12, CHUNK_BYTES = 8 /* beside what it holds */ };
    if (!has_bytes(bytes, 0, TEXT("RIFF")) || !has_bytes(bytes, 8, TEXT("WEBP")))
        return TEXT_NONE;
    for (size_t at = FIRST_CHUNK; at + CHUNK_BYTES <= bytes.length;) {
        size_t length = little_32(bytes, at + 4);
        if (has_bytes(bytes, at, TEXT("EXIF"))) {
            text exif = text_slice(bytes, at + CHUNK_BYTES, length);
            return has_bytes(exif, 0, TEXT("Exif\0\0")) ? text_from(exif, 6) : exif;
        }
        if (length > bytes.length - at)
            break;
        at += CHUNK_BYTES + length + length % 2;
    }
    return TEXT_NONE;
}

/* In XMP, which any format may hold as it is, programs note the place beside EXIF or in its stead. */
static bool has_latitude_in_xmp(text bytes)
{
    return text_find(bytes, TEXT("exif:GPSLatitude"), 0) != SIZE_MAX;
}

bool image_tells_place(text bytes)
{
    const struct image_format *format = format_of(bytes);
    struct image_size size;
    text exif = TEXT_NONE;
    if (format)
        format->read(bytes, &size, &exif);
    return has_latitude(exif.bytes ? exif : webp_exif(bytes)) || has_latitude_in_xmp(bytes);
}
